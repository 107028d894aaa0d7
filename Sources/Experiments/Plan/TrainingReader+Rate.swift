import Exercises
import Formulas
import Training
import Yaml

extension TrainingReader {
  func rate(_ node: YamlNode?, _ optimizer: Optimizer) -> LearningRate? {
    guard let node else { return .constant(optimizer.usualRate) }
    if case .mapping(let entries) = node.content {
      guard !entries.isEmpty else {
        reader.report(
          at: node.offset,
          "\"rate\" is an empty group",
          help: "write {0: 0.1, 10: 0.01}, from which epoch which rate"
        )
        return nil
      }
      return entries.contains { Double($0.key) != nil } ? steps(entries, node) : plateau(node)
    }
    if let text = node.scalar, let number = Self.number(text) {
      guard number >= 0 else {
        reader.report(at: node.offset, "the learning rate \(text) is below 0")
        return nil
      }
      return .constant(number)
    }
    return schedule(node)
  }

  /// `{0: 0.1, 10: 0.01}`: from which epoch which rate.
  private func steps(_ entries: [YamlEntry], _ node: YamlNode) -> LearningRate? {
    var rates: [(from: Int, rate: Double)] = []
    for entry in entries {
      guard let from = Int(entry.key) else {
        reader.report(at: entry.keyOffset, "\"\(entry.key)\" is no epoch, a whole number from 0")
        continue
      }
      guard let rate = number(entry.value, "rate") else { continue }
      if from < 0 || (rates.last.map { $0.from >= from } ?? (from != 0)) {
        reader.report(
          at: entry.keyOffset,
          "the epochs of a rate start at 0 and rise; \(from) was found"
        )
        return nil
      }
      rates.append((from, rate))
    }
    guard rates.count == entries.count, !rates.isEmpty else { return nil }
    return .schedule { [rates] epoch, _ in rates.last { $0.from <= epoch }?.rate ?? 0 }
  }

  private func plateau(_ node: YamlNode) -> LearningRate? {
    guard
      let fields = reader.fields(
        node,
        of: "\"rate\"",
        allowed: TrainingKeys.plateau.names,
        at: node.offset
      )
    else { return nil }
    guard let start = number(fields["start"]?.value, "start") else {
      if fields["start"] == nil {
        reader.report(at: node.offset, "a rate on a plateau wants the key \"start\"")
      }
      return nil
    }
    return .onPlateau(
      start: start,
      factor: number(fields["factor"]?.value, "factor", Self.above0...Self.below1) ?? 0.5,
      patience: count(fields["patience"]?.value, "patience", from: 1) ?? 10,
      least: number(fields["least"]?.value, "least") ?? 0,
      choice(fields["monitor"]?.value, "monitor", Monitor.allCases) ?? .validationCost
    )
  }

  /// A formula of `epoch` and `step`.
  private func schedule(_ node: YamlNode) -> LearningRate? {
    guard let formula = reader.formula(node, of: "rate", notation: notation) else { return nil }
    let before = reader.diagnostics.count
    reader.check(formula, known: ["epoch", "step"])
    guard reader.diagnostics.count == before else { return nil }
    let expression = formula.expression
    @Sendable func value(_ epoch: Int, _ step: Int) -> Double? {
      let givens: [String: Value] = [
        "epoch": .number(Double(epoch)), "step": .number(Double(step)),
      ]
      let value = try? Evaluator(graph: Graph(), givens: givens).evaluate(expression)
      guard case .number(let rate)? = value else { return nil }
      return rate
    }
    // Only names and shapes can be wrong later: a schedule that has a first rate has all of them.
    guard let first = value(0, 0), first.isFinite, first >= 0 else {
      reader.report(
        at: formula.offset,
        "the rate is no number from 0 in the first step: "
          + (value(0, 0).map { DecimalText.shortest($0) } ?? "no number")
      )
      return nil
    }
    return .schedule { epoch, step in value(epoch, step) ?? .nan }
  }
}
