import Formulas
import Networks

extension ExerciseTape {
  /// The nodes of ∂C/∂z of all layers of a batch, and how many examples it has; nil for one example.
  package var errorsOfBatch: (nodes: [Int], examples: Int)? {
    guard let network, network.examples.count > 1 else { return nil }
    let nodes = (1...network.depth).flatMap { network.nodes("deltas", $0) }
    return (nodes, network.examples.count)
  }
}
