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

  package enum Operation: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    /// Numbers, or matrices element by element.
    case multiply = "*"
    case divide = "/"
    case power = "^"
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
    case .binary(_, let left, let right): [left, right]
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
    func replaced(_ expression: Expression) -> Expression { expression.replacing(replacement) }
    switch self {
    case .number: return self
    case .name(let name): return replacement(name) ?? self
    case .negate(let x): return .negate(replaced(x))
    case .binary(let operation, let left, let right):
      return .binary(operation, replaced(left), replaced(right))
    case .call(let name, let arguments): return .call(name, arguments.map(replaced))
    case .quantity(let name, let bindings):
      let replacedBindings = bindings.map { Binding(key: $0.key, value: replaced($0.value)) }
      if case .name(let newName)? = replacement(name) {
        return .quantity(newName, replacedBindings)
      }
      return .quantity(name, replacedBindings)
    case .index(let base, let indices): return .index(replaced(base), indices.map(replaced))
    case .shape(let x): return .shape(replaced(x))
    case .list(let items): return .list(items.map(replaced))
    case .tuple(let items): return .tuple(items.map(replaced))
    case .over(let reduction, let body, let key): return .over(reduction, replaced(body), key)
    case .gradient(of: let x): return .gradient(of: replaced(x))
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
