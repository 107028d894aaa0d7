import Workers

/// How the rows of a pass are divided: into lanes that may run at the same time, and those into chunks
/// that fit into a workspace.
///
/// Both follow from the number of rows alone, so that no sum depends on the number of cores.
struct RowLanes {
  /// The rows of each lane.
  let lanes: [Range<Int>]

  /// Examples in a chunk: whole tiles of the kernels, and numbers that stay in the nearest caches.
  static let chunk = 40
  private static let mostLanes = 8
  /// Rows below which a lane is not worth its own sum.
  private static let leastRows = 2 * chunk
  /// Products below which starting a thread costs more than it saves.
  private static let worthThreads = 1_500_000

  init(rows: Int) {
    let count = min(Self.mostLanes, max(1, rows / Self.leastRows))
    lanes = (0..<count).map { $0 * rows / count..<($0 + 1) * rows / count }
  }

  /// The chunks of a lane.
  static func chunks(of lane: Range<Int>) -> [Range<Int>] {
    stride(from: lane.lowerBound, to: lane.upperBound, by: chunk).map {
      $0..<min($0 + chunk, lane.upperBound)
    }
  }

  /// Who works on the lanes of a pass.
  static func workers(_ layers: [LayerShape], rows: Int) -> Workers {
    let weights = layers.reduce(0) { $0 + $1.inputs * $1.neurons }
    return rows * weights < worthThreads ? .one : .all
  }
}
