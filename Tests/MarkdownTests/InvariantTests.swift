import Testing

@testable import Markdown

/// What holds for every text, tried on random ones made of all that means something.
struct InvariantTests {
  @Test("Ranges lie in order, inside their parents and on their lines", arguments: 0..<60)
  func order(seed: Int) throws {
    var generator = SplitMix64(state: UInt64(seed))
    for _ in 0..<100 {
      let count = Int.random(in: 1...40, using: &generator)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
        .joined()
      guard let document = try? read(text) else { continue }
      expectOrder(document.blocks, within: 0..<document.source.bytes.count, document)
      for table in tables(in: document) {
        #expect(table.rows.allSatisfy { $0.count == table.header.count })
        #expect(table.lineOfRow.count == table.rows.count)
        #expect(table.form == .tabs || table.alignments.count == table.header.count)
        for (line, row) in zip([table.headerLine] + table.lineOfRow, [table.header] + table.rows) {
          let range = document.source.rangeOfLine(line)
          let isInLine = row.allSatisfy {
            range.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= range.upperBound
          }
          #expect(isInLine, "\(text.debugDescription)")
        }
      }
    }
  }

  private func expectOrder(_ blocks: [Block], within outer: Range<Int>, _ document: Document) {
    let text = String(decoding: document.source.bytes, as: UTF8.self).debugDescription
    var next = outer.lowerBound
    for block in blocks {
      #expect(block.range.lowerBound >= next, "\(text)")
      #expect(block.range.upperBound <= outer.upperBound, "\(text)")
      for line in block.lines {
        let number = document.source.line(at: line.lowerBound)
        let whole = document.source.rangeOfLine(number)
        #expect(line.upperBound <= whole.upperBound && line.lowerBound >= next, "\(text)")
      }
      next = block.range.upperBound
      expectOrder(block.children, within: block.range, document)
    }
  }

  private static let pieces = [
    "a", "0.5 ", " ", "    ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "\n> ", "\n- ", "\n1. ", "# ",
    "\n# b", "\n===\n", "\n---\n", "\n```\n", "~~~", "`", "``", "<!-- ", "-->", "<div>", "<b>", "$",
    "$", "$$", "\n$$\n", "\\(", "\\)", "\\[", "\\]", "\\begin{a}", "\\end{a}", "\\", "|", "|",
    " | ",
    "|-|-|", "\n| a | b |\n|---|---|\n", "\na | b\n-- | :-\n", "a\tb\n", "é", "😀", "[", "](", ")",
    "*",
    "_", "-", "+", "\n\n  ", "\n      ",
  ]
}
