/// Reads whose homework a file is, and of which assignment, from its path.
///
/// First the pattern that somebody gave, then what learning platforms write, then what is left of a name when the
/// assignment and words such as `final` are taken out, then the folders above.
package struct NameReader: Sendable {
  private let assignments: [String]
  private let pattern: NamePattern?

  /// - Parameters:
  ///   - assignments: The names of the course's assignments.
  ///   - pattern: What `--names` says; nil to guess.
  package init(assignments: [String], pattern: NamePattern? = nil) {
    self.assignments = assignments
    self.pattern = pattern
  }

  /// The assignment that a text is another name of; nil if it names none.
  package func assignment(named text: String) -> String? {
    FileWords(text, AssignmentAlias(assignments)).assignment
  }

  /// What a path says.
  ///
  /// `path`: From the folder or archive that was handed over, with `/` between its parts.
  package func name(of path: String) -> HandInName {
    let alias = AssignmentAlias(assignments)
    var name = HandInName()
    if let pattern {
      guard let fields = pattern.fields(of: path) else { return name }
      return Self.named(fields, alias)
    }
    for (platform, pattern) in Platform.known {
      guard let fields = pattern.fields(of: path) else { continue }
      name = Self.named(fields, alias)
      name.platform = platform
      if platform == .canvas, pattern.text.contains("LATE") { name.isLate = true }
      if name.assignment == nil { name.assignment = Self.folders(of: path, alias).assignment }
      return name
    }
    let file = FileWords(path.split(separator: "/").last.map(String.init) ?? path, alias)
    let folders = Self.folders(of: path, alias)
    name.assignment = file.assignment ?? folders.assignment
    name.attempt = file.attempt
    name.isLate = file.isLate
    // `doe_hw1.md` says more than the folder that it lies in; `hw1.md` says nothing of who.
    name.students = (file.student.map { [$0] } ?? []) + folders.students
    if folders.isRepository { name.platform = .github }
    return name
  }

  private static func named(
    _ fields: [NamePattern.Field: String],
    _ alias: AssignmentAlias
  ) -> HandInName {
    var name = HandInName()
    name.students = [fields[.student], fields[.number], fields[.name]].compactMap(\.self)
    name.assignment = fields[.assignment].flatMap { FileWords($0, alias).assignment }
    if let file = fields[.file] {
      let words = FileWords(file, alias)
      name.attempt = words.attempt
      name.isLate = words.isLate
      if name.assignment == nil { name.assignment = words.assignment }
    }
    return name
  }

  /// What the folders above a file say, the nearest first: `hw1/doe/answers.md`, `hw1-doe/README.md`.
  private static func folders(
    of path: String,
    _ alias: AssignmentAlias
  ) -> (students: [String], assignment: String?, isRepository: Bool) {
    var students: [String] = []
    var assignment: String?
    var isRepository = false
    for folder in path.split(separator: "/").dropLast().reversed() {
      let words = FileWords(String(folder), alias)
      if assignment == nil { assignment = words.assignment }
      guard let student = words.student, !FileWords.isPlace(student) else { continue }
      students.append(student)
      isRepository = isRepository || words.assignment != nil
    }
    return (students, assignment, isRepository)
  }
}
