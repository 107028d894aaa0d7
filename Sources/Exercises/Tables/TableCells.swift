import Formulas
import Markdown

/// The cells of a chapter's computed tables by their labels, for the sentences that show them.
struct TableCells {
  /// A table with what was computed for it.
  struct Computed {
    let definition: TableDefinition
    let table: ComputedTable
  }

  /// Why there is no such cell.
  struct Problem: Error {
    let message: String
    let help: String?
  }

  /// Where the rows and columns of a table are, by their labels.
  private struct Places {
    let table: ComputedTable
    let keys: Int
    let columns: [String]
    private let columnOf: [Label: Int]
    private let rowOf: [[Label]: Int]

    init(_ table: ComputedTable) {
      self.table = table
      keys = table.rows.first?.labels.count ?? 1
      columns = Array(table.header.dropFirst(keys))
      // Of equal labels the first is meant.
      columnOf = Dictionary(columns.enumerated().map { (Label($1), $0) }) { first, _ in first }
      rowOf = Dictionary(table.rows.enumerated().map { ($1.labels.map(Label.init), $0) }) {
        first,
        _ in first
      }
    }

    func column(_ label: String) -> Int? { columnOf[Label(label)] }

    func row(_ labels: some Sequence<String>) -> Int? { rowOf[labels.map { Label($0) }] }
  }

  /// A label as it is compared: by its text, or by the number that it is.
  private enum Label: Hashable {
    case number(Double)
    case text(String)

    init(_ text: String) {
      if let number = Double(text), !number.isNaN {
        self = .number(number)
      } else {
        self = .text(text)
      }
    }
  }

  private let tables: [Computed]
  private let places: [Places]
  /// Of two tables with one name the first.
  private let byName: [String: Int]

  init(_ tables: [Computed]) {
    self.tables = tables
    places = tables.map { Places($0.table) }
    byName = Dictionary(
      tables.enumerated().compactMap { index, table in table.definition.name.map { ($0, index) } }
    ) { first, _ in first }
  }

  /// The text of a cell: of the table with a name, or of the nearest one above a place.
  func text(
    of labels: [String],
    name: String?,
    before offset: Int
  ) throws(Problem) -> String {
    // Tables stand in the order of their blocks.
    let above = tables.partitioningIndex { $0.definition.offset >= offset }
    guard let index = name.flatMap({ byName[$0] }) ?? (name == nil && above > 0 ? above - 1 : nil)
    else {
      throw Problem(
        message: name.map { "there is no table \"\($0)\"" } ?? "there is no computed table above",
        help: name.flatMap { NearMiss.help($0, among: tables.compactMap(\.definition.name)) }
          ?? "name a table with \"name: costs\" in its block: cell 0.5, 0.3 of costs"
      )
    }
    let table = places[index]
    guard labels.count == table.keys + 1 else {
      throw Problem(
        message: "\(labels.count) labels for a cell; the table wants \(table.keys + 1)",
        help: "the labels of the row, then that of the column: cell 0.5, 0.3"
      )
    }
    guard let column = table.column(labels[table.keys]) else {
      throw Problem(
        message: "the table has no column \"\(labels[table.keys])\"",
        help: NearMiss.help(labels[table.keys], among: table.columns)
      )
    }
    guard let row = table.row(labels.dropLast()) else {
      let wanted = labels.dropLast().joined(separator: ", ")
      throw Problem(
        message: "the table has no row \"\(wanted)\"",
        help: NearMiss.help(
          wanted,
          among: table.table.rows.map { $0.labels.joined(separator: ", ") }
        )
      )
    }
    return table.table.rows[row].cells[column].replacingBytes(of: "**", with: "")
  }
}
