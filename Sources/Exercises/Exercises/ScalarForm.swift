import Formulas
import Networks

/// A quantity of the engine as one formula of numbers, in the course's own symbols.
///
/// `gradient of w_j` becomes `(a - y)*sigmoid_prime(z)*x_j`: matrices are taken apart element by
/// element, and the expansion stops wherever the course has a name for an element.
package struct ScalarForm {
  private let graph: Graph
  private let architecture: Architecture?
  private let symbols: [Expression: String]
  private let target: Expression?

  private static let deepest = 60
  /// More terms than this are no formula that anybody writes.
  private static let mostTerms = 2000

  /// How much of a formula was taken apart.
  private final class Terms {
    var count = 0
  }

  package init(_ quantity: ExerciseQuantity, _ computation: ExerciseComputation) {
    self.init(quantity, computation.exercise, computation.graph(of: quantity))
  }

  init(_ quantity: ExerciseQuantity, _ exercise: Exercise, _ graph: Graph) {
    self.graph = graph
    let network = quantity.network ?? exercise.network
    architecture = network?.architecture
    var symbols: [Expression: String] = [:]
    for (name, formula) in network?.names ?? [] {
      if case .index(let base, let indices) = formula.expression, let architecture,
        let element = Self.element(base, indices, architecture)
      {
        symbols[element] = name
      }
    }
    self.symbols = symbols
    target = quantity.expression
  }

  /// The formula; nil if the quantity is no single number or needs what cannot be taken apart.
  package var expression: Expression? {
    let terms = Terms()
    return target.flatMap { scalar($0, 0, 0, depth: 0, terms) }
  }

  /// An index of the course into a list of the engine, as layer, row and column.
  private static func element(
    _ base: Expression,
    _ indices: [Expression],
    _ architecture: Architecture
  ) -> Expression? {
    func integer(_ expression: Expression) -> Int? {
      switch expression {
      case .number(let value): Int(whole: value)
      case .negate(.number(let value)): Int(whole: -value)
      default: nil
      }
    }
    let positions = indices.compactMap(integer)
    guard positions.count == indices.count else { return nil }
    var name: String
    switch base {
    case .name(let plain): name = plain
    case .index(.name(let list), let layer):
      guard layer.count == 1, var position = integer(layer[0]) else { return nil }
      let count = list == "activations" ? architecture.depth + 1 : architecture.depth
      if position < 0 { position += count }
      name = "\(list)[\(position)]"
    default: return nil
    }
    if name == "activations[0]" { name = "x" }
    let isColumn = architecture.convention == .nndl
    var place =
      positions.count == 2 ? positions : isColumn ? [positions[0], 0] : [0, positions[0]]
    place = place.map { max($0, 0) }
    return .index(.name(name), place.map { .number(Double($0)) })
  }

  /// The element of a matrix expression at a row and a column.
  private func scalar(
    _ expression: Expression,
    _ row: Int,
    _ column: Int,
    depth: Int,
    _ terms: Terms
  ) -> Expression? {
    terms.count += 1
    guard depth < Self.deepest, terms.count <= Self.mostTerms else { return nil }
    func element(_ x: Expression, _ r: Int = row, _ c: Int = column) -> Expression? {
      scalar(x, r, c, depth: depth + 1, terms)
    }
    switch expression {
    case .number: return expression
    case .negate(let x): return element(x).map { .negate($0) }
    case .binary(.matrixProduct, let left, let right):
      return product(left, right, row, column, depth, terms)
    case .binary(let operation, let left, let right):
      guard let a = element(left), let b = element(right) else { return nil }
      return .binary(operation, a, b)
    case .call("dot", let arguments) where arguments.count == 2:
      return product(arguments[0], arguments[1], row, column, depth, terms)
    case .call("transpose", let arguments): return element(arguments[0], column, row)
    case .call(let name, let arguments):
      if let definition = graph.definitions[name] {
        return element(definition.applied(to: arguments))
      }
      guard Elementary.functions[name] != nil else { return nil }
      let elements = arguments.compactMap { element($0) }
      return elements.count == arguments.count ? .call(name, elements) : nil
    case .gradient(of: .name(let name)): return graph.gradients[name].flatMap { element($0) }
    case .index(let base, let indices):
      let positions = indices.compactMap {
        if case .number(let n) = $0 { Int(whole: n) } else { nil }
      }
      guard positions.count == indices.count else { return nil }
      if positions.count == 2 { return element(base, positions[0], positions[1]) }
      if case .name(let list) = base, let position = positions.first {
        return element(.name("\(list)[\(position)]"))
      }
      return nil
    case .list(let rows):
      guard rows.indices.contains(row) else { return nil }
      if case .list(let columns) = rows[row] {
        return columns.indices.contains(column) ? element(columns[column], 0, 0) : nil
      }
      return element(rows[row], 0, 0)
    case .name(let name): return self.element(named: name, row, column, depth, terms)
    default: return nil
    }
  }

  private func element(
    named name: String,
    _ row: Int,
    _ column: Int,
    _ depth: Int,
    _ terms: Terms
  ) -> Expression? {
    let place = Expression.index(
      .name(name),
      [.number(Double(row)), .number(Double(column))]
    )
    if let symbol = symbols[place] { return .name(symbol) }
    if name == "x" || name == "y" {
      guard let architecture else { return .name(name) }
      let layer = name == "x" ? 0 : architecture.depth
      return architecture.layerSizes[layer] == 1 ? .name(name) : place
    }
    guard let quantity = graph[name] else { return .name(name) }
    return scalar(quantity.formula, row, column, depth: depth + 1, terms)
  }

  private func product(
    _ left: Expression,
    _ right: Expression,
    _ row: Int,
    _ column: Int,
    _ depth: Int,
    _ terms: Terms
  ) -> Expression? {
    guard let inner = innerSize(left) ?? innerSize(right, isRight: true) else { return nil }
    var sum: Expression?
    for k in 0..<inner {
      guard let a = scalar(left, row, k, depth: depth + 1, terms),
        let b = scalar(right, k, column, depth: depth + 1, terms)
      else { return nil }
      let term = Expression.binary(.multiply, a, b)
      sum = sum.map { .binary(.add, $0, term) } ?? term
    }
    return sum
  }

  /// The number of columns of a left operand, or of rows of a right one.
  private func innerSize(_ expression: Expression, isRight: Bool = false) -> Int? {
    guard let architecture else { return nil }
    func shape(_ expression: Expression) -> (rows: Int, columns: Int)? {
      switch expression {
      case .call("transpose", let arguments):
        return shape(arguments[0]).map { ($0.columns, $0.rows) }
      case .binary(_, let left, _): return shape(left)
      case .name(let name):
        guard let open = name.firstIndex(of: "["),
          let layer = Int(counted: name[name.index(after: open)...].dropLast()),
          (0..<architecture.depth).contains(layer)
        else { return name == "x" ? architecture.vectorShape(0) : nil }
        switch name[..<open] {
        case "weights", "nabla_w": return architecture.weightShape(layer)
        case "activations": return architecture.vectorShape(layer)
        case "zs", "deltas", "biases", "nabla_b": return architecture.vectorShape(layer + 1)
        default: return nil
        }
      default: return nil
      }
    }
    return shape(expression).map { isRight ? $0.rows : $0.columns }
  }
}
