import Exercises
import Formulas

/// A value written for a quantity, with the keys it was written at.
struct Reading: Sendable {
  /// The quantity's position in the exercise.
  let quantity: Int
  let at: [WrittenKey]
  let value: WrittenValue
  let span: Span
  /// What was noticed while reading, for the student to see.
  var note: String?
  /// True if only the value says that the quantity is meant: no sign of a question.
  var isGuessed = false
  /// True for a factor of a calculation: a value that is used, not one that is given.
  var isUse = false
  /// How it is said; only what is said of the question itself can be wrong.
  var mood = Mood.own
  /// Which head it stands under: a heading, or a line that leads to what follows; counted in a section.
  var region = 0
  /// True for a formula that another one follows in its chain: a candidate, and no answer.
  var isCandidate = false

  var keys: [KeyValue] { at.map { KeyValue(key: $0.key, value: $0.value) } }

  /// The number that was written, or the elements of the matrix, row by row.
  var numbers: [WrittenNumber] {
    switch value {
    case .number(let number): [number]
    case .matrix(_, _, let elements): elements
    default: []
    }
  }
}

/// A key's value as the student wrote it.
struct WrittenKey: Hashable, Sendable {
  let key: String
  let value: Double
  let text: String
}

/// Values of keys that hold where something stands: `For y = 0.2:`.
struct KeyContext: Sendable {
  private(set) var keys: [WrittenKey] = []

  subscript(key: String) -> WrittenKey? { keys.first { $0.key == key } }

  /// The context with further keys.
  func setting(_ more: [WrittenKey]) -> KeyContext {
    var context = self
    for key in more { context.set(key) }
    return context
  }

  mutating func set(_ key: WrittenKey) {
    keys.removeAll { $0.key == key.key }
    keys.append(key)
  }
}
