import Exercises
import Formulas
import Homework
import Workers

/// The names that mean something in an exercise, and what a label with a value says.
package struct ExerciseNames: Sendable {
  package let exercise: Exercise
  let computation: ExerciseComputation
  let patterns: [[NamePattern]]
  let index: NameIndex
  private let hasLetters: Bool
  /// True if a formula is asked for.
  let hasFormulas: Bool
  /// The keys of the exercise in their canonical spelling.
  package let keys: [String: String]
  /// All words and symbols of the names of quantities and keys, but for words that say nothing by themselves.
  let nameTokens: Set<String>
  /// The names of keys that a language may bend, in order.
  let bendingNames: [String]
  /// The keys whose names are several words, `batch size`.
  let keyPhrases: [(words: [String], key: String)]
  /// The names that a student's formula may use.
  private let symbols: Set<String>
  private let notation: Notation
  private let formulas = Memo<Bool>()
  /// The words of the exercise's title, which say nothing about a single answer below it.
  let titleWords: Set<String>
  /// The lines of the question, to know them again where a homework repeats them.
  let questionLines: Set<String>
  private let valueSymbols: Set<String>
  /// The numbers of givens and of weights, by their canonical spelling.
  package let givenValues: [String: [Double]]
  /// What speaks against a label that holds a quantity's name.
  private let objections: [LabelObjection]
  /// Every symbol that means something in the exercise, in its canonical spelling.
  package let symbolTokens: Set<String>
  /// The names of quantities that are several tokens: `y ln a`.
  package let longNames: Set<[String]>
  /// Which quantities belong to which neuron.
  let roles: NeuronRoles
  private let signedNames: Set<String>
  /// How each quantity is written.
  package let expectations: [ValueReader.Expectation]
  /// The asked vectors without keys, by their symbol.
  let vectors: [String: Int]
  /// The quantities that have the number of a step in their name.
  let steps: [Stepped: Int]
  /// True if shares of errors are asked.
  private let asksErrors: Bool
  /// The words of names without their accents, as programs print them: `reussite`.
  let accents: [String: String]
  /// The words of names that may end otherwise in a sentence.
  let inflected: [[Character]]
  /// The words of names of several words.
  let severalWords: Set<String>
  /// Names without what all the quantities are called, `conv1` of `conv1 RF`, where they tell one from the others.
  let ownParts: [Set<String>: Int]
  /// The examples that the givens hold, if a key counts them.
  let examples: GivenExamples?

  package init(_ computation: ExerciseComputation) {
    self.computation = computation
    exercise = computation.exercise
    roles = NeuronRoles(computation.exercise)
    patterns = exercise.quantities.map { NamePattern.patterns(of: $0, in: computation.exercise) }
    index = NameIndex(patterns)
    hasLetters = exercise.quantities.contains { if case .letters = $0.kind { true } else { false } }
    hasFormulas = exercise.quantities.contains {
      if case .formula = $0.kind { true } else { false }
    }
    var keys: [String: String] = [:]
    for key in exercise.choices.map(\.key) + exercise.quantities.flatMap({ $0.keys.map(\.name) }) {
      keys[SymbolName.canonical(key)] = key
    }
    // The key as labels have it: `époque` is `epoch`.
    for key in Set(keys.values) {
      let tokens = LabelTokens(key).tokens
      if tokens.count == 1, keys[tokens[0]] == nil { keys[tokens[0]] = key }
      // `LR` for lr; single letters are other symbols.
      let upper = key.uppercased()
      if key.utf8.count > 1, keys[upper] == nil { keys[upper] = key }
    }
    // `Learning rate` for lr, and what the question itself calls its keys.
    let question = exercise.shownQuestion(notation: CourseSettings().notation)
    let others = Set(keys.values).sorted().flatMap { key in
      (Lexicon.otherNames(of: key).map { LabelTokens($0).tokens }
        + [Self.words(for: key, in: question)].filter { !$0.isEmpty }).map { (words: $0, key: key) }
    }
    for (words, key) in others {
      // `2 neurons` for the number of neurons n.
      let isCounted = words.count > 1 && words[words.count - 2] == "number"
      let counted = isCounted ? words.suffix(1) : words[...]
      if counted.count == 1, let word = counted.first, keys[word] == nil { keys[word] = key }
    }
    self.keys = keys
    bendingNames = keys.keys.filter { $0.count > 3 }.sorted()
    keyPhrases =
      (Set(keys.values).sorted().map { (LabelTokens($0).tokens, $0) } + others)
      .filter { $0.0.count > 1 }
    let telling = patterns.joined().flatMap(\.tokens) + keyPhrases.flatMap(\.words)
    nameTokens = Set(telling.filter { !LabelTokens.isPlain($0) })
    titleWords = Set(LabelTokens(exercise.title).tokens)
    questionLines = Set(question.lines.map(Self.normalised))
    let symbols =
      exercise.quantities.first {
        if case .formula = $0.kind { true } else { false }
      }.map { FormulaEquality($0, of: computation).symbols } ?? []
    self.symbols = Set(symbols)
    notation = .student(names: symbols)
    var valueSymbols: Set<String> = []
    for (quantity, patterns) in zip(exercise.quantities, patterns) where quantity.keys.isEmpty {
      for symbol in patterns.flatMap(\.symbols) {
        valueSymbols.insert(symbol)
        var stem = symbol[...]
        while let last = stem.utf8.last, last >= 0x30, last <= 0x39 { stem = stem.dropLast() }
        valueSymbols.insert(String(stem))
        // `dE/dw` of `dE/dw7`, and the parameter itself.
        if let slash = symbol.lastIndex(of: "/") {
          valueSymbols.insert(String(symbol[symbol.index(after: slash)...].dropFirst()))
        }
      }
    }
    self.valueSymbols = valueSymbols
    let givens = Self.givens(of: computation)
    givenValues = givens.reduce(into: [:]) { $0[$1.name] = $1.value.numbers }
    examples = GivenExamples(exercise, givens)
    longNames = Set(
      exercise.quantities.flatMap { [$0.name] + $0.called }.map { LabelTokens($0).tokens }
        .filter { $0.count > 1 }
    )
    signedNames = Set(
      exercise.quantities.flatMap { [$0.name] + $0.called }
        .map { $0.replacingBytes(of: " ", with: "") }
        .filter { $0.utf8.contains { $0 == 0x3C || $0 == 0x2C } }
    )
    expectations = exercise.quantities.map { Self.expectation(of: $0, computation) }
    vectors = Self.vectors(of: exercise, patterns, expectations)
    steps = Self.stepped(patterns)
    asksErrors = patterns.joined().contains { $0.words.contains("error") }
    severalWords = Self.severalWords(of: patterns)
    ownParts = Self.ownParts(of: computation.exercise.quantities, patterns)
    accents = Self.accents(of: patterns)
    inflected = Self.inflected(patterns)
    objections = zip(exercise.quantities, patterns).map {
      LabelObjection($0, $1, in: computation.exercise)
    }
    symbolTokens = Self.symbolTokens(of: exercise, patterns: patterns, keys: keys.keys)
  }

  /// True if a label is the whole name of a quantity, and no more.
  func isWholeName(_ label: [String]) -> Bool { longNames.contains(label) }

  /// True for a label that is a name with signs in it, `<w_1, w_2, w_3>`, as the author wrote it.
  func isWrittenName(_ label: String) -> Bool {
    signedNames.contains(label.replacingBytes(of: " ", with: ""))
  }

  private static func expectation(
    of quantity: ExerciseQuantity,
    _ computation: ExerciseComputation
  ) -> ValueReader.Expectation {
    switch quantity.kind {
    case .letters: return .shape
    case .formula: return .formula
    case .human: return .formula
    case .measured: return .number
    case .value(_, let expression):
      if case .shape = expression { return .shape }
      // At the first of the author's values of each key.
      let at = quantity.keys.compactMap { key in
        key.values?.values.first.map { KeyValue(key: key.name, value: $0) }
      }
      guard at.count == quantity.keys.count,
        let evaluator = try? computation.evaluator(for: quantity, domain: { _, _ in nil }),
        let value = try? computation.expected(quantity, at: at, in: evaluator)
      else { return .number }
      switch value {
      case .shape: return .shape
      case .vector, .list: return .matrix
      case .matrix(let matrix): return matrix.elements.count == 1 ? .number : .matrix
      case .number: return .number
      }
    }
  }

  /// The quantities whose name a label holds whole.
  package func quantitiesNamed(inFull label: [String]) -> Set<Int> {
    let label = bent(label)
    return Set(
      index.names(touching: label).lazy
        .filter { $0.patterns.contains { $0.isWhole(label.contains) } }
        .map(\.quantity)
    )
  }

  /// True if a label holds all of a name of a quantity.
  package func names(_ label: [String], inFull index: Int) -> Bool {
    names(bent: bent(label), inFull: index)
  }

  private func names(bent label: [String], inFull index: Int) -> Bool {
    patterns[index].contains { $0.isWhole(label.contains) }
  }

  /// Of the quantities that a label may name, the one before `of`: the softmax of Z[4] is no Z[4].
  func headed(_ text: String, among quantities: [Int]) -> [Int] {
    let parts = text.parts(around: " of ")
    guard let first = quantities.first, let head = parts.first, parts.count > 1 else {
      return quantities
    }
    let own = quantitiesNamed(inFull: LabelTokens(head).tokens)
    let common = own.intersection(quantities)
    if quantities.count > 1 { return common.count == 1 ? Array(common) : quantities }
    // `softmax(Z[4])` is said in full.
    let argument = "(\(parts[parts.count - 1].trimmedBytes))"
    let whole = own.filter { $0 != first && exercise.quantities[$0].name.hasSuffix(argument) }
    return whole.count == 1 ? Array(whole) : quantities
  }

  /// True for a quantity that is a value after a step.
  package func isNew(_ index: Int) -> Bool { patterns[index].contains { $0.words.contains("new") } }

  /// True if a value after a step is asked.
  var hasNew: Bool { patterns.indices.contains(where: isNew) }

  /// True for a quantity that is called a gradient, or written as a derivative.
  func isDerivative(_ index: Int) -> Bool {
    patterns[index].contains { pattern in
      pattern.tokens.contains {
        $0 == "gradient" || $0.utf8.contains(0x2F) || $0.hasPrefix("nabla")
      }
    }
  }

  /// The quantities that a label may name, the best first; more than one if they tie.
  ///
  /// `says`: What the sign behind the label says: `w7 ← 0.7` is a new value.
  /// `excluded`: Quantities that something else in the sentence names.
  /// `context`: Words that stand near: in the same sentence or row.
  /// `far`: Words that stand farther away: in the heading, in the line that leads to a list.
  /// `text`: The value's text, which shows what it cannot be: a formula is no number.
  package func quantities(
    label: [String],
    says: String = "",
    context: Set<String>,
    far: Set<String> = [],
    excluding excluded: Set<Int> = [],
    text: String
  ) -> [Int] {
    let label = bent(label)
    let said = says.isEmpty ? label : label + [says]
    let touched = index.names(touching: said)
    guard !touched.isEmpty || label.contains("formula") else { return [] }
    let form = ValueForm.of(text)
    let (context, far) = (bent(context), bent(far))
    let led = quantities(ofKind: label, ledBy: context.union(far)).filter { index in
      canHold(index, form) && !excluded.contains(index)
    }
    if led.count == 1 { return led }
    // A share is an accuracy, where no errors are asked.
    let implied =
      form.isPercent && !asksErrors ? form.impliedWords.union(["accuracy"]) : form.impliedWords
    let named = best(touched, form, says == "shape" ? said : label, excluded) { pattern in
      pattern.score(label: said, context: context, far: far, impliedWords: implied)
    }
    if !named.isEmpty || label.isEmpty { return named }
    // `formula: (a - y) x_j` says no more than what it is.
    if label.contains("formula"), label.allSatisfy(LabelTokens.stopWords.contains) {
      return exercise.quantities.indices.filter { index in
        if case .formula = exercise.quantities[index].kind { isFormula(text) } else { false }
      }
    }
    // `quadratic cost: (a - y) x_j`: the words name it, and the value is one of its kind; in `E after one
    // step` the symbol says whose new value it is.
    let byWords = best(touched, form, label, excluded) { pattern in
      pattern.words == ["new"]
        && label.contains { isSymbolOfValue($0) || LabelTokens.isSymbol($0) && $0.hasLetter }
        ? nil : pattern.scoreWithoutSymbols(label: label, context: context, far: far)
    }
    .filter { index in
      guard case .formula = exercise.quantities[index].kind else { return form.isNumber }
      return isFormula(text)
    }
    // `parameters` is no name where several have some.
    if byWords.count == 1, label.allSatisfy(Lexicon.kinds.contains),
      patterns.indices.contains(where: { other in
        other != byWords[0] && patterns[other].contains { $0.words.contains(where: label.contains) }
      })
    {
      return []
    }
    guard byWords.contains(where: isNew) else { return byWords }
    // `After the update y_hat`, `New cost`: another quantity after the step is no new parameter.
    let isOther =
      !quantitiesNamed(inFull: label).subtracting(byWords).isEmpty
      || label.contains { SentenceWords.isOfForwardPass($0) }
    return isOther ? byWords.filter { !isNew($0) } : byWords
  }

  /// True if a label holds the symbols of a name of a quantity, not only its words.
  package func names(_ label: [String], symbolsOf index: Int) -> Bool {
    patterns[index].contains { pattern in
      !pattern.symbols.isEmpty && pattern.symbols.allSatisfy(label.contains)
        && pattern.words.allSatisfy(label.contains)
    }
  }

  /// The asked quantities at exactly these keys, for a value that nothing else names.
  package func quantities(at keys: Set<String>, context: Set<String>) -> [Int] {
    let isExtremal = context.contains("minimum") || context.contains("maximum")
    let all = exercise.quantities.indices.filter { index in
      let quantity = exercise.quantities[index]
      return quantity.isAsked && (!isExtreme(index) || isExtremal && !isLocation(index))
        && Set(quantity.keys.map(\.name)) == keys
    }
    let computed = all.filter(isComputed)
    // Of what is measured one has to be named by the words around, or be the only one.
    let fitting = computed.isEmpty ? all : computed
    guard fitting.count > 1 else { return fitting }
    let scores = fitting.map { index in
      patterns[index].compactMap { $0.scoreOfWords(in: context) }.max() ?? 0
    }
    let best = scores.max() ?? 0
    return best == 0 ? fitting : zip(fitting, scores).filter { $0.1 == best }.map(\.0)
  }

  /// The measured quantity at exactly these keys, for a share that nothing else names: `Epoch 3: 268 / 300`.
  func measured(at keys: Set<String>) -> [Int] {
    let fitting = exercise.quantities.indices.filter { index in
      guard case .measured = exercise.quantities[index].kind else { return false }
      return Set(exercise.quantities[index].keys.map(\.name)) == keys
    }
    return fitting.count == 1 ? fitting : []
  }

  /// `names`: Those that the label touches; no other has a score.
  private func best(
    _ names: [(quantity: Int, patterns: [NamePattern])],
    _ form: ValueForm,
    _ label: [String],
    _ excluded: Set<Int>,
    score: (NamePattern) -> Int?
  ) -> [Int] {
    var best: [Int] = []
    var bestScore = 0
    for (index, patterns) in names {
      guard let found = patterns.lazy.compactMap(score).max(), found >= bestScore,
        canHold(index, form), !excluded.contains(index), !objections[index].holds(against: label)
      else { continue }
      if found > bestScore {
        best = [index]
        bestScore = found
      } else {
        best.append(index)
      }
    }
    return best
  }

  /// True for a formula over the exercise's own symbols, and no sentence.
  package func isFormula(_ text: String) -> Bool {
    formulas.value(for: text) { readsAsFormula(text) }
  }

  private func readsAsFormula(_ text: String) -> Bool {
    // A left side such as `∂C/∂w_j =` is the name; the formula stands after it.
    let side = text.utf8.split(separator: 0x3D).last.map { String(Substring($0)) } ?? text
    guard side.utf8.count < 400,
      let formula = try? Formula(side, notation: notation)
    else { return false }
    return !formula.references.isEmpty
      && formula.references.allSatisfy { symbols.contains($0.name) }
  }

  /// What a value's text can be.
  private struct ValueForm: Sendable {
    let shape: WrittenShape?
    let isNumber: Bool
    let looksLikeFormula: Bool
    let hasBracket: Bool
    /// True for a matrix of several numbers, which is no shape.
    let isMatrix: Bool
    let impliedWords: Set<String>
    let isPercent: Bool

    private static let known = Memo<ValueForm>()

    static func of(_ text: String) -> ValueForm { known.value(for: text) { ValueForm(text) } }

    private init(_ text: String) {
      shape = ShapeReader.read(text)
      switch NumberReader().read(text) {
      case .number, .ambiguous: isNumber = true
      case .notANumber, .unreadable: isNumber = false
      }
      looksLikeFormula = !isNumber && text.hasLetter && ConstantReader.read(text) == nil
      hasBracket =
        text.has("[") || text.has("begin") || text.has("<") && text.has(",")
        || text.has("(") && text.has(",") || text.has("\n")
        || (text.utf8.first.map { $0 < 0x3A } ?? false) && text.words.count > 1
          && text.words.allSatisfy { word in
            if case .number = NumberReader().read(String(word)) { true } else { false }
          }
      isMatrix =
        shape == nil && hasBracket && (text.has("begin{") || text.has("[") || text.has("<"))
        && text.hasDigit
      // A shape needs no `shape`, and a count no `number`.
      let isCount = isNumber && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2C }
      impliedWords =
        shape.map { $0.hasLetters ? ["shape", "letters"] : ["shape"] }
        ?? (isCount ? ["number"] : [])
      isPercent = text.utf8.last == 0x25
    }
  }

  /// True if a text can be a value of a quantity.
  func canHold(_ index: Int, _ text: String) -> Bool { canHold(index, ValueForm.of(text)) }

  /// True if a value of this form can belong to a quantity.
  private func canHold(_ index: Int, _ form: ValueForm) -> Bool {
    switch exercise.quantities[index].kind {
    case .human: return false
    case .letters: return form.shape?.hasLetters ?? false
    case .formula: return form.shape?.numbers == nil && form.looksLikeFormula
    case .value, .measured:
      switch expectations[index] {
      case .shape:
        return form.shape.map { $0.numbers != nil || !hasLetters } ?? !form.isMatrix
      case .matrix: return form.hasBracket
      case .number, .formula: return !form.looksLikeFormula || !hasFormulas
      }
    }
  }

  /// The positions of the quantities, what is asked for before what is only known.
  var askedFirst: [Int] {
    let all = exercise.quantities.indices
    return all.filter { exercise.quantities[$0].isAsked }
      + all.filter { !exercise.quantities[$0].isAsked }
  }

  /// True for quantities whose value the engine computes: not for formulas, letters and prose.
  package func isComputed(_ index: Int) -> Bool {
    if case .value = exercise.quantities[index].kind { true } else { false }
  }

  /// True for a symbol, or the beginning of one, of a quantity without keys.
  func isSymbolOfValue(_ token: String) -> Bool { valueSymbols.contains(token) }

  /// The names that formulas in symbols may use: of the network, of givens and keys, of quantities.
  package var plainNames: [String] {
    let network = exercise.network
    return exercise.givens.map(\.name) + exercise.choices.map(\.key)
      + exercise.quantities.map(\.name).filter { $0.utf8.allSatisfy { $0 != 0x20 && $0 != 0x2F } }
      + (network?.names.map(\.name) ?? []) + (network?.neurons?.all.map(\.name) ?? [])
      + ["x", "y", "eta", "z", "a", "n"]
  }

  private static func symbolTokens(
    of exercise: Exercise,
    patterns: [[NamePattern]],
    keys: some Sequence<String>
  ) -> Set<String> {
    let own = patterns.flatMap { $0.flatMap(\.symbols) } + keys
    var given = exercise.givens.map(\.name) + ["x", "y", "eta", "cost"]
    for network in [exercise.network] + exercise.quantities.map(\.network) {
      guard let network else { continue }
      given += network.names.map(\.name)
      given += network.neurons?.all.map(\.name) ?? []
    }
    return Set(own + given.flatMap { LabelTokens($0).tokens })
  }

  /// True if every telling word of a label is one of a quantity's own.
  package func own(_ label: [String], _ index: Int) -> Bool { objections[index].owns(label) }

  /// True if a row's or a column's label names another kind of quantity: `error δ` over `h1`.
  package func label(_ label: [String], namesAnotherKindThan index: Int) -> Bool {
    objections[index].names(anotherKind: label)
  }

  /// True for quantities that are asked as a formula.
  package func isFormula(_ index: Int) -> Bool {
    if case .formula = exercise.quantities[index].kind { true } else { false }
  }
}

extension Value {
  /// All numbers of it, row by row.
  fileprivate var numbers: [Double] {
    switch self {
    case .number(let number): [number]
    case .vector(let elements): elements
    case .matrix(let matrix): matrix.elements
    case .shape, .list: []
    }
  }
}
