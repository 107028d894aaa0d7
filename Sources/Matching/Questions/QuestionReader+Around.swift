import Formulas
import Homework

/// What stands around a passage and says something about it: captions, and sentences that take it back.
extension QuestionReader {
  /// `That was wrong, b2 is negative.`: what the sentence before said counts for nothing.
  func takesBack(_ clause: Clause) -> Bool {
    let words = String(clause.span.text.prefix(48)).lowercased().identifiers.prefix(4)
    guard let first = words.first, Lexicon.pronouns.contains(first) else { return false }
    return words.contains(where: Lexicon.denials.contains) && !words.contains("not")
  }

  /// The keys of a caption below a table, where the one above belongs to the table before.
  func captionBelow(
    _ index: Int,
    in passages: [Passage],
    _ keys: KeyContext
  ) -> KeyContext? {
    func caption(_ index: Int) -> KeyContext? {
      guard passages.indices.contains(index), case .text = passages[index].kind,
        passages[index].text.bytes.count < 120,
        let first = words(passages[index]).first(where: Self.captions.contains), !first.isEmpty
      else { return nil }
      let bound = bound(passages[index], KeyContext(), [])
      return bound.keys.isEmpty ? nil : bound
    }
    guard let below = caption(index + 1) else { return nil }
    // Captions stand above if the first of the tables has one there.
    let first = passages.indices.first {
      if case .table = passages[$0].kind { true } else { false }
    }
    guard let first, caption(first - 1) == nil else { return nil }
    var own = keys
    for key in below.keys { own.set(key) }
    return own
  }

  static let captions: Set<String> = [
    "table", "Table", "Tab", "tab", "Tabelle", "tabelle", "Figure", "figure", "Caption", "caption",
  ]

  func beginsWithThen(_ clause: Clause) -> Bool {
    let words = String(clause.span.text.prefix(16)).lowercased().identifiers
    return words.first.map(Lexicon.thens.contains) ?? false
  }

  func isSupposition(_ clause: Clause) -> Bool {
    Moods.isSupposition(clause.span.text.lowercased().identifiers)
  }

  /// Drops the factors that repeat what the homework says of their quantity.
  mutating func dropRepeatedUses() {
    guard readings.contains(where: \.isUse) else { return }
    var said: [Int: [WrittenNumber]] = [:]
    for reading in readings where !reading.isUse {
      if case .number(let number) = reading.value {
        said[reading.quantity, default: []].append(number)
      }
    }
    readings.removeAll { reading in
      guard reading.isUse, case .number(let number) = reading.value else { return false }
      return (said[reading.quantity] ?? []).contains { $0.agrees(with: number) }
    }
  }
}
