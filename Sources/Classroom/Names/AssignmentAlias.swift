import Exercises

/// The assignments of a course, as files call them: `hw1` is also `homework1`, `HW_01` and `Assignment 1`.
struct AssignmentAlias {
  private let names: [String: String]
  private let numbers: [Int: String]

  init(_ assignments: [String]) {
    names = Dictionary(assignments.map { (Assignment.key(of: $0), $0) }) { first, _ in first }
    // A number says which one only if one assignment has it, and nothing but a word for homework before it.
    let numbered = assignments.compactMap { name in
      Self.split(Array(Assignment.key(of: name)).filter { !Self.isSeparator($0) }).flatMap {
        word,
        number in
        Self.words.contains(word) ? (number, name) : nil
      }
    }
    numbers = Dictionary(grouping: numbered, by: \.0).compactMapValues {
      $0.count == 1 ? $0[0].1 : nil
    }
  }

  /// The assignment that a text without separators names whole.
  func assignment(_ text: String) -> String? {
    let key = Assignment.key(of: text)
    if let name = names[key] { return name }
    let plain = key.filter { !Self.isSeparator($0) }
    if let name = names.first(where: { $0.key.filter { !Self.isSeparator($0) } == plain })?.value {
      return name
    }
    guard let (word, number) = Self.split(Array(plain)), Self.words.contains(word) else {
      return nil
    }
    return numbers[number]
  }

  static func isSeparator(_ character: Character) -> Bool { "_- .,".contains(character) }

  /// `hw` and 1 of `hw01`; nil unless letters and then digits stand there.
  private static func split(_ text: [Character]) -> (String, Int)? {
    let word = text.prefix { !$0.isWholeNumber }
    let digits = text.dropFirst(word.count)
    guard !word.isEmpty, let number = Int(String(digits)), digits.count <= 3 else { return nil }
    return (String(word), number)
  }

  /// Words that files call homework by.
  private static let words: Set<String> = [
    "hw", "homework", "assignment", "assign", "exercise", "exercises", "ex", "sheet", "pset", "ps",
    "problemset",
    "hausaufgabe", "hausaufgaben", "ha", "aufgabe", "übung", "uebung", "ubung", "blatt",
    "übungsblatt", "devoir",
    "dm", "td", "tp", "tarea", "deber", "compito", "esercizio", "opdracht", "zadanie", "úkol",
    "lista", "trabalho",
    "作业", "作業", "宿題", "課題", "과제", "숙제",
  ]
}
