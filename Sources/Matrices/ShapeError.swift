/// Two shapes that do not fit an operation.
package struct ShapeError: Error, Equatable, Sendable {
  package let operation: String
  package let left: [Int]
  package let right: [Int]

  package init(operation: String, left: [Int], right: [Int]) {
    self.operation = operation
    self.left = left
    self.right = right
  }

  package var message: String {
    let found = "`\(operation)` of \(Self.name(left)) and \(Self.name(right))"
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
      if left[1] == right[1] { return "; the second looks transposed" }
      if left[0] == right[0] { return "; the first looks transposed" }
      return ""
    }
    return left == Array(right.reversed()) ? "; one of them looks transposed" : ""
  }
}
