import Formulas
import Networks

/// What a formula that answers a question may be written in: what the question gives.
///
/// That is: the givens and keys of the exercise, the course's symbols for the network and its
/// parameters, what the exercise knows and does not ask for, numbers of the forward pass that it asks
/// for beside the formula, and whatever the author's own formula or question names. Names of the engine (`nabla_w`, `delta`, `w7 new`) and the answers themselves
/// would answer a question by repeating it; `may use:` allows them.
struct FormulaVocabulary {
  private let quantity: ExerciseQuantity
  private let network: NetworkDefinition?
  private let allowed: Set<String>
  /// What answers the question by its name.
  private let echoes: Set<String>
  /// The givens and keys, which may bear that name and are none the less given.
  private let given: Set<String>

  init(_ quantity: ExerciseQuantity, of exercise: Exercise) {
    self.quantity = quantity
    let network = quantity.network ?? exercise.network
    self.network = network
    given = Set(exercise.givens.map(\.name) + exercise.keyNames + exercise.choices.map(\.key))
    var own = given
    own.formUnion(network?.names.map(\.name) ?? [])
    own.formUnion(network?.neurons?.all.map(\.name) ?? [])
    own.formUnion(network == nil ? [] : Derivation.givenNames)
    own.formUnion(["n", "e"])
    let asked = exercise.quantities.filter {
      $0.isAsked && !Self.isPassed(forward: $0, in: network)
    }
    own.formUnion(exercise.quantities.map(\.name))
    own.subtract(asked.map(\.name))
    let authors = [quantity.expression].compactMap { $0 } + quantity.alternatives
    // An author who asks for the engine's own quantity wants it written out, and not named.
    own.formUnion(
      authors.filter { author in
        !author.isDerivative && !(author.names.count == 1 && author.names.allSatisfy(Self.isAsked))
      }.flatMap(\.names)
    )
    own.formUnion(exercise.question.formulaNames.filter { !Self.isAsked($0) })
    own.formUnion(quantity.mayUse)
    allowed = own
    let subject = ([quantity.name] + quantity.called).map { name in
      SymbolName.canonical(name.hasPrefix("formula of ") ? String(name.dropFirst(11)) : name)
    }
    echoes = Set(subject).subtracting(quantity.mayUse.map(SymbolName.canonical))
  }

  /// Why a formula is no answer; nil if it may be one.
  ///
  /// `isExpected`: True for a name whose value is the expected one at every point.
  func refusal(of written: Expression, isExpected: (String) -> Bool) -> String? {
    if written.isDerivative { return "it says what is asked for, and not how it is computed" }
    for name in written.names {
      guard allowed.contains(name) else {
        return "`\(name)` is not among what the question gives"
      }
      if written.isName || !given.contains(name), echoes.contains(SymbolName.canonical(name)) {
        return "`\(name)` is what is asked for"
      }
      // The course's own symbol for an error or a gradient may be the answer under another name.
      if isComputed(name), isExpected(name), !quantity.mayUse.contains(name) {
        return "`\(name)` is another name for what is asked for"
      }
    }
    return nil
  }

  /// True for a number of the forward pass, such as the a3 of `a3 = 0.542`, under the network's own name.
  private static func isPassed(
    forward quantity: ExerciseQuantity,
    in network: NetworkDefinition?
  ) -> Bool {
    guard case .value = quantity.kind,
      let formula = network?.names.first(where: { $0.name == quantity.name })?.formula.expression
    else { return false }
    return !formula.isDerivative && !formula.names.isEmpty
      && formula.names.allSatisfy { ["zs", "activations"].contains($0) }
  }

  /// True for a symbol of the course that stands for the cost, or for what the backward pass computes.
  private func isComputed(_ name: String) -> Bool {
    guard let formula = network?.names.first(where: { $0.name == name })?.formula.expression else {
      return false
    }
    return formula.names.contains(where: Self.isAsked) || formula.isDerivative
  }

  /// True for the engine's name of a cost, an error, a gradient or a new parameter.
  private static func isAsked(_ name: String) -> Bool {
    computed.contains(String(name.prefix { $0 != "[" }))
  }

  private static let computed: Set<String> = [
    "cost", "data_cost", "delta", "deltas", "nabla_w", "nabla_b", "weights_new", "biases_new",
  ]
}

extension Expression {
  fileprivate var isName: Bool { if case .name = self { true } else { false } }

  /// True if a gradient or a derivative stands somewhere in it, which the engine would compute.
  fileprivate var isDerivative: Bool {
    switch self {
    case .gradient, .derivative: true
    default: children.contains(where: \.isDerivative)
    }
  }
}

extension String {
  /// The runs of letters, digits and `_` of a text: the names that a question may mention.
  fileprivate var formulaNames: [String] {
    var names: [String] = []
    var current: [UInt8] = []
    for byte in Array(utf8) + [0x20] {
      let isPart = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5F
      if isPart || !current.isEmpty && byte >= 0x30 && byte <= 0x39 {
        current.append(byte)
      } else if !current.isEmpty {
        names.append(String(decoding: current, as: UTF8.self))
        current = []
      }
    }
    return names
  }
}
