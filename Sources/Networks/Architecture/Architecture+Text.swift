import Formulas
import Markdown

/// Why a description of layers is not one.
public struct ArchitectureError: Error, Hashable, Sendable {
  /// What was found, and what is allowed.
  public let message: String
  /// What to do about it.
  public let help: String?
}

/// What `layers:` says: sizes, and for each layer but the inputs its activation and biases.
package struct LayerList: Hashable, Sendable {
  package private(set) var sizes: [Int] = []
  package private(set) var activations: [Activation] = []
  package private(set) var hasBias: [Bool] = []

  private static let form =
    "write the inputs, then each layer with its activation: 2 - 3 sigmoid - 1 sigmoid"

  /// Reads `2 - 3 sigmoid - 1 sigmoid without bias`.
  package init(_ text: String) throws(ArchitectureError) {
    let parts = Self.parts(of: text)
    guard parts.count >= 2 else {
      throw ArchitectureError(message: "\"\(text)\" names no layers", help: Self.form)
    }
    guard parts.count <= Architecture.mostLayers + 1 else {
      throw ArchitectureError(
        message: "\(parts.count - 1) layers",
        help: "at most \(Architecture.mostLayers) are allowed"
      )
    }
    for (index, words) in parts.enumerated() {
      sizes.append(try Self.size(words, layer: index))
      if index == 0 {
        guard words.count == 1 || (words.count == 2 && words[1].hasPrefix("input")) else {
          throw ArchitectureError(
            message:
              "the inputs have no activation, \"\(words.dropFirst().joined(separator: " "))\" was found",
            help: Self.form
          )
        }
      } else {
        try readLayer(Array(words.dropFirst()), index)
      }
    }
    let neurons = sizes.reduce(0, +)
    guard neurons <= Architecture.mostNeurons else {
      throw ArchitectureError(
        message: "\(neurons) neurons",
        help: "at most \(Architecture.mostNeurons) are allowed"
      )
    }
    let parameters = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    guard parameters <= Architecture.mostParameters else {
      throw ArchitectureError(
        message: "\(parameters) parameters",
        help: "at most \(Architecture.mostParameters) are allowed"
      )
    }
  }

  private mutating func readLayer(_ words: [String], _ layer: Int) throws(ArchitectureError) {
    var words = words
    let isBiased = Array(words.suffix(2)) != ["without", "bias"]
    if !isBiased { words.removeLast(2) }
    guard words.count == 1 else {
      let extra = words.dropFirst().joined(separator: " ")
      throw ArchitectureError(
        message: words.isEmpty
          ? "layer \(layer) wants one activation"
          : "layer \(layer) wants one activation, \"\(extra)\" stands after it",
        help: words.isEmpty ? Self.form : "after it only \"without bias\" is allowed"
      )
    }
    guard let activation = Activation(name: words[0]) else {
      throw ArchitectureError(
        message: "the activation \"\(words[0])\" is not known",
        help: NearMiss.help(words[0], among: Activation.all.map(\.name))
      )
    }
    activations.append(activation)
    hasBias.append(isBiased)
  }

  private static func size(_ words: [String], layer: Int) throws(ArchitectureError) -> Int {
    guard let word = words.first, let size = Int(word), size > 0 else {
      throw ArchitectureError(
        message: "layer \(layer) has no size; \"\(words.joined(separator: " "))\" was found",
        help: form
      )
    }
    guard size <= Architecture.mostNeurons else {
      throw ArchitectureError(
        message: "layer \(layer) has \(size) neurons",
        help: "at most \(Architecture.mostNeurons) are allowed"
      )
    }
    return size
  }

  /// The words between the dashes; a dash inside a name, as in `leaky-relu`, is none.
  private static func parts(of text: String) -> [[String]] {
    func isLetter(_ byte: UInt8?) -> Bool {
      byte.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
    }
    let bytes = Array(text.utf8)
    var parts: [[UInt8]] = [[]]
    for (index, byte) in bytes.enumerated() {
      let isInside =
        index > 0 && isLetter(bytes[index - 1]) && index + 1 < bytes.count
        && isLetter(bytes[index + 1])
      if byte == 0x2D, !isInside { parts.append([]) } else { parts[parts.count - 1].append(byte) }
    }
    return parts.map { part in
      part.split { $0 == 0x20 || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
    }
  }
}

extension Architecture {
  /// An architecture in the words of a chapter: `2 - 3 sigmoid - 1 sigmoid`.
  ///
  /// - Throws: `ArchitectureError` with what the text says wrong.
  public init(
    layers: String,
    cost: Cost = .quadratic,
    weights convention: Convention = .nndl
  ) throws(ArchitectureError) {
    let list = try LayerList(layers)
    self.init(
      layerSizes: list.sizes,
      activations: list.activations,
      hasBias: list.hasBias,
      cost: cost,
      convention: convention
    )
  }
}
