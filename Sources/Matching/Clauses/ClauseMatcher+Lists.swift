import Exercises
import Formulas
import Homework

/// Lists of numbers in a clause, and keys that stand as numbers.
extension ClauseMatcher {
  /// The other numbers of `E = 0.1, 0.2, 0.3`, where one number is asked for.
  package func alternatives(to reading: Reading, of pair: Clause.Pair, in clause: Clause)
    -> [Reading]
  {
    let text = clause.text
    guard reading.at.isEmpty, case .number = reading.value,
      clause.place.contains(pair.place.lowerBound), pair.place.upperBound < clause.place.upperBound
    else { return [] }
    let rest = text.bytes[pair.place.upperBound..<clause.place.upperBound]
    let parts = rest.split(omittingEmptySubsequences: false) { $0 == 0x2C || $0 == 0x3B }
      .map { text.span(text.trimmed($0.startIndex..<$0.endIndex)) }
    guard parts.count >= 3, parts[0].text.isEmpty,
      parts.dropFirst().allSatisfy({ Self.isBare($0.text) })
    else { return [] }
    return parts.dropFirst().compactMap { part in
      guard case .number(let number) = values.read(part.text, as: .number) else { return nil }
      return Reading(quantity: reading.quantity, at: [], value: .number(number), span: part)
    }
  }

  /// `187.5, so 188`: the whole number that is said to come of it; nil if none follows.
  func rounded(_ reading: Reading, behind pair: Clause.Pair, in clause: Clause) -> Reading? {
    guard case .number(let number) = reading.value, number.value != number.value.rounded(),
      number.value > 2
    else { return nil }
    let end = min(clause.text.bytes.count, pair.place.upperBound + 40)
    guard pair.place.upperBound < end else { return nil }
    let words = clause.text.string(pair.place.upperBound..<end).split { $0 == " " || $0 == "\n" }
    guard let place = words.prefix(6).firstIndex(where: { $0.first?.isNumber ?? false }),
      place > 0,
      words[..<place].contains(where: { Lexicon.leadsToWhole(String($0)) }),
      case .number(let whole) = values.read(
        String(words[place]).filter { $0.isNumber || $0 == "." },
        as: .number
      ), whole.value == whole.value.rounded(), abs(whole.value - number.value) < 1
    else { return nil }
    let text = String(words[place])
    let rest = clause.text.string(pair.place.upperBound..<end)
    guard let found = rest.firstRange(of: text) else { return nil }
    let start =
      pair.place.upperBound + rest.utf8.distance(from: rest.startIndex, to: found.lowerBound)
    return reading.saying(
      .number(whole),
      at: clause.text.span(start..<(start + whole.text.utf8.count))
    )
  }

  /// The key of a label that is nothing but one of its values: `0.1: 0.5448`, and `3 = 0011` where the
  /// author gave the values.
  func numberedKey(
    _ pair: Clause.Pair,
    _ label: LabelTokens,
    _ mayBegin: Bool,
    _ known: KeyContext
  ) -> WrittenKey? {
    guard mayBegin, label.tokens.count == 1, label.arguments == nil, !pair.isContinued,
      !pair.continuesChain, case .number(let number) = values.read(pair.label.text, as: .number),
      case .number = values.read(pair.value.text, as: .number),
      let key = names.openKey(
        bound: known,
        value: number.value,
        isFixed: known.keys.isEmpty
      )
    else { return nil }
    return WrittenKey(key: key, value: number.value, text: number.text)
  }

  /// The keys in the brackets of a call: `C(y = 0.2, a = 0.3)`, `C(0.2, 0.3)`.
  package func arguments(
    _ text: String,
    of label: LabelTokens,
    near: Set<String>,
    far: Set<String>,
    _ pair: Clause.Pair
  ) -> [WrittenKey] {
    // Where the comma starts the decimals, `; ` or `, ` separates.
    let parts =
      values.decimalMark == .point
      ? text.utf8.split(separator: 0x2C).map { String(Substring($0)) }
      : text.replacingBytes(of: ", ", with: ";").utf8.split(separator: 0x3B)
        .map { String(Substring($0)) }
    let quantities = names.quantities(
      label: label.tokens,
      context: near,
      far: far,
      text: pair.value.text
    )
    let order = quantities.first.map { names.exercise.quantities[$0].keys.map(\.name) } ?? []
    return parts.enumerated().compactMap { position, part in
      let sides = part.parts(around: "=")
      let name = sides.count == 2 ? names.key(SymbolName.canonical(sides[0])) : nil
      guard let key = name ?? (position < order.count ? order[position] : nil),
        case .number(let number) = values.read(sides.last ?? part, as: .number)
      else { return nil }
      return WrittenKey(key: key, value: number.value, text: number.text)
    }
  }

  /// The keys of a tuple with which a clause begins: `(0, 1) → z = 0.1`.
  func tuple(before clause: Clause) -> [WrittenKey] {
    let text = clause.span.text
    guard text.hasPrefix("("), let close = text.firstIndex(of: ")"),
      text.utf8.distance(from: text.startIndex, to: close) < 40
    else { return [] }
    let rest = String(text[text.index(after: close)...]).trimmedBytes
    guard ["→", "->", "=>", ":", "⇒", "\\to"].contains(where: rest.hasPrefix) else { return [] }
    let inside = String(text[text.index(after: text.startIndex)..<close])
    guard let numbers = names.numbers(in: inside, values) else { return [] }
    let keys = names.tuple(numbers)
    return keys.isEmpty ? names.examples?.key(of: numbers).map { [$0] } ?? [] : keys
  }

  /// Every key with a number in a clause, wherever it stands.
  func keysNamed(in clause: Clause) -> [WrittenKey] {
    clause.pairs.compactMap { pair in
      guard let key = names.key(endOf: LabelTokens(pair.label.text).tokens),
        case .number(let number) = values.read(pair.value.text, as: .number)
      else { return nil }
      return WrittenKey(key: key, value: number.value, text: number.text)
    }
  }

  /// True for words of prose on both sides of a verb, `this is bad`: most sentences, and no value.
  func isProse(_ pair: Clause.Pair) -> Bool {
    guard pair.isSentence, pair.value.text.utf8.count > 2 else { return false }
    var length = 0
    var hasWord = false
    for byte in pair.value.text.utf8 {
      if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A {
        length += 1
      } else {
        guard byte == 0x20 || byte == 0x2E || byte == 0x27 || byte == 0x2C, length != 1 else {
          return false
        }
        hasWord = hasWord || length > 2
        length = 0
      }
    }
    guard length != 1, hasWord || length > 2 else { return false }
    return !names.hasFormulas
      || !pair.value.text.words.contains { names.symbolTokens.contains(String($0)) }
  }
}
