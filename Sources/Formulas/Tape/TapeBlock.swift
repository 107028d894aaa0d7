/// A value on a tape: nodes in the shape of a number, a vector, a matrix, a list or a shape.
package indirect enum TapeBlock: Sendable {
  case number(Int)
  /// A vector that is neither row nor column.
  case vector([Int])
  case matrix(rows: Int, columns: Int, [Int])
  case shape([Int])
  case list([TapeBlock])

  /// The nodes, row by row.
  package var nodes: [Int] {
    switch self {
    case .number(let node): [node]
    case .vector(let nodes), .matrix(_, _, let nodes): nodes
    case .list(let items): items.flatMap(\.nodes)
    case .shape: []
    }
  }

  /// The only node, if there is one.
  package var number: Int? {
    switch self {
    case .number(let node): node
    case .vector(let nodes) where nodes.count == 1: nodes[0]
    case .matrix(1, 1, let nodes): nodes[0]
    default: nil
    }
  }

  /// Rows, columns and nodes; a vector stands upright.
  var asMatrix: (rows: Int, columns: Int, nodes: [Int])? {
    switch self {
    case .number(let node): (1, 1, [node])
    case .vector(let nodes): (nodes.count, 1, nodes)
    case .matrix(let rows, let columns, let nodes): (rows, columns, nodes)
    case .shape, .list: nil
    }
  }

  var dimensions: [Int]? {
    switch self {
    case .number: []
    case .vector(let nodes): [nodes.count]
    case .matrix(let rows, let columns, _): [rows, columns]
    case .shape, .list: nil
    }
  }

  func map(_ transform: (Int) throws(EvaluationError) -> Int) throws(EvaluationError) -> TapeBlock {
    switch self {
    case .number(let node): return .number(try transform(node))
    case .vector(let nodes): return .vector(try Self.mapped(nodes, transform))
    case .matrix(let rows, let columns, let nodes):
      return .matrix(rows: rows, columns: columns, try Self.mapped(nodes, transform))
    case .list(let items):
      var mapped: [TapeBlock] = []
      for item in items { mapped.append(try item.map(transform)) }
      return .list(mapped)
    case .shape: throw EvaluationError("arithmetic on a shape")
    }
  }

  private static func mapped(
    _ nodes: [Int],
    _ transform: (Int) throws(EvaluationError) -> Int
  ) throws(EvaluationError) -> [Int] {
    var mapped: [Int] = []
    mapped.reserveCapacity(nodes.count)
    for node in nodes { mapped.append(try transform(node)) }
    return mapped
  }
}
