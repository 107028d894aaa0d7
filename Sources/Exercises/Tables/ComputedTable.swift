import Formulas

/// The cells of a computed table: labels and values, before they are printed.
public struct ComputedTable: Sendable {
  package let header: [String]
  /// For each row: its labels, then its cells.
  package let rows: [Row]

  package struct Row: Sendable {
    package let labels: [String]
    package let cells: [String]
  }

  package init(header: [String], rows: [Row]) {
    self.header = header
    self.rows = rows
  }
}

extension ComputedTable {
  /// A table that Swift in a chapter returns: the names of its columns, then its rows.
  ///
  /// Rows with too few cells are filled with empty ones; what stands beyond the last column is left
  /// out.
  public init(columns: [String], rows: [[String]]) {
    self.init(
      header: columns,
      rows: rows.map { row in
        let cells = Array(row.prefix(columns.count))
        let missing = Array(repeating: "", count: columns.count - cells.count)
        return Row(labels: Array(cells.prefix(1)), cells: Array((cells + missing).dropFirst()))
      }
    )
  }

  /// A table of numbers with a fixed number of decimals.
  public init(columns: [String], rows: [[Double]], decimals: Int) {
    self.init(
      columns: columns,
      rows: rows.map { $0.map { DecimalText.fixed($0, decimals: decimals) } }
    )
  }

  /// The lines of the table in Markdown.
  public var lines: [String] { markdownLines }
}

/// A number with a fixed number of decimals, as the book prints it: `0.5004`.
public func fixed(_ value: Double, decimals: Int) -> String {
  DecimalText.fixed(value, decimals: decimals)
}
