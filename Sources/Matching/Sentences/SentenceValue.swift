import Formulas
import Homework

/// Finds the number of a sentence that is its value: none that counts, that was before, that belongs to a
/// given, goes into a calculation or is compared with.
struct SentenceValue {
  let names: ExerciseNames
  let words: [SentenceWord]
  /// For each part of the sentence, whether it gives a reason or a condition.
  private let areReasons: [Int: Bool]

  init(_ words: [SentenceWord], names: ExerciseNames) {
    self.words = words
    self.names = names
    var areReasons: [Int: Bool] = [:]
    for word in words where areReasons[word.segment] == nil {
      areReasons[word.segment] = word.role == .reason
    }
    self.areReasons = areReasons
  }

  func isReason(_ segment: Int) -> Bool { areReasons[segment] ?? false }

  /// Why a number is not the value.
  private enum Fault { case before, other }

  /// The position of the value; nil if there is none for certain.
  var place: Int? {
    let numbers = words.indices.filter { words[$0].number != nil && words[$0].role != .ordinal }
    guard (1...6).contains(numbers.count) else { return nil }
    var faults: [Int: Fault] = [:]
    for (position, place) in numbers.enumerated() {
      faults[place] = fault(of: place)
      // `the weights −0.2 and 0.6`: what is joined to a number is of its kind.
      if faults[place] == nil, position > 0, let earlier = faults[numbers[position - 1]],
        areJoined(numbers[position - 1], place)
      {
        faults[place] = earlier
      }
    }
    var left = numbers.filter { faults[$0] == nil }
    if left.isEmpty, numbers.count == 1, case .before? = faults[numbers[0]] { left = numbers }
    let own = left.filter { !words[$0].isBracketed && !isReason(words[$0].segment) }
    if !own.isEmpty { left = own }
    if left.count > 1 {
      // What a sign says is read elsewhere.
      let spoken = left.filter { !isSaidBySign($0) }
      if !spoken.isEmpty { left = spoken }
    }
    if left.count > 1 {
      let results = left.filter(isResult)
      if results.count == 1 { left = results }
    }
    if left.count > 1 {
      let exact = left.filter { words[$0].number.map { $0.unit < 0.005 } ?? false }
      if exact.count == 1 { left = exact }
    }
    return left.count == 1 ? left[0] : nil
  }

  /// True for a number to which a word such as `gives` leads.
  private func isResult(_ place: Int) -> Bool {
    words[..<place].reversed().prefix {
      $0.number == nil && $0.segment == words[place].segment
    }
    .contains { $0.role == .result }
  }

  private func isSaidBySign(_ place: Int) -> Bool {
    place > 1 && words[place - 1].text == "=" && words[place - 2].symbol != nil
  }

  private func areJoined(_ first: Int, _ second: Int) -> Bool {
    words[(first + 1)..<second].allSatisfy { Lexicon.conjunctions.contains($0.text) }
  }

  private func fault(of place: Int) -> Fault? {
    if let fault = faultBehind(place) { return fault }
    if isGivenNamed(place) { return .other }
    var steps = 0
    for index in words[..<place].indices.reversed() {
      let word = words[index]
      guard word.segment == words[place].segment, steps < 4, word.number == nil else { break }
      steps += 1
      // `it was −0.29 before and is −0.2927`
      if Lexicon.conjunctions.contains(word.text) || word.text == "but" { return nil }
      if case .sign = word.kind { return .other }
      if let symbol = word.symbol {
        // `x2 = 1.2`, `the old w1 of 0.4`
        let isOwn = isParameter(symbol) || !names.quantitiesNamed(inFull: [symbol]).isEmpty
        if names.given(symbol) != nil, !isOwn { return .other }
        let isOld = index > 0 && words[index - 1].role == .before
        return isOld ? .other : nil
      }
      switch word.role {
      case .before: return .before
      // `its answer to this input is 0.45`
      case .given where index > 0 && words[index - 1].text == "this": return nil
      case .given, .than, .operation, .denial: return .other
      case .counter, .neuron, .hidden: if words[place].isCount { return .other }
      case .result: return nil
      case .activation, .weightedInput, .prediction, .cost, .gradient:
        // `the sigmoid of 0.7710`
        let isFunction = ["sigmoid", "tanh", "relu", "sigmoide", "sigmoïde"].contains(word.text)
        if isFunction, index + 2 == place, words[index + 1].text.utf8.count < 4,
          words[index + 1].text != "is"
        {
          return .other
        }
        let earlier = words[max(0, index - 3)..<index]
        return earlier.contains { $0.role == .operation || $0.role == .than } ? .other : nil
      default: break
      }
    }
    return words[place].isCount && words[place].number?.value != 0
      && words[place].number?.value != 1 ? .other : nil
  }

  /// Units, signs and words behind a number that make it none.
  private func faultBehind(_ place: Int) -> Fault? {
    guard place + 1 < words.count else { return nil }
    let next = words[place + 1]
    if case .sign = next.kind, next.segment == words[place].segment { return .other }
    switch next.role {
    case .unit, .operation: return .other
    case .after: return .before
    default: return nil
    }
  }

  /// True if the number is the very value of a given whose symbol stands in the sentence.
  private func isGivenNamed(_ place: Int) -> Bool {
    guard let number = words[place].number else { return false }
    return words.contains { $0.symbol.flatMap(names.given) == number.value }
  }

  /// True for the symbol of a weight or bias, which has a value before and one after the step.
  func isParameter(_ symbol: String) -> Bool {
    !names.quantitiesNamed(inFull: [symbol, "new"]).isEmpty
      && names.quantitiesNamed(inFull: [symbol]).isEmpty
  }
}
