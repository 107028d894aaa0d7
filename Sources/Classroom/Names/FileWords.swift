/// The words of a file's or folder's name: the assignment among them, how often it was handed in, and the rest.
struct FileWords {
  private(set) var assignment: String?
  private(set) var attempt = 0
  private(set) var isLate = false
  /// What is left: it may name the student.
  private(set) var student: String?

  init(_ name: String, _ alias: AssignmentAlias) {
    var words = Self.words(of: Self.withoutEnding(name))
    if let found = Self.assignment(in: words, alias) {
      assignment = found.name
      // What stands right behind the assignment and is a number counts uploads: `hw1-1`, `hw1 (2)`.
      if found.range.upperBound < words.count, let number = Int(words[found.range.upperBound]),
        number < 100
      {
        attempt = number
        words.remove(at: found.range.upperBound)
      }
      words.removeSubrange(found.range)
    }
    if let last = words.last, last.first == "v", let number = Int(last.dropFirst()) {
      attempt = max(attempt, number)
      words.removeLast()
    }
    isLate = words.contains { Self.late.contains($0.lowercased()) }
    words.removeAll { word in
      let word = word.lowercased()
      return Self.late.contains(word) || Self.fillers.contains(word)
    }
    student = words.isEmpty ? nil : words.joined(separator: "_")
  }

  /// True for the name of a folder that says where files lie, and not whose they are.
  static func isPlace(_ name: String) -> Bool { places.contains(name.lowercased()) }

  /// The longest run of words that names an assignment, the first of several.
  private static func assignment(
    in words: [String],
    _ alias: AssignmentAlias
  ) -> (name: String, range: Range<Int>)? {
    for count in stride(from: min(words.count, mostWords), through: 1, by: -1) {
      for start in 0...(words.count - count) {
        let range = start..<(start + count)
        if let name = alias.assignment(words[range].joined(separator: "_")) { return (name, range) }
      }
    }
    return nil
  }

  private static func words(of name: String) -> [String] {
    name.split { AssignmentAlias.isSeparator($0) || "()[]".contains($0) }.map(String.init)
  }

  private static func withoutEnding(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex,
      endings.contains(name[name.index(after: dot)...].lowercased())
    else { return name }
    return withoutEnding(String(name[..<dot]))
  }

  /// `my own task 12` has four words.
  private static let mostWords = 4

  private static let endings: Set<String> = [
    "md", "markdown", "txt", "ipynb", "docx", "tex", "pdf", "zip", "rmd", "qmd",
  ]
  private static let late: Set<String> = ["late", "verspätet", "tarde", "retard"]
  private static let fillers: Set<String> = [
    "final", "copy", "fixed", "new", "corrected", "solution", "solutions", "answers", "answer",
    "readme", "submission",
    "lösung", "loesung", "abgabe", "solucion", "solución",
  ]
  private static let places: Set<String> = [
    "src", "docs", "doc", "main", "master", "files", "submissions", "export", "repos", "students",
    "class", "homeworks",
  ]
}
