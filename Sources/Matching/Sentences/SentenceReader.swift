import Exercises
import Formulas
import Homework

/// Reads a plain sentence that says the value of one quantity: `the output comes out at 0.525`.
///
/// It takes the one number of the sentence that counts nothing and is said of no given, and the one
/// quantity that its words and symbols name together. What it reads may be right, and is never wrong.
package struct SentenceReader {
  package let names: ExerciseNames
  package let values: ValueReader
  let roles: NeuronRoles

  /// A word of a sentence, or a number.
  package struct Word {
    /// In small letters.
    package let text: String
    package let written: String
    package let range: Range<Int>
    package let number: WrittenNumber?
  }

  private static let longest = 300

  /// True if a quantity without keys is asked that a sentence can give a value.
  private let isNeeded: Bool

  package init(names: ExerciseNames, values: ValueReader) {
    self.names = names
    self.values = values
    roles = names.roles
    isNeeded = names.exercise.quantities.indices.contains { index in
      names.exercise.quantities[index].keys.isEmpty && names.expectations[index] == .number
    }
  }

  /// The reading of a sentence; nil if it says nothing for certain.
  package func read(_ clause: Clause) -> Reading? {
    guard isNeeded, clause.place.count <= Self.longest, clause.span.text.hasDigit else {
      return nil
    }
    // `1 − z1 = 0.4` says nothing of z1.
    let isCalculation = clause.pairs.contains { pair in
      [" - ", " − ", " + ", " · ", " * "].contains { pair.label.text.has($0) }
        && LabelForm.isNoName(
          pair.label.text,
          LabelTokens(pair.label.text).tokens,
          isSymbol: names.symbolTokens.contains
        )
    }
    guard !isCalculation else { return nil }
    let words = words(of: clause)
    guard !words.contains(where: { SentenceWords.corrections.contains($0.text) }) else {
      return nil
    }
    let numbers = words.indices.filter { words[$0].number != nil }
    guard (1...4).contains(numbers.count), words.count - numbers.count > 1,
      let place = value(among: numbers, words), let number = words[place].number,
      !words[max(0, place - 2)..<place].contains(where: {
        SentenceWords.denials.contains($0.text)
      }),
      let quantity = quantity(words, place)
    else { return nil }
    guard names.expectations[quantity] == .number, names.exercise.quantities[quantity].keys.isEmpty
    else { return nil }
    var reading = Reading(
      quantity: quantity,
      at: [],
      value: .number(number),
      span: Span(text: number.text, range: words[place].range)
    )
    reading.mood = .paraphrase
    return reading
  }

  // MARK: - The number

  /// The number that is the value: none that counts, was before or belongs to a given.
  private func value(among numbers: [Int], _ words: [Word]) -> Int? {
    var left = numbers.filter { place in
      let before = words[max(0, place - 3)..<place].filter { $0.number == nil }.map(\.text)
      if let last = before.last, SentenceWords.foreign(last) == .counter, isCount(words[place]) {
        return false
      }
      if place > 0, names.given(symbol(words[place - 1].written)) != nil { return false }
      if place > 1, words[place - 1].text == "=" {
        return names.given(symbol(words[place - 2].written)) == nil
      }
      return !before.contains { SentenceWords.foreign($0) == .given }
    }
    if left.count > 1 {
      left.removeAll { place in
        words[max(0, place - 2)..<place].contains { SentenceWords.foreign($0.text) == .before }
      }
    }
    if left.isEmpty, numbers.count == 1 { left = numbers }
    // A count of things is no value: `3 layers`, `2.5 hours`.
    left.removeAll { place in
      isCount(words[place])
        || place + 1 < words.count && SentenceWords.units.contains(words[place + 1].text)
    }
    return left.count == 1 ? left[0] : nil
  }

  private func isCount(_ word: Word) -> Bool {
    word.text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  // MARK: - The quantity

  private func quantity(_ words: [Word], _ place: Int) -> Int? {
    let plain = words.filter { $0.number == nil }.map(\.text)
    let kinds = plain.compactMap(SentenceWords.kind)
    let symbols = Set(words.filter { $0.number == nil }.map { symbol($0.written) })
      .filter { !$0.isEmpty }
    let parameters = symbols.filter { !names.quantitiesNamed(inFull: [$0, "new"]).isEmpty }
      .filter { names.quantitiesNamed(inFull: [$0]).isEmpty }
    // `dE/dw3`, `the gradient of w3`
    let derivatives = symbols.filter { $0.utf8.contains(0x2F) }
    if derivatives.count == 1, let first = derivatives.first {
      return one(names.quantitiesNamed(inFull: [first]))
    }
    if kinds.contains(.gradient), parameters.count == 1, let first = parameters.first {
      return one(names.quantitiesNamed(inFull: ["gradient", first]))
    }
    if parameters.count == 1, let first = parameters.first {
      guard kinds.contains(.new) else { return nil }
      return one(names.quantitiesNamed(inFull: [first, "new"]))
    }
    let spoken = neuron(words)
    let own = symbols.filter { !names.quantitiesNamed(inFull: [$0]).isEmpty }
    // `the sigmoid of z1` is no z1.
    if own.count == 1, let first = own.first,
      let meant = one(names.quantitiesNamed(inFull: [first])),
      kinds.allSatisfy({ fits($0, meant) })
        || isApposed(first, words, place)
    {
      return meant
    }
    if own.count == 1, kinds.contains(.activation), !kinds.contains(.weightedInput),
      let first = own.first, let z = one(names.quantitiesNamed(inFull: [first])),
      let (layer, index) = neuron(ofWeightedInput: z)
    {
      return roles.quantities[.activation(layer: layer, neuron: index)]
    }
    if let (layer, index) = spoken {
      let isWeighted =
        kinds.contains(.weightedInput)
        || plain.contains("before")
          && (kinds.contains(.activation) || plain.contains("squashing"))
      if isWeighted { return roles.quantities[.weightedInput(layer: layer, neuron: index)] }
      if kinds.contains(.activation) || kinds.contains(.prediction) {
        return roles.quantities[.activation(layer: layer, neuron: index)]
      }
    }
    if kinds.contains(.cost), !kinds.contains(.gradient) { return roles.quantities[.cost] }
    if kinds.contains(.prediction), !kinds.contains(.gradient), roles.outputs == 1 {
      return kinds.contains(.weightedInput)
        ? roles.quantities[.weightedInput(layer: roles.depth - 1, neuron: 0)]
        : roles.quantities[.activation(layer: roles.depth - 1, neuron: 0)]
    }
    return nil
  }

  private func one(_ quantities: Set<Int>) -> Int? {
    quantities.count == 1 ? quantities.first : nil
  }

  /// True for words that may stand beside a symbol of its quantity: `z3, the weighted input`.
  private func fits(_ kind: SentenceWords.Kind, _ quantity: Int) -> Bool {
    let role = roles.quantities.first { $0.value == quantity }?.key
    switch (kind, role) {
    case (.weightedInput, .weightedInput), (.activation, .activation), (.cost, .cost): return true
    case (.prediction, .activation), (.prediction, .weightedInput): return true
    case (.activation, .weightedInput(let layer, _)): return layer == roles.depth - 1
    case (.new, _): return true
    case (_, nil): return kind != .gradient
    default: return false
    }
  }

  /// True for `…, which is a1` and `for a1` right behind the value.
  private func isApposed(_ symbol: String, _ words: [Word], _ place: Int) -> Bool {
    words[(place + 1)...].prefix(4).contains { self.symbol($0.written) == symbol }
  }

  private func neuron(ofWeightedInput quantity: Int) -> (Int, Int)? {
    guard
      case .weightedInput(let layer, let neuron)? =
        roles.quantities.first(where: { $0.value == quantity })?.key
    else { return nil }
    return (layer, neuron)
  }

  /// The neuron that is spoken of: `h1`, `hidden neuron 2`, `the second hidden neuron`, `the output
  /// neuron`.
  private func neuron(_ words: [Word]) -> (layer: Int, neuron: Int)? {
    for (index, word) in words.enumerated() {
      if roles.depth > 1, word.text.utf8.first == 0x68, let number = Int(word.text.dropFirst()) {
        return (0, number - 1)
      }
      if word.text == "output", index + 1 < words.count, words[index + 1].text == "neuron" {
        return roles.outputs == 1 ? (roles.depth - 1, 0) : nil
      }
      guard word.text == "hidden", roles.depth > 1 else { continue }
      if index > 0, let ordinal = Self.ordinals[words[index - 1].text] { return (0, ordinal) }
      if let count = words[index...].prefix(3).first(where: { $0.number != nil }),
        let number = Int(count.text)
      {
        return (0, number - 1)
      }
    }
    if roles.outputs == 1,
      words.contains(where: { $0.text == "output" }), words.contains(where: { $0.text == "of" }),
      words.contains(where: { SentenceWords.kind($0.text) == .weightedInput })
    {
      return (roles.depth - 1, 0)
    }
    return nil
  }

  private static let ordinals = ["first": 0, "second": 1, "third": 2, "fourth": 3]

  // MARK: - Words

  /// A word as the symbol that it is, without an owner's `'s`; empty for a word of prose.
  private func symbol(_ word: String) -> String {
    // Most words are words.
    if word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
      return names.symbolTokens.contains(word) ? word : ""
    }
    guard let token = LabelTokens(word).tokens.first, names.symbolTokens.contains(token) else {
      return ""
    }
    return token
  }

  package func words(of clause: Clause) -> [Word] {
    var text = clause.span.text
    for (form, plain) in [
      ("’s ", " "), ("'s ", " "), ("net input", "weighted"), ("learning rate", "eta"),
    ]
    where text.has(form) {
      // Of the same length, so that places stay.
      let filler = String(repeating: " ", count: max(0, form.utf8.count - plain.utf8.count))
      text = text.replacingBytes(of: form, with: plain + filler)
    }
    guard text.utf8.count == clause.place.count else { return [] }
    var words: [Word] = []
    let bytes = Array(text.utf8)
    var start = 0
    func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }
    while start < bytes.count {
      if isGap(bytes[start]) {
        start += 1
        continue
      }
      var end = start
      while end < bytes.count, !isGap(bytes[end]) { end += 1 }
      // `1.594 · 10^-2` is one number.
      var (first, last) = (start, end)
      let isOuter: (UInt8) -> Bool = {
        [0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x28, 0x29, 0x24].contains($0)
      }
      while first < last, isOuter(bytes[first]) { first += 1 }
      while last > first, isOuter(bytes[last - 1]) || bytes[last - 1] == 0x2E { last -= 1 }
      let rest = String(decoding: bytes[end..<min(bytes.count, end + 16)], as: UTF8.self)
      if rest.hasPrefix(" · 10") || rest.hasPrefix(" × 10") {
        var power = end + rest.utf8.prefix(while: { $0 != 0x31 }).count
        while power < bytes.count, !isGap(bytes[power]) { power += 1 }
        end = power
        last = power
        while last > first, isOuter(bytes[last - 1]) || bytes[last - 1] == 0x2E { last -= 1 }
      }
      if first < last {
        let word = String(decoding: bytes[first..<last], as: UTF8.self)
        let base = clause.place.lowerBound
        let range = clause.text.sourceRange((base + first)..<(base + last))
        var number: WrittenNumber?
        if word.hasDigit, let lead = word.utf8.first, lead < 0x41 || lead == 0xE2,
          case .number(let read) = values.read(word, as: .number)
        {
          number = read
        }
        words.append(
          Word(text: word.lowercased(), written: word, range: range, number: number)
        )
      }
      start = end
    }
    return words
  }
}
