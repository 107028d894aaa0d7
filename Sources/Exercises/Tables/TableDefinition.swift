import Formulas
import Markdown
import Yaml

/// A computed table as a chapter declares it.
package struct TableDefinition: Sendable {
  /// Values of a key, or quantities, one for each row or column.
  package struct Axis: Sendable {
    package let name: String
    package let entries: [Entry]

    package struct Entry: Sendable {
      package let label: String
      package let expression: Expression

      /// The value of a key that is a number.
      var number: Double? {
        if case .number(let value) = expression { value } else { nil }
      }
    }
  }

  package enum Columns: Sendable {
    /// The wide layout: one column for each value of a key, one formula for all cells.
    case axis(Axis, cell: PlacedFormula)
    /// The long layout: a row for each combination, a column for each formula.
    case formulas([(label: String, formula: PlacedFormula, format: NumberFormat)])

    var count: Int {
      switch self {
      case .axis(let axis, _): axis.entries.count
      case .formulas(let columns): columns.count
      }
    }
  }

  /// More numbers than this are no table: a few letters can ask for billions.
  static let mostNumbers = 200_000

  package enum Bold: String, Sendable, CaseIterable {
    case smallestInRow = "smallest in row"
    case largestInRow = "largest in row"
    case smallestInColumn = "smallest in column"
    case largestInColumn = "largest in column"
  }

  package let source: SourceText
  package let offset: Int
  /// The name by which sentences take values from it.
  package let name: String?
  package let rows: [Axis]
  package let columns: Columns
  package let format: NumberFormat
  package let bold: Bold?
  /// True for a hand-written table that is compared and never rewritten.
  package let isChecked: Bool
  package let network: NetworkDefinition?
  package let givens: [Exercise.Given]

  /// The cell in the corner, by which the block knows its table.
  package var corner: String {
    switch columns {
    case .axis(let axis, _): "\(rows.map(\.name).joined(separator: ", ")) \\ \(axis.name)"
    case .formulas: rows[0].name
    }
  }
}

/// How the numbers of a table are printed.
package enum NumberFormat: Hashable, Sendable {
  case decimals(Int)
  case digits(Int)
  case shortest

  /// Reads `6 decimals` or `4 digits`.
  package init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]), (0...15).contains(count) else { return nil }
    switch words[1] {
    case "decimals", "decimal": self = .decimals(count)
    case "digits", "digit":
      guard count > 0 else { return nil }
      self = .digits(count)
    default: return nil
    }
  }

  package func print(_ value: Double) -> String {
    switch self {
    case .decimals(let count): DecimalText.fixed(value, decimals: count)
    case .digits(let count): DecimalText.significant(value, digits: count)
    case .shortest: DecimalText.plain(value)
    }
  }

  /// A value as a table's cell shows it: matrices by rows, shapes as NumPy does.
  package func print(_ value: Value) -> String {
    switch value {
    case .number(let number): return print(number)
    case .vector(let elements): return "[\(elements.map(print).joined(separator: ", "))]"
    case .matrix(let matrix):
      let rows = (0..<matrix.rows).map { row in
        "[\((0..<matrix.columns).map { print(matrix[row, $0]) }.joined(separator: ", "))]"
      }
      return "[\(rows.joined(separator: ", "))]"
    case .shape(let sizes):
      return sizes.count == 1
        ? "(\(sizes[0]),)" : "(\(sizes.map(String.init).joined(separator: ", ")))"
    case .list(let items): return "[\(items.map(print).joined(separator: ", "))]"
    }
  }
  /// A value as a sentence shows it: a row or a column as `(0.6, -0.4)`, one number alone as such.
  package func printInSentence(_ value: Value) -> String {
    let numbers: [Double]
    switch value {
    case .vector(let elements): numbers = elements
    case .matrix(let matrix) where matrix.isVector: numbers = matrix.elements
    case .number, .matrix, .shape, .list: return print(value)
    }
    if numbers.count == 1 { return print(numbers[0]) }
    return "(\(numbers.map(print).joined(separator: ", ")))"
  }
}
