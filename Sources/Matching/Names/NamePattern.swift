import Exercises
import Formulas
import Homework

/// What a label has to hold to name a quantity: its symbols, and the words around them.
struct NamePattern: Hashable, Sendable {
  /// Tokens that have to stand in the label itself.
  package let symbols: [String]
  /// Tokens that may stand in the label or around it.
  package let words: [String]

  /// All that the name is made of.
  var tokens: [String] { symbols + words }

  /// How much the name says.
  var weight: Int { tokens.count + (isWithout ? 1 : 0) }

  /// True if all of the name is said; a name of nothing is never.
  func isWhole(_ isSaid: (String) -> Bool) -> Bool {
    !(symbols.isEmpty && words.isEmpty) && symbols.allSatisfy(isSaid) && words.allSatisfy(isSaid)
      && (!isWithout || Self.withouts.contains(where: isSaid))
  }

  /// What is kept of a name although it says nothing by itself.
  static let withouts = Lexicon.withouts.union(["no", "No"])

  /// How well a label fits; nil if it does not.
  ///
  /// `label`: The tokens of the label.
  /// `context`: Words of the sentence, the headings and the table around it.
  /// `impliedWords`: Words that the value itself says: a shape needs no "shape".
  package func score(
    label: [String],
    context: Set<String>,
    far: Set<String> = [],
    impliedWords: Set<String>
  ) -> Int? {
    if isExact,
      !label.allSatisfy({ LabelTokens.isPlain($0) || words.contains($0) || symbols.contains($0) })
    {
      return nil
    }
    // `initial accuracy` is no accuracy.
    if label.contains(where: { Lexicon.beginnings.contains($0) && !words.contains($0) }) {
      return nil
    }
    if isOnePiece, !words.allSatisfy(label.contains) { return nil }
    var score = 0
    var isSymbolInLabel = false
    for symbol in symbols {
      if label.contains(symbol) {
        score += 6
        isSymbolInLabel = true
      } else if let number = countSaid(by: symbol, label, context, far) {
        score += number
      } else {
        return nil
      }
    }
    guard
      let words = wordScore(label: label, context: context, far: far, impliedWords: impliedWords),
      isSymbolInLabel || words.isInLabel
    else { return nil }
    // What stands around completes a label of which nothing is left over: `N training examples` is no
    // training accuracy.
    let isCompleted = self.words.contains {
      !label.contains($0) && (!impliedWords.contains($0) || $0 == "number")
    }
    guard !isCompleted && isSymbolInLabel == !symbols.isEmpty || label.allSatisfy(isExplained),
      !goesOn(label), !hasOtherNumber(label)
    else { return nil }
    return score + words.score
  }

  /// What the 1 of `parameters of layer 1` says that stands around with the word it counts, below `Layer 1:`, and
  /// the letter of `train loss of A`.
  private func countSaid(
    by symbol: String,
    _ label: [String],
    _ context: Set<String>,
    _ far: Set<String>
  ) -> Int? {
    // `Final train loss` below `A) without dropout`.
    if symbol.utf8.count == 1, symbol.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }),
      case let rest = words + symbols.filter({ $0 != symbol }), !rest.isEmpty,
      rest.allSatisfy(label.contains)
    {
      return context.contains(symbol) ? 3 : far.contains(symbol) ? 2 : nil
    }
    guard Int(symbol) != nil else { return nil }
    let others = words.filter { !label.contains($0) }
    guard !others.isEmpty else { return nil }
    if context.contains(symbol), others.contains(where: context.contains) { return 3 }
    return far.contains(symbol) && others.contains(where: far.contains) ? 2 : nil
  }

  /// True for `layer 2` where the name says `layer 1`: what stands around gives a label no other number.
  private func hasOtherNumber(_ label: [String]) -> Bool {
    let own = tokens.filter { !$0.hasLetter && !label.contains($0) }
    return !own.isEmpty && label.contains { Int($0) != nil && !tokens.contains($0) }
  }

  /// True if a name of one word goes on with another: `training examples` is no `training`.
  private func goesOn(_ label: [String]) -> Bool {
    guard symbols.isEmpty, words.count == 1,
      let place = label.firstIndex(of: words[0]), place + 1 < label.count
    else { return false }
    let next = label[place + 1]
    return !isExplained(next) && !Self.generalWords.contains(next)
  }

  private static let generalWords: Set<String> = [
    "score", "scores", "rate", "set", "data", "values", "result", "results", "percent", "before",
    "test", "training", "validation", "accuracy", "loss", "epoch", "old",
  ]

  private func isExplained(_ token: String) -> Bool {
    words.contains(token) || symbols.contains(token) || LabelTokens.leadsOn(token)
      || LabelTokens.isPlain(token) || !token.hasLetter || token.utf8.count < 3
      || SentenceWords.ordinals[token] != nil
      // The number of parameters are the parameters.
      || token == "number"
      // A loss is the average of the losses.
      || token == "average" && words.contains("loss")
  }

  /// How well a label fits that leaves out the symbols: `quadratic` over a column of gradients.
  func scoreWithoutSymbols(
    label: [String],
    context: Set<String>,
    far: Set<String> = []
  ) -> Int? {
    guard !symbols.isEmpty, !self.words.isEmpty,
      let words = wordScore(label: label, context: context, far: far, impliedWords: []),
      words.isInLabel, label.allSatisfy(isExplained)
    else { return nil }
    return words.score
  }

  /// How many of the words stand in a context.
  func scoreOfWords(in context: Set<String>) -> Int { words.count(where: context.contains) }

  private func wordScore(
    label: [String],
    context: Set<String>,
    far: Set<String>,
    impliedWords: Set<String>
  ) -> (score: Int, isInLabel: Bool)? {
    var score = 0
    var isInLabel = false
    for word in words {
      if label.contains(word) {
        score += 4
        // The 1 of `output 1` alone is no name.
        isInLabel = isInLabel || word.hasLetter
      } else if context.contains(word) {
        score += 3
      } else if far.contains(word) {
        score += 2
      } else if impliedWords.contains(word) {
        score += 1
      } else {
        return nil
      }
    }
    return (score, isInLabel)
  }

  /// True for a name that has to be the whole label: `output` is none of `output a`.
  private let isExact: Bool
  /// True for a name of one piece, `val_acc`: what stands around completes no part of it.
  private let isOnePiece: Bool

  private static let joints: Set<String> = ["+", "&", "–", "—", "/", "|"]

  /// True for the name of what goes without something: `no ensemble`, which is none of an `ensemble`.
  let isWithout: Bool

  /// `telling`: Words that say something here, though they say nothing elsewhere.
  private init(
    tokens: [String],
    isExact: Bool = false,
    isOnePiece: Bool = false,
    telling: Set<String> = []
  ) {
    isWithout = tokens.contains(where: Self.withouts.contains)
    self.isExact = isExact
    self.isOnePiece = isOnePiece
    let said = tokens.filter { token in
      // The sign of `Adam + SAM` is in no sentence about them.
      telling.contains(token)
        || !LabelTokens.stopWords.contains(token.lowercased()) && !Self.joints.contains(token)
    }
    let kept = said.isEmpty ? tokens : said
    symbols = kept.filter(LabelTokens.isSymbol)
    words = kept.filter { !LabelTokens.isSymbol($0) }
  }

  // MARK: - Patterns of a quantity

  /// Every pattern under which a student may name a quantity.
  package static func patterns(of quantity: ExerciseQuantity, in exercise: Exercise)
    -> [NamePattern]
  {
    var names = [quantity.name] + quantity.called
    // Names that are one symbol in its canonical spelling.
    var symbols: [String] = []
    // `σ(x)` at the key x is called σ, with the key's value in its brackets.
    for name in names where name.hasSuffix(")") {
      guard let open = name.firstIndex(of: "("), open > name.startIndex else { continue }
      let arguments = name[name.index(after: open)...].dropLast().split(separator: ",")
      let keys = quantity.keys.map(\.name)
      if arguments.allSatisfy({ keys.contains(String($0).trimmedBytes) }) {
        names.append(String(name[..<open]))
      }
    }
    let ownWords = LabelTokens(quantity.name).tokens
    if case .shape(let inner)? = quantity.expression {
      let letters = if case .letters = quantity.kind { " letters" } else { "" }
      names.append("shape \(inner.text)\(letters)")
      // `shape of z^(1)`, where another quantity is called z^(1).
      for other in exercise.quantities where other.name == inner.text {
        names += other.called.map { "shape \($0)\(letters)" }
      }
      // `nabla_w` alone names the last one where no other layer is asked for.
      if inner.text.hasSuffix("[-1]") {
        names.append("shape \(inner.text.dropLast(4))\(letters)")
      }
    }
    for name in [quantity.name] + quantity.called where name.hasSuffix(" new") {
      // `b'` where b has no number.
      let symbol = name.dropLast(4)
      if symbol.utf8.count < 3, !symbol.utf8.contains(0x20) { names.append("\(symbol)'") }
    }
    for name in [quantity.name] + quantity.called where name.hasPrefix("d") {
      // `∇_W L` is the same as ∂L/∂W.
      let sides = name.parts(around: "/d")
      if sides.count == 2, !sides[1].isEmpty, sides[1].words.count == 1 {
        names.append("nabla_\(sides[1])")
        let ending = "/d\(sides[1])"
        let isOnly = exercise.quantities.count { $0.name.hasSuffix(ending) } == 1
        if isOnly { names.append("gradient \(sides[1])") }
      }
    }
    names += derivativeAliases(of: quantity, in: exercise)
    if case .gradient(of: let parameter)? = quantity.expression {
      let same = exercise.quantities.filter {
        $0.expression == quantity.expression && $0.isValue == quantity.isValue
      }
      // `gradient of w7`, and the cost under any of its usual letters, where only one is asked.
      if same.count == 1 {
        names += ["gradient \(parameter.text)", "nabla_\(parameter.text)"]
        if case .name(let name) = parameter {
          let symbol = SymbolName.canonical(name)
          symbols += ["E", "C", "L", "J", "Loss"].flatMap {
            ["d\($0)/d\(symbol)", "d\($0)d\(symbol)"]
          }
          let isTaken = exercise.quantities.contains { $0.name == "d\(name)" }
          if !isTaken { symbols.append("d\(symbol)") }
        }
      }
    }
    if case .over(let reduction, let body, let key)? = quantity.expression {
      switch reduction {
      case .min: names += ["minimum", "minimum \(body.text)"]
      case .max: names += ["maximum", "maximum \(body.text)"]
      case .argmin:
        names += [
          "argmin", "argmin \(body.text)", "minimum at \(key)", "\(key)_min", "best \(key)",
        ]
      case .argmax: names += ["argmax", "argmax \(body.text)", "maximum at \(key)", "\(key)_max"]
      case .sum, .mean: break
      }
    }
    if ownWords.first == "shape", quantity.called.isEmpty { names.append(quantity.name) }
    let keys = exercise.choices.map(\.key) + exercise.quantities.flatMap { $0.keys.map(\.name) }
    let telling = tellingWords(of: quantity, in: exercise)
    var patterns: [NamePattern] = []
    for name in names where !isFormula(name, over: keys) {
      let tokens = LabelTokens(name).tokens.flatMap(LabelTokens.splitShape)
      let isOnePiece =
        tokens.count > 1 && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x80 && $0 != 0x2D }
      let pattern = NamePattern(
        tokens: tokens,
        isOnePiece: isOnePiece && !tokens.contains(where: LabelTokens.isSymbol),
        telling: name == quantity.name ? telling : []
      )
      if !patterns.contains(pattern) { patterns.append(pattern) }
    }
    for name in [quantity.name] + quantity.called {
      for other in layered(name, in: exercise) {
        let pattern = NamePattern(tokens: LabelTokens(other).tokens)
        if !patterns.contains(pattern) { patterns.append(pattern) }
      }
    }
    symbols += otherCase(of: [quantity.name] + quantity.called, in: exercise)
    for symbol in symbols {
      let pattern = NamePattern(tokens: [symbol])
      if !patterns.contains(pattern) { patterns.append(pattern) }
    }
    for name in engineNames(of: quantity, in: exercise) {
      patterns.append(NamePattern(tokens: LabelTokens(name).tokens, isExact: true))
    }
    return patterns
  }

  /// The `value` of `value of birds`, where others are called `key of birds` and `query of birds`: without it the name would
  /// be in all of theirs.
  private static func tellingWords(
    of quantity: ExerciseQuantity,
    in exercise: Exercise
  ) -> Set<String> {
    func said(_ name: String) -> [String] {
      LabelTokens(name).tokens.filter { !LabelTokens.stopWords.contains($0.lowercased()) }
    }
    let own = LabelTokens(quantity.name).tokens
    let dropped = own.filter { ["value", "cost", "function", "formula"].contains($0) }
    guard !dropped.isEmpty, case let rest = Set(said(quantity.name)), !rest.isEmpty else {
      return []
    }
    let holders = exercise.quantities.count { other in
      other.name != quantity.name && rest.isStrictSubset(of: said(other.name))
    }
    return holders > 1 ? Set(dropped) : []
  }

  /// `f1` for `F1`, where nothing else is called so in letters of either case.
  private static func otherCase(of names: [String], in exercise: Exercise) -> [String] {
    let all =
      exercise.quantities.flatMap { [$0.name] + $0.called + $0.keys.map(\.name) }
      + exercise.givens.map(\.name) + exercise.choices.map(\.key)
    return names.compactMap { name in
      guard let first = name.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A,
        name.utf8.count == 2, name.utf8.dropFirst().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        case let other = first >= 0x61 ? name.uppercased() : name.lowercased(),
        !all.contains(where: {
          $0 != name && $0.utf8.count == 2 && $0.utf8.first == other.utf8.first
        })
      else { return nil }
      return SymbolName.canonical(other)
    }
  }

  /// The ways to write the layer of `Z[1]`: `Z1`, `z^[1]`, in small letters where nothing else is called so.
  private static func layered(_ name: String, in exercise: Exercise) -> [String] {
    let isNew = name.hasSuffix(" new")
    let symbol = isNew ? String(name.dropLast(4)) : name
    guard symbol.hasSuffix("]"), let open = symbol.firstIndex(of: "["), open > symbol.startIndex
    else { return [] }
    let stem = String(symbol[..<open])
    let layer = String(symbol[symbol.index(after: open)...].dropLast())
    guard Int(layer) != nil, stem.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A })
    else { return [] }
    let taken = Set(
      exercise.quantities.flatMap { [$0.name] + $0.called } + exercise.givens.map(\.name)
    )
    var small = stem
    if let last = small.popLast() { small += last.lowercased() }
    let stems = [stem, small].filter { other in
      other == stem
        || !taken.contains { $0.hasPrefix(other) && $0.utf8.count < other.utf8.count + 5 }
    }
    return stems.flatMap { stem in ["\(stem)\(layer)", "\(stem)^[\(layer)]", "\(stem)[\(layer)]"] }
      .filter { !taken.contains($0) }
      .map { isNew ? "\($0) new" : $0 }
  }

  /// What everybody calls the output and the cost, where the exercise asks for one of them.
  private static func engineNames(
    of quantity: ExerciseQuantity,
    in exercise: Exercise
  ) -> [String] {
    func meaning(_ quantity: ExerciseQuantity) -> String? {
      guard case .value = quantity.kind, let expression = quantity.expression else { return nil }
      switch expression {
      case .name, .index: break
      default: return nil
      }
      let text = expression.text
      let network = quantity.network ?? exercise.network
      return network?.names.first { $0.name == text }?.formula.expression.text ?? text
    }
    guard let own = meaning(quantity),
      exercise.quantities.count(where: { meaning($0) == own }) == 1
    else { return [] }
    let taken = Set(
      exercise.quantities.flatMap { [$0.name] + $0.called } + exercise.givens.map(\.name)
        + exercise.choices.map(\.key)
    )
    let names: [String]
    switch own {
    case "cost":
      names = ["error", "total error", "loss", "total cost", "E", "C", "L", "J", "E_total"]
    case "activations[-1][0]", "activations[-1]":
      names = ["output", "y_hat", "yhat", "prediction", "network output", "o"]
    default: names = []
    }
    return names.filter { !taken.contains($0) }
  }

  /// `dE/da4` for `dE/dy_hat`, where y_hat is called a4 as well.
  private static func derivativeAliases(
    of quantity: ExerciseQuantity,
    in exercise: Exercise
  ) -> [String] {
    func aliases(_ name: String) -> [String] {
      let own = exercise.quantities.filter { $0.name == name }
      return [name] + own.flatMap { $0.called + engineNames(of: $0, in: exercise) }
    }
    return ([quantity.name] + quantity.called).flatMap { name -> [String] in
      let sides = name.parts(around: "/d")
      guard name.hasPrefix("d"), sides.count == 2 else { return [] }
      let (above, below) = (aliases(String(sides[0].dropFirst())), aliases(sides[1]))
      return above.flatMap { p in below.map { "d\(p)/d\($0)" } }.filter {
        $0 != name && !$0.utf8.contains(0x20)
      }
    }
  }

  /// True for a name such as `y ln a`, which labels match by their value and not by their letters.
  private static func isFormula(_ name: String, over keys: [String]) -> Bool {
    // Cheap: a formula over the keys holds no other words than keys and functions.
    let words = name.identifiers
    guard words.count > 1,
      words.allSatisfy({ word in
        keys.contains(word) || word.first?.isNumber ?? false || Function.named[word] != nil
      })
    else { return false }
    guard let formula = try? Formula(name, notation: .student(names: keys)) else { return false }
    if case .name = formula.expression { return false }
    return !formula.references.isEmpty && formula.references.allSatisfy { keys.contains($0.name) }
  }
}

extension ExerciseQuantity {
  /// True for a quantity that is a value: no formula, letters or prose.
  fileprivate var isValue: Bool {
    switch kind {
    case .value, .measured: true
    default: false
    }
  }
}
