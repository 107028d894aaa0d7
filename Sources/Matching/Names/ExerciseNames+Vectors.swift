import Exercises
import Formulas
import Homework

/// Vectors by their symbols: their elements may be written one by one.
extension ExerciseNames {
  static func vectors(
    of exercise: Exercise,
    _ patterns: [[NamePattern]],
    _ expectations: [ValueReader.Expectation]
  ) -> [String: Int] {
    var vectors: [String: Int] = [:]
    for (index, quantity) in exercise.quantities.enumerated()
    where quantity.isAsked && quantity.keys.isEmpty {
      guard case .matrix = expectations[index] else { continue }
      for pattern in patterns[index] where pattern.words.isEmpty && pattern.symbols.count == 1 {
        vectors[pattern.symbols[0]] = vectors[pattern.symbols[0]] ?? index
      }
    }
    return vectors
  }

  /// How many elements a vector has; 0 for a matrix of several rows and columns.
  func elementCount(of index: Int) -> Int {
    let quantity = exercise.quantities[index]
    guard let evaluator = try? computation.evaluator(for: quantity, domain: { _, _ in nil }),
      let value = try? computation.expected(quantity, at: [], in: evaluator)
    else { return 0 }
    switch value {
    case .vector(let elements): return elements.count
    case .list(let elements): return elements.count
    case .matrix(let matrix):
      return min(matrix.rows, matrix.columns) == 1 ? matrix.elements.count : 0
    case .number, .shape: return 0
    }
  }

  /// False for a label in which each of several quantities has a whole name of its own.
  func shareName(_ quantities: [Int], in label: [String]) -> Bool {
    let used = quantities.map { index in
      patterns[index].filter { $0.isWhole(label.contains) }.map { Set($0.tokens) }
    }
    guard used.allSatisfy({ !$0.isEmpty }) else { return true }
    return used.indices.contains { first in
      used.indices.contains { second in
        first < second
          && used[first].contains { own in used[second].contains { !$0.isDisjoint(with: own) } }
      }
    }
  }

  /// True if a row's label names another quantity, or another kind of one: what stands in the row is not what
  /// its column is called.
  func label(_ label: [String], namesOtherThan index: Int) -> Bool {
    if self.label(label, namesAnotherKindThan: index) { return true }
    guard label.count == 1, label[0].hasDigit, label[0].hasLetter else { return false }
    let named = quantitiesNamed(inFull: label)
    return !named.isEmpty && !named.contains(index)
  }

  /// True for the shape of a matrix, `grad is (1, 3)`: it is no value of it.
  func isShapeOfMatrix(_ text: String, _ index: Int) -> Bool {
    guard case .matrix = expectations[index], let sizes = ShapeReader.read(text)?.numbers else {
      return false
    }
    let count = elementCount(of: index)
    if count == 0 { return sizes.count == 2 }
    // `(3, 1)` of three elements, `(3,)`.
    return text.utf8.first == 0x28 && sizes.count != count && sizes.reduce(1, *) == count
  }
}
