import Kernels
import Networks

/// Room for the numbers of a pass over some examples, layer by layer.
final class Workspace {
  let layers: [LayerShape]
  /// The inputs of each layer; those of the first come from the data.
  var panels: [InputPanel]
  let zs: [NumberList]
  let activations: [NumberList]
  let deltas: [NumberList]

  /// `capacity`: How many examples there is room for.
  init(_ layers: [LayerShape], capacity: Int) {
    self.layers = layers
    panels = layers.map { InputPanel(inputs: $0.inputs, examples: capacity) }
    zs = layers.map { NumberList($0.width * capacity) }
    activations = layers.map { NumberList($0.width * capacity) }
    deltas = layers.map { NumberList($0.width * capacity) }
  }

  deinit { panels.forEach { $0.deallocate() } }
}
