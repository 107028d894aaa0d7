import Markdown

/// Reads the rows and cells of a table of HTML, up to its end.
struct HTMLTable {
  private let source: SourceText
  /// Where reading goes on: behind the end of the table.
  package private(set) var end: Int
  private var rows: [[WrittenTable.Cell]] = []
  /// The tag that hides what follows, up to its end.
  private var hiding: String?
  private var cell: (start: Int, columns: Int, rows: Int)?
  /// Cells that go over the rows below, by their column, with how many rows are left.
  private var hanging: [Int: (cell: WrittenTable.Cell, rows: Int)] = [:]

  private static let mostRows = 2000
  private static let mostColumns = 200

  /// `start`: Behind the tag that opens the table.
  package init(_ source: SourceText, from start: Int) {
    self.source = source
    end = start
  }

  /// The table; nil if it has no end or no row.
  package mutating func read() -> WrittenTable? {
    let limit = source.bytes.count
    var depth = 1
    while end < limit, rows.count <= Self.mostRows {
      guard source.bytes[end] == 0x3C,
        let tag = HTMLElementTag(source, at: end, before: limit)
      else {
        end += 1
        continue
      }
      if let name = hiding {
        // What a hidden row, cell or body holds is not shown.
        if tag.isClosing, tag.name == name || tag.name == "table" { hiding = nil }
        if tag.name != "table" {
          end = tag.range.upperBound
          continue
        }
      } else if tag.hidesContent {
        endCell(at: end)
        hiding = tag.name
        end = tag.range.upperBound
        continue
      }
      switch tag.name {
      case "table":
        depth += tag.isClosing ? -1 : 1
        if depth == 0 {
          endCell(at: end)
          end = tag.range.upperBound
          return table()
        }
      case "tr" where depth == 1:
        endCell(at: end)
        if !tag.isClosing {
          rows.append([])
          fillHanging()
        }
      case "td" where depth == 1, "th" where depth == 1:
        endCell(at: end)
        if !tag.isClosing {
          cell = (tag.range.upperBound, count("colspan=", of: tag), count("rowspan=", of: tag))
        }
      default: break
      }
      end = tag.range.upperBound
    }
    return nil
  }

  private func table() -> WrittenTable? {
    let filled = rows.filter { !$0.isEmpty }
    return filled.isEmpty ? nil : WrittenTable(rows: filled, notation: .markdown)
  }

  private mutating func endCell(at offset: Int) {
    guard let open = cell else { return }
    cell = nil
    if rows.isEmpty { rows.append([]) }
    guard rows[rows.count - 1].count < Self.mostColumns else { return }
    let lines = HTMLPassages.lines(of: open.start..<offset, in: source)
    let written = WrittenTable.Cell(lines: lines, at: open.start)
    if open.rows > 1 { hanging[rows[rows.count - 1].count] = (written, open.rows - 1) }
    rows[rows.count - 1].append(written)
    let blank = WrittenTable.Cell(offset..<offset)
    rows[rows.count - 1] += Array(repeating: blank, count: open.columns - 1)
    fillHanging()
  }

  /// Appends what hangs down from the row above at the place that this row has reached.
  private mutating func fillHanging() {
    guard rows.count > 1 else { return }
    let above = rows[rows.count - 2]
    while rows[rows.count - 1].count < Self.mostColumns,
      case let column = rows[rows.count - 1].count, let (cell, left) = hanging[column],
      above.indices.contains(column), above[column].range == cell.range
    {
      hanging[column] = left > 1 ? (cell, left - 1) : nil
      rows[rows.count - 1].append(cell)
    }
  }

  /// How many columns or rows a cell goes over: `colspan="2"`.
  private func count(_ attribute: String, of tag: HTMLElementTag) -> Int {
    let text = source.string(in: tag.range).lowercased()
    guard let place = text.firstRange(of: attribute) else { return 1 }
    let digits = text[place.upperBound...].drop { $0 == "\"" || $0 == "'" }.prefix { $0.isNumber }
    return min(max(Int(digits) ?? 1, 1), Self.mostColumns)
  }
}
