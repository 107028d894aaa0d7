import Exercises
import Formulas
import Homework

/// Reads a plain sentence that says the value of one quantity: `the output comes out at 0.525`.
///
/// It takes the one number of the sentence that is a value (`SentenceValue`), and the one quantity that
/// the words and symbols around it name together (`SentenceSubject`). What it reads may be right, and is
/// never wrong.
package struct SentenceReader {
  package let names: ExerciseNames
  package let values: ValueReader

  private static let longest = 300

  /// True if a quantity without keys is asked that a sentence can give a value.
  private let isNeeded: Bool

  package init(names: ExerciseNames, values: ValueReader) {
    self.names = names
    self.values = values
    isNeeded = names.exercise.quantities.indices.contains { index in
      names.exercise.quantities[index].keys.isEmpty && names.expectations[index] == .number
    }
  }

  func words(of clause: Clause) -> [SentenceWord] {
    SentenceCutter(names: names, values: values).words(of: clause)
  }

  /// The reading of a sentence; nil if it says nothing for certain.
  package func read(_ clause: Clause) -> Reading? {
    guard isNeeded, clause.place.count <= Self.longest, clause.span.text.hasDigit else {
      return nil
    }
    let words = words(of: clause)
    // A number alone is no sentence, and what somebody else says is no answer.
    guard words.contains(where: { $0.number == nil }),
      !words.contains(where: { Self.voids.contains($0.role) })
    else { return nil }
    let value = SentenceValue(words, names: names)
    guard let place = value.place, let number = words[place].number,
      let quantity = SentenceSubject(value, names: names).quantity(at: place),
      names.expectations[quantity] == .number, names.exercise.quantities[quantity].keys.isEmpty
    else { return nil }
    var reading = Reading(
      quantity: quantity,
      at: [],
      value: .number(number),
      span: Span(text: words[place].written, range: words[place].range)
    )
    reading.mood = .paraphrase
    return reading
  }

  /// What a sentence supposes, takes back or says of others counts for nothing.
  private static let voids: Set<SentenceWords.Role?> = [.unreal, .correction, .elsewhere]
}
