import Formulas
import Markdown
import Workers

/// What recomputing a chapter's tables changes, and what a person should know before it does.
package struct TableUpdate: Sendable {
  package internal(set) var edits: [Edit] = []
  /// Cells and tables that differ, each at its place.
  package internal(set) var differences: [Diagnostic] = []
  package internal(set) var errors: [Diagnostic] = []

  package let document: Document
  package var source: SourceText { document.source }

  /// `workers`: The threads that compute the tables; what is updated is the same for any number.
  package init(_ chapter: Chapter, workers: Workers = .one) {
    document = chapter.document
    let computed = workers.map(chapter.tables.map(\.definition)) { definition in
      Result { () throws(Diagnostic) in try definition.computed() }
    }
    var tables: [TableCells.Computed] = []
    for ((definition, index), computed) in zip(chapter.tables, computed) {
      do throws(Diagnostic) {
        let table = try computed.get()
        tables.append(TableCells.Computed(definition: definition, table: table))
        try update(definition, blockAt: index, to: table)
      } catch {
        errors.append(error)
      }
    }
    let index = chapter.exerciseIndex
    let cells = TableCells(tables)
    for value in chapter.sentences {
      let exercise = index.innermost(at: value.marker.range.lowerBound)
      do throws(Diagnostic) {
        try update(value, in: exercise.map { chapter.exercises[$0] }, cells)
      } catch {
        errors.append(error)
      }
    }
    for (picture, index) in chapter.pictures { update(picture, blockAt: index) }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  mutating func report(_ message: String, at offset: Int) {
    differences.append(Diagnostic(.note, in: source, at: offset, message))
  }

  mutating func replace(_ range: Range<Int>, with replacement: [UInt8]) {
    edits.append(Edit(range: range, replacement: replacement))
  }

  private mutating func update(
    _ definition: TableDefinition,
    blockAt index: Int,
    to computed: ComputedTable
  ) throws(Diagnostic) {
    let block = document.blocks[index]
    let next = index + 1 < document.blocks.count ? document.blocks[index + 1] : nil
    var existing: Table?
    if case .table(let table)? = next?.kind { existing = table }
    if definition.isChecked {
      guard let existing else {
        throw Diagnostic(
          in: source,
          at: definition.offset,
          "no table stands after the block to be checked",
          help: "write the table below the block, or drop \"mode: check\""
        )
      }
      try compare(existing, with: computed, isHandWritten: true)
      return
    }
    let end = source.line(at: block.range.upperBound)
    let newline = source.lineEnding(after: source.lineStarts[end - 1])
    let lines = computed.markdownLines
    guard let existing else {
      insert(lines, afterLine: end, before: next, newline)
      differences.append(
        Diagnostic(.note, in: source, at: definition.offset, "the table is missing")
      )
      return
    }
    try requireOwn(existing, of: definition)
    let replacement = Array(lines.joined(separator: String(decoding: newline, as: UTF8.self)).utf8)
    guard !source.bytes[existing.range].elementsEqual(replacement) else { return }
    let before = differences.count
    try compare(existing, with: computed, isHandWritten: false)
    if differences.count == before {
      differences.append(
        Diagnostic(
          .note,
          in: source,
          at: existing.range.lowerBound,
          "the table's layout differs, its numbers do not"
        )
      )
    }
    edits.append(Edit(range: existing.range, replacement: replacement))
  }

  mutating func insert(
    _ lines: [String],
    afterLine line: Int,
    before next: Block?,
    _ newline: [UInt8]
  ) {
    let position = source.rangeOfLine(line).upperBound
    var text = newline
    for line in lines {
      text += newline
      text += line.utf8
    }
    // Text directly below would become a row of the table.
    if let next, source.line(at: next.range.lowerBound) == line + 1 { text += newline }
    edits.append(Edit(range: position..<position, replacement: text))
  }

  /// Refuses a table that belongs to somebody else, and text that stands directly below it.
  private func requireOwn(_ table: Table, of definition: TableDefinition) throws(Diagnostic) {
    let corner = text(of: table.header.first)
    guard corner == definition.corner.replacingBytes(of: "|", with: "\\|") else {
      throw Diagnostic(
        in: source,
        at: table.range.lowerBound,
        "the table after the block is not its own: the corner is \"\(corner)\", "
          + "the block writes \"\(definition.corner)\"",
        help: "put a line of text between the block and this table, or delete the table"
      )
    }
    for line in table.lineOfRow {
      let text = source.string(in: source.rangeOfLine(line)).trimmedBytes
      guard text.hasPrefix("|") else {
        throw Diagnostic(
          in: source,
          at: source.rangeOfLine(line).lowerBound,
          "the text \"\(text.prefix(40))\" stands directly below the table and is one of its rows",
          help: "put a blank line above it"
        )
      }
    }
  }

  private func text(of cell: Table.Cell?) -> String {
    cell.map { source.string(in: $0.range) } ?? ""
  }
}

// MARK: - Comparing

extension TableUpdate {
  private mutating func compare(
    _ existing: Table,
    with computed: ComputedTable,
    isHandWritten: Bool
  ) throws(Diagnostic) {
    let width = computed.header.count
    if existing.header.count != width || existing.rows.count != computed.rows.count {
      differences.append(
        Diagnostic(
          .warning,
          in: source,
          at: existing.range.lowerBound,
          "the table is \(existing.rows.count)×\(existing.header.count), "
            + "computed is \(computed.rows.count)×\(width)"
        )
      )
      return
    }
    for column in 0..<width {
      report(
        existing.header[column],
        computed.header[column],
        at: "the header of column \(column + 1)",
        isHandWritten
      )
    }
    for (row, expected) in zip(existing.rows, computed.rows) {
      let cells = expected.labels + expected.cells
      let rowName = expected.labels.joined(separator: ", ")
      for column in 0..<width {
        report(
          row[column],
          cells[column],
          at: column < expected.labels.count
            ? "a row's label" : "row \(rowName), column \(computed.header[column])",
          isHandWritten
        )
      }
    }
  }

  private mutating func report(
    _ cell: Table.Cell,
    _ computed: String,
    at place: String,
    _ isHandWritten: Bool
  ) {
    let found = text(of: cell)
    guard found != computed.replacingBytes(of: "|", with: "\\|") else { return }
    if isHandWritten, Self.agree(found, computed) { return }
    differences.append(
      Diagnostic(
        .warning,
        in: source,
        at: cell.range.lowerBound,
        "\(place): \(found.isEmpty ? "nothing" : found) stands here, computed is \(computed)"
      )
    )
  }

  /// True if a cell written by hand is the computed one at its printed digits.
  private static func agree(_ written: String, _ computed: String) -> Bool {
    func plain(_ text: String) -> String {
      text.filter { $0 != "*" && $0 != "$" && $0 != "`" }.trimmedBytes
    }
    guard case .number(let number) = NumberReader().read(plain(written)),
      case .number(let expected) = NumberReader().read(plain(computed))
    else { return plain(written) == plain(computed) }
    // Both are rounded: half a unit of each.
    return abs(number.value - expected.value)
      <= 0.5 * number.unit + 0.5 * min(expected.unit, number.unit) + 1e-12 * abs(expected.value)
      && number.lastPlace >= expected.lastPlace || number.value == expected.value
  }
}
