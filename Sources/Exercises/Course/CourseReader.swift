import Formulas
import Markdown
import Workers
import Yaml

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads `course.yml` and the chapters that it names.
package struct CourseReader {
  private let files: CourseFiles
  private let path: String
  private let folder: String

  /// `path`: The path of `course.yml`.
  package init(path: String, files: CourseFiles) {
    self.path = path
    self.files = files
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Reads the course.
  ///
  /// `names`: The names of the only assignments that are wanted; chapters without their exercises are
  /// not read. Everything is read if the course does not have them all.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong with `course.yml` and the chapters.
  package func course(for names: [String]? = nil) throws -> Course {
    let (fields, reader) = try fields()
    let settings = settings(fields, reader)
    let wanted = names.flatMap { self.wanted($0, fields["assignments"]) }
    let loaded = try chapters(
      try chapterPaths(fields["chapters"], reader),
      settings: settings,
      withTables: false,
      exercises: wanted?.exercises
    )
    var diagnostics = loaded.flatMap(\.diagnostics)
    let exercises = Self.unique(loaded.flatMap(\.exercises), into: &diagnostics)
    // An id may be written in another way than it was looked for.
    if let wanted, !wanted.exercises.isSubset(of: exercises.keys) { return try course() }
    // An exercise of a broken chapter is not missing; its own error says more.
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      throw Diagnostics(reader.diagnostics + diagnostics)
    }
    let assignments = assignments(
      fields["assignments"],
      exercises,
      reader,
      where: { wanted?.assignments.contains($0) ?? true }
    )
    guard reader.diagnostics.isEmpty else { throw Diagnostics(reader.diagnostics) }
    return Course(
      title: fields["title"]?.value.scalar ?? "",
      exercises: exercises,
      assignments: assignments,
      settings: settings,
      isPartial: wanted != nil
    )
  }

  /// The assignments of some names and the exercises in them; nil if one is not there.
  private func wanted(
    _ names: [String],
    _ field: YamlEntry?
  ) -> (assignments: Set<String>, exercises: Set<String>)? {
    guard case .mapping(let entries)? = field?.value.content else { return nil }
    var assignments: Set<String> = []
    var exercises: Set<String> = []
    for key in Set(names.map(Assignment.key)) {
      guard let entry = entries.first(where: { Assignment.key(of: $0.key) == key }),
        case .mapping(let questions) = entry.value.content
      else { return nil }
      assignments.insert(entry.key)
      exercises.formUnion(questions.compactMap(\.value.scalar))
    }
    return (assignments, exercises)
  }

  /// Reads only what `course.yml` says of all exercises.
  package func readSettings() throws -> CourseSettings {
    let (fields, reader) = try fields()
    let settings = settings(fields, reader)
    guard reader.diagnostics.isEmpty else { throw Diagnostics(reader.diagnostics) }
    return settings
  }

  func fields() throws -> ([String: YamlEntry], YamlReader) {
    let source = try source(try bytes(at: path), at: path)
    let reader = YamlReader(source: source)
    let lines = (1...source.lineStarts.count).map { source.rangeOfLine($0) }
    let node: YamlNode?
    do throws(Diagnostic) {
      node = try YamlParser.parse(lines: lines, of: source)
    } catch {
      throw Diagnostics([error])
    }
    guard let fields = reader.fields(node, of: "course.yml", allowed: Self.keys.names),
      reader.diagnostics.isEmpty
    else { throw Diagnostics(reader.diagnostics) }
    return (fields, reader)
  }

  /// Reads chapters together, so that each may use the others' networks.
  package func chapters(
    _ paths: [String],
    settings: CourseSettings,
    withTables: Bool = true,
    exercises: Set<String>? = nil
  ) throws -> [Chapter] {
    var chapters: [Chapter] = []
    var problems: [Diagnostic] = []
    // Chapters without exercises are read for grading only if a network is missed.
    var idle: [String] = []
    for (path, result) in zip(
      paths,
      Workers.all.map(
        paths,
        {
          chapter(at: $0, isNeeded: withTables, withTables: withTables, exercises: exercises)
        }
      )
    ) {
      switch result {
      case .success(let chapter?): chapters.append(chapter)
      case .success(nil): idle.append(path)
      case .failure(let error): problems += error.all
      }
    }
    if problems.isEmpty, !Self.missedNetworks(of: chapters).isEmpty {
      for path in idle {
        switch chapter(at: path, isNeeded: true, withTables: withTables) {
        case .success(let chapter): chapter.map { chapters.append($0) }
        case .failure(let error): problems += error.all
        }
      }
    }
    guard problems.isEmpty else { throw Diagnostics(problems) }
    Self.link(&chapters, notation: settings.notation, withTables: withTables)
    return chapters
  }

  /// Chapters with their blocks, from which nothing is read yet.
  ///
  /// `paths`: Which chapters; nil for those of the course.
  package func blocks(_ paths: [String]? = nil) throws -> [Chapter] {
    let files: [String]
    if let paths {
      files = paths
    } else {
      let (fields, reader) = try fields()
      files = try chapterPaths(fields["chapters"], reader)
    }
    return try files.compactMap {
      try chapter(at: $0, isNeeded: true, withTables: false).get()
    }
  }

  /// The networks that exercises name and no chapter of these declares.
  private static func missedNetworks(of chapters: [Chapter]) -> Set<String> {
    var named: Set<String> = []
    func collect(_ node: YamlNode?) {
      switch node?.content {
      case .sequence(let nodes): nodes.forEach(collect)
      case .mapping(let entries):
        for entry in entries {
          if entry.key == "network", let name = entry.value.scalar { named.insert(name) }
          collect(entry.value)
        }
      case .scalar, nil: break
      }
    }
    for block in chapters.flatMap(\.blocks) where block.kind == .exercise { collect(block.node) }
    for block in chapters.flatMap(\.blocks) where block.kind == .network {
      if let name = block.node?.entry("name")?.scalar { named.remove(name) }
    }
    return named
  }

  /// Reads the contents of chapters, with the networks of all of them in sight.
  package static func link(
    _ chapters: inout [Chapter],
    notation: Notation,
    withTables: Bool = true
  ) {
    var networks = NetworkList()
    for index in chapters.indices {
      chapters[index].readNetworks(notation: notation, isThorough: withTables)
      for network in chapters[index].networks { networks.add(network) }
      for name in chapters[index].brokenNetworks { networks.addBroken(name) }
    }
    chapters = chapters.map { [networks] chapter in
      var chapter = chapter
      chapter.readContents(notation: notation, networks: networks, withTables: withTables)
      return chapter
    }
  }

  /// True if the words of an exercise's block stand in a chapter, and one of the ids if some are
  /// wanted.
  private static func holdsExercise(_ chapter: [UInt8], of ids: Set<String>?) -> Bool {
    // The x is the rarest of the letters: the C library finds it fast.
    guard contains(chapter, "yaml exercise", rare: 6) else { return false }
    return ids?.contains { contains(chapter, "id: \($0)", rare: 2) } ?? true
  }

  /// True if words stand in a text; `rare` is the place of a byte that few texts hold often.
  private static func contains(_ text: [UInt8], _ words: String, rare place: Int) -> Bool {
    let words = Array(words.utf8)
    return text.withUnsafeBytes { bytes in
      var start = place
      while start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(words[place]), bytes.count - start)
      {
        let first = UnsafeRawPointer(found) - base - place
        if bytes[first...].starts(with: words) { return true }
        start = first + place + 1
      }
      return false
    }
  }

  /// Reads a chapter; nil if it is not needed and holds no exercise.
  private func chapter(
    at path: String,
    isNeeded: Bool,
    withTables: Bool,
    exercises: Set<String>? = nil
  ) -> Result<Chapter?, Diagnostics> {
    do {
      let bytes = try bytes(at: path)
      guard isNeeded || Self.holdsExercise(bytes, of: exercises) else { return .success(nil) }
      let source = try source(bytes, at: path)
      let document = try Document(parsing: source, limits: .chapter)
      return .success(Chapter(document, withTables: withTables))
    } catch let error as SourceError {
      return .failure(Diagnostics([error.diagnostic(path: path)]))
    } catch {
      return .failure(error as? Diagnostics ?? Diagnostics([]))
    }
  }

  private func bytes(at path: String) throws -> [UInt8] {
    do {
      return try files.read(path)
    } catch let error as Diagnostic {
      throw Diagnostics([error])
    }
  }

  private func source(_ bytes: [UInt8], at path: String) throws -> SourceText {
    do throws(SourceError) {
      return try SourceText(bytes, path: path, limits: .chapter)
    } catch {
      throw Diagnostics([error.diagnostic(path: path)])
    }
  }

  func chapterPaths(_ field: YamlEntry?, _ reader: YamlReader) throws -> [String] {
    guard let field, let names = reader.texts(field.value, of: "chapters") else {
      return try list(folder + "chapters")
    }
    var paths: [String] = []
    for name in names {
      paths += name.hasSuffix(".md") ? [folder + name] : try list(folder + name)
    }
    return paths
  }

  private func list(_ path: String) throws -> [String] {
    do {
      return try files.list(path)
    } catch let error as Diagnostic {
      throw Diagnostics([error])
    }
  }

  static func unique(
    _ exercises: [Exercise],
    into diagnostics: inout [Diagnostic]
  ) -> [String: Exercise] {
    var unique: [String: Exercise] = [:]
    for exercise in exercises {
      if let first = unique[exercise.id] {
        let place = Diagnostic.place(
          path: first.source.path,
          location: first.source.location(at: first.offset)
        )
        diagnostics.append(
          Diagnostic(
            in: exercise.source,
            at: exercise.offset,
            "the id \"\(exercise.id)\" belongs to the exercise at \(place)",
            help: "ids are unique in a course"
          )
        )
      } else {
        unique[exercise.id] = exercise
      }
    }
    return unique
  }
}

// MARK: - Settings and assignments

extension CourseReader {
  func settings(_ fields: [String: YamlEntry], _ reader: YamlReader) -> CourseSettings {
    var settings = CourseSettings()
    settings.reveal =
      choice(fields["reveal"], Reveal.allCases, reader) ?? settings.reveal
    settings.decimalMark =
      choice(fields["decimal"], DecimalMark.allCases, reader) ?? settings.decimalMark
    if let field = fields["log"] {
      let allowed = ["ln", "log10", "log2"]
      if let text = field.value.scalar, allowed.contains(text) {
        settings.logarithm = text
      } else {
        reader.report(
          at: field.value.offset,
          "\"log\" does not know \(field.value.kindName)",
          help: "allowed: \(allowed.joined(separator: ", "))"
        )
      }
    }
    readCredit(fields, into: &settings.credit, reader)
    readDeadlines(fields, into: &settings, reader)
    if let entry = fields["data"], let name = reader.text(entry.value, of: "data") {
      settings.data = name.hasPrefix("/") ? name : folder + name
    }
    return settings
  }

  private func readCredit(
    _ fields: [String: YamlEntry],
    into credit: inout Credit,
    _ reader: YamlReader
  ) {
    func share(_ entry: YamlEntry?, _ words: String) -> Fraction? {
      entry.flatMap { reader.share($0, words) }
    }
    if let penalty = share(fields["penalty"], "a penalty") { credit.penalty = penalty }
    guard let field = fields["credit"],
      let shares = reader.fields(
        field.value,
        of: "\"credit\"",
        allowed: ["coarse", "truncated", "carried"]
      )
    else { return }
    if let coarse = share(shares["coarse"], "a credit") { credit.coarse = coarse }
    if let truncated = share(shares["truncated"], "a credit") { credit.truncated = truncated }
    if let carried = share(shares["carried"], "a credit") { credit.carried = carried }
  }

  private func choice<Choice: RawRepresentable>(
    _ field: YamlEntry?,
    _ all: [Choice],
    _ reader: YamlReader
  ) -> Choice? where Choice.RawValue == String {
    guard let field else { return nil }
    if let text = field.value.scalar, let choice = Choice(rawValue: text) { return choice }
    reader.report(
      at: field.value.offset,
      "\"\(field.key)\" does not know \(field.value.kindName)",
      help: "allowed: \(all.map(\.rawValue).joined(separator: ", "))"
    )
    return nil
  }

  /// Reads `{hw1: {1: backward-pass, 2: cross-entropy-minimum}}`.
  func assignments(
    _ field: YamlEntry?,
    _ exercises: [String: Exercise],
    _ reader: YamlReader,
    isBroken: (String) -> Bool = { _ in false },
    where isWanted: (String) -> Bool
  ) -> [Assignment] {
    guard let field else { return [] }
    let entries = reader.mapping(field.value, of: "assignments") ?? []
    for entry in entries where !Assignment.isName(entry.key) {
      reader.report(
        at: entry.keyOffset,
        "\"\(entry.key)\" is no name of an assignment",
        help: "files are called by it: no /, \\ or control character, and no dot at its beginning"
      )
    }
    return entries.filter { isWanted($0.key) }.map { entry in
      let questions = (reader.mapping(entry.value, of: entry.key) ?? []).compactMap {
        question -> Assignment.Question? in
        guard let id = reader.text(question.value, of: question.key) else { return nil }
        guard let exercise = exercises[id] else {
          if isBroken(id) { return nil }
          reader.report(
            at: question.value.offset,
            "there is no exercise \"\(id)\"",
            help: NearMiss.help(id, among: exercises.keys.sorted())
          )
          return nil
        }
        return Assignment.Question(label: question.key, exercise: exercise)
      }
      return Assignment(name: entry.key, questions: questions)
    }
  }
}
