import Exercises
import Markdown

/// Rows of tables that GitHub Flavored Markdown reads otherwise than they were meant.
struct PipeCheck: LintCheck {
  static let name = "pipes"
  static let summary =
    "a `|` inside `$…$` or code in a table, or a row with more cells than the header"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    findings(in: chapter.document.blocks, chapter.document.source)
  }

  private func findings(in blocks: [Block], _ source: SourceText) -> [LintFinding] {
    blocks.flatMap { block -> [LintFinding] in
      guard case .table(let table) = block.kind else { return findings(in: block.children, source) }
      guard table.form == .gfm else { return [] }
      return pipes(in: table, source) + excess(in: table, source)
    }
  }

  private func pipes(in table: Table, _ source: SourceText) -> [LintFinding] {
    (table.header + table.rows.flatMap { $0 } + table.excess.flatMap(\.cells)).compactMap { cell in
      // A pipe in a cell as we read it stands in math or code; GFM knows neither inside a row.
      guard let pipe = Self.pipe(in: cell.range, source) else { return nil }
      return LintFinding(
        Self.name,
        in: source,
        at: pipe,
        "a `|` in a cell: GitHub Flavored Markdown ends the cell there",
        help: "in a formula write \\vert or \\mid, in code \\|"
      )
    }
  }

  /// The first pipe without a backslash.
  private static func pipe(in range: Range<Int>, _ source: SourceText) -> Int? {
    var position = range.lowerBound
    while position < range.upperBound {
      if source.bytes[position] == 0x5C {
        position += 2
        continue
      }
      if source.bytes[position] == 0x7C { return position }
      position += 1
    }
    return nil
  }

  private func excess(in table: Table, _ source: SourceText) -> [LintFinding] {
    table.excess.map { excess in
      LintFinding(
        Self.name,
        in: source,
        at: excess.cells[0].range.lowerBound,
        "the row has \(table.header.count + excess.cells.count) cells, the header "
          + "\(table.header.count): readers never see the rest",
        help: "add a column to the header, or take the cells out"
      )
    }
  }
}
