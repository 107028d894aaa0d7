import Matrices

/// What becomes of a quantity when another one is set by hand and all that follows from it is
/// computed again: the meaning of a derivative, without differentiating anything.
///
/// Slopes are central differences at two steps, extrapolated; their error is some 1e-9 of the size
/// of the numbers.
package struct Intervention {
  private let evaluator: Evaluator
  private let keys: [KeyValue]

  package init(_ evaluator: Evaluator, at keys: [KeyValue] = []) {
    self.evaluator = evaluator
    self.keys = keys
  }

  /// The slope of each element of p by each element of q, row by row.
  ///
  /// A slope is nil at a corner, where the two sides differ, and where a side has no value.
  ///
  /// - Throws: `EvaluationError` if q is no quantity, or p has no value.
  package func slopes(
    of p: Expression,
    by q: Expression
  ) throws(EvaluationError) -> [Double?] {
    let here = try evaluator.evaluate(p, at: keys).elements
    var columns: [[Double?]] = []
    for place in try evaluator.shape(of: q, keys).places {
      let cell = try evaluator.element(q, place.row, place.column, keys)
      guard let cellPlace = cell.cellPlace else {
        throw EvaluationError("`\(q.text)` is no quantity that can be set")
      }
      let value = try evaluator.evaluate(cell, at: keys).number ?? 0
      let step = 1e-4 * max(1, abs(value))
      func moved(_ change: Double) throws(EvaluationError) -> [Double] {
        try setting(cellPlace, to: value + change).evaluate(p, at: keys).elements
      }
      let (above, below) = (try moved(step), try moved(-step))
      let (near, nearBelow) = (try moved(step / 2), try moved(-step / 2))
      columns.append(
        here.indices.map { index in
          let wide = (above[index] - below[index]) / (2 * step)
          let narrow = (near[index] - nearBelow[index]) / step
          let slope = (4 * narrow - wide) / 3
          let sides = abs(above[index] + below[index] - 2 * here[index]) / step
          let isCorner = sides > 0.01 * max(abs(slope), 1e-3)
          return slope.isFinite && !isCorner ? slope : nil
        }
      )
    }
    return here.indices.flatMap { index in columns.map { $0[index] } }
  }

  /// An evaluator in which one number of a quantity or a given has another value.
  private func setting(
    _ cell: (name: String, row: Int, column: Int),
    to value: Double
  ) throws(EvaluationError) -> Evaluator {
    var givens = evaluator.givens
    var overrides = evaluator.overrides
    let whole = try evaluator.evaluate(.name(cell.name), at: keys)
    let changed = try whole.replacing(row: cell.row, column: cell.column, with: value)
    if givens[cell.name] != nil {
      givens[cell.name] = changed
    } else if let quantity = evaluator.graph[cell.name] {
      overrides[Cell(name: cell.name, at: keys.filter { quantity.keys.contains($0.key) })] = changed
    } else {
      throw EvaluationError("`\(cell.name)` is no quantity that can be set")
    }
    return Evaluator(
      graph: evaluator.graph,
      givens: givens,
      overrides: overrides,
      products: evaluator.products,
      domain: evaluator.domain
    )
  }
}

extension Value {
  /// The value with one number changed.
  fileprivate func replacing(
    row: Int,
    column: Int,
    with value: Double
  ) throws(EvaluationError) -> Value {
    switch self {
    case .number: return .number(value)
    case .vector(var elements):
      elements[row] = value
      return .vector(elements)
    case .matrix(var matrix):
      matrix[row, column] = value
      return .matrix(matrix)
    case .shape, .list: throw EvaluationError("\(kindName) cannot be set")
    }
  }
}
