/// A formula as a tree: what authors write in quotes and students in any notation.
package indirect enum Expression: Hashable, Sendable {
  case number(Double)
  case name(String)
  case negate(Expression)
  case binary(Operation, Expression, Expression)
  /// A function of the engine or of mathematics, by its canonical name.
  case call(String, [Expression])
  /// A quantity at keys: `C(a: y)`.
  case quantity(String, [Binding])
  case index(Expression, [Expression])
  /// `.shape`
  case shape(Expression)
  /// `[1, 2]`; nested, a matrix by rows.
  case list([Expression])
  /// `(3, 1)`
  case tuple([Expression])
  /// `argmin(C over a)`, `sum(x_j*(a-y) over x)`.
  case over(Reduction, Expression, String)
  /// `gradient of w4`
  case gradient(of: Expression)
  /// `derivative of z4 by w7`: through all that the first depends on.
  case derivative(of: Expression, by: Expression)

  package enum Operation: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    /// Numbers, or matrices element by element.
    case multiply = "*"
    case divide = "/"
    case power = "^"
    /// Element by element, whatever fits: `A ⊙ B`, `np.multiply(A, B)`.
    case hadamard = "⊙"
    /// The matrix product.
    case matrixProduct = "@"
  }

  package enum Reduction: String, Hashable, Sendable, CaseIterable {
    case min, max, argmin, argmax, sum, mean
  }

  package struct Binding: Hashable, Sendable {
    package let key: String
    package let value: Expression

    package init(key: String, value: Expression) {
      self.key = key
      self.value = value
    }
  }
}

// MARK: - Parts

extension Expression {
  /// The expressions that this one is directly made of.
  package var children: [Expression] {
    switch self {
    case .number, .name: []
    case .negate(let x), .shape(let x), .gradient(of: let x): [x]
    case .binary(_, let left, let right), .derivative(of: let left, by: let right): [left, right]
    case .call(_, let arguments), .list(let arguments), .tuple(let arguments): arguments
    case .quantity(_, let bindings): bindings.map(\.value)
    case .index(let base, let indices): [base] + indices
    case .over(_, let body, _): [body]
    }
  }

  /// Every name that occurs, quantities called at keys included, in order of appearance.
  package var names: [String] {
    var names: [String] = []
    collectNames(into: &names)
    return names
  }

  private func collectNames(into names: inout [String]) {
    switch self {
    case .name(let name), .quantity(let name, _): if !names.contains(name) { names.append(name) }
    default: break
    }
    for child in children { child.collectNames(into: &names) }
  }

  /// The expression with every name replaced for which a replacement is given.
  package func replacing(_ replacement: (String) -> Expression?) -> Expression {
    switch self {
    case .name(let name): return replacement(name) ?? self
    case .quantity(let name, let bindings):
      guard case .name(let newName)? = replacement(name) else { break }
      return .quantity(
        newName,
        bindings.map { Binding(key: $0.key, value: $0.value.replacing(replacement)) }
      )
    default: break
    }
    return mappingChildren { $0.replacing(replacement) }
  }

  /// The expression with parts below its top replaced, the largest first.
  package func replacingParts(_ replacement: (Expression) -> Expression?) -> Expression {
    mappingChildren { child in
      replacement(child) ?? child.replacingParts(replacement)
    }
  }

  /// The numbers that a formula writes.
  package var numbers: [Double] {
    if case .number(let value) = self { return [value] }
    return children.flatMap(\.numbers)
  }

  /// The expression with each direct part transformed.
  package func mappingChildren(_ transform: (Expression) -> Expression) -> Expression {
    switch self {
    case .number, .name: self
    case .negate(let x): .negate(transform(x))
    case .binary(let operation, let left, let right):
      .binary(operation, transform(left), transform(right))
    case .call(let name, let arguments): .call(name, arguments.map(transform))
    case .quantity(let name, let bindings):
      .quantity(name, bindings.map { Binding(key: $0.key, value: transform($0.value)) })
    case .index(let base, let indices): .index(transform(base), indices.map(transform))
    case .shape(let x): .shape(transform(x))
    case .list(let items): .list(items.map(transform))
    case .tuple(let items): .tuple(items.map(transform))
    case .over(let reduction, let body, let key): .over(reduction, transform(body), key)
    case .gradient(of: let x): .gradient(of: transform(x))
    case .derivative(of: let p, by: let q): .derivative(of: transform(p), by: transform(q))
    }
  }

  /// The terms of a sum with their signs, in order: `a - b + c` is a, −b, c.
  package var terms: [Expression] {
    switch self {
    case .binary(.add, let left, let right): left.terms + right.terms
    case .binary(.subtract, let left, let right):
      left.terms + right.terms.map { .negate($0) }
    case .negate(let x): x.terms.map { .negate($0) }
    default: [self]
    }
  }
}
