import Formulas
import Markdown
import Networks

/// An exercise of a chapter: what is given, what the student chooses, what is asked.
package struct Exercise: Sendable {
  package let id: String
  /// The heading of the section that holds the exercise.
  package let title: String
  /// The section's prose, as Markdown, without the blocks that machines read.
  package let question: String
  package let source: SourceText
  /// The first byte of the block that declares the exercise.
  package let offset: Int
  /// The bytes of the section, from its heading on.
  package let section: Range<Int>
  package let network: NetworkDefinition?
  package private(set) var givens: [Given]
  /// Givens that each student draws; `givens` holds a value of each.
  package let draws: [Draw]
  /// What the drawn values have to fulfil.
  package let conditions: [VariantCondition]
  package let choices: [Choice]
  /// Everything it knows: what is asked (`answers`), after what is only known (`quantities`).
  package private(set) var quantities: [ExerciseQuantity]

  /// A given: a name and its formula.
  package struct Given: Sendable {
    package let name: String
    package let formula: PlacedFormula

    /// The same given with another value, at the same place.
    package func with(_ other: Formula) -> Given {
      Given(name: name, formula: PlacedFormula(formula: other, offset: formula.offset))
    }
  }

  /// A key whose values the student chooses, with the author's own choice for the key.
  package struct Choice: Sendable {
    package let key: String
    package let rule: ChoiceRule
    /// How far two values have to lie apart to count as two; nil where the answers decide.
    package let apart: Double?
    package let offset: Int
  }

  /// True for what an id is made of: ASCII letters, digits, `-` and `_`.
  package static func isPartOfID(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
      || byte == 0x2D || byte == 0x5F
  }

  /// The points of everything that is asked, at the numbers of cells that are required.
  package var possible: Fraction {
    quantities.reduce(.zero) { $0 + $1.possible(requiredCells: requiredCells(of: $1)) }
  }

  /// The exercise with another value for one of its givens.
  package func replacingGiven(_ name: String, with formula: Formula) -> Exercise {
    with(givens: givens.map { $0.name == name ? $0.with(formula) : $0 })
  }

  /// The exercise with what other exercises ask for, which it knows and does not ask.
  package func knowing(_ others: [ExerciseQuantity]) -> Exercise {
    var exercise = self
    exercise.quantities += others.map(\.known)
    return exercise
  }

  /// The exercise with other givens.
  package func with(givens: [Given]) -> Exercise {
    var exercise = self
    exercise.givens = givens
    return exercise
  }

  /// True if a key may have a value: one that the author fixed, or one inside the rule.
  package func allows(_ value: Double, for key: String) -> Bool {
    if let choice = choice(of: key) { return choice.allows(value) }
    let fixed = quantities.flatMap(\.keys).filter { $0.name == key }.compactMap(\.values)
    return fixed.isEmpty || fixed.contains { $0.values.contains(value) }
  }

  /// How many examples are given for a network with a batch; nil without one.
  package func examplesInBatch(of network: NetworkDefinition?) -> Int? {
    guard let architecture = network?.architecture, architecture.batch != nil,
      let x = (try? givens.values(at: [], for: network))?["x"], x.shape.count == 2
    else { return nil }
    return x.shape[architecture.convention.exampleAxis]
  }

  /// The names of all keys, each once.
  package var keyNames: [String] {
    var names: [String] = []
    for key in quantities.flatMap(\.keys) where !names.contains(key.name) { names.append(key.name) }
    return names
  }

  package func choice(of key: String) -> ChoiceRule? {
    choices.first { $0.key == key }?.rule
  }

  /// How many cells of a quantity are required: the product over its keys.
  package func requiredCells(of quantity: ExerciseQuantity) -> Int {
    quantity.keys.map { key in
      key.values?.entries.count ?? choice(of: key.name)?.minimum ?? 1
    }.saturatingProduct
  }

  package func quantity(named name: String) -> ExerciseQuantity? {
    quantities.first { $0.name == name }
  }
}

/// A quantity that an exercise asks for, or that it knows and gives its own outcome.
package struct ExerciseQuantity: Sendable {
  package let name: String
  /// The name as the author wrote it, with the `{p}` of a `for`.
  package let declaration: String
  /// Other names that students give it.
  package let called: [String]
  package let keys: [Key]
  package let kind: Kind
  /// Formulas of other values that are right as well.
  package let alternatives: [Expression]
  /// Mistakes that the author knows, with what is to be said of them.
  package let knownMistakes: [KnownMistake]
  /// What else a formula that answers it may use: `delta`.
  package let mayUse: [String]
  /// Where a wrong value has to lie to be carried; nil for anywhere.
  package let usable: ValueInterval?
  package let precision: Precision
  /// The first byte of what `to` says; nil if the author left it out.
  package let precisionOffset: Int?
  package let points: Points
  /// The number of quantities that share the points of a `for: p in parameters`.
  package let sharers: Int
  /// False for quantities that are known, judged and never asked for.
  package private(set) var isAsked: Bool
  /// The network whose engine computes it, if it is not the exercise's.
  package let network: NetworkDefinition?
  /// The first byte of its declaration.
  package let offset: Int

  /// A key that an answer depends on, with its values if the author fixes them.
  package struct Key: Sendable {
    package let name: String
    package let values: ValueList?
  }

  /// A wrong value that the author foresaw: `{is: "y*log10(a)", say: …, credit: 1/2}`.
  package struct KnownMistake: Sendable {
    package let placed: PlacedFormula
    package let expression: Expression
    package let message: String
    /// The share of the points that it still earns.
    package let credit: Fraction
  }

  package enum Kind: Sendable {
    /// A number, vector, matrix or shape.
    case value(PlacedFormula, Expression)
    /// A shape in letters of the student's choice.
    case letters(PlacedFormula, Expression)
    /// A formula, equal by evaluation.
    case formula(PlacedFormula, Expression)
    /// A number that an experiment of the student's gave, with what is plausible, and the share of the
    /// points that a plausible number earns by itself; nil leaves them to a person.
    case measured(ValueInterval?, credit: Fraction?)
    /// For a person, with a rubric: a file beside the chapter, or a text.
    case human(rubric: String)
  }

  /// The same, judged and never asked for.
  fileprivate var known: ExerciseQuantity {
    var quantity = self
    quantity.isAsked = false
    return quantity
  }

  /// The formula that computes it; nil for what a person judges.
  package var expression: Expression? {
    switch kind {
    case .value(_, let expression), .letters(_, let expression), .formula(_, let expression):
      expression
    case .measured, .human: nil
    }
  }

  /// The author's text of the formula.
  package var placedFormula: PlacedFormula? {
    switch kind {
    case .value(let formula, _), .letters(let formula, _), .formula(let formula, _): formula
    case .measured, .human: nil
    }
  }

  /// The quantity of the graph that the answer is.
  package var quantity: Quantity? {
    expression.map { Quantity(name: name, keys: keys.map(\.name), formula: $0) }
  }

  /// The points of one cell where so many are required; cells beyond these earn nothing.
  package func pointsPerCell(required: Int) -> Fraction {
    let perCell = points.perCell(count: required)
    if case .shared = points { return perCell / sharers }
    return perCell
  }

  package func possible(requiredCells: Int) -> Fraction {
    guard isAsked else { return .zero }
    return pointsPerCell(required: requiredCells)
      * Fraction(requiredCells)
  }
}
