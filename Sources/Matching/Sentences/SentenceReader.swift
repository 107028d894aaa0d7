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

  /// The words of a clause; several rules look at one after the other.
  func words(of clause: Clause) -> [SentenceWord] {
    if let last = last.words, last.place == clause.span.range, last.text == clause.span.text {
      return last.words
    }
    let words = SentenceCutter(names: names, values: values).words(of: clause)
    last.words = (clause.span.range, clause.span.text, words)
    return words
  }

  private final class LastWords {
    var words: (place: Range<Int>, text: String, words: [SentenceWord])?
  }

  /// The clause that was cut last, of the one homework that a reader reads.
  private let last = LastWords()

  /// The reading of a sentence; nil if it says nothing for certain.
  ///
  /// `context`: The words of the line that leads to it.
  package func read(_ clause: Clause, context: Set<String> = []) -> Reading? {
    guard isNeeded, clause.place.count <= Self.longest, clause.span.text.hasDigit else {
      return nil
    }
    let words = words(of: clause)
    // A number alone is no sentence, and what somebody else says is no answer.
    guard words.contains(where: { $0.number == nil }),
      !words.contains(where: { Self.voids.contains($0.role) })
    else { return nil }
    if let counted = counted(words) { return counted }
    if let led = led(words, by: context) { return led }
    let value = SentenceValue(words, names: names)
    guard let place = value.place,
      // `A coin toss would say 0.5, the network says 0.502.`
      !words.contains(where: { $0.role == .unreal && $0.segment == words[place].segment }),
      let quantity = SentenceSubject(value, names: names).quantity(at: place)
    else { return nil }
    return reading(words[place], of: quantity)
  }

  /// A number for a quantity, in words of the writer's own; nil for a quantity that is no number, or has keys.
  private func reading(_ word: SentenceWord, of quantity: Int) -> Reading? {
    guard let number = word.number, names.expectations[quantity] == .number,
      names.exercise.quantities[quantity].keys.isEmpty
    else { return nil }
    return Reading(
      quantity: quantity,
      at: [],
      value: .number(number),
      span: Span(text: word.written, range: word.range),
      mood: .paraphrase
    )
  }

  /// The only number of an item whose words make a name together with those of its lead: `the Trouser, it is
  /// true 97 % of the time` below `By the precision score`.
  private func led(_ words: [SentenceWord], by context: Set<String>) -> Reading? {
    let numbers = words.indices.filter { words[$0].number != nil }
    guard numbers.count == 1, !context.isEmpty else { return nil }
    let own = Set(words.filter { $0.number == nil }.flatMap { LabelTokens($0.written).tokens })
    return names.quantity(of: own, ledBy: context).flatMap { reading(words[numbers[0]], of: $0) }
  }

  /// A number right before the whole name of a quantity: `63 steps per epoch`, `95.5% accuracy`.
  private func counted(_ words: [SentenceWord]) -> Reading? {
    var found: [(place: Int, quantity: Int)] = []
    for place in words.indices where words[place].number != nil {
      // `L is 4 hidden layers 3`: a name before the verb says whose value it is.
      if place > 1, words[place - 1].role == .copula, words[place - 2].symbol != nil { continue }
      let behind = words[(place + 1)...].prefix(5).prefix {
        $0.number == nil && $0.segment == words[place].segment
      }
      for count in (1...5).reversed() where count <= behind.count {
        let tokens = behind.prefix(count).flatMap { LabelTokens($0.written).tokens }
        guard tokens.contains(where: { $0.utf8.count > 3 && !LabelTokens.isPlain($0) }) else {
          continue
        }
        let meant = names.quantitiesNamed(inFull: tokens).filter { names.own(tokens, $0) }
        if meant.count == 1, let quantity = meant.first {
          found.append((place, quantity))
          break
        }
      }
    }
    return found.count == 1 ? reading(words[found[0].place], of: found[0].quantity) : nil
  }

  /// What a sentence takes back or says of others counts for nothing.
  private static let voids: Set<SentenceWords.Role?> = [.correction, .elsewhere]
}
