import Markdown
import Matrices

/// What a formula gives.
package enum Value: Hashable, Sendable {
  case number(Double)
  /// A vector that is neither row nor column; it takes the part that a product needs.
  case vector([Double])
  case matrix(Matrix)
  /// A shape, as NumPy's `.shape` gives it.
  case shape([Int])
  /// One value for each layer, or for each choice of a key.
  case list([Value])

  /// The value in words, for messages.
  package var kindName: String {
    switch self {
    case .number: "a number"
    case .vector(let elements): "a vector of \(elements.count)"
    case .matrix(let matrix): "a \(matrix.rows)×\(matrix.columns) matrix"
    case .shape: "a shape"
    case .list(let items): "a list of \(items.count)"
    }
  }

  package var number: Double? {
    switch self {
    case .number(let value): value
    case .matrix(let matrix) where matrix.elements.count == 1: matrix.elements[0]
    case .vector(let elements) where elements.count == 1: elements[0]
    default: nil
    }
  }

  /// The numbers of the value, row by row.
  package var elements: [Double] {
    switch self {
    case .number(let value): [value]
    case .vector(let elements): elements
    case .matrix(let matrix): matrix.elements
    case .shape(let sizes): sizes.map(Double.init)
    case .list(let items): items.flatMap(\.elements)
    }
  }

  package var shape: [Int] {
    switch self {
    case .number, .shape, .list: []
    case .vector(let elements): [elements.count]
    case .matrix(let matrix): matrix.shape
    }
  }

  /// True if no number in it is NaN or infinite.
  package var isFinite: Bool { elements.allSatisfy(\.isFinite) }
}

/// Why a formula has no value.
package struct EvaluationError: Error, Hashable, Sendable {
  package let message: String
  private let shapes: ShapeError?
  private let advice: String?
  private let unknown: String?
  private let allowed: [String]

  package init(_ message: String, help: String? = nil) {
    self.message = message
    shapes = nil
    advice = help
    unknown = nil
    allowed = []
  }

  /// Two operands that do not fit.
  package init(_ shapes: ShapeError) {
    self.shapes = shapes
    message = shapes.message
    advice = nil
    unknown = nil
    allowed = []
  }

  /// The same error, with the names of the operands if it is about their shapes.
  func naming(_ left: Expression, _ right: Expression) -> EvaluationError {
    let (leftText, rightText) = (left.text, right.text)
    guard let shapes, leftText.utf8.count <= 40, rightText.utf8.count <= 40 else { return self }
    return EvaluationError(shapes.naming(leftText, rightText))
  }

  /// A word that is not among the allowed ones; the near miss is only looked for if it is shown.
  init(_ message: String, unknown: String, among allowed: [String]) {
    self.message = message
    shapes = nil
    advice = nil
    self.unknown = unknown
    self.allowed = allowed
  }

  /// What to do about it.
  package var help: String? {
    advice ?? unknown.flatMap { NearMiss.help($0, among: allowed) }
  }
}

// MARK: - Arithmetic

extension Value {
  package func map(_ transform: (Double) -> Double) throws(EvaluationError) -> Value {
    switch self {
    case .number(let value): return .number(transform(value))
    case .vector(let elements): return .vector(elements.map(transform))
    case .matrix(let matrix): return .matrix(matrix.map(transform))
    case .list(let items):
      var mapped: [Value] = []
      for item in items { mapped.append(try item.map(transform)) }
      return .list(mapped)
    case .shape: throw EvaluationError("arithmetic on a shape")
    }
  }

  /// Applies an operation of numbers element by element; a single number joins any shape.
  package static func apply(
    _ operation: Expression.Operation,
    _ left: Value,
    _ right: Value
  ) throws(EvaluationError) -> Value {
    if case .number(let a) = left, case .number(let b) = right {
      return .number(scalar(operation, a, b))
    }
    return try combine(left, right, by: operation.rawValue) { scalar(operation, $0, $1) }
  }

  /// Joins two values element by element; a single number joins any shape.
  ///
  /// `name` is the operation or function, for messages.
  static func combine(
    _ left: Value,
    _ right: Value,
    by name: String,
    _ transform: (Double, Double) -> Double
  ) throws(EvaluationError) -> Value {
    switch (left, right) {
    case (.number(let a), _): return try right.map { transform(a, $0) }
    case (_, .number(let b)): return try left.map { transform($0, b) }
    case (.shape, _), (_, .shape): throw EvaluationError("arithmetic on a shape")
    case (.vector(let a), .vector(let b)):
      guard a.count == b.count else {
        throw EvaluationError(ShapeError(operation: name, left: [a.count], right: [b.count]))
      }
      return .vector(zip(a, b).map(transform))
    case (.list(let a), .list(let b)) where a.count == b.count:
      var items: [Value] = []
      for (x, y) in zip(a, b) { items.append(try combine(x, y, by: name, transform)) }
      return .list(items)
    case (.list, _), (_, .list):
      throw EvaluationError(
        "`\(name)` of \(left.kindName) and \(right.kindName)",
        help: "take one of the list first, as in activations[-1]"
      )
    default:
      let (a, b) = try aligned(left, right)
      do throws(ShapeError) {
        return .matrix(try a.combined(with: b, name, transform))
      } catch {
        throw EvaluationError(error)
      }
    }
  }

  private static func scalar(_ operation: Expression.Operation, _ a: Double, _ b: Double) -> Double
  {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply, .hadamard, .matrixProduct: a * b
    case .divide: a / b
    case .power: Elementary.power(a, b)
    }
  }

  /// Two operands as matrices; a vector takes the orientation of the other.
  private static func aligned(
    _ left: Value,
    _ right: Value
  ) throws(EvaluationError) -> (Matrix, Matrix) {
    switch (left, right) {
    case (.matrix(let a), .matrix(let b)): return (a, b)
    case (.vector(let a), .matrix(let b)): return (oriented(a, like: b), b)
    case (.matrix(let a), .vector(let b)): return (a, oriented(b, like: a))
    default: throw EvaluationError("arithmetic on \(left.kindName) and \(right.kindName)")
    }
  }

  private static func oriented(_ elements: [Double], like matrix: Matrix) -> Matrix {
    matrix.rows == 1 ? Matrix(row: elements) : Matrix(column: elements)
  }
}
