import Formulas
import Matrices

/// Values of an exercise's givens in the shapes that a network wants.
package struct NetworkGivens: Sendable {
  private let architecture: Architecture
  private let neurons: Neurons?

  package init(_ architecture: Architecture, neurons: Neurons?) {
    self.architecture = architecture
    self.neurons = neurons
  }

  /// Shapes the inputs, the target, the weights and the biases among the givens.
  ///
  /// - Throws: `EvaluationError` naming a given that does not fit the network, and its shape.
  package func shaped(_ givens: [String: Value]) throws(EvaluationError) -> [String: Value] {
    var shaped = givens
    if let x = givens["x"] {
      shaped["x"] = try examples(x, layer: 0, name: "x")
    }
    if let y = givens["y"] {
      let target = try examples(try labelled(y), layer: architecture.depth, name: "y")
      if case .matrix(let matrix) = target,
        let problem = architecture.cost.problem(with: matrix, architecture.convention)
      {
        throw EvaluationError("`y`: \(problem)")
      }
      shaped["y"] = target
      try requireSameCount(shaped["x"], target)
    }
    try shape("weights", in: givens, &shaped) { architecture.weightShape($0) }
    try shape("biases", in: givens, &shaped) { architecture.vectorShape($0 + 1) }
    return shaped
  }

  /// Values of the right shapes for everything that a network wants to be given, in a batch of so many
  /// `examples`.
  package func placeholders(examples: Int = 1) -> [String: Value] {
    func filled(_ shape: (rows: Int, columns: Int)) -> Value {
      .matrix(Matrix(rows: shape.rows, columns: shape.columns, repeating: 0.1))
    }
    func batch(_ layer: Int) -> Value {
      let shape = architecture.vectorShape(layer)
      guard architecture.batch != nil else { return filled(shape) }
      return filled(
        architecture.convention.exampleAxis == 0
          ? (examples, shape.columns) : (shape.rows, examples)
      )
    }
    var values: [String: Value] = [
      "x": batch(0), "y": batch(architecture.depth), "eta": .number(0.1),
    ]
    for parameter in neurons?.all ?? [] { values[parameter.name] = .number(0.1) }
    for layer in 0..<architecture.depth where neurons == nil {
      values["weights[\(layer)]"] = filled(architecture.weightShape(layer))
      values["biases[\(layer)]"] = filled(architecture.vectorShape(layer + 1))
    }
    return values
  }

  // MARK: - Examples

  /// A vector for one example, or a matrix with one for each example of a batch.
  private func examples(_ value: Value, layer: Int, name: String) throws(EvaluationError) -> Value {
    let shape = architecture.vectorShape(layer)
    guard architecture.batch != nil else { return try matrix(value, shape, name: name) }
    let size = architecture.layerSizes[layer]
    let isNNDL = architecture.convention == .nndl
    guard value.isFinite else { throw EvaluationError("`\(name)` holds a value that is no number") }
    switch value {
    case .matrix(let matrix) where matrix.size(along: architecture.convention.outputAxis) == size:
      return value
    case .vector(let elements) where size == 1:
      return .matrix(isNNDL ? Matrix(row: elements) : Matrix(column: elements))
    case .vector(let elements) where elements.count == size:
      return .matrix(isNNDL ? Matrix(column: elements) : Matrix(row: elements))
    case .number where size == 1: return .matrix(Matrix(row: value.elements))
    default: break
    }
    let wanted =
      isNNDL
      ? "\(size) rows and a column for each example"
      : "\(size) columns and a row for each example"
    let looksTransposed =
      value.shape.count == 2 && value.shape[architecture.convention.exampleAxis] == size
    throw EvaluationError(
      "`\(name)` is \(value.kindName), but the network wants \(wanted)",
      help: looksTransposed ? "it looks transposed" : nil
    )
  }

  /// Labels of classes as one-hot vectors: `y: "2"`, or for a batch `y: "[2, 0, 1]"`.
  private func labelled(_ value: Value) throws(EvaluationError) -> Value {
    let classes = architecture.outputs
    guard architecture.cost == .categoricalCrossEntropy, classes > 1 else { return value }
    let labels: [Double]
    switch value {
    case .number(let label): labels = [label]
    case .vector(let elements) where architecture.batch != nil:
      labels = elements
    default: return value
    }
    var rows: [Double] = []
    for label in labels {
      guard label == label.rounded(), label >= 0, label < Double(classes) else {
        throw EvaluationError(
          "`y`: the label \(DecimalText.shortest(label)) is none of the \(classes) classes",
          help: "labels are whole numbers from 0 to \(classes - 1); or give one-hot vectors"
        )
      }
      rows += (0..<classes).map { Double($0) == label ? 1 : 0 }
    }
    let matrix = Matrix(rows: labels.count, columns: classes, elements: rows)
    return .matrix(architecture.convention == .row ? matrix : matrix.transposed)
  }

  private func requireSameCount(_ x: Value?, _ y: Value) throws(EvaluationError) {
    guard case .matrix(let x)? = x, case .matrix(let y) = y else { return }
    let axis = architecture.convention.exampleAxis
    guard x.size(along: axis) == y.size(along: axis) else {
      throw EvaluationError(
        "`x` holds \(x.size(along: axis)) examples, `y` holds \(y.size(along: axis))"
      )
    }
  }

  // MARK: - Parameters

  private func shape(
    _ list: String,
    in givens: [String: Value],
    _ shaped: inout [String: Value],
    _ shape: (Int) -> (rows: Int, columns: Int)
  ) throws(EvaluationError) {
    var layers: [Int: Value] = [:]
    if let value = givens[list] {
      let items = try Self.items(value, count: architecture.depth, name: list)
      for (layer, item) in items.enumerated() { layers[layer] = item }
      shaped[list] = nil
    }
    for layer in 0..<architecture.depth {
      let name = "\(list)[\(layer)]"
      guard let value = givens[name] ?? layers[layer] else { continue }
      let matrix = try matrix(value, shape(layer), name: name)
      if let neurons, case .matrix(let elements) = matrix {
        shaped[name] = nil
        for parameter in neurons.all
        where parameter.layer == layer && (parameter.input == nil) == (list == "biases") {
          let position = neurons.position(of: parameter, in: architecture)
          shaped[parameter.name] = .number(elements[position.row, position.column])
        }
      } else {
        shaped[name] = matrix
      }
    }
  }

  private static func items(
    _ value: Value,
    count: Int,
    name: String
  ) throws(EvaluationError) -> [Value] {
    if count == 1 {
      if case .list(let items) = value, items.count == 1 { return items }
      return [value]
    }
    if case .list(let items) = value, items.count == count { return items }
    // Matrices of one shape for every layer, or rows that happen to form one matrix.
    if case .matrix(let matrix) = value, matrix.rows == count {
      return (0..<count).map { row in
        .vector((0..<matrix.columns).map { matrix[row, $0] })
      }
    }
    throw EvaluationError(
      "`\(name)` is \(value.kindName); the network has \(count) layers",
      help: "give a list with one matrix for each layer, or \(name)[0], \(name)[1] … one by one"
    )
  }

  private func matrix(
    _ value: Value,
    _ shape: (rows: Int, columns: Int),
    name: String
  ) throws(EvaluationError) -> Value {
    let elements = value.elements
    guard value.isFinite else { throw EvaluationError("`\(name)` holds a value that is no number") }
    switch value {
    case .number, .vector:
      guard elements.count == shape.rows * shape.columns, shape.rows == 1 || shape.columns == 1
      else { break }
      return .matrix(Matrix(rows: shape.rows, columns: shape.columns, elements: elements))
    case .matrix(let matrix):
      if matrix.shape == [shape.rows, shape.columns] { return value }
      // A row given for a column, or the other way round, is the same vector.
      if matrix.isVector, shape.rows == 1 || shape.columns == 1,
        elements.count == shape.rows * shape.columns
      {
        return .matrix(Matrix(rows: shape.rows, columns: shape.columns, elements: elements))
      }
    case .shape, .list: break
    }
    let wanted = ShapeError.name([shape.rows, shape.columns])
    let looksTransposed = value.shape == [shape.columns, shape.rows]
    throw EvaluationError(
      "`\(name)` is \(value.kindName), but the network wants \(wanted)",
      help: looksTransposed
        ? "it looks transposed; the network's weights are \(conventionName)" : nil
    )
  }

  private var conventionName: String {
    architecture.convention == .nndl ? "out × in (nndl)" : "in × out (row)"
  }
}
