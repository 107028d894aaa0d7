import Datasets
import Matrices
import Networks

/// How a student's parameters differ from those of a run.
package struct WeightsComparison: Sendable {
  package struct Line: Sendable {
    package let match: WeightsFile.Match
    /// The largest |ours − theirs|; NaN if one of theirs is no number.
    package let distance: Double
    /// Where it is, row and column from 0, and both values.
    package let place: (row: Int, column: Int)
    package let ours: Double
    package let theirs: Double
    /// The largest |ours| of the array: what a distance is measured by.
    package let size: Double
    package let isSameBits: Bool

    /// How many leading digits all elements share, by the largest one of the array.
    package var digits: Int {
      guard distance.isFinite else { return 0 }
      var digits = 0
      var bound = size == 0 ? 1 : size
      while digits < 16, distance <= bound * 0.05 {
        digits += 1
        bound /= 10
      }
      return digits
    }
  }

  package let lines: [Line]

  /// - Throws: `DataError` if the file lacks a parameter.
  package init(_ network: Network, _ file: WeightsFile) throws(DataError) {
    lines = try file.matches(network.architecture).map { match in
      let parts = match.parameter.split(separator: "_")
      let layer = Int(parts[1]) ?? 0
      let ours = parts[0] == "weights" ? network.weights[layer] : network.biases[layer]
      return Self.line(match, ours)
    }
  }

  /// A square matrix is taken as it lies nearer, which is the only thing that tells.
  private static func line(_ match: WeightsFile.Match, _ ours: Matrix) -> Line {
    let line = compared(match, ours)
    guard match.shape.count == 2, match.shape[0] == match.shape[1], match.shape[0] > 1 else {
      return line
    }
    let turned = compared(match.transposed, ours)
    return turned.distance < line.distance ? turned : line
  }

  private static func compared(_ match: WeightsFile.Match, _ ours: Matrix) -> Line {
    var (worst, place) = (0.0, 0)
    for (index, pair) in zip(ours.elements, match.matrix.elements).enumerated() {
      let distance = abs(pair.0 - pair.1)
      if distance > worst || distance.isNaN { (worst, place) = (distance, index) }
      if distance.isNaN { break }
    }
    return Line(
      match: match,
      distance: worst,
      place: (place / ours.columns, place % ours.columns),
      ours: ours.elements[place],
      theirs: match.matrix.elements[place],
      size: ours.elements.reduce(0) { max($0, abs($1)) },
      isSameBits: zip(ours.elements, match.matrix.elements).allSatisfy {
        $0.bitPattern == $1.bitPattern
      }
    )
  }

  /// Digits that arrays of one run share although two programs summed in another order.
  package static let enoughDigits = 6

  /// True if every array agrees as far as two runs of one computation do.
  package var isSameRun: Bool { lines.allSatisfy { $0.digits >= Self.enoughDigits } }
}
