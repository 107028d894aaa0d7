import Exercises
import Formulas

/// The names that mean something in an exercise, and what a label with a value says.
struct ExerciseNames: Sendable {
  let exercise: Exercise
  private let patterns: [[NamePattern]]
  /// The keys of the exercise in their canonical spelling.
  private let keys: [String: String]
  /// How each quantity is written.
  let expectations: [ValueReader.Expectation]

  init(_ computation: ExerciseComputation) {
    exercise = computation.exercise
    patterns = exercise.quantities.map { NamePattern.patterns(of: $0, in: computation.exercise) }
    var keys: [String: String] = [:]
    for key in exercise.choices.map(\.key) + exercise.quantities.flatMap({ $0.keys.map(\.name) }) {
      keys[SymbolName.canonical(key)] = key
    }
    self.keys = keys
    expectations = exercise.quantities.map { Self.expectation(of: $0, computation) }
  }

  private static func expectation(
    of quantity: ExerciseQuantity, _ computation: ExerciseComputation
  ) -> ValueReader.Expectation {
    switch quantity.kind {
    case .letters: return .shape
    case .formula: return .formula
    case .human: return .formula
    case .value(_, let expression):
      if case .shape = expression { return .shape }
      guard quantity.keys.isEmpty,
        let evaluator = try? computation.evaluator(for: quantity, domain: { _, _ in nil }),
        let value = try? computation.expected(quantity, at: [], in: evaluator)
      else { return .number }
      switch value {
      case .shape: return .shape
      case .vector, .list: return .matrix
      case .matrix(let matrix): return matrix.elements.count == 1 ? .number : .matrix
      case .number: return .number
      }
    }
  }

  /// The key that a token names.
  func key(_ token: String) -> String? { keys[token] }

  /// The quantities that a label may name, the best first; more than one if they tie.
  ///
  /// - Parameter text: The value's text, which shows what it cannot be: a formula is no number.
  func quantities(
    label: [String], context: Set<String>, text: String
  ) -> [Int] {
    let implied: Set<String> = ShapeReader.read(text) == nil ? [] : impliedWords(text)
    var best: [Int] = []
    var bestScore = 0
    for (index, patterns) in patterns.enumerated() where canHold(index, text) {
      let scores = patterns.compactMap {
        $0.score(label: label, context: context, impliedWords: implied)
      }
      guard let score = scores.max() else { continue }
      if score > bestScore {
        best = [index]
        bestScore = score
      } else if score == bestScore {
        best.append(index)
      }
    }
    return best
  }

  private func impliedWords(_ text: String) -> Set<String> {
    ShapeReader.read(text)?.hasLetters == true ? ["shape", "letters"] : ["shape"]
  }

  /// True if a value of this text can belong to a quantity.
  private func canHold(_ index: Int, _ text: String) -> Bool {
    let quantity = exercise.quantities[index]
    let shape = ShapeReader.read(text)
    switch quantity.kind {
    case .human: return false
    case .letters: return shape?.hasLetters ?? false
    case .formula: return shape?.numbers == nil && !isNumber(text)
    case .value:
      switch expectations[index] {
      case .shape: return shape.map { $0.numbers != nil || !hasLetterTwin(of: index) } ?? true
      case .matrix: return text.contains("[") || text.contains("begin")
      case .number, .formula: return !looksLikeFormula(text) || !hasFormulaTwin(of: index)
      }
    }
  }

  private func isNumber(_ text: String) -> Bool {
    switch NumberReader().read(text) {
    case .number, .ambiguous: true
    case .notANumber, .unreadable: false
    }
  }

  private func looksLikeFormula(_ text: String) -> Bool {
    !isNumber(text) && text.contains { $0.isLetter }
  }

  private func hasLetterTwin(of index: Int) -> Bool {
    exercise.quantities.contains { if case .letters = $0.kind { true } else { false } }
  }

  private func hasFormulaTwin(of index: Int) -> Bool {
    exercise.quantities.contains { if case .formula = $0.kind { true } else { false } }
  }

  /// The quantity that is the place of another one's extreme over a key: argmin for key a.
  func location(over key: String) -> Int? {
    exercise.quantities.firstIndex { quantity in
      if case .over(let reduction, _, key)? = quantity.expression {
        return reduction == .argmin || reduction == .argmax
      }
      return false
    }
  }

  /// True if a quantity is an extreme over a key, or the place of one.
  func isExtreme(_ index: Int) -> Bool {
    if case .over(let reduction, _, _)? = exercise.quantities[index].expression {
      return [.min, .max, .argmin, .argmax].contains(reduction)
    }
    return false
  }
}
