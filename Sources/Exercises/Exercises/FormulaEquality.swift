import Formulas
import Matrices
import Networks

/// Compares a student's formula with an expected one by evaluation at seeded random points.
///
/// The givens are sampled and every other symbol is computed from the graph, so that a = σ(z) holds
/// at every point. A sum over examples is compared with the mean of the expected formula over
/// several examples that share their weights. Vectors may stand for rows or columns, and matrices
/// for weights out × in or in × out: one consistent choice makes a formula right.
package struct FormulaEquality: Sendable {
  package enum Answer: Hashable, Sendable {
    /// Equal, with a remark on the convention if it is not the chapter's.
    case equal(note: String?)
    /// Different, with the way in which it differs if that is a simple one.
    case different(FormulaRelation?)
    /// Undefined at every point, or with a name that has no value.
    case undefined(String)
    /// Not to be computed as it is written, for its shapes do not fit: why.
    case incomputable(String)
    /// Written in what the question does not give: the reason.
    case refused(String)

    package var isEqual: Bool { if case .equal = self { true } else { false } }
  }

  private static let points = 6

  private let quantity: ExerciseQuantity
  let exercise: Exercise
  private let graph: Graph
  private let samples: FormulaSamples

  package init(_ quantity: ExerciseQuantity, of computation: ExerciseComputation) {
    self.quantity = quantity
    exercise = computation.exercise
    graph = computation.graph(of: quantity)
    samples = computation.samples
  }

  var network: NetworkDefinition? { quantity.network ?? exercise.network }
  private var isBatch: Bool { network?.architecture.batch != nil }

  /// The names that a formula may use.
  package var symbols: [String] { graph.names + declared }

  /// The names that mean what the chapter says; a homework may define all others anew.
  ///
  /// Of two that are one in another spelling the later counts: what an exercise declares wins over
  /// what the name means elsewhere.
  package var declared: [String] {
    ["n"] + (network == nil ? [] : Derivation.givenNames) + own
  }

  /// The names that the exercise and its network declare.
  private var own: [String] {
    (network?.neurons?.all.map(\.name) ?? []) + (network?.names.map(\.name) ?? [])
      + exercise.choices.map(\.key) + quantity.keys.map(\.name) + exercise.givens.map(\.name)
  }

  /// Judges a student's formula: what it is written in, then what it is.
  package func judge(_ written: Expression) -> Answer {
    guard let expected = quantity.expression else { return .undefined("nothing is expected") }
    // A name that nothing has is the student's own, and no trick.
    let known = Set(symbols)
    guard written.names.allSatisfy(known.contains) else { return compare(written) }
    let refusal = FormulaVocabulary(quantity, of: exercise).refusal(of: written) { name in
      compare(.name(name), with: expected, in: Convention()).isEqual
    }
    return refusal.map { .refused($0) } ?? compare(written)
  }

  /// Compares a formula with the expected one.
  package func compare(_ written: Expression) -> Answer {
    guard let expected = quantity.expression else { return .undefined("nothing is expected") }
    return compare(written, with: expected)
  }

  /// Whether a formula is the expected one, without a word on how it differs; nil if that cannot be told.
  package func agrees(_ written: Expression) -> Bool? {
    guard let expected = quantity.expression else { return nil }
    switch compare(written, with: expected, saysHow: false) {
    case .equal: return true
    case .different: return false
    case .undefined, .incomputable, .refused: return nil
    }
  }

  /// Compares two formulas.
  ///
  /// `saysHow`: False where nobody asks in which way they differ.
  package func compare(
    _ written: Expression,
    with expected: Expression,
    saysHow: Bool = true
  ) -> Answer {
    // In a batch a sum runs over the elements of its matrix.
    let formula = isBatch ? written.summingElements : written
    var problem: String?
    var unfit: String?
    var relation: FormulaRelation?
    var isDifferent = false
    for convention in conventions(of: formula) {
      // A flipped vector is only a way to make shapes fit, never a second chance.
      if !convention.flipped.isEmpty, isDifferent { break }
      switch compare(formula, with: expected, in: convention, saysHow: saysHow) {
      case .equal: return .equal(note: convention.note)
      case .different(let found):
        isDifferent = true
        relation = relation ?? found
      case .undefined(let reason), .refused(let reason): problem = problem ?? reason
      case .incomputable(let reason): unfit = unfit ?? reason
      }
    }
    if isDifferent {
      return .different(saysHow ? relation ?? mistake(in: formula, expected) : nil)
    }
    if problem == nil, let unfit { return .incomputable(unfit) }
    return .undefined(problem ?? "the formula has no value at any point that was tried")
  }

  /// The mistake that gives a formula at every point, found by making it in the expected one.
  private func mistake(in formula: Expression, _ expected: Expression) -> FormulaRelation? {
    guard !formula.sumsOverExamples else { return nil }
    var generator = SeededGenerator(seed: 77)
    var found: [String: Int]?
    for _ in 0..<Self.points / 2 {
      let point = Point(self, sample(examples: 1, &generator))
      guard
        let written = try? point.value(of: formula, in: Convention(products: .fitting))?.elements
      else { continue }
      var here: [String: Int] = [:]
      for mutation in point.mutated(expected) where mutation.elements.count == written.count {
        let scale = written.map { abs($0) }.max() ?? 0
        let fits = zip(written, mutation.elements).allSatisfy { abs($0 - $1) <= 1e-9 * scale }
        if fits { here[mutation.message] = min(here[mutation.message] ?? 9, mutation.rank) }
      }
      found = found.map { known in known.filter { here[$0.key] != nil } } ?? here
    }
    guard let best = found?.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return nil }
    return FormulaRelation(message: best.key)
  }

  /// The chapter's convention, the other one, then vectors that lie where they would stand; each with
  /// products element by element first, then of matrices.
  private func conventions(of formula: Expression) -> [Convention] {
    guard formula.holdsProducts else { return [Convention()] }
    guard network != nil else {
      // Without a network nothing lies otherwise than it is given.
      return Evaluator.Products.allCases.filter { $0 != .elementwise }.map {
        Convention(products: $0)
      }
    }
    let names = formula.names.filter { !$0.hasPrefix("weights") && !$0.hasPrefix("nabla") }
    var ways = [Convention(), Convention(isTurned: true)]
    if (1...4).contains(names.count) {
      for choice in 1..<(1 << names.count) {
        let flipped = names.indices.filter { choice & (1 << $0) != 0 }.map { names[$0] }
        ways.append(Convention(flipped: Set(flipped)))
      }
    }
    return ways.flatMap { way in
      [Evaluator.Products.fitting, .matrix, .inner].map { products in
        var way = way
        way.products = products
        return way
      }
    }
  }

  /// How the vectors and matrices of a formula lie, and what their products are.
  struct Convention {
    /// True if everything is the transpose of what the chapter has.
    var isTurned = false
    /// Vectors that are the transpose of what the chapter has.
    var flipped: Set<String> = []
    var products = Evaluator.Products.elementwise

    var note: String? {
      isTurned
        ? "right with vectors and matrices the other way round than in the chapter"
        : flipped.isEmpty ? nil : "right with \(flipped.sorted().joined(separator: " and ")) turned"
    }

    func applied(to value: Value, of name: String) -> Value {
      guard isTurned || flipped.contains(name) else { return value }
      switch value {
      case .matrix(let matrix) where isTurned || matrix.rows == 1 || matrix.columns == 1:
        return .matrix(matrix.transposed)
      case .list(let items): return .list(items.map { applied(to: $0, of: name) })
      default: return value
      }
    }
  }

  private func compare(
    _ formula: Expression,
    with expected: Expression,
    in convention: Convention,
    saysHow: Bool = true
  ) -> Answer {
    var pairs: [FormulaRelation.Pair] = []
    let problem = "the formula has no value at any point that was tried"
    var unfit: String?
    let factors = saysHow ? self.factors : []
    let batch = isBatch ? examplesInBatch : nil
    let isSum = formula.sumsOverExamples
    for sample in sampled(summing: isSum) {
      let point = Point(self, sample)
      let count = sample.examples.count
      do throws(EvaluationError) {
        guard let written = try point.value(of: formula, in: convention),
          let wanted = try point.expected(expected, like: formula, in: convention)
        else { continue }
        pairs.append(
          FormulaRelation.Pair(
            written: written,
            wanted: wanted,
            examples: isSum ? count : batch ?? 1,
            factors: factors.map { point.number(of: $0) }
          )
        )
      } catch {
        unfit = error.message
      }
    }
    guard pairs.count >= Self.points / 3 else {
      return unfit.map { .incomputable($0) } ?? .undefined(problem)
    }
    if pairs.allSatisfy(\.areEqual) { return .equal(note: nil) }
    return .different(saysHow ? FormulaRelation(pairs, factors: factors) : nil)
  }

  /// What may have been left out or been put in once too often: the factors of the expected formula,
  /// and the numbers that the exercise names.
  private var factors: [Expression] {
    var factors: [Expression] = []
    let scalar = ScalarForm(quantity, exercise, graph).expression ?? quantity.expression
    for factor in scalar?.factors ?? [] where factor.children.count + factor.names.count > 0 {
      factors.append(factor)
    }
    // σ′ of a weighted input may be hidden in a δ.
    let kinds = Set(network?.architecture.activations.map(\.name) ?? [])
    for kind in ["sigmoid", "tanh", "relu"] where kinds.contains(kind) {
      for (name, formula) in network?.names ?? [] where formula.formula.text.hasPrefix("zs[") {
        factors.append(.call("\(kind)_prime", [.name(name)]))
      }
    }
    for name in declared where !factors.contains(.name(name)) {
      factors.append(.name(name))
    }
    return factors
  }

  // MARK: - Sampling

  /// The points at which formulas are compared: always the same, so they are made once for an assignment.
  ///
  /// Several examples for a sum, not always as many: a missing 1/n is told from a factor 4.
  private func sampled(summing isSum: Bool) -> [FormulaSample] {
    samples.samples(of: quantity.name, summing: isSum) {
      var generator = SeededGenerator(seed: 20_240_117)
      return (0..<Self.points).map { sample(examples: isSum ? 3 + $0 % 3 : 1, &generator) }
    }
  }

  /// An evaluation of formulas at one sample.
  private struct Point {
    let evaluators: [Evaluator]
    let keys: [KeyValue]
    private let graph: Graph
    /// True if n is the number of examples here, and no name of the exercise.
    private let countsExamples: Bool

    init(_ equality: FormulaEquality, _ sample: FormulaSample) {
      evaluators = sample.examples.map { Evaluator(graph: equality.graph, givens: $0) }
      keys = sample.keys
      graph = equality.graph
      countsExamples = !equality.own.contains("n")
    }

    /// The values of an expected formula with each mistake made in it.
    func mutated(
      _ expected: Expression
    ) -> [(message: String, rank: Int, elements: [Double])] {
      ExerciseTape.mutated(expected, graph, givens: evaluators[0].givens, keys: keys)
    }

    /// A number of the chapter, at a point with one example; nil for what is none.
    func number(of expression: Expression) -> Double? {
      guard evaluators.count == 1 else { return nil }
      return (try? evaluators[0].evaluate(expression, at: keys))?.number
    }

    /// The value of a student's formula; nil if it is not defined here.
    func value(
      of formula: Expression,
      in convention: Convention
    ) throws(EvaluationError) -> Value? {
      let names = formula.names
      var examples: [[String: Value]] = []
      for evaluator in evaluators {
        var values: [String: Value] = [:]
        for name in names
        where !keys.contains(where: { $0.key == name }) && !(name == "n" && countsExamples) {
          values[name] = (try? evaluator.evaluate(.name(name), at: keys)).map {
            convention.applied(to: $0, of: name)
          }
        }
        if countsExamples, names.contains("n"),
          let size = try? evaluator.evaluate(.name("batch_size"), at: keys)
        {
          values["n"] = size
        }
        examples.append(values)
      }
      let evaluator = Evaluator(
        graph: Graph(definitions: graph.definitions),
        givens: examples[0],
        examples: examples,
        products: convention.products
      )
      let value = try evaluator.evaluate(formula, at: keys)
      return value.isFinite ? value : nil
    }

    /// The expected value: at one example, or the mean if the formula sums over examples.
    func expected(
      _ expression: Expression,
      like formula: Expression,
      in convention: Convention
    ) throws(EvaluationError) -> Value? {
      let count = formula.sumsOverExamples ? evaluators.count : 1
      var total: Value?
      for evaluator in evaluators.prefix(count) {
        let value = try evaluator.evaluate(expression, at: keys)
        total =
          try total.map { sum throws(EvaluationError) in
            try Value.apply(.add, sum, value)
          } ?? value
      }
      guard let mean = try total?.map({ $0 / Double(count) }), mean.isFinite else { return nil }
      return convention.isTurned ? convention.applied(to: mean, of: "") : mean
    }
  }

  /// The shape of a layer's vectors; in a batch as many of them as the exercise gives.
  func shape(
    ofLayer layer: Int,
    _ architecture: Architecture
  ) -> (rows: Int, columns: Int) {
    let shape = architecture.vectorShape(layer)
    guard architecture.batch != nil else { return shape }
    let count = examplesInBatch
    return architecture.convention.exampleAxis == 0
      ? (count, shape.columns) : (shape.rows, count)
  }

  /// How many examples the exercise gives.
  private var examplesInBatch: Int { exercise.examplesInBatch(of: network) ?? 3 }

  func sampledKeys(_ generator: inout SeededGenerator) -> [KeyValue] {
    let names = quantity.keys.map(\.name) + exercise.choices.map(\.key)
    var keys: [KeyValue] = []
    for name in names where !keys.contains(where: { $0.key == name }) {
      let interval = exercise.choice(of: name)?.interval
      let isUnit = exercise.choices.contains {
        $0.rule.interval?.lower == 0 && $0.rule.interval?.upper == 1
      }
      let lower = interval?.lower ?? (isUnit ? 0 : -2)
      let upper = interval?.upper ?? (isUnit ? 1 : 2)
      let margin = 0.03 * (upper - lower)
      let value = generator.uniform((lower + margin)...(upper - margin))
      // A key that the author fixes is a name of the network too, and comes from there.
      if exercise.choices.contains(where: { $0.key == name }) {
        keys.append(KeyValue(key: name, value: value))
      }
    }
    return keys
  }
}

extension Expression {
  /// The factors of a product, without signs and divisors.
  var factors: [Expression] {
    switch self {
    case .binary(.multiply, let left, let right), .binary(.hadamard, let left, let right):
      left.factors + right.factors
    case .binary(.divide, let left, _): left.factors
    case .negate(let x): x.factors
    default: [self]
    }
  }

  /// True if a product stands somewhere in the formula.
  var holdsProducts: Bool {
    switch self {
    case .binary(.multiply, _, _), .binary(.hadamard, _, _), .binary(.matrixProduct, _, _),
      .call("dot", _):
      true
    default: children.contains(where: \.holdsProducts)
    }
  }

  /// The formula with its sums over examples as sums of all elements.
  var summingElements: Expression {
    let inner = mappingChildren(\.summingElements)
    guard case .over(let reduction, let body, _) = inner, reduction == .sum || reduction == .mean
    else { return inner }
    return .call(reduction == .sum ? "sum" : "mean", [body])
  }

  /// True if a sum or mean over examples stands somewhere in the formula.
  var sumsOverExamples: Bool {
    if case .over = self { return true }
    return children.contains(where: \.sumsOverExamples)
  }
}
