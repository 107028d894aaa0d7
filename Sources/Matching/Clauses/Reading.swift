import Exercises
import Formulas
import Homework

/// A value written for a quantity, with the keys it was written at.
package struct Reading: Sendable {
  /// The quantity's position in the exercise.
  package private(set) var quantity: Int
  package let at: [WrittenKey]
  package private(set) var value: WrittenValue
  package private(set) var span: Span
  /// What was noticed while reading, for the student to see.
  package var note: String?
  /// True if only the value says that the quantity is meant: no sign of a question.
  var isGuessed = false
  /// True if the number of a step around it completes its name.
  var isOfStep = false
  /// True for a factor of a calculation: a value that is used, not one that is given.
  package var isUse = false
  /// How it is said; only what is said of the question itself can be wrong.
  package var mood = Mood.own
  /// Which head it stands under: a heading, or a line that leads to what follows; counted in a section.
  package var region = 0
  /// The passage that it stands in, counted in what was read.
  package var passage = 0
  /// The keys that hold around it and that its quantity does not have: the example after which a weight is said.
  package var beside: [WrittenKey] = []
  /// True for a formula that another one follows in its chain: a candidate, and no answer.
  var isCandidate = false

  package init(
    quantity: Int,
    at: [WrittenKey],
    value: WrittenValue,
    span: Span,
    note: String? = nil,
    isGuessed: Bool = false,
    isUse: Bool = false,
    mood: Mood = .own,
    region: Int = 0,
    isCandidate: Bool = false
  ) {
    self.quantity = quantity
    self.at = at
    self.value = value
    self.span = span
    self.note = note
    self.isGuessed = isGuessed
    self.isUse = isUse
    self.mood = mood
    self.region = region
    self.isCandidate = isCandidate
  }

  /// The same value, written for another quantity.
  package func said(of quantity: Int) -> Reading {
    var reading = self
    reading.quantity = quantity
    return reading
  }

  /// The same reading with another value, which the sentence goes on to.
  func saying(_ value: WrittenValue, at span: Span) -> Reading {
    var reading = self
    reading.value = value
    reading.span = span
    return reading
  }

  package var keys: [KeyValue] { at.map { KeyValue(key: $0.key, value: $0.value) } }

  /// The number that was written, or the elements of the matrix, row by row.
  package var numbers: [WrittenNumber] {
    switch value {
    case .number(let number): [number]
    case .matrix(_, _, let elements): elements
    default: []
    }
  }
}

/// A key's value as the student wrote it.
package struct WrittenKey: Hashable, Sendable {
  package let key: String
  package let value: Double
  package let text: String

  package init(key: String, value: Double, text: String) {
    self.key = key
    self.value = value
    self.text = text
  }
}

/// Values of keys that hold where something stands: `For y = 0.2:`.
struct KeyContext: Sendable {
  package private(set) var keys: [WrittenKey] = []

  package subscript(key: String) -> WrittenKey? { keys.first { $0.key == key } }

  /// The keys that a quantity does not have.
  func beside(_ quantity: ExerciseQuantity) -> [WrittenKey] {
    keys.filter { key in !quantity.keys.contains { $0.name == key.key } }
  }

  /// The context with further keys.
  package func setting(_ more: [WrittenKey]) -> KeyContext {
    var context = self
    for key in more { context.set(key) }
    return context
  }

  /// Ends what a key was.
  mutating func remove(_ key: String) { keys.removeAll { $0.key == key } }

  package mutating func set(_ key: WrittenKey) {
    keys.removeAll { $0.key == key.key }
    keys.append(key)
  }
}
