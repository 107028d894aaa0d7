import Exercises
import Formulas
import Homework

/// Quantities that have the number of a step in their name: `w after step 2`, `w^(2)`, `net2`.
extension ExerciseNames {
  /// A name without its step, and the step.
  struct Stepped: Hashable, Sendable {
    let base: String
    let step: Int
  }

  static func stepped(_ patterns: [[NamePattern]]) -> [Stepped: Int] {
    var found: [Stepped: Int] = [:]
    var doubled: Set<Stepped> = []
    // `w1 after 2` before `w1 after epoch 2`, which counts something else.
    for isOfRound in [false, true] {
      var own: [Stepped: Int] = [:]
      for (index, patterns) in patterns.enumerated() {
        let meant = patterns.filter { pattern in
          isOfRound == pattern.words.contains(where: Lexicon.rounds.contains)
        }
        for name in Set(meant.compactMap(stepped)) {
          if let other = own[name], other != index { doubled.insert(name) }
          own[name] = own[name] ?? index
        }
      }
      found.merge(own) { first, _ in first }
    }
    for name in doubled { found[name] = nil }
    // One step is no numbering.
    let counts = Dictionary(grouping: found.keys, by: \.base).mapValues(\.count)
    return found.filter { counts[$0.key.base] ?? 0 > 1 }
  }

  private static func stepped(_ pattern: NamePattern) -> Stepped? {
    let numbers = (pattern.symbols + pattern.words).compactMap { Int($0) }
    let symbols = pattern.symbols.filter { Int($0) == nil }
    guard symbols.count == 1, let symbol = symbols.first else { return nil }
    // `w after step 2`, `w1 after 2`
    if numbers.count == 1,
      pattern.words.contains(where: {
        Lexicon.steps.contains($0) || Lexicon.rounds.contains($0) || $0 == "new"
      })
    {
      return Stepped(base: symbol, step: numbers[0])
    }
    guard numbers.isEmpty, pattern.words.isEmpty else { return nil }
    for (open, close) in [("^(", ")"), ("(", ")"), ("^[", "]"), ("^", "")]
    where symbol.hasSuffix(close) {
      let sides = symbol.dropLast(close.utf8.count).description.parts(around: open)
      if sides.count == 2, let step = Int(sides[1]), !sides[0].isEmpty {
        return Stepped(base: sides[0], step: step)
      }
    }
    let digits = symbol.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    let base = String(symbol.dropLast(digits))
    guard digits > 0, !base.isEmpty, !base.utf8.contains(0x2F),
      let step = Int(String(symbol.suffix(digits)))
    else { return nil }
    return Stepped(base: base, step: step)
  }

  /// True for a quantity that has the number of a step in its name.
  func isStepped(_ quantity: Int) -> Bool { steps.values.contains(quantity) }

  /// The quantity that a label means in a step, `w` below `Step 2`; nil where it names something by itself.
  func quantity(_ label: [String], inStep step: Int?) -> Int? {
    guard let step, !steps.isEmpty, quantitiesNamed(inFull: label).isEmpty else { return nil }
    let telling = label.filter { !LabelTokens.isPlain($0) && !Lexicon.afters.contains($0) }
    // `forget gate f_t`: words before the symbol say what it is.
    guard let base = telling.last, telling.dropLast().allSatisfy({ !LabelTokens.isSymbol($0) })
    else { return nil }
    if let own = steps[Stepped(base: base, step: step)] { return own }
    if let symbol = Self.parameters[base], label.contains("new") {
      return steps[Stepped(base: symbol, step: step)]
    }
    // `v_t` in the step that t counts.
    guard let index = base.last, Self.counters.contains(index) else { return nil }
    var symbol = String(base.dropLast())
    if symbol.hasSuffix("_") { symbol.removeLast() }
    return symbol.isEmpty ? nil : steps[Stepped(base: symbol, step: step)]
  }

  /// The letters that count steps.
  private static let counters: Set<Character> = ["t", "k", "n", "i"]
  /// What parameters are called in words.
  private static let parameters = ["weight": "w", "bias": "b"]
}

extension ExerciseNames {
  /// The quantity without keys whose name stands half in an item and half in what leads to it.
  func quantity(of words: Set<String>, ledBy lead: Set<String>) -> Int? {
    let meant = patterns.indices.filter { index in
      guard exercise.quantities[index].keys.isEmpty, expectations[index] == .number,
        exercise.quantities[index].isAsked
      else { return false }
      return patterns[index].contains { pattern in
        let tokens = pattern.tokens
        let (own, led) = (tokens.filter(words.contains), tokens.filter { !words.contains($0) })
        return tokens.count > 1 && own.contains { $0.utf8.count > 2 } && !led.isEmpty
          && led.allSatisfy { lead.contains($0) && $0.utf8.count > 3 }
      }
    }
    return meant.count == 1 ? meant[0] : nil
  }

  /// True if a text says the whole name of something that is asked, of some quantities.
  package func mentions(_ tokens: [String], among quantities: [Int]) -> Bool {
    let said = Set(tokens)
    return quantities.contains { index in
      exercise.quantities[index].isAsked && patterns[index].contains { $0.isWhole(said.contains) }
    }
  }

  /// The asked quantity that is called as another one is, and new: `new error` for `error`, after a step.
  func renewed(_ index: Int) -> Int? {
    let own = Set(patterns[index].map { Set($0.tokens) })
    let meant = patterns.indices.filter { other in
      exercise.quantities[other].isAsked && isNew(other)
        && patterns[other].contains { own.contains(Set($0.tokens).subtracting(["new"])) }
    }
    return meant.count == 1 ? meant[0] : nil
  }

  static func severalWords(of patterns: [[NamePattern]]) -> Set<String> {
    patterns.reduce(into: []) { words, patterns in
      for pattern in patterns where pattern.words.count > 1 || !pattern.symbols.isEmpty {
        words.formUnion(pattern.words.filter { $0.utf8.count > 3 })
      }
    }
  }

  /// The quantity whose name a label is, word for word, in any order.
  ///
  /// `keys`: What binds the quantity's keys.
  func quantity(ofWords label: [String], at keys: KeyContext) -> Int? {
    let telling = Set(label.filter { !LabelTokens.isPlain($0) && $0.hasLetter })
      .subtracting(Lexicon.contractions)
    guard telling.count > 1 else { return nil }
    let meant = patterns.indices.filter { index in
      exercise.quantities[index].keys.allSatisfy { keys[$0.name] != nil }
        && patterns[index].contains {
          Set($0.tokens).subtracting(Lexicon.contractions) == telling
        }
    }
    return meant.count == 1 ? meant[0] : nil
  }
}

extension Lexicon {
  /// What else a hyperparameter is called, in words.
  package static func otherNames(of key: String) -> [String] {
    let own = key.lowercased()
    return hyperparameters.first { $0.contains(own) }?.filter { $0 != own } ?? []
  }

  private static let hyperparameters = [
    [
      "lr", "η", "eta", "learning rate", "lernrate", "taux d'apprentissage", "tasa de aprendizaje",
      "taxa de aprendizado", "taxa de aprendizagem", "tasso di apprendimento", "leersnelheid",
      "współczynnik uczenia", "скорость обучения", "öğrenme oranı", "学习率", "学習率", "학습률",
    ],
    ["batch size", "batch", "bs", "mini-batch size", "batchgröße", "taille de lot"],
  ]

  /// The step that a heading or a line tells: `Step 2`, `Schritt 2:`; nil without one.
  static func step(in text: String) -> Int? {
    guard text.utf8.count <= 120 else { return nil }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    for (word, next) in zip(words, words.dropFirst()) {
      // `Second update (g = -0.3):`
      if let place = SentenceWords.ordinals[word], steps.contains(next) || next == "update" {
        return place + 1
      }
    }
    for (word, next) in zip(words, words.dropFirst())
    where steps.contains(word) || rounds.contains(word) || stepWords.contains(word) {
      if let step = Int(next) { return step }
    }
    return nil
  }

  private static let stepWords: Set<String> = [
    "étape", "etape", "stap", "шаг", "步骤", "步", "ステップ", "단계", "muestra", "sample", "example",
    "beispiel", "exemplo", "exemple",
  ]
}
