import Formulas
import Homework

/// Finds the quantity that a sentence gives its value: what its words and symbols name together, those
/// nearest to the value first.
struct SentenceSubject {
  private let value: SentenceValue
  private let names: ExerciseNames
  private let roles: NeuronRoles
  private var words: [SentenceWord] { value.words }

  init(_ value: SentenceValue, names: ExerciseNames) {
    self.value = value
    self.names = names
    roles = names.roles
  }

  /// The quantity of the number at a place; nil if its words name none or several.
  func quantity(at place: Int) -> Int? {
    let own = words[place].segment
    var segments: [Int] = []
    for word in words where segments.last != word.segment && !segments.contains(word.segment) {
      segments.append(word.segment)
    }
    guard let position = segments.firstIndex(of: own) else { return nil }
    let isMain = { (segment: Int) in
      !value.isReason(segment) && !isBracketed(segment)
    }
    let before = segments[..<position].reversed()
    let after = segments[(position + 1)...]
    let order =
      [own] + before.filter(isMain) + after.filter(isMain) + before.filter { !isMain($0) }
      + after.filter { !isMain($0) }
    // `the output neuron (before squashing)`
    var taken = Set(
      words.filter { $0.isBracketed }.map(\.segment).filter { segment in
        !words.contains { $0.segment == segment && $0.number != nil }
      }
    )
    // `Before its sigmoid, the output neuron has`
    taken.formUnion(
      segments.filter { segment in
        let part = words.filter { $0.segment == segment }
        return part.first?.text.hasPrefix("before") ?? false
          && part.contains { $0.role == .weightedInput }
          && part.allSatisfy { $0.number == nil && $0.symbol == nil }
      }
    )
    for segment in order {
      taken.insert(segment)
      let part = words.indices.filter { taken.contains(words[$0].segment) && $0 != place }
      if let quantity = quantity(part, place) { return quantity }
    }
    return nil
  }

  private func isBracketed(_ segment: Int) -> Bool {
    words.first { $0.segment == segment }?.isBracketed ?? false
  }

  // MARK: - One part of the sentence

  private func quantity(_ part: [Int], _ place: Int) -> Int? {
    let free = part.filter { !isUsed($0) && !hasOwnValue($0, place) && !isArticle($0) }
    let kinds = Set(free.compactMap { words[$0].role })
    let symbols = free.compactMap { words[$0].symbol }
    let distinct = Set(symbols)
    let derivatives = distinct.filter { $0.utf8.contains(0x2F) }
    if let first = derivatives.first {
      return derivatives.count == 1 ? one(names.quantitiesNamed(inFull: [first])) : nil
    }
    if let parameter = parameter(free, distinct) {
      // `We need a2 for the gradient of w6, so write it down: 0.6177`: either may be meant.
      let isBeside = free.allSatisfy { words[$0].segment != words[place].segment }
      if isBeside, distinct.contains(where: { !names.quantitiesNamed(inFull: [$0]).isEmpty }) {
        return nil
      }
      return quantity(of: parameter, free, kinds, place)
    }
    guard distinct.filter(value.isParameter).isEmpty, !kinds.contains(.gradient) else { return nil }
    let owns = distinct.filter { !names.quantitiesNamed(inFull: [$0]).isEmpty }
    guard owns.count < 2 else { return apposed(owns, place) }
    let spoken = neuron(free)
    if let first = owns.first, let meant = one(names.quantitiesNamed(inFull: [first])) {
      if kinds.allSatisfy({ fits($0, meant) }) || apposed([first], place) != nil { return meant }
      // `the activation of z1` is a1.
      if kinds.contains(.activation), !kinds.contains(.weightedInput),
        let (layer, index) = neuron(ofWeightedInput: meant)
      {
        return roles.quantities[.activation(layer: layer, neuron: index)]
      }
      return nil
    }
    return quantity(kinds, spoken, ordinal(of: .weightedInput, free))
  }

  /// What words alone name.
  private func quantity(
    _ kinds: Set<SentenceWords.Role>,
    _ spoken: (layer: Int, neuron: Int)?,
    _ ordinal: Int?
  ) -> Int? {
    let isWeighted = kinds.contains(.weightedInput)
    if let (layer, index) = spoken {
      if isWeighted { return roles.quantities[.weightedInput(layer: layer, neuron: index)] }
      let isActive =
        !kinds.isDisjoint(with: [.activation, .output, .prediction])
      return isActive ? roles.quantities[.activation(layer: layer, neuron: index)] : nil
    }
    if isWeighted, let ordinal {
      let all = roles.weightedInputs
      return all.indices.contains(ordinal) ? all[ordinal] : nil
    }
    if kinds.contains(.cost) { return roles.quantities[.cost] }
    guard !kinds.isDisjoint(with: [.prediction, .output]), roles.outputs == 1,
      !kinds.contains(.hidden)
    else { return nil }
    return isWeighted
      ? roles.quantities[.weightedInput(layer: roles.depth - 1, neuron: 0)]
      : roles.quantities[.activation(layer: roles.depth - 1, neuron: 0)]
  }

  /// The gradient or the new value of a weight or bias.
  private func quantity(
    of parameter: String,
    _ free: [Int],
    _ kinds: Set<SentenceWords.Role>,
    _ place: Int
  ) -> Int? {
    let new = one(names.quantitiesNamed(inFull: [parameter, "new"]))
    let gradient = one(names.quantitiesNamed(inFull: ["gradient", parameter]))
    let isMoved = kinds.contains(.new) || kinds.contains(.before)
    guard kinds.contains(.gradient) else { return isMoved ? new : nil }
    guard kinds.contains(.new) else { return gradient }
    // `the gradient changes w2` and `the new w2`: the word right before the symbol decides.
    let symbols = free.filter { words[$0].symbol == parameter }
    let isNew = symbols.contains { index in
      let before = words[max(0, index - 4)..<index].reversed()
      let between = before.prefix { $0.role != .new }
      return between.count < before.count
        && between.allSatisfy { $0.role == nil && $0.number == nil || $0.role == .copula }
    }
    return isNew ? new : gradient
  }

  /// True for a symbol or a word that goes into a calculation, or that is compared with: it is not what is
  /// spoken of.
  private func isUsed(_ index: Int) -> Bool {
    let word = words[index]
    if case .sign = word.kind { return true }
    guard word.symbol != nil || word.role != nil else { return false }
    let before = index > 0 && words[index - 1].segment == word.segment ? words[index - 1] : nil
    let after =
      index + 1 < words.count && words[index + 1].segment == word.segment ? words[index + 1] : nil
    if word.symbol != nil {
      for neighbour in [before, after] {
        if let neighbour, case .sign = neighbour.kind { return true }
      }
      if isGivenAgain(index) { return true }
    }
    let earlier = words[..<index].suffix(3).filter { $0.segment == word.segment }
    for near in earlier.reversed() {
      if near.role == .than || near.role == .operation { return true }
      if near.symbol != nil || near.number != nil || near.role == .result || near.role == .copula {
        break
      }
    }
    return false
  }

  /// True for the `a` of `a cost of 0.05`.
  private func isArticle(_ index: Int) -> Bool {
    guard words[index].text == "a", index + 1 < words.count else { return false }
    let next = words[index + 1]
    if next.number != nil { return true }
    guard case .word = next.kind, next.segment == words[index].segment else { return false }
    return next.role != .copula && next.role != .result
  }

  /// True for a symbol with a value of its own behind a sign: `with z2 = −0.034 the activation is …`.
  private func hasOwnValue(_ index: Int, _ place: Int) -> Bool {
    words[index].symbol != nil && index + 2 < words.count && index + 2 != place
      && words[index + 1].text == "=" && words[index + 2].number != nil
  }

  /// True for `w6` of `w6 = −0.8` and `x2 is 1.2`; `w5は0.5から` tells of before.
  private func isGivenAgain(_ index: Int) -> Bool {
    guard let symbol = words[index].symbol, let given = names.given(symbol) else { return false }
    let behind = words[(index + 1)...].prefix(3)
    guard let place = behind.firstIndex(where: { $0.number != nil }),
      words[place].number?.value == given,
      behind[..<place].allSatisfy({ $0.role == .copula || $0.text == "=" })
    else { return false }
    return place + 1 >= words.count || words[place + 1].role != .after
  }

  // MARK: - What symbols and words belong to

  /// The weight or bias that is spoken of: `w5`, `the fifth weight`, `the weight from x1 to h2`.
  private func parameter(_ free: [Int], _ symbols: Set<String>) -> String? {
    let named = symbols.filter(value.isParameter)
    if named.count == 1 { return named.first }
    guard named.isEmpty, let neurons = names.exercise.network?.neurons else { return nil }
    let kinds = Set(free.compactMap { words[$0].role })
    if kinds.contains(.weight), let ordinal = ordinal(of: .weight, free) {
      let weights = neurons.inOrder.filter { neurons.parameter(named: $0)?.input != nil }
      return weights.indices.contains(ordinal) ? SymbolName.canonical(weights[ordinal]) : nil
    }
    guard !kinds.isDisjoint(with: [.weight, .bias]), !kinds.isDisjoint(with: [.gradient, .new]),
      let (layer, neuron) = target(free)
    else { return nil }
    let input = kinds.contains(.bias) ? nil : source(free, layer)
    guard kinds.contains(.bias) || input != nil else { return nil }
    return neurons.all.first { $0.layer == layer && $0.neuron == neuron && $0.input == input }
      .map { SymbolName.canonical($0.name) }
  }

  /// The neuron that a weight leads to: the last one that is named.
  private func target(_ free: [Int]) -> (layer: Int, neuron: Int)? {
    free.reversed().lazy.compactMap { words[$0].symbol.flatMap(roles.neuron) }.first ?? neuron(free)
  }

  /// The input that a weight comes from: `x1`, or a neuron of the layer before.
  private func source(_ free: [Int], _ layer: Int) -> Int? {
    for index in free {
      guard let symbol = words[index].symbol else { continue }
      if layer == 0, symbol.utf8.first == 0x78, let number = Int(symbol.dropFirst()) {
        return number - 1
      }
      if layer > 0, let neuron = roles.neuron(named: symbol), neuron.layer == layer - 1 {
        return neuron.neuron
      }
    }
    return nil
  }

  /// The ordinal right before a word of a kind: `the fifth weight`, `the third weighted input`.
  private func ordinal(of role: SentenceWords.Role, _ free: [Int]) -> Int? {
    for index in free where words[index].role == role {
      let near = words[..<index].suffix(3)
      if let ordinal = near.reversed().lazy.compactMap(\.ordinal).first { return ordinal }
    }
    return nil
  }

  /// The neuron that is spoken of: `h1`, `hidden neuron 2`, `the second hidden neuron`, `the output
  /// neuron`.
  private func neuron(_ free: [Int]) -> (layer: Int, neuron: Int)? {
    let symbols = free.compactMap { words[$0].symbol.flatMap(roles.neuron) }
    if let first = symbols.first { return symbols.count == 1 ? first : nil }
    let kinds = Set(free.compactMap { words[$0].role })
    if kinds.contains(.output), !kinds.isDisjoint(with: [.neuron, .weightedInput]),
      !kinds.contains(.hidden)
    {
      return roles.outputs == 1 ? (roles.depth - 1, 0) : nil
    }
    // A single neuron has no other.
    if roles.depth == 1, roles.outputs == 1,
      !kinds.isDisjoint(with: [.neuron, .weightedInput, .activation])
    {
      return (0, 0)
    }
    guard kinds.contains(.hidden) || kinds.contains(.neuron), roles.depth > 1 else { return nil }
    let ordinals = Set(free.compactMap { words[$0].ordinal })
    if ordinals.count == 1, let ordinal = ordinals.first { return (0, ordinal) }
    guard ordinals.isEmpty else { return nil }
    // `hidden neuron 2`
    for index in free where words[index].isCount {
      let isNear = words[..<index].suffix(2).contains { $0.role == .neuron || $0.role == .hidden }
      if isNear, let number = Int(words[index].text) { return (0, number - 1) }
    }
    return nil
  }

  private func one(_ quantities: Set<Int>) -> Int? {
    quantities.count == 1 ? quantities.first : nil
  }

  /// True for a kind of word that may stand beside a symbol of its quantity: `z3, the weighted input`.
  private func fits(_ kind: SentenceWords.Role, _ quantity: Int) -> Bool {
    let role = roles.quantities.first { $0.value == quantity }?.key
    switch (kind, role) {
    case (.weightedInput, .weightedInput), (.activation, .activation), (.cost, .cost): return true
    case (.prediction, .activation), (.prediction, .weightedInput): return true
    case (.output, .activation), (.output, .weightedInput): return true
    case (.activation, .weightedInput(let layer, _)): return layer == roles.depth - 1
    case (.activation, _), (.weightedInput, _), (.cost, _), (.prediction, _), (.output, _):
      return role == nil
    default: return true
    }
  }

  /// Of several symbols the one right behind the value: `…, which is a1`, `for a1`.
  private func apposed(_ symbols: Set<String>, _ place: Int) -> Int? {
    let behind = words[(place + 1)...].prefix(4).compactMap(\.symbol).filter(symbols.contains)
    return behind.first.flatMap { one(names.quantitiesNamed(inFull: [$0])) }
  }

  private func neuron(ofWeightedInput quantity: Int) -> (Int, Int)? {
    guard
      case .weightedInput(let layer, let neuron)? =
        roles.quantities.first(where: { $0.value == quantity })?.key
    else { return nil }
    return (layer, neuron)
  }
}
