import Exercises
import Formulas
import Homework

/// Reads `for a from 0.1 to 0.9 in steps of 0.1 the costs 0.5448, 0.5004, … and 1.8631`: as many values
/// as the key has steps, in their order.
struct KeyedLists {
  package let names: ExerciseNames
  package let sentences: SentenceReader

  /// A list is at least as long; shorter ones are written pair by pair.
  private static let fewest = 3

  /// The readings of a sentence; none if it lists nothing along a key.
  ///
  /// `keys`: The other keys, bound by the sentence or by what stands before; `context`: words of the
  /// headings and lines around it.
  package func read(_ clause: Clause, keys: KeyContext, context: Set<String>) -> [Reading] {
    let text = clause.span.text
    guard text.has(" from "), text.utf8.count <= 2000 else { return [] }
    let words = sentences.words(of: clause)
    guard let from = words.firstIndex(where: { $0.text == "from" }), from > 0,
      let key = names.key(endOf: LabelTokens(words[from - 1].written).tokens)
    else { return [] }
    let numbers = words.indices.filter { $0 > from && words[$0].number != nil }
    guard numbers.count >= 3 + Self.fewest,
      words[(numbers[1] + 1)..<numbers[2]].contains(where: { Self.steps.contains($0.text) }),
      let first = words[numbers[0]].number?.value, let last = words[numbers[1]].number?.value,
      let step = words[numbers[2]].number?.value, step > 0, last > first
    else { return [] }
    let places = Array(numbers.dropFirst(3))
    let count = ((last - first) / step).rounded()
    guard count < 1000, places.count == Int(count) + 1,
      zip(places, places.dropFirst()).allSatisfy({ words[($0 + 1)..<$1].allSatisfy(isLink) })
    else { return [] }
    var bound = keys
    bound.set(WrittenKey(key: key, value: first, text: ""))
    let meant = names.quantities(
      at: Set(bound.keys.map(\.key)),
      context: context.union(LabelTokens(text).tokens)
    )
    guard meant.count == 1 else { return [] }
    return places.enumerated().compactMap { position, place in
      guard let number = words[place].number else { return nil }
      let value = ((first + Double(position) * step) * 1e9).rounded() / 1e9
      bound.set(WrittenKey(key: key, value: value, text: DecimalText.shortest(value)))
      let at = names.exercise.quantities[meant[0]].keys.compactMap { bound[$0.name] }
      return Reading(
        quantity: meant[0],
        at: at,
        value: .number(number),
        span: Span(text: number.text, range: words[place].range)
      )
    }
  }

  private func isLink(_ word: SentenceWord) -> Bool {
    ["and", "und", "y", "et", "e"].contains(word.text)
  }

  private static let steps: Set<String> = [
    "steps", "step", "schritten", "pasos", "pas", "passos", "increments",
  ]
}
