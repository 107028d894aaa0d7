/// Two shapes that do not fit an operation.
public struct ShapeError: Error, Hashable, Sendable, CustomStringConvertible {
  package let operation: String
  package let left: [Int]
  package let right: [Int]
  /// What the operands are called where the operation was written down.
  private let names: Operands?

  private struct Operands: Hashable {
    let left: String
    let right: String
  }

  package init(operation: String, left: [Int], right: [Int]) {
    self.init(operation, left, right, names: nil)
  }

  private init(_ operation: String, _ left: [Int], _ right: [Int], names: Operands?) {
    self.operation = operation
    self.left = left
    self.right = right
    self.names = names
  }

  /// The same error, with the names of its operands.
  package func naming(_ leftName: String, _ rightName: String) -> ShapeError {
    ShapeError(operation, left, right, names: Operands(left: leftName, right: rightName))
  }

  /// The operation and both shapes, and what looks transposed.
  public var description: String { message }

  package var message: String {
    let leftText = (names.map { "`\($0.left)` " } ?? "") + Self.name(left)
    let rightText = (names.map { "`\($0.right)` " } ?? "") + Self.name(right)
    let found = "`\(operation)` of \(leftText) and \(rightText)"
    if operation == "dot" || operation == "@" {
      return found + ": the inner sizes \(left.last ?? 1) and \(right.first ?? 1) differ" + hint
    }
    return found + ": elementwise operations want equal shapes" + hint
  }

  /// A shape as NumPy prints it.
  package static func name(_ shape: [Int]) -> String {
    shape.count == 1
      ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }

  private var hint: String {
    guard left.count == 2, right.count == 2 else { return "" }
    if operation == "dot" || operation == "@" {
      if left[1] == right[1] { return "; \(second) looks transposed" }
      if left[0] == right[0] { return "; \(first) looks transposed" }
      return ""
    }
    return left == Array(right.reversed()) ? "; one of them looks transposed" : ""
  }

  private var first: String { name(\.left) ?? "the first" }
  private var second: String { name(\.right) ?? "the second" }

  /// The name of an operand, if it tells the two apart.
  private func name(_ operand: KeyPath<Operands, String>) -> String? {
    guard let names, names.left != names.right else { return nil }
    return "`\(names[keyPath: operand])`"
  }
}
