import Experiments
import Networks
import Terminal
import Training

/// A training run as JSON, in the shape that docs/json.md describes.
enum TrainingJSON {
  static func value(
    _ plan: TrainingPlan,
    _ data: PreparedData,
    _ outcome: Experiment.Outcome,
    settings: [Setting] = []
  ) -> JSON {
    .object([
      ("version", .number(1)),
      ("network", .string(plan.network.name)),
      ("turned", .object(settings.map { ($0.name, .string($0.value)) })),
      ("settings", .object(plan.summary.map { ($0.name, .string($0.text)) })),
      ("warnings", .array(data.warnings.map { .string($0) })),
      ("second", .string(data.second?.name)),
      ("history", .array(outcome.result.history.map(epoch))),
      ("ending", ending(outcome.result)),
      ("restored", .number(outcome.result.restoredEpoch)),
      ("scores", .array(outcome.scores.map { final($0.set, $0.scores, data.classes) })),
    ])
  }

  private static func epoch(_ scores: EpochScores) -> JSON {
    .object([
      ("epoch", .number(scores.epoch)),
      ("rate", number(scores.rate)),
      ("training", set(scores.training)),
      ("second", set(scores.second)),
    ])
  }

  private static func number(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }

  private static func set(_ scores: SetScores?) -> JSON {
    guard let scores else { return .null }
    return .object([
      ("cost", .number(scores.cost)),
      ("penalty", .number(scores.penalty)),
      ("hits", .number(scores.hits)),
      ("rows", .number(scores.rows)),
      ("accuracy", number(scores.accuracy)),
    ])
  }

  private static func ending(_ result: TrainingResult) -> JSON {
    let (kind, epoch): (String, Int?) =
      switch result.ending {
      case .finished: ("finished", nil)
      case .stoppedEarly(let epoch): ("stopped early", epoch)
      case .cancelled(let epoch): ("cancelled", epoch)
      case .badRate(let epoch, _, _): ("no rate", epoch)
      case .overflow(let epoch): ("overflow", epoch)
      }
    return .object([("kind", .string(kind)), ("epoch", .number(epoch))])
  }

  private static func final(_ set: String, _ final: FinalScores, _ classes: [String]) -> JSON {
    var fields: [(String, JSON)] = [
      ("set", .string(set)),
      ("rows", .number(final.scores.rows)),
      ("cost", .number(final.scores.cost)),
      ("penalty", .number(final.scores.penalty)),
      ("hits", .number(final.scores.hits)),
      ("accuracy", number(final.scores.accuracy)),
    ]
    if let metrics = final.metrics, let confusion = final.confusion {
      fields += [
        ("macro", scores(metrics.macro)), ("weighted", scores(metrics.weighted)),
        (
          "classes",
          .array(
            metrics.classes.enumerated().map { place, scores in
              let name = classes.indices.contains(place) ? classes[place] : "\(place)"
              return .object([("name", .string(name))] + Self.fields(scores))
            }
          )
        ),
        (
          "confusion",
          .array(confusion.counts.map { .array($0.map { .number(Double($0)) }) })
        ),
      ]
    }
    return .object(fields)
  }

  private static func fields(_ scores: Metrics.Scores) -> [(String, JSON)] {
    [
      ("precision", .number(scores.precision)), ("recall", .number(scores.recall)),
      ("f1", .number(scores.f1)), ("support", .number(scores.support)),
    ]
  }

  private static func scores(_ scores: Metrics.Scores) -> JSON { .object(fields(scores)) }
}
