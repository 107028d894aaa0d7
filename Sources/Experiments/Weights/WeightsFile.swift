import Datasets
import Matrices
import Networks

/// Weights and biases in an `.npz` file: our own, or a student's under whatever names.
package struct WeightsFile {
  private let file: Npz
  private let path: String

  package init(_ file: Npz, path: String) {
    self.file = file
    self.path = path
  }

  /// A network as arrays `weights_0`, `biases_0`, `weights_1` … in its own convention.
  package static func file(_ network: Network) -> Npz {
    Npz(
      network.weights.indices.flatMap { layer in
        [("weights", network.weights[layer]), ("biases", network.biases[layer])].map {
          name,
          matrix in
          ("\(name)_\(layer)", Npy(shape: matrix.shape, elements: matrix.elements))
        }
      }
    )
  }

  /// An array of the file taken for a parameter of the network.
  package struct Match: Sendable {
    /// `weights_0` and the like: what the network calls it.
    package let parameter: String
    /// The name in the file.
    package let name: String
    package let shape: [Int]
    /// True if rows and columns had to be exchanged.
    package let isTransposed: Bool
    package let matrix: Matrix
  }

  /// The array for every parameter: by its name, else the next one whose shape fits.
  ///
  /// - Throws: `DataError` if a parameter has none.
  package func matches(_ architecture: Architecture) throws(DataError) -> [Match] {
    var left = file.arrays
    var matches: [Match] = []
    for layer in 0..<architecture.depth {
      let weight = architecture.weightShape(layer)
      let bias = architecture.vectorShape(layer + 1)
      for (list, shape) in [("weights", weight), ("biases", bias)] {
        if list == "biases", !architecture.hasBias[layer] { continue }
        let parameter = "\(list)_\(layer)"
        let isVector = list == "biases"
        let place =
          left.firstIndex { $0.name == parameter }
          ?? left.firstIndex { Self.fits($0.array, shape, isVector: isVector) }
        guard let place, Self.fits(left[place].array, shape, isVector: isVector) else {
          throw missing(parameter, [shape.rows, shape.columns], left)
        }
        let (name, array) = left.remove(at: place)
        let isTransposed = !isVector && array.shape != [shape.rows, shape.columns]
        let matrix = Matrix(
          rows: isTransposed ? shape.columns : shape.rows,
          columns: isTransposed ? shape.rows : shape.columns,
          elements: array.elements
        )
        matches.append(
          Match(
            parameter: parameter,
            name: name,
            shape: array.shape,
            isTransposed: isTransposed,
            matrix: isTransposed ? matrix.transposed : matrix
          )
        )
      }
    }
    return matches
  }

  private func missing(
    _ parameter: String,
    _ shape: [Int],
    _ left: [(name: String, array: Npy)]
  ) -> DataError {
    let found = left.map { "\($0.name) \(ShapeError.name($0.array.shape))" }
    return DataError(
      path: path,
      "no array for \(parameter), \(ShapeError.name(shape)); left are "
        + (found.isEmpty ? "none" : found.joined(separator: ", ")),
      help: "save the arrays layer by layer: np.savez(\"weights.npz\", weights_0=…, biases_0=…, …)"
    )
  }

  private static func fits(
    _ array: Npy,
    _ shape: (rows: Int, columns: Int),
    isVector: Bool
  ) -> Bool {
    let sizes = array.shape.filter { $0 != 1 }
    if isVector { return array.elements.count == shape.rows * shape.columns && sizes.count <= 1 }
    let wanted = [shape.rows, shape.columns]
    return array.shape == wanted || array.shape == wanted.reversed()
      || (array.shape.count == 1 && (shape.rows == 1 || shape.columns == 1)
        && array.elements.count == shape.rows * shape.columns)
  }

  /// The network with these parameters.
  package func network(_ architecture: Architecture) throws(DataError) -> Network {
    let found = try matches(architecture)
    func matrix(_ parameter: String, _ shape: (rows: Int, columns: Int)) -> Matrix {
      found.first { $0.parameter == parameter }?.matrix
        ?? Matrix(rows: shape.rows, columns: shape.columns, repeating: 0)
    }
    let layers = 0..<architecture.depth
    do {
      return try Network(
        architecture,
        weights: layers.map { matrix("weights_\($0)", architecture.weightShape($0)) },
        biases: layers.map { matrix("biases_\($0)", architecture.vectorShape($0 + 1)) }
      )
    } catch {
      throw DataError(path: path, "\(error)")
    }
  }
}
