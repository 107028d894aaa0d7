import Exercises
import Formulas
import Homework

/// Why a label that holds a quantity's name may still speak of something else: `the bias of h1`,
/// `1 − h1`, `h1 < 0.7`, `h1 cannot be`.
struct LabelObjection: Sendable {
  /// The lists of the engine that the quantity is an element of: `net input` names one of `zs`.
  private let families: [Family]
  /// The words and symbols of the quantity's names.
  private let own: [String]
  private let isNew: Bool

  /// `patterns`: The patterns of the quantity's names.
  package init(_ quantity: ExerciseQuantity, _ patterns: [NamePattern], in exercise: Exercise) {
    own = patterns.flatMap { $0.symbols + $0.words }
    isNew = own.contains("new")
    families = Self.families(of: quantity, in: exercise)
  }

  /// True if the words of a label make it another quantity's.
  package func holds(against label: [String]) -> Bool {
    if label.contains("new"), !isNew, !label.contains("old") { return true }
    if isNew, !label.contains("new"), label.contains(where: Self.olds.contains) { return true }
    // A shape is said of a matrix, and is none.
    if label.contains("shape"), !own.contains("shape") { return true }
    // `Input size: 28x28` says no `size`.
    for (word, shape) in zip(label, label.dropFirst())
    where shape == "shape" && Self.sized.contains(word) && !own.contains(word) {
      return true
    }
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
  package func names(anotherKind label: [String]) -> Bool {
    // Among words `a` is an article.
    let telling = label.filter {
      !LabelTokens.stopWords.contains($0) && ($0 != "a" || label.count < 3)
    }
    return telling.contains(where: isForeign) && !telling.contains(where: isOwn)
  }

  /// True if every telling word of a label belongs to the quantity's names.
  func owns(_ label: [String]) -> Bool {
    label.allSatisfy { own.contains($0) || LabelTokens.stopWords.contains($0) }
  }

  private func isOwn(_ token: String) -> Bool {
    own.contains(token) || families.contains { $0.words.contains(token) }
  }
  private func isForeign(_ token: String) -> Bool { Self.nouns.contains(token) && !isOwn(token) }

  // MARK: - The words

  /// What has a size beside what comes out.
  private static let sized: Set<String> = [
    "input", "kernel", "filter", "pool", "window", "batch", "image", "minibatch", "eingabe",
    "entrada", "entrée",
  ]
  private static let olds: Set<String> = ["old", "before", "initial", "alt", "alte"]

  /// Words that always speak of something else than what was computed.
  private static let others: Set<String> = [
    "desired", "target", "expected", "wanted", "gewünschte", "relative", "absolute", "rounding",
    "numerical", "percentage", "change", "difference", "increase", "decrease", "ratio",
    "uncertainty", "percent", "tolerance",
  ]

  /// A kind of quantity, with the words that name one.
  private enum Family: CaseIterable {
    case activations, weightedInputs, errors, weights, biases, gradients, cost, slopes

    var words: Set<String> {
      switch self {
      case .activations: Self.activationWords
      case .weightedInputs: Self.inputWords
      case .errors: Self.errorWords
      case .weights: Self.weightWords
      case .biases: Self.biasWords
      case .gradients: Self.gradientWords
      case .cost: Self.costWords
      case .slopes: Self.slopeWords
      }
    }

    private static let activationWords: Set = [
      "activation", "activations", "output", "outputs", "out", "a", "act", "sigmoid", "tanh",
      "relu",
    ]
    private static let inputWords: Set = [
      "z", "net", "input", "inputs", "weighted", "logit", "logits", "preactivation",
      "pre-activation", "netinput",
    ]
    private static let errorWords: Set = ["delta", "deltas", "error", "errors", "signal"]
    private static let weightWords: Set = ["weight", "weights"]
    private static let biasWords: Set = ["bias", "biases"]
    private static let gradientWords: Set = [
      "gradient", "derivative", "slope", "partial", "nablaw", "nablab",
    ]
    private static let costWords: Set = ["cost", "error", "loss"]
    private static let slopeWords: Set = [
      "sigmoid'", "sigma'", "σ'", "f'", "derivative", "gradient", "slope",
    ]
  }

  private static let nouns: Set<String> = Family.allCases.reduce(into: ["target", "desired"]) {
    $0.formUnion($1.words)
  }

  private static func families(of quantity: ExerciseQuantity, in exercise: Exercise) -> [Family] {
    let network = quantity.network ?? exercise.network
    guard let expression = quantity.meaning(in: network) else { return [] }
    switch expression {
    case .gradient, .derivative: return [.gradients, .slopes]
    default: break
    }
    var families: [Family] = []
    for name in expression.names {
      switch name {
      case _ where name.hasPrefix("activations"): families.append(.activations)
      case _ where name.hasPrefix("zs"): families.append(.weightedInputs)
      case _ where name.hasPrefix("delta"): families.append(.errors)
      case _ where name.hasPrefix("weights"): families.append(.weights)
      case _ where name.hasPrefix("biases"): families.append(.biases)
      case _ where name.hasPrefix("nabla"): families.append(.gradients)
      case "cost", "data_cost": families.append(.cost)
      default:
        if network?.neurons?.all.contains(where: { $0.name == name }) ?? false {
          families += [.weights, .biases]
        }
      }
    }
    if expression.holdsSlope { families.append(.slopes) }
    return families.isEmpty ? Family.allCases : families
  }
}

extension Expression {
  /// True if a derivative of an activation goes into it: `sigmoid_prime`.
  fileprivate var holdsSlope: Bool {
    if case .call(let name, _) = self, name.hasSuffix("_prime") { return true }
    return children.contains(where: \.holdsSlope)
  }
}
