import Markdown

/// Who is in a class, and what platforms call them.
package struct Roster: Sendable {
  package struct Student: Sendable, Hashable {
    /// The ID by which the gradebook and the course know the student.
    package let id: String
    /// How reports call the student.
    package let name: String
    package let group: String
    /// What else names the student: a login, a platform's number, an address; by the name of its column.
    package let others: [String: String]
    /// A later deadline or a lateness that was forgiven, in days.
    package let graceDays: Double

    package init(
      id: String,
      name: String = "",
      group: String = "",
      others: [String: String] = [:],
      graceDays: Double = 0
    ) {
      self.id = id
      self.name = name
      self.group = group
      self.others = others
      self.graceDays = graceDays
    }
  }

  package let students: [Student]
  private let byKey: [String: Int]

  package init(_ students: [Student]) {
    self.students = students
    var byKey: [String: Int] = [:]
    var shared: Set<String> = []
    for (index, student) in students.enumerated() {
      // An address counts whole, and by what stands before its @.
      let others = student.others.values.flatMap { value in
        [value]
          + (value.split(separator: "@").count == 2 ? [String(value.split(separator: "@")[0])] : [])
      }
      let keys = ([student.id] + others).map(Self.key) + Self.nameKeys(student.name)
      for key in Set(keys) where !key.isEmpty {
        if let known = byKey[key], known != index { shared.insert(key) }
        byKey[key] = index
      }
    }
    // What two students are called names neither; an ID names its own.
    for key in shared { byKey[key] = nil }
    for (index, student) in students.enumerated() { byKey[Self.key(student.id)] = index }
    self.byKey = byKey
  }

  /// Reads a roster: a column with the ID; name, group, and anything else by which files may call a student.
  ///
  /// - Throws: A `Diagnostic` at the line if an ID is missing or stands there twice.
  package init(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    let table = try CSVText(bytes, path: path)
    guard let id = table.column(Self.idColumns) else {
      throw Diagnostic(
        path: path,
        location: SourceLocation(line: 1, column: 1, editorColumn: 1),
        message: "no column is the student's ID",
        help: "call it ID (also: \(Self.idColumns.dropFirst().joined(separator: ", ")))"
      )
    }
    let name = table.column(Self.nameColumns)
    let (first, last) = (
      table.column(["first name", "vorname"]), table.column(["last name", "surname", "nachname"])
    )
    let group = table.column(["group", "section", "tutorial", "gruppe", "groupe", "grupo"])
    let grace = table.column(["grace days", "extension", "late days"])
    let known = Set([id, name, first, last, group, grace].compactMap(\.self))
    var students: [Student] = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      func field(_ index: Int?) -> String {
        guard let index, index < row.fields.count else { return "" }
        return String(row.fields[index].trimmingWhitespace)
      }
      let place = SourceLocation(line: row.line, column: 1, editorColumn: 1)
      guard !field(id).isEmpty else {
        throw Diagnostic(path: path, location: place, message: "the row has no ID")
      }
      if let line = lines[Self.key(field(id))] {
        throw Diagnostic(
          path: path,
          location: place,
          message: "the ID \"\(field(id))\" stands in line \(line), too",
          help: "an ID belongs to one student"
        )
      }
      lines[Self.key(field(id))] = row.line
      let whole = [field(first), field(last)].filter { !$0.isEmpty }.joined(separator: " ")
      var others: [String: String] = [:]
      for index in table.header.indices where !known.contains(index) && !field(index).isEmpty {
        others[table.header[index]] = field(index)
      }
      let days = field(grace)
      guard days.isEmpty || Double(days).map({ $0 >= 0 && $0 < 1000 }) == true else {
        throw Diagnostic(
          path: path,
          location: place,
          message: "\"\(days)\" is no number of days",
          help: "for example 2 or 0.5"
        )
      }
      students.append(
        Student(
          id: field(id),
          name: name == nil ? whole : field(name),
          group: field(group),
          others: others,
          graceDays: Double(days) ?? 0
        )
      )
    }
    self.init(students)
  }

  private static let idColumns = [
    "ID", "student ID", "student", "SID", "student number", "matriculation number",
    "Matrikelnummer", "username", "login",
  ]
  private static let nameColumns = [
    "name", "full name", "student name", "display name", "nom", "nombre",
  ]

  /// The student whom one of these texts names, the first that names one.
  package func student(named texts: [String]) -> Student? {
    for text in texts {
      if let index = byKey[Self.key(text)] { return students[index] }
    }
    return nil
  }

  /// A name as it is compared: its letters and digits, words in the order of the alphabet.
  ///
  /// `Doe, Jane`, `jane_doe` and `Jane Doe` are one.
  private static func key(_ text: String) -> String {
    words(text).sorted().joined()
  }

  /// A name also as platforms write it without blanks: `doejane`, `janedoe`.
  private static func nameKeys(_ name: String) -> [String] {
    let words = words(name)
    guard let last = words.last else { return [] }
    return [key(name), words.joined(), last + words.dropLast().joined()]
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

extension StringProtocol {
  var trimmingWhitespace: SubSequence {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return self[endIndex...] }
    return self[start...end]
  }
}
