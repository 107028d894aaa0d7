import Exercises
import Experiments
import Formulas
import Matrices

/// How a student's weights differ from those of a run, as a table.
enum WeightsReport {
  static func text(_ comparison: WeightsComparison, file: String) -> String {
    let rows = comparison.lines.map { line -> [String] in
      [
        line.match.parameter, line.match.name, ShapeError.name(line.match.shape),
        line.isSameBits ? "0" : DecimalText.significant(line.distance, digits: 3),
        line.isSameBits ? "" : "[\(line.place.row), \(line.place.column)]",
        line.isSameBits ? "" : DecimalText.shortest(line.ours),
        line.isSameBits ? "" : DecimalText.shortest(line.theirs), verdict(line),
      ]
    }
    let table = ComputedTable(
      columns: [
        "here", "in the file", "shape", "largest difference", "at", "here", "there", "result",
      ],
      rows: rows
    )
    let conclusion =
      comparison.isSameRun
      ? "the same run: every array agrees to \(WeightsComparison.enoughDigits) digits or more"
      : "another run: an array differs within the first \(WeightsComparison.enoughDigits) digits"
    return "\(file)\n" + table.markdownLines.joined(separator: "\n") + "\n\(conclusion)\n"
  }

  private static func verdict(_ line: WeightsComparison.Line) -> String {
    let words =
      line.isSameBits
      ? "the same bits" : line.distance.isNaN ? "no number" : "\(line.digits) digits agree"
    return words + (line.match.isTransposed ? ", transposed" : "")
  }
}
