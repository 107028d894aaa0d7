import Kernels
import Testing

/// The kernels against loops over single numbers in the order that they promise, bit for bit.
struct ProductTests {
  /// Numbers that are the same in every run.
  struct Numbers {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
    }

    mutating func list(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
  }

  /// Sizes that meet every height of a tile, and layers of one and of many blocks.
  static let sizes: [(examples: Int, inputs: Int, neurons: Int)] =
    (1...23).map { ($0, 7, 11) } + [(3, 1, 1), (10, 30, 40), (64, 5, 8), (1, 9, 33), (2, 13, 70)]

  private struct Layer {
    let examples: Int
    let inputs: Int
    let neurons: Int
    let width: Int
    let active: [Int32]
    let panel: [Double]
    var weights: [Double]
    let biases: [Double]
    let deltas: [Double]

    init(_ size: (examples: Int, inputs: Int, neurons: Int)) {
      (examples, inputs, neurons) = size
      width = padded(neurons)
      var numbers = Numbers(examples * 1000 + inputs * 10 + neurons)
      let width = width
      let inputs = inputs
      let neurons = neurons
      active = (0..<inputs).filter { inputs < 3 || $0 % 3 != 1 }.map { Int32($0) }
      panel = numbers.list(active.count * examples)
      weights = [Double](repeating: 0, count: width * inputs)
      var biases = [Double](repeating: 0, count: width)
      var deltas = [Double](repeating: 0, count: width * examples)
      for neuron in 0..<neurons {
        biases[neuron] = numbers.next()
        for input in 0..<inputs {
          weights[((neuron / 8) * inputs + input) * 8 + neuron % 8] = numbers.next()
        }
        for example in 0..<examples {
          deltas[((neuron / 8) * examples + example) * 8 + neuron % 8] = numbers.next()
        }
      }
      self.biases = biases
      self.deltas = deltas
    }

    func weight(_ input: Int, _ neuron: Int) -> Double {
      weights[((neuron / 8) * inputs + input) * 8 + neuron % 8]
    }

    func delta(_ example: Int, _ neuron: Int) -> Double {
      deltas[((neuron / 8) * examples + example) * 8 + neuron % 8]
    }
  }

  @Test(
    "A weighted input starts with its bias and takes the inputs in their order",
    arguments: sizes
  )
  func weightedInputs(size: (examples: Int, inputs: Int, neurons: Int)) {
    let layer = Layer(size)
    var z = [Double](repeating: .nan, count: layer.width * layer.examples)
    product(
      panel: layer.panel,
      examples: layer.examples,
      active: layer.active,
      activeCount: layer.active.count,
      weights: layer.weights,
      biases: layer.biases,
      inputs: layer.inputs,
      blocks: layer.width / 8,
      into: &z
    )
    for example in 0..<layer.examples {
      for neuron in 0..<layer.neurons {
        var sum = layer.biases[neuron]
        for (place, input) in layer.active.enumerated() {
          let a = layer.panel[place * layer.examples + example]
          sum = sum.addingProduct(a, layer.weight(Int(input), neuron))
        }
        #expect(z[((neuron / 8) * layer.examples + example) * 8 + neuron % 8] == sum)
      }
    }
  }

  @Test(
    "A gradient starts with what stands there and takes the examples in their order",
    arguments: sizes,
    [nil, 1, 0.75]
  )
  func gradients(size: (examples: Int, inputs: Int, neurons: Int), scale: Double?) {
    let layer = Layer(size)
    var target = layer.weights
    addOuterProduct(
      panel: layer.panel,
      examples: layer.examples,
      active: layer.active,
      activeCount: layer.active.count,
      deltas: layer.deltas,
      inputs: layer.inputs,
      blocks: layer.width / 8,
      to: &target,
      scale: scale,
      leavesOthers: false
    )
    for input in 0..<layer.inputs {
      for neuron in 0..<layer.neurons {
        var sum = scale.map { $0 * layer.weight(input, neuron) } ?? 0
        if let place = layer.active.firstIndex(of: Int32(input)) {
          for example in 0..<layer.examples {
            let a = layer.panel[place * layer.examples + example]
            sum = sum.addingProduct(a, layer.delta(example, neuron))
          }
        }
        #expect(target[((neuron / 8) * layer.inputs + input) * 8 + neuron % 8] == sum)
      }
    }
    var sums = layer.biases
    sumOverExamples(
      layer.deltas,
      examples: layer.examples,
      blocks: layer.width / 8,
      to: &sums,
      scale: scale
    )
    for neuron in 0..<layer.neurons {
      let start = scale.map { $0 * layer.biases[neuron] } ?? 0
      let sum = (0..<layer.examples).reduce(start) { $0 + layer.delta($1, neuron) }
      #expect(sums[neuron] == sum)
    }
  }

  @Test("Errors led back are the products with the weights", arguments: sizes)
  func back(size: (examples: Int, inputs: Int, neurons: Int)) {
    let layer = Layer(size)
    let count = padded(layer.inputs) * layer.examples
    var back = [Double](repeating: 7, count: count)
    backProduct(
      deltas: layer.deltas,
      examples: layer.examples,
      weights: layer.weights,
      inputs: layer.inputs,
      blocks: layer.width / 8,
      into: &back
    )
    for example in 0..<layer.examples {
      for input in 0..<layer.inputs {
        let terms = (0..<layer.neurons).map {
          layer.weight(input, $0) * layer.delta(example, $0)
        }
        let found = back[((input / 8) * layer.examples + example) * 8 + input % 8]
        let size = terms.reduce(0) { $0 + abs($1) }
        #expect(abs(found - terms.reduce(0, +)) <= 1e-15 * Double(terms.count) * size)
      }
    }
  }
}
