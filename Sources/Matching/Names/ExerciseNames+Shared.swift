import Exercises
import Formulas
import Homework

/// What all quantities of a question are called, which its title says, too: `RF` of `conv1 RF`, `pool1 RF`.
extension ExerciseNames {
  /// The quantity that a label names by what tells it from the others; nil if it says anything else.
  func quantity(ofOwnPart label: [String]) -> Int? {
    guard !ownParts.isEmpty else { return nil }
    let telling = Set(label.filter { !LabelTokens.isPlain($0) })
    return telling.isEmpty ? nil : ownParts[telling]
  }

  /// The names without the words that every asked quantity has; none that two have, or that names a given.
  static func ownParts(
    of quantities: [ExerciseQuantity],
    _ patterns: [[NamePattern]]
  ) -> [Set<String>: Int] {
    let asked = quantities.indices.filter { quantities[$0].isAsked }
    guard asked.count > 2 else { return [:] }
    let words = asked.map { index in Set(patterns[index].flatMap(\.tokens)) }
    let shared = words.dropFirst().reduce(words[0]) { $0.intersection($1) }
    guard shared.contains(where: { $0.utf8.count > 1 && $0.hasLetter }), !shared.contains("new")
    else { return [:] }
    var parts: [Set<String>: Int] = [:]
    var doubled: Set<Set<String>> = []
    for index in asked {
      for pattern in patterns[index] {
        let own = Set(pattern.tokens).subtracting(shared)
        guard !own.isEmpty, own.count < Set(pattern.tokens).count else { continue }
        if let other = parts[own], other != index { doubled.insert(own) }
        parts[own] = index
      }
    }
    for part in doubled { parts[part] = nil }
    return parts
  }
}
