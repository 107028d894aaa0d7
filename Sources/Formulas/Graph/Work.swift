/// What evaluations have cost, in numbers made and multiplied.
///
/// Steps alone bound nothing: `zeros(1000, 1000)` is one step and a million numbers.
package final class Work {
  private let most: Int
  private var done = 0

  /// Evaluations that share their limit: by default that of one value, a tenth of a second at most and
  /// 80 MB if every number were kept.
  package init(most: Int = 10_000_000) {
    self.most = most
  }

  /// Counts the numbers of a value.
  func charge(_ value: Value) throws(EvaluationError) { try charge(value.size) }

  /// Counts the multiplications of a product before it is taken.
  func charge(product left: Value, _ right: Value) throws(EvaluationError) {
    let (rows, inner) = left.sides
    let columns = right.sides.columns
    try charge([rows, inner, max(columns, 1)].saturatingProduct)
  }

  private func charge(_ count: Int) throws(EvaluationError) {
    guard count <= most - done else {
      throw EvaluationError(
        "the formula takes too much work",
        help: "at most \(most) numbers are made or multiplied"
      )
    }
    done += count
  }
}

extension Value {
  /// How many numbers it holds.
  fileprivate var size: Int {
    switch self {
    case .number: 1
    case .vector(let elements): elements.count
    case .matrix(let matrix): matrix.elements.count
    case .shape(let sizes): sizes.count
    case .list(let items): items.reduce(0) { $0 + $1.size }
    }
  }

  /// Rows and columns; a vector counts as its longer side, whichever way it lies.
  fileprivate var sides: (rows: Int, columns: Int) {
    switch self {
    case .matrix(let matrix): (matrix.rows, matrix.columns)
    case .vector(let elements): (elements.count, 1)
    case .number, .shape, .list: (1, 1)
    }
  }
}
