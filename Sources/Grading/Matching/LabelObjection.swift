import Exercises
import Formulas

/// Why a label that holds a quantity's name may still speak of something else: `the bias of h1`,
/// `1 − h1`, `h1 < 0.7`, `h1 cannot be`.
struct LabelObjection: Sendable {
  /// Words that name what the quantity is: `net input` of a weighted input.
  private let describing: Set<String>
  private let own: Set<String>
  private let isNew: Bool

  init(_ quantity: ExerciseQuantity, in exercise: Exercise) {
    let names = [quantity.name] + quantity.called
    own = Set(names.flatMap { LabelTokens($0).tokens.flatMap(NamePattern.splitShape) })
    isNew = own.contains("new")
    describing = Self.words(for: Self.family(of: quantity, in: exercise))
  }

  /// True if the words of a label make it another quantity's.
  func holds(against label: [String]) -> Bool {
    if label.contains("new"), !isNew, !label.contains("old") { return true }
    for (position, token) in label.enumerated() {
      if Self.others.contains(token), !own.contains(token) { return true }
      // `bias of h1`: the noun before `of` is what the value is.
      if token == "of", position > 0, isForeign(label[position - 1]),
        position + 1 < label.count, label[(position + 1)...].contains(where: own.contains)
      {
        return true
      }
    }
    return false
  }

  /// True if a header or a row's label, `z` or `error δ`, names another kind of quantity.
  func names(anotherKind label: [String]) -> Bool {
    let telling = label.filter { !LabelTokens.stopWords.contains($0) }
    return telling.contains(where: isForeign) && !telling.contains(where: isOwn)
  }

  /// True if every telling word of a label belongs to the quantity's names.
  func owns(_ label: [String]) -> Bool {
    label.allSatisfy { own.contains($0) || LabelTokens.stopWords.contains($0) }
  }

  private func isOwn(_ token: String) -> Bool { own.contains(token) || describing.contains(token) }
  private func isForeign(_ token: String) -> Bool { Self.nouns.contains(token) && !isOwn(token) }

  // MARK: - The words

  /// Words that always speak of something else than what was computed.
  private static let others: Set<String> = [
    "desired", "target", "expected", "wanted", "gewünschte",
  ]

  private static let families: [String: Set<String>] = [
    "activations": ["activation", "activations", "output", "outputs", "out", "a", "act"],
    "zs": [
      "z", "net", "input", "inputs", "weighted", "logit", "logits", "preactivation",
      "pre-activation", "netinput",
    ],
    "deltas": ["delta", "deltas", "error", "errors", "signal"],
    "weights": ["weight", "weights"],
    "biases": ["bias", "biases"],
    "gradient": ["gradient", "derivative", "slope", "partial", "nablaw", "nablab"],
    "cost": ["cost", "error", "loss"],
    "slope": ["sigmoid'", "sigma'", "σ'", "f'", "derivative", "gradient", "slope"],
  ]

  private static let nouns: Set<String> = families.values.reduce(into: ["target", "desired"]) {
    $0.formUnion($1)
  }

  private static func words(for family: Set<String>) -> Set<String> {
    family.reduce(into: []) { $0.formUnion(families[$1] ?? []) }
  }

  /// The lists of the engine that a quantity is an element of.
  private static func family(of quantity: ExerciseQuantity, in exercise: Exercise) -> Set<String> {
    guard var expression = quantity.expression else { return [] }
    let network = quantity.network ?? exercise.network
    if case .name(let name) = expression,
      let formula = network?.names.first(where: { $0.name == name })?.formula.expression
    {
      expression = formula
    }
    switch expression {
    case .gradient, .derivative: return ["gradient", "slope"]
    default: break
    }
    var family: Set<String> = []
    for name in expression.names {
      switch name {
      case _ where name.hasPrefix("activations"): family.insert("activations")
      case _ where name.hasPrefix("zs"): family.insert("zs")
      case _ where name.hasPrefix("delta"): family.insert("deltas")
      case _ where name.hasPrefix("weights"): family.insert("weights")
      case _ where name.hasPrefix("biases"): family.insert("biases")
      case _ where name.hasPrefix("nabla"): family.insert("gradient")
      case "cost", "data_cost": family.insert("cost")
      default:
        if network?.neurons?.all.contains(where: { $0.name == name }) ?? false {
          family.formUnion(["weights", "biases"])
        }
      }
    }
    if expression.text.contains("_prime") { family.insert("slope") }
    return family.isEmpty ? Set(families.keys) : family
  }
}
