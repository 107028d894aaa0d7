import Datasets
import Formulas
import Networks
import Training
import Yaml

/// What a plan sets, in words: nothing that decides a digit goes without saying.
struct PlanSummary {
  let lines: [(name: String, text: String)]

  init(
    _ architecture: Architecture,
    _ fields: [String: YamlEntry],
    _ dials: TrainingDials,
    _ start: TrainingPlan.Start,
    _ random: RandomSource
  ) {
    func written(_ key: String) -> String? { fields[key].map { Self.text($0.value) } }
    var lines: [(name: String, text: String)] = []
    lines.append(("layers", architecture.description))
    lines.append(("cost", Self.cost(architecture)))
    let parts = ["train", "validation", "validation split", "test", "scale", "order"]
      .compactMap { key in written(key).map { "\(key) \($0)" } }
    lines.append(("data", ([written("data") ?? ""] + parts).joined(separator: ", ")))
    lines.append(("start", Self.start(start)))
    lines.append(("random", random.description))
    let rate = written("rate") ?? DecimalText.shortest(dials.optimizer.usualRate)
    lines.append(("optimizer", "\(written("optimizer") ?? "sgd"), rate \(rate)"))
    let batch: String
    switch dials.miniBatch {
    case .full: batch = "full"
    case .rows(let rows): batch = "\(rows)"
    }
    let shuffle: String
    switch dials.order {
    case .asIs: shuffle = "no"
    case .permuted: shuffle = "permutation"
    case .shuffled: shuffle = "in place"
    }
    lines.append(("mini-batch", "\(batch), shuffle \(written("shuffle") ?? shuffle)"))
    for key in ["dropout", "early stopping", "sweep"] {
      if let text = written(key) { lines.append((key, text)) }
    }
    self.lines = lines
  }

  private static func cost(_ architecture: Architecture) -> String {
    let batch = architecture.batch == .sum ? "sum" : "mean"
    guard let penalty = architecture.penalty else {
      return "\(architecture.cost.rawValue), \(batch) over the examples"
    }
    let strengths = [("L1", penalty.l1), ("L2", penalty.l2)].filter { $0.1 != 0 }
      .map { "\($0.0) λ = \(DecimalText.shortest($0.1))" }
    return "\(architecture.cost.rawValue), \(batch) over the examples, "
      + (strengths.isEmpty ? "λ = 0" : strengths.joined(separator: ", "))
      + " (\(penalty.form.rawValue)\(penalty.includesBiases ? ", biases too" : ""))"
  }

  private static func start(_ start: TrainingPlan.Start) -> String {
    switch start {
    case .given: return "given"
    case .file(let file): return file
    case .drawn(let rule):
      let random = rule.random.map { ", \($0.description)" } ?? ""
      return
        "weights \(rule.weights.name), biases \(rule.biases.name), \(rule.order.rawValue)\(random)"
        + (rule.isAnewForEachLayer ? " anew for each layer" : "")
    }
  }

  /// A value as it is written in one line.
  private static func text(_ node: YamlNode) -> String {
    switch node.content {
    case .scalar(let text, _): text
    case .sequence(let items): "[\(items.map(text).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key): \(text($0.value))" }.joined(separator: ", "))}"
    }
  }
}
