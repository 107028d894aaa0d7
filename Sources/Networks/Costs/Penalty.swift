import Formulas
import Matrices

/// A term for large weights that is added to the cost.
package struct Penalty: Hashable, Sendable {
  /// What λ means: three conventions that courses mix up.
  package enum Form: String, CaseIterable, Hashable, Sendable {
    /// L1: (λ/n) Σ|w|; L2: (λ/2n) Σw², gradient (λ/n) w, with n rows of training data (the book).
    case nndl
    /// L1: λ Σ|w|; L2: (λ/2) Σw², gradient λ w.
    case plain
    /// L1: λ Σ|w|; L2: λ Σw², gradient 2λ w (Keras's regularizers).
    case keras
  }

  /// λ of the term of absolute values.
  package let l1: Double
  /// λ of the term of squares.
  package let l2: Double
  package let form: Form
  /// n, the rows of training data; only the form of the book needs it.
  package let rows: Int
  /// True if biases are decayed as well; the book and Keras leave them alone.
  package let includesBiases: Bool

  package init(
    l1: Double = 0,
    l2: Double = 0,
    form: Form,
    rows: Int = 1,
    includesBiases: Bool = false
  ) {
    precondition(rows > 0, "\(rows) rows of training data")
    self.l1 = l1
    self.l2 = l2
    self.form = form
    self.rows = rows
    self.includesBiases = includesBiases
  }

  /// The factor of Σ|w| in the cost, and of sgn w in the gradient.
  package var absoluteFactor: Double { form == .nndl ? l1 / Double(rows) : l1 }

  /// The factor of w in the gradient; the cost has half of it before Σw².
  package var squareFactor: Double {
    switch form {
    case .nndl: l2 / Double(rows)
    case .plain: l2
    case .keras: 2 * l2
    }
  }

  // MARK: - Values

  /// The term for one matrix of parameters.
  package func callAsFunction(_ parameters: Matrix) -> Double {
    let absolute = l1 == 0 ? 0 : parameters.elements.reduce(0) { $0 + abs($1) }
    let squares = l2 == 0 ? 0 : parameters.elements.reduce(0) { $0 + $1 * $1 }
    return absoluteFactor * absolute + 0.5 * squareFactor * squares
  }

  /// The derivative of the term, to be added to the gradient of the data's cost; 0 for |w| at 0.
  package func gradient(_ parameters: Matrix) -> Matrix {
    parameters.map { absoluteFactor * Elementary.sign($0) + squareFactor * $0 }
  }
}

// MARK: - Formulas

extension Penalty {
  /// Quantities of the graph: `l1`, `l2` and, in the book's form, `rows`.
  func addConstants(to graph: inout Graph) {
    if l1 != 0 { graph.add("l1", .number(l1)) }
    if l2 != 0 { graph.add("l2", .number(l2)) }
    if form == .nndl { graph.add("rows", .number(Double(rows))) }
  }

  private func factor(_ name: String) -> Expression {
    form == .nndl ? .binary(.divide, .name(name), .name("rows")) : .name(name)
  }

  /// The term for all of these parameters.
  func formula(_ parameters: [Expression]) -> Expression {
    func sum(_ term: (Expression) -> Expression) -> Expression {
      let sums = parameters.map { Expression.call("sum", [term($0)]) }
      return sums.dropFirst().reduce(sums[0]) { .binary(.add, $0, $1) }
    }
    var terms: [Expression] = []
    if l1 != 0 {
      terms.append(.binary(.multiply, factor("l1"), sum { .call("abs", [$0]) }))
    }
    if l2 != 0 {
      let half = form == .keras ? factor("l2") : .binary(.divide, factor("l2"), .number(2))
      terms.append(.binary(.multiply, half, sum { .binary(.power, $0, .number(2)) }))
    }
    guard let first = terms.first else { return .number(0) }
    return terms.dropFirst().reduce(first) { .binary(.add, $0, $1) }
  }

  /// The gradient of the data's cost with the derivative of the term added to it.
  func formula(addedTo gradient: Expression, _ parameters: Expression) -> Expression {
    var sum = gradient
    if l1 != 0 {
      sum = .binary(.add, sum, .binary(.multiply, factor("l1"), .call("sign", [parameters])))
    }
    if l2 != 0 {
      let full = form == .keras ? .binary(.multiply, .number(2), factor("l2")) : factor("l2")
      sum = .binary(.add, sum, .binary(.multiply, full, parameters))
    }
    return sum
  }
}
