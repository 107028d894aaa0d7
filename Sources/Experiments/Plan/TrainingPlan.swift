import Datasets
import Exercises
import Formulas
import Networks
import Training

/// A `training:` part of a network, read: what is trained on what, and how.
package struct TrainingPlan: Sendable {
  /// What the network sees.
  package enum Data: Sendable {
    case source(DataSource)
    /// `x` and `y` of the network's givens.
    case given
  }

  /// The parameters before the first step.
  package enum Start: Sendable {
    case drawn(StartRule)
    /// Arrays of an `.npz` file.
    case file(String)
    /// Weights and biases of the network's givens.
    case given
  }

  /// What orders the rows before they are parted.
  package enum RowOrder: Hashable, Sendable {
    case own(RandomSource)
    /// The generator of the whole run, which draws this first.
    case shared
  }

  /// Which rows go where.
  package struct Parts: Hashable, Sendable {
    package var order: RowOrder?
    package var training: RowRange = .rest
    package var validation: RowRange?
    /// The share of the training rows that becomes the validation set.
    package var validationSplit: Double?
    package var test: RowRange?
  }

  package let network: NetworkDefinition
  /// Where the plan stands in its chapter, for what only the data shows to be wrong.
  package let offset: Int
  package let data: Data
  package let scaling: Scaling
  package let parts: Parts
  package let random: RandomSource
  package let start: Start
  package let dials: TrainingDials
  /// Generators of their own; nil for the shared one.
  package let shuffleRandom: RandomSource?
  package let dropoutRandom: RandomSource?
  /// The settings of a sweep, in the order of the chapter.
  package let sweep: [(name: String, values: [String])]
  /// Where the values of keys stand.
  package let places: [String: Int]
  /// What is set, in words, for reports.
  package let summary: [(name: String, text: String)]
}

extension TrainingPlan {
  /// True if another plan takes the same rows in the same order and scale for a network of the same
  /// inputs and outputs, so that one preparation serves both.
  package func hasSameData(as other: TrainingPlan) -> Bool {
    guard case .source(let source) = data, case .source(let otherSource) = other.data else {
      return false
    }
    let (one, two) = (network.architecture, other.network.architecture)
    return source == otherSource && scaling == other.scaling && parts == other.parts
      && (parts.order != .shared || random == other.random)
      && dials.miniBatch == other.dials.miniBatch
      && one.layerSizes[0] == two.layerSizes[0] && one.outputs == two.outputs
  }
}
