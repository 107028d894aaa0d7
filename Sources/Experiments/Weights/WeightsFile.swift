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

    /// The same array taken the other way round.
    var transposed: Match {
      Match(
        parameter: parameter,
        name: name,
        shape: shape,
        isTransposed: !isTransposed,
        matrix: matrix.transposed
      )
    }
  }

  /// The array for every parameter: by the names in the file, else in its order by shapes.
  ///
  /// - Throws: `DataError` if a parameter has none, or if names leave open which one it is.
  package func matches(_ architecture: Architecture) throws(DataError) -> [Match] {
    let wanted = Parameter.all(of: architecture)
    let named = try ArrayNames(file, path: path).arrays(for: wanted)
    let found: [(name: String, array: Npy)]
    if let named { found = named } else { found = try byShape(wanted) }
    // Rows and columns of a square matrix do not tell: they go as those of the others.
    let isTransposed = zip(wanted, found).contains { parameter, array in
      !parameter.isBias && parameter.shape != array.array.shape
        && parameter.shape == array.array.shape.reversed()
    }
    return zip(wanted, found).map { parameter, array in
      let shape = parameter.shape
      let isTurned =
        !parameter.isBias && isTransposed && array.array.shape == shape.reversed()
      let matrix = Matrix(
        rows: isTurned ? shape[1] : shape[0],
        columns: isTurned ? shape[0] : shape[1],
        elements: array.array.elements
      )
      return Match(
        parameter: parameter.name,
        name: array.name,
        shape: array.array.shape,
        isTransposed: isTurned,
        matrix: isTurned ? matrix.transposed : matrix
      )
    }
  }

  /// The next array in the file that fits, for each parameter.
  private func byShape(
    _ wanted: [Parameter]
  ) throws(DataError) -> [(name: String, array: Npy)] {
    var left = file.arrays
    var found: [(name: String, array: Npy)] = []
    for parameter in wanted {
      guard let place = left.firstIndex(where: { parameter.fits($0.name, $0.array) }) else {
        throw missing(parameter, left)
      }
      found.append(left.remove(at: place))
    }
    return found
  }

  private func missing(
    _ parameter: Parameter,
    _ left: [(name: String, array: Npy)]
  ) -> DataError {
    let found = left.map { "\($0.name) \(ShapeError.name($0.array.shape))" }
    return DataError(
      path: path,
      "no array for \(parameter.name), \(ShapeError.name(parameter.shape)); "
        + (found.isEmpty ? "no other array is left" : "left are " + found.joined(separator: ", ")),
      help: "save the arrays layer by layer: np.savez(\"weights.npz\", weights_0=…, biases_0=…, …)"
    )
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
