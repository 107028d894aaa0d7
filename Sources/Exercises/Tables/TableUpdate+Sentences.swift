import Formulas
import Markdown

extension TableUpdate {
  /// A table with what was computed for it.
  struct Computed {
    let definition: TableDefinition
    let table: ComputedTable
  }

  /// Recomputes a value in a sentence.
  mutating func update(
    _ value: SentenceValue,
    in exercise: Exercise?,
    _ tables: [Computed]
  ) throws(Diagnostic) {
    let text: String
    switch value.origin {
    case .formula:
      do throws(EvaluationError) {
        text = try value.text(in: exercise) ?? ""
      } catch {
        throw Diagnostic(in: source, at: value.offset, error.message, help: error.help)
      }
    case .cell(let labels, let name):
      text = try cell(labels, name, value.offset, tables)
    }
    let range = value.marker.value
    let found = source.string(in: range)
    guard found != text else { return }
    differences.append(
      Diagnostic(
        found.isEmpty ? .note : .warning,
        in: source,
        at: range.lowerBound,
        "a value in a sentence: \(found.isEmpty ? "nothing" : found) stands here, computed is \(text)"
      )
    )
    replace(range, with: Array(text.utf8))
  }

  /// The text of a table's cell: of the table with a name, or of the nearest one above.
  private func cell(
    _ labels: [String],
    _ name: String?,
    _ offset: Int,
    _ tables: [Computed]
  ) throws(Diagnostic) -> String {
    let candidates = tables.filter { name != nil || $0.definition.offset < offset }
    guard
      let table = name.map({ name in candidates.first { $0.definition.name == name } })
        ?? candidates.last
    else {
      let names = tables.compactMap(\.definition.name)
      throw Diagnostic(
        in: source,
        at: offset,
        name.map { "there is no table \"\($0)\"" } ?? "there is no computed table above",
        help: name.flatMap { NearMiss.help($0, among: names) }
          ?? "name a table with \"name: costs\" in its block: cell 0.5, 0.3 of costs"
      )
    }
    let keys = table.table.rows.first?.labels.count ?? 1
    guard labels.count == keys + 1 else {
      throw Diagnostic(
        in: source,
        at: offset,
        "\(labels.count) labels for a cell; the table wants \(keys + 1)",
        help: "the labels of the row, then that of the column: cell 0.5, 0.3"
      )
    }
    let columns = Array(table.table.header.dropFirst(keys))
    guard let column = columns.firstIndex(where: { Self.isSame($0, labels[keys]) }) else {
      throw Diagnostic(
        in: source,
        at: offset,
        "the table has no column \"\(labels[keys])\"",
        help: NearMiss.help(labels[keys], among: columns)
      )
    }
    guard
      let row = table.table.rows.first(where: { zip($0.labels, labels).allSatisfy(Self.isSame) })
    else {
      throw Diagnostic(
        in: source,
        at: offset,
        "the table has no row \"\(labels.dropLast().joined(separator: ", "))\"",
        help: NearMiss.help(
          labels.dropLast().joined(separator: ", "),
          among: table.table.rows.map { $0.labels.joined(separator: ", ") }
        )
      )
    }
    return row.cells[column].replacingBytes(of: "**", with: "")
  }

  /// True for the same label, or the same number.
  private static func isSame(_ label: String, _ wanted: String) -> Bool {
    if label == wanted { return true }
    guard let first = Double(label), let second = Double(wanted) else { return false }
    return first == second
  }
}
