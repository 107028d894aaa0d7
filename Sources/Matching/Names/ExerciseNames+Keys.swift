import Exercises
import Formulas
import Homework

/// Keys and givens by what a homework calls them.
extension ExerciseNames {
  /// The value of a given by its symbol, `w7`; nil if it is none or no number.
  package func given(_ symbol: String) -> Double? {
    givenValues[symbol].flatMap { $0.count == 1 ? $0[0] : nil }
  }

  /// True for a heading that names a key's value, a symbol or a word of some quantity: `y = 0.3`, `Gradients`.
  package func speaks(in heading: String) -> Bool {
    let tokens = LabelTokens(heading).tokens
    if !keyed(tokens).keys.isEmpty { return true }
    return tokens.contains { token in
      symbolTokens.contains(token)
        || !LabelTokens.stopWords.contains(token)
          && patterns.contains { $0.contains { $0.words.contains(token) } }
    }
  }

  /// True for a word that is a quantity's whole name: `output`.
  func isOneWord(_ token: String) -> Bool { !quantitiesNamed(inFull: [token]).isEmpty }

  /// True if the author gave the values of a key.
  func hasValues(of key: String) -> Bool {
    exercise.quantities.contains { $0.keys.contains { $0.name == key && $0.values != nil } }
  }

  func isGiven(_ symbol: String) -> Bool { givenValues[symbol] != nil }

  /// True if a vector or matrix is a given, said again behind its name.
  func restates(_ symbol: String, _ numbers: [WrittenNumber]) -> Bool {
    guard numbers.count > 1, let given = givenValues[symbol], given.count == numbers.count else {
      return false
    }
    return zip(numbers, given).allSatisfy { abs($0.value - $1) <= 0.5 * $0.unit }
  }

  /// The key that a token names.
  package func key(_ token: String) -> String? { keys[token] }

  /// The key that a label ends in, or that it is about: `y`, `the batch size`, `batch size` for batch.
  package func key(endOf label: [String]) -> String? {
    guard let last = label.last else { return nil }
    if let key = keys[last] { return key }
    for phrase in keyPhrases where label.suffix(phrase.words.count).elementsEqual(phrase.words) {
      return phrase.key
    }
    // `Cachées` for cachés, and `pas d'apprentissage` for pas.
    if label.count == 1 { return keyBending(last) }
    guard label.count < 4 else { return nil }
    if label[0].utf8.count > 2, let key = keys[label[0]],
      Lexicon.goesOn(label[1]) || label.count == 2 && Lexicon.counted.contains(label[1])
    {
      return key
    }
    let named = label.filter { $0.utf8.count > 2 && keys[$0] != nil }
    guard named.count == 1, let key = keys[named[0]],
      label.allSatisfy({ $0 == named[0] || LabelTokens.isPlain($0) || $0 == "number" })
    else { return nil }
    return key
  }

  /// The only key, under its name with a number: `H1 = 16` for H at 16, where nothing else is called so.
  func onlyKey(numbered token: String, at value: Double) -> String? {
    guard let last = token.utf8.last, last >= 0x30, last <= 0x39, !symbolTokens.contains(token),
      let key = Set(keys.values).first, Set(keys.values).count == 1,
      String(token.dropLast()) == key,
      exercise.quantities.contains(where: { $0.keys.contains { $0.values != nil } }),
      exercise.allows(value, for: key)
    else { return nil }
    return key
  }

  /// The value of a key that the exercise asks at one value alone.
  func onlyValue(of key: String) -> Double? {
    let values = exercise.quantities.flatMap(\.keys).filter { $0.name == key }.compactMap(\.values)
    guard let first = values.first?.values, first.count == 1,
      values.allSatisfy({ $0.values == first })
    else { return nil }
    return first[0]
  }

  /// The keys of `(0, 1)`, in the order in which the only quantities with as many of them have them.
  func tuple(_ numbers: [WrittenNumber]) -> [WrittenKey] {
    let orders = Set(
      exercise.quantities.filter { $0.isAsked && !$0.keys.isEmpty }.map { $0.keys.map(\.name) }
    )
    guard orders.count == 1, let order = orders.first, order.count == numbers.count,
      order.count > 1,
      zip(order, numbers).allSatisfy({ exercise.allows($1.value, for: $0) })
    else { return [] }
    return zip(order, numbers).map { WrittenKey(key: $0, value: $1.value, text: $1.text) }
  }

  /// Takes keys that words give a value out of a label: `class 0`, `precision_0`.
  package func keyed(_ tokens: [String]) -> (tokens: [String], keys: [WrittenKey]) {
    var rest: [String] = []
    var found: [WrittenKey] = []
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      if let phrase = keyPhrases.first(where: { tokens[index...].starts(with: $0.words) }),
        case let place = index + phrase.words.count, place < tokens.count,
        let value = Double(tokens[place])
      {
        found.append(WrittenKey(key: phrase.key, value: value, text: tokens[place]))
        index = place + 1
        continue
      }
      if Self.isWordOfKey(token), let key = keys[token], index + 1 < tokens.count,
        case let count = tokens[index + 1].parts(around: "/")[0], let value = Double(count),
        count.utf8.count == tokens[index + 1].utf8.count || exercise.allows(value, for: key)
      {
        found.append(WrittenKey(key: key, value: value, text: count))
        index += 2
        continue
      }
      // `hidden units 16`: what the key counts stands between.
      if token.utf8.count > 2, let key = keys[token], index + 2 < tokens.count,
        Lexicon.counted.contains(tokens[index + 1]), let value = Double(tokens[index + 2]),
        exercise.allows(value, for: key)
      {
        found.append(WrittenKey(key: key, value: value, text: tokens[index + 2]))
        index += 3
        continue
      }
      // `16 hidden units`
      if index + 2 < tokens.count, let value = Double(token), let key = keys[tokens[index + 1]],
        Lexicon.counted.contains(tokens[index + 2]), exercise.allows(value, for: key)
      {
        found.append(WrittenKey(key: key, value: value, text: token))
        index += 3
        continue
      }
      // `with 16 hidden units`, `при 2 нейронах`: the number before the key's word, in whatever case.
      if index + 1 < tokens.count, let value = Double(token),
        let key = keyBending(tokens[index + 1]), exercise.allows(value, for: key)
      {
        found.append(WrittenKey(key: key, value: value, text: token))
        index += 2
        continue
      }
      // `9 neurones cachés`: the adjective that is the key stands behind its noun.
      if index + 2 < tokens.count, let value = Double(token), tokens[index + 1].hasLetter,
        let key = keyBending(tokens[index + 2]), exercise.allows(value, for: key)
      {
        found.append(WrittenKey(key: key, value: value, text: token))
        index += 3
        continue
      }
      // `32 nodes` for hidden at 32
      if index + 1 < tokens.count, let value = Double(token), tokens[index + 1].utf8.count > 3,
        let key = key(counting: tokens[index + 1], ofOneFamily: true),
        exercise.allows(value, for: key)
      {
        found.append(WrittenKey(key: key, value: value, text: token))
        index += 2
        continue
      }
      // `First Epoch:`
      if let place = SentenceWords.ordinals[token], index + 1 < tokens.count,
        let key = keys[tokens[index + 1]], exercise.allows(Double(place + 1), for: key)
      {
        found.append(WrittenKey(key: key, value: Double(place + 1), text: String(place + 1)))
        index += 2
        continue
      }
      // `0 w = 0.2` in a row of a program's output, for the only key.
      if index == 0, tokens.count == 2, let value = Double(token), Int(token) != nil,
        Set(keys.values).count == 1, let key = keys.values.first, exercise.allows(value, for: key),
        symbolTokens.contains(tokens[1])
      {
        found.append(WrittenKey(key: key, value: value, text: token))
        index += 1
        continue
      }
      if let (key, words) = counted(token, index + 1 < tokens.count ? tokens[index + 1] : nil) {
        found.append(key)
        index += words
        continue
      }
      if index > 0, index + 2 == tokens.count,
        let key = keyed(token, tokens[index + 1], behind: rest)
      {
        found.append(key)
        index += 2
        continue
      }
      // `CONV1` for the first of CONV.
      if let (key, text) = numberedKey(token), let value = Double(text) {
        found.append(WrittenKey(key: key, value: value, text: text))
        index += 1
        continue
      }
      if let (name, key) = indexed(token) {
        rest.append(name)
        found.append(key)
      } else {
        rest.append(token)
      }
      index += 1
    }
    return (rest, found)
  }

  /// True for `lr` and `epochs`; of letters with numbers, and single ones, a number behind is no value.
  private static func isWordOfKey(_ token: String) -> Bool {
    token.utf8.count > 2
      || token.utf8.count == 2 && token.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
  }

  /// The key that a word is, or bends the end of: `нейронах` for `нейронов`.
  private func keyBending(_ word: String) -> String? {
    guard word.utf8.count > 2 else { return nil }
    if let key = keys[word] { return key }
    let count = word.count
    let bent = bendingNames.first { (name: String) -> Bool in
      // `Batchgröße` of batch, `Neuronenzahl` of neuronen.
      if name.count > 4, word.hasPrefix(name.lowercased()),
        Lexicon.counted.contains(String(word.dropFirst(name.count)))
      {
        return true
      }
      guard min(name.count, count) > 3, abs(name.count - count) < 3 else { return false }
      let same = zip(name, word).prefix { $0 == $1 }.count
      // `epok` for `epoki` lost its end; `нейронах` has another one.
      return same == min(name.count, count) || same >= max(5, min(name.count, count) - 2)
    }
    return bent.flatMap { keys[$0] }
  }

  /// The key that a word counts, `однослойный`, `two-layer`, or a number in words before one, `Два слоя`, at
  /// a value for which the exercise asks, and of how many words that is said.
  private func counted(_ word: String, _ next: String?) -> (key: WrittenKey, words: Int)? {
    let value: Int
    let noun: String
    let words: Int
    if word.utf8.count > 6, let (count, rest) = Lexicon.counted(word) {
      (value, noun, words) = (count, String(rest), 1)
    } else if let count = Lexicon.numbers[word], let next, next.utf8.count > 3 {
      (value, noun, words) = (count, next, 2)
    } else {
      return nil
    }
    guard let key = key(counting: noun), exercise.allows(Double(value), for: key) else {
      return nil
    }
    return (WrittenKey(key: key, value: Double(value), text: String(value)), words)
  }

  /// The key that counts what a word is, in whatever case or language.
  ///
  /// `ofOneFamily`: True where nothing but the words for one thing in several languages may tell.
  private func key(counting word: String, ofOneFamily: Bool = false) -> String? {
    let stem = String(word.prefix(3))
    let family = Lexicon.stems.first { $0.contains(where: word.hasPrefix) } ?? []
    return Set(keys.values).sorted().first { key in
      let name = key.lowercased()
      return name.hasPrefix(stem) && !ofOneFamily || family.contains(where: name.hasPrefix)
    }
  }

  /// `recall of 0`: a value of the only key of what stands before.
  private func keyed(_ of: String, _ number: String, behind name: [String]) -> WrittenKey? {
    guard LabelTokens.stopWords.contains(of), let value = Double(number) else { return nil }
    let meant = quantitiesNamed(inFull: name)
    let keys = Set(meant.flatMap { exercise.quantities[$0].keys.map(\.name) })
    guard keys.count == 1, let key = keys.first,
      meant.contains(where: { index in
        exercise.quantities[index].keys.first?.values?.values.contains(value) ?? false
      })
    else { return nil }
    return WrittenKey(key: key, value: value, text: number)
  }

  /// A key's name with a number right behind it.
  private func numberedKey(_ token: String) -> (key: String, number: String)? {
    let digits = token.reversed().prefix(while: \.isNumber).count
    guard digits > 0, digits < 4, token.count - digits > 1,
      let key = keys[String(token.dropLast(digits))],
      case let text = String(token.suffix(digits)), let value = Double(text),
      exercise.allows(value, for: key), quantitiesNamed(inFull: [token]).isEmpty
    else { return nil }
    return (key, text)
  }

  /// `precision0` as the quantity precision at the only key whose values are given, if 0 is one.
  private func indexed(_ token: String) -> (name: String, key: WrittenKey)? {
    guard let last = token.utf8.last, last >= 0x30, last <= 0x39 else { return nil }
    let digits = token.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    let name = String(decoding: token.utf8.dropLast(digits), as: UTF8.self)
    let text = String(decoding: token.utf8.suffix(digits), as: UTF8.self)
    guard name.utf8.count > 2, let value = Double(text) else { return nil }
    for (quantity, patterns) in zip(exercise.quantities, patterns) {
      guard quantity.keys.count == 1, let values = quantity.keys[0].values?.values,
        values.contains(value),
        patterns.contains(where: { $0.symbols.isEmpty && $0.words == [name] })
      else { continue }
      return (name, WrittenKey(key: quantity.keys[0].name, value: value, text: text))
    }
    return nil
  }

  /// The key that a number before a sign or a colon is a value of, `0.1: 0.5448`: the only one of the
  /// asked quantities that nothing else binds.
  func openKey(bound: KeyContext, value: Double, isFixed: Bool) -> String? {
    var open: Set<String> = []
    for (index, quantity) in exercise.quantities.enumerated()
    where quantity.isAsked && !isExtreme(index) && !quantity.keys.isEmpty {
      var free = quantity.keys.filter { bound[$0.name] == nil }
      // In the next line of a list the key that was bound last has another value.
      if free.isEmpty, let last = bound.keys.last?.key {
        free = quantity.keys.filter { $0.name == last }
      }
      guard free.count == 1, exercise.allows(value, for: free[0].name),
        !isFixed || free[0].values != nil
      else { continue }
      open.insert(free[0].name)
    }
    return open.count == 1 ? open.first : nil
  }
}
