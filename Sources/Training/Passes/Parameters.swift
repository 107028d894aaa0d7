import Kernels
import Matrices
import Networks

/// A number for each weight and bias of a network, in the layout of the kernels: the parameters
/// themselves, their gradient, or what an optimiser remembers of them.
final class Parameters {
  let layers: [LayerShape]
  let weights: [NumberList]
  let biases: [NumberList]

  /// Zeros.
  init(_ layers: [LayerShape]) {
    self.layers = layers
    weights = layers.map { NumberList($0.weightCount) }
    biases = layers.map { NumberList($0.width) }
  }

  /// The parameters of a network.
  convenience init(_ network: Network) {
    let architecture = network.architecture
    self.init(LayerShape.layers(of: architecture))
    for (number, layer) in layers.enumerated() {
      let isNNDL = architecture.convention == .nndl
      for neuron in 0..<layer.neurons {
        for input in 0..<layer.inputs {
          weights[number].first[layer.place(input: input, neuron: neuron)] =
            isNNDL ? network.weights[number][neuron, input] : network.weights[number][input, neuron]
        }
        biases[number].first[neuron] = network.biases[number].elements[neuron]
      }
    }
  }

  /// The network with these parameters.
  func network(_ architecture: Architecture) -> Network {
    let isNNDL = architecture.convention == .nndl
    let matrices = layers.enumerated().map { number, layer in
      let shape = architecture.weightShape(number)
      var matrix = Matrix(rows: shape.rows, columns: shape.columns, repeating: 0)
      for neuron in 0..<layer.neurons {
        for input in 0..<layer.inputs {
          let value = weights[number].first[layer.place(input: input, neuron: neuron)]
          if isNNDL { matrix[neuron, input] = value } else { matrix[input, neuron] = value }
        }
      }
      return matrix
    }
    let vectors = layers.enumerated().map { number, layer in
      let elements = (0..<layer.neurons).map { biases[number].first[$0] }
      return isNNDL ? Matrix(column: elements) : Matrix(row: elements)
    }
    do {
      return try Network(architecture, weights: matrices, biases: vectors)
    } catch {
      preconditionFailure("parameters in the shapes of their own network: \(error)")
    }
  }

  /// Every list, weights before biases.
  var lists: [NumberList] { weights + biases }

  func copy(from other: Parameters) {
    for (list, source) in zip(lists, other.lists) { list.copy(from: source) }
  }

  func fill(_ value: Double) {
    for list in lists { list.fill(value) }
  }

  /// Adds other numbers, each to its own.
  func add(_ other: Parameters) {
    for (list, source) in zip(lists, other.lists) {
      Kernels.add(1, source.first, to: list.first, list.count)
    }
  }

  var isFinite: Bool { lists.allSatisfy(\.isFinite) }
}
