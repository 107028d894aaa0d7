import Kernels
import Networks

/// Forward and backward over a mini-batch that fits into a workspace.
struct Pass {
  let layers: [LayerShape]
  let outputCost: OutputCost

  init(_ architecture: Architecture) {
    layers = LayerShape.layers(of: architecture)
    outputCost = OutputCost(architecture)
  }

  // MARK: - Forward

  /// Computes zs and activations of rows of the data.
  ///
  /// `panel`: The inputs of the rows, where they were read before; else they are read here.
  /// `decay`: Weights of the first layer that have to catch up before they are read.
  /// `dropout`: The masks of the mini-batch, and the place of the first row in it.
  func forward(
    _ parameters: Parameters,
    _ examples: Examples,
    rows: UnsafeBufferPointer<Int32>,
    _ space: Workspace,
    panel known: InputPanel? = nil,
    decay: LazyDecay? = nil,
    dropout: (masks: Dropout, first: Int)? = nil
  ) {
    let count = rows.count
    for (number, layer) in layers.enumerated() {
      if number > 0 {
        transpose(number, of: count, space)
        drop(number, of: count, space, dropout)
      } else if known == nil {
        space.panels[0].load(examples.features, rows: rows)
        drop(0, of: count, space, dropout)
      }
      let panel = (number == 0 ? known : nil) ?? space.panels[number]
      if number == 0 { decay?.catchUp(panel) }
      product(
        panel: panel.values.first,
        examples: count,
        active: panel.active,
        activeCount: panel.activeCount,
        weights: parameters.weights[number].first,
        biases: parameters.biases[number].first,
        inputs: layer.inputs,
        blocks: layer.blocks,
        into: space.zs[number].first
      )
      layer.activate(
        space.zs[number].first,
        examples: count,
        into: space.activations[number].first
      )
    }
  }

  /// The activations of a layer as the panel of the next one.
  private func transpose(_ number: Int, of count: Int, _ space: Workspace) {
    let inputs = layers[number].inputs
    space.panels[number].useAll(inputs)
    let (panel, a) = (space.panels[number].values.first, space.activations[number - 1].first)
    for input in 0..<inputs {
      let source = a + (input / laneCount &* count &* laneCount &+ input % laneCount)
      let target = panel + input &* count
      for example in 0..<count { target[example] = source[example &* laneCount] }
    }
  }

  private func drop(
    _ number: Int,
    of count: Int,
    _ space: Workspace,
    _ dropout: (masks: Dropout, first: Int)?
  ) {
    guard let (masks, first) = dropout, masks.isOn(number) else { return }
    let panel = space.panels[number]
    for place in 0..<panel.activeCount {
      let input = Int(panel.active[place])
      for example in 0..<count {
        panel.values.first[place * count + example] *=
          masks.factor(number, example: first + example, input: input)
      }
    }
  }

  // MARK: - Backward

  /// Computes the deltas of every layer after a forward pass over the same rows.
  func backward(
    _ parameters: Parameters,
    _ examples: Examples,
    rows: UnsafeBufferPointer<Int32>,
    _ space: Workspace,
    dropout: (masks: Dropout, first: Int)? = nil
  ) {
    let count = rows.count
    outputCost.delta(space, examples, rows: rows)
    for number in stride(from: layers.count - 1, to: 0, by: -1) {
      let layer = layers[number]
      let before = layers[number - 1]
      let delta = space.deltas[number - 1].first
      backProduct(
        deltas: space.deltas[number].first,
        examples: count,
        weights: parameters.weights[number].first,
        inputs: layer.inputs,
        blocks: layer.blocks,
        into: delta
      )
      if let (masks, first) = dropout, masks.isOn(number) {
        for input in 0..<layer.inputs {
          for example in 0..<count {
            delta[LayerShape.place(example: example, neuron: input, of: count)] *=
              masks.factor(number, example: first + example, input: input)
          }
        }
      }
      before.zeroPadding(delta, examples: count)
      before.multiplyBySlope(
        delta,
        z: space.zs[number - 1].first,
        a: space.activations[number - 1].first,
        examples: count
      )
    }
  }

  /// Adds the gradients of the rows, by the weights and by the biases of layers that have some.
  ///
  /// `panel`: The inputs of the rows, where the forward pass was given them.
  /// `scale`, `biasScale`: What stands in the target is multiplied by it first; nil to replace it.
  /// `isLazy`: True if weights of the first layer whose inputs are 0 are scaled later.
  func addGradient(
    _ space: Workspace,
    panel known: InputPanel? = nil,
    examples count: Int,
    to target: Parameters,
    scale: Double?,
    biasScale: Double?,
    isLazy: Bool = false
  ) {
    for (number, layer) in layers.enumerated() {
      let panel = (number == 0 ? known : nil) ?? space.panels[number]
      let deltas = space.deltas[number].first
      addOuterProduct(
        panel: panel.values.first,
        examples: count,
        active: panel.active,
        activeCount: panel.activeCount,
        deltas: deltas,
        inputs: layer.inputs,
        blocks: layer.blocks,
        to: target.weights[number].first,
        scale: scale,
        leavesOthers: isLazy && number == 0
      )
      guard layer.hasBias else { continue }
      sumOverExamples(
        deltas,
        examples: count,
        blocks: layer.blocks,
        to: target.biases[number].first,
        scale: biasScale
      )
    }
  }

  /// Multiplies the deltas of every layer.
  func scaleDeltas(_ space: Workspace, examples count: Int, by factor: Double) {
    for (number, layer) in layers.enumerated() {
      Kernels.scale(space.deltas[number].first, by: factor, layer.width * count)
    }
  }
}
