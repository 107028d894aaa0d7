import Markdown

/// What a network is made of, before any weight has a value.
package struct Architecture: Hashable, Sendable {
  /// How weights and vectors are laid out.
  package enum Convention: String, CaseIterable, Hashable, Sendable {
    /// `weights[l]` is out × in, vectors are columns: the book "Neural Networks and Deep Learning".
    case nndl
    /// `weights[l]` is in × out, vectors are rows: Keras, PyTorch, most homework.
    case row
  }

  /// The number of inputs, then the number of neurons of each layer.
  package let layerSizes: [Int]
  /// The activation of each layer but the inputs.
  package let activations: [Activation]
  package let cost: Cost
  package let convention: Convention

  package static let mostNeurons = 100_000
  package static let mostParameters = 10_000_000

  package init(
    layerSizes: [Int],
    activations: [Activation],
    cost: Cost = .quadratic,
    convention: Convention = .nndl
  ) {
    precondition(layerSizes.count == activations.count + 1, "an activation for each layer")
    self.layerSizes = layerSizes
    self.activations = activations
    self.cost = cost
    self.convention = convention
  }

  /// The number of layers with weights.
  package var depth: Int { activations.count }

  /// The shape of `weights[layer]` and of `nabla_w[layer]`.
  package func weightShape(_ layer: Int) -> (rows: Int, columns: Int) {
    let (before, after) = (layerSizes[layer], layerSizes[layer + 1])
    return convention == .nndl ? (after, before) : (before, after)
  }

  /// The shape of a vector with one element for each neuron of a layer; 0 is the inputs.
  package func vectorShape(_ layer: Int) -> (rows: Int, columns: Int) {
    let size = layerSizes[layer]
    return convention == .nndl ? (size, 1) : (1, size)
  }

  /// The same network with other sizes.
  package func resized(_ sizes: [Int]) -> Architecture {
    Architecture(
      layerSizes: sizes,
      activations: activations,
      cost: cost,
      convention: convention
    )
  }

  package var description: String {
    let layers = zip(layerSizes.dropFirst(), activations).map { "\($0) \($1.rawValue)" }
    return ([String(layerSizes[0])] + layers).joined(separator: " - ")
  }
}

/// Why a description of layers is not one.
package struct ArchitectureError: Error, Hashable, Sendable {
  package let message: String
  package let help: String?
}

extension Architecture {
  /// Reads `2 - 3 sigmoid - 1 sigmoid`.
  package static func parseLayers(
    _ text: String
  ) throws(ArchitectureError) -> (sizes: [Int], activations: [Activation]) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    }
    let form = "write the inputs, then each layer with its activation: 2 - 3 sigmoid - 1 sigmoid"
    guard parts.count >= 2 else {
      throw ArchitectureError(message: "\"\(text)\" names no layers", help: form)
    }
    var sizes: [Int] = []
    var activations: [Activation] = []
    for (index, words) in parts.enumerated() {
      guard let word = words.first, let size = Int(word), size > 0 else {
        throw ArchitectureError(
          message: "layer \(index) has no size; \"\(words.joined(separator: " "))\" was found",
          help: form
        )
      }
      guard size <= mostNeurons else {
        throw ArchitectureError(
          message: "layer \(index) has \(size) neurons",
          help: "at most \(mostNeurons) are allowed"
        )
      }
      sizes.append(size)
      if index == 0 {
        guard words.count == 1 || (words.count == 2 && words[1].hasPrefix("input")) else {
          throw ArchitectureError(
            message:
              "the inputs have no activation, \"\(words.dropFirst().joined(separator: " "))\" was found",
            help: form
          )
        }
        continue
      }
      guard words.count == 2 else {
        throw ArchitectureError(message: "layer \(index) wants one activation", help: form)
      }
      guard let activation = Activation(rawValue: words[1].lowercased()) else {
        throw ArchitectureError(
          message: "the activation \"\(words[1])\" is not known",
          help: NearMiss.help(words[1], among: Activation.allCases.map(\.rawValue))
        )
      }
      activations.append(activation)
    }
    let parameters = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    guard parameters <= mostParameters else {
      throw ArchitectureError(
        message: "\(parameters) parameters",
        help: "at most \(mostParameters) are allowed"
      )
    }
    return (sizes, activations)
  }
}
