import Kernels
import Networks

/// A layer as the kernels see it: inputs, and neurons in blocks of eight.
struct LayerShape: Sendable {
  let inputs: Int
  let neurons: Int
  let activation: Activation
  let hasBias: Bool

  var blocks: Int { padded(neurons) / laneCount }
  /// Numbers in a list with one for each neuron.
  var width: Int { padded(neurons) }
  /// Numbers in a list of the layer's weights.
  var weightCount: Int { inputs * width }

  /// The place of a weight in its list.
  func place(input: Int, neuron: Int) -> Int {
    ((neuron / laneCount) * inputs + input) * laneCount + neuron % laneCount
  }

  /// The place of a neuron's number for one of some examples.
  static func place(example: Int, neuron: Int, of examples: Int) -> Int {
    ((neuron / laneCount) * examples + example) * laneCount + neuron % laneCount
  }

  static func layers(of architecture: Architecture) -> [LayerShape] {
    (0..<architecture.depth).map { layer in
      LayerShape(
        inputs: architecture.layerSizes[layer],
        neurons: architecture.layerSizes[layer + 1],
        activation: architecture.activations[layer],
        hasBias: architecture.hasBias[layer]
      )
    }
  }

  /// Sets to 0 what pads the last block: it may have held something for other examples.
  func zeroPadding(_ list: UnsafeMutablePointer<Double>, examples: Int) {
    for neuron in neurons..<width {
      for example in 0..<examples {
        list[Self.place(example: example, neuron: neuron, of: examples)] = 0
      }
    }
  }

  // MARK: - The activation

  /// The function that is taken element by element; nil for softmax.
  private var curve: (curve: Curve, slope: Double)? {
    switch activation {
    case .linear: (.linear, 1)
    case .sigmoid: (.sigmoid, 1)
    case .tanh: (.tanh, 1)
    case .relu: (.relu, 0)
    case .leakyReLU(let slope): (.leakyReLU, slope)
    case .hardSigmoidKeras2: (.hardSigmoid, 0.2)
    case .hardSigmoidKeras3: (.hardSigmoid, 1.0 / 6)
    case .softmax: nil
    }
  }

  /// a = f(z) for some examples.
  func activate(
    _ z: UnsafePointer<Double>,
    examples: Int,
    into a: UnsafeMutablePointer<Double>
  ) {
    if let (curve, slope) = curve {
      curve.apply(z, width * examples, slope: slope, into: a)
    } else {
      softmax(z, examples: examples, neurons: neurons, into: a)
    }
  }

  /// ∂C/∂z from ∂C/∂a, in place: δ ⊙ f′(z), or a ⊙ (δ − Σ δ a) for each example of a softmax.
  func multiplyBySlope(
    _ delta: UnsafeMutablePointer<Double>,
    z: UnsafePointer<Double>,
    a: UnsafePointer<Double>,
    examples: Int
  ) {
    if let (curve, slope) = curve {
      return curve.multiplyBySlope(delta, z: z, a: a, width * examples, slope: slope)
    }
    for example in 0..<examples {
      let places = (0..<neurons).map { Self.place(example: example, neuron: $0, of: examples) }
      let mean = places.reduce(0) { $0 + delta[$1] * a[$1] }
      for place in places { delta[place] = a[place] * (delta[place] - mean) }
    }
  }
}
