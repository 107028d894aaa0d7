import Formulas
import Homework

extension QuestionReader {
  /// `0.01: test accuracy 97.77%, test loss 0.0690`: a value of the key that nothing else binds, before what is said at it.
  ///
  /// The clause without it; nil where the number leads to nothing that is asked.
  func keyLed(_ clause: Clause, _ keys: KeyContext) -> (clause: Clause, key: WrittenKey)? {
    guard let pair = clause.pairs.first, !pair.isContinued, !pair.isSentence,
      let key = leadingKey(pair.label.text, keys),
      case let words = pair.value.text.words, words.count > 1, let first = words.first,
      let last = words.last
    else { return nil }
    // `accuracy 0.884`, `93.1 % accuracy`
    let isBehind = last.contains(where: \.isNumber)
    let number =
      isBehind
      ? last : pair.value.text[first.startIndex..<(words[1] == "%" ? words[1] : first).endIndex]
    let name = String(
      isBehind ? pair.value.text[..<last.startIndex] : pair.value.text[number.endIndex...]
    )
    .trimmedBytes
    guard String(number).hasDigit, !name.isEmpty, !name.hasDigit else { return nil }
    let tokens = LabelTokens(name).tokens
    let named = names.quantities(label: tokens, context: [], text: String(number))
    let meant =
      named.isEmpty ? [names.measured(byKind: tokens, in: [], beside: [])].compactMap { $0 } : named
    guard
      meant.contains(where: { quantity in
        names.exercise.quantities[quantity].keys.contains { $0.name == key.key }
      })
    else { return nil }
    // Where the number stands, if the source spells the value as it is read.
    let range = pair.value.range
    let start = pair.value.text.utf8.distance(
      from: pair.value.text.startIndex,
      to: number.startIndex
    )
    let isSame = submission.source.string(in: range) == pair.value.text
    let place =
      isSame
      ? (range.lowerBound + start)..<(range.lowerBound + start + number.utf8.count) : range
    let said = Clause.Pair(
      label: Span(text: name, range: range),
      value: Span(text: String(number), range: place)
    )
    let led = Clause(
      clause.place,
      of: clause.text,
      pairs: [said] + clause.pairs.dropFirst(),
      heading: clause.heading,
      isQuoted: clause.isQuoted
    )
    return (led, key)
  }

  /// The key of a label that is nothing but its value, `0.01` or `lr 0.01`.
  private func leadingKey(_ label: String, _ keys: KeyContext) -> WrittenKey? {
    if case .number(let number) = values.read(label, as: .number) {
      return names.openKey(bound: keys, value: number.value, isFixed: true).map {
        WrittenKey(key: $0, value: number.value, text: number.text)
      }
    }
    let keyed = names.keyed(LabelTokens(label).tokens)
    return keyed.tokens.isEmpty && keyed.keys.count == 1 ? keyed.keys[0] : nil
  }

  /// The key that a line of a log is alone: `Run #0`, `>>>>> Run #0 ...`, `=== Epoch 3 ===`.
  func printedKey(_ clause: Clause, _ keys: KeyContext) -> WrittenKey? {
    let line = clause.span.text
    guard clause.pairs.isEmpty, line.utf8.count < Self.longestKeyLine, line.hasDigit, line.hasLetter
    else { return nil }
    let marks: Set<Character> = [">", "=", "-", "*", "#", ".", "…", ":", " ", "[", "]", "<", "~"]
    let bare = line.drop { marks.contains($0) }.replacing("#", with: "")
    let end = bare.lastIndex { !marks.contains($0) }
    return end.flatMap { leadingKey(String(bare[...$0]), keys) }
  }

  private static let longestKeyLine = 60

  /// True for the 128 of `Learning rate (128 nodes)`: no value of its key, and a number of something else.
  func counts(_ key: WrittenKey, in title: String) -> Bool {
    guard !names.exercise.allows(key.value, for: key.key),
      let place = title.firstRange(of: key.text)
    else { return false }
    let rest = title[place.upperBound...]
    return rest.first == " " && (rest.dropFirst().first?.isLetter ?? false)
  }

  /// The key's value in each call of a function that is called several times, `net.SGD(data, 30, 10, 0.001)`: the only
  /// argument in which the calls differ, if the values are those of one key.
  func callKeys(in passages: [Passage]) -> [String: WrittenKey] {
    var calls: [String: [(text: String, arguments: [String])]] = [:]
    for clause in passages.lazy.filter({ !$0.isHeading }).flatMap(\.clauses)
    where clause.span.text.utf8.count < 200 && clause.span.text.utf8.last == 0x29 {
      let text = clause.span.text
      guard let open = text.firstIndex(of: "("), open > text.startIndex,
        case let arguments = text[text.index(after: open)...].dropLast(), !arguments.contains("(")
      else { continue }
      calls[String(text[..<open]), default: []].append(
        (text, arguments.split(separator: ",").map { String($0).trimmedBytes })
      )
    }
    var keys: [String: WrittenKey] = [:]
    for name in calls.keys.sorted() {
      guard let all = calls[name], all.count > 1, let first = all.first,
        all.allSatisfy({ $0.arguments.count == first.arguments.count })
      else { continue }
      let varied = first.arguments.indices.filter { place in
        Set(all.map { $0.arguments[place] }).count > 1
      }
      guard varied.count == 1 else { continue }
      let numbers = all.map { call -> WrittenNumber? in
        if case .number(let number) = values.read(call.arguments[varied[0]], as: .number) {
          return number
        }
        return nil
      }
      let own = Set(names.keys.values).filter { key in
        numbers.allSatisfy { $0.map { names.exercise.allows($0.value, for: key) } ?? false }
          && names.hasValues(of: key)
      }
      guard own.count == 1, let key = own.first else { continue }
      for (call, number) in zip(all, numbers) {
        if let number {
          keys[call.text] = WrittenKey(key: key, value: number.value, text: number.text)
        }
      }
    }
    return keys
  }

  /// The number of hidden neurons in the sizes of a network that lead to something, `[784, 30, 10]`, where one key counts them.
  func hiddenKey(in text: String) -> WrittenKey? {
    let sizes = text.split { !$0.isNumber }
    guard (2...3).contains(sizes.count), let first = sizes.first, let last = sizes.last,
      let input = Int(first), input > 3, sizes.allSatisfy({ Int($0) != nil }),
      text[first.startIndex..<last.endIndex].allSatisfy({
        $0.isNumber || " ,-–—×x→>|".contains($0)
      }),
      case let hidden = sizes.count == 2 ? "0" : String(sizes[1]), let value = Double(hidden)
    else { return nil }
    let own = Set(names.keys.values).filter { key in
      names.exercise.allows(value, for: key)
        && !Lexicon.hiddenWords.isDisjoint(
          with: ([key] + Lexicon.otherNames(of: key)).flatMap { LabelTokens($0).tokens }
        )
        && names.hasValues(of: key)
    }
    guard own.count == 1, let key = own.first else { return nil }
    return WrittenKey(key: key, value: value, text: hidden)
  }
}
