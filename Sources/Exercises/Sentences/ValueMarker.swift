import Markdown

/// A value in a sentence: `<!--= -ln(0.5) | 4 decimals -->0.6931<!--/-->`.
package struct ValueMarker: Sendable {
  /// From `<!--=` to the end of `<!--/-->`.
  package let range: Range<Int>
  /// What says how the value is computed.
  package let content: Range<Int>
  /// What readers see.
  package let value: Range<Int>

  static let opening = "<!--="
  static let closing = "<!--/-->"
}

/// Finds the values in the sentences of a document, and what looks like one and is none.
struct ValueMarkers {
  private let source: SourceText
  private(set) var markers: [ValueMarker] = []
  private(set) var problems: [Diagnostic] = []

  init(in document: Document) {
    source = document.source
    // Most chapters have none.
    guard source.holds(ValueMarker.opening) || source.holds(ValueMarker.closing) else { return }
    visit(document.blocks)
  }

  private mutating func report(_ offset: Int, _ message: String, help: String?) {
    problems.append(Diagnostic(in: source, at: offset, message, help: help))
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph: read(block)
      case .heading: refuseHeading(block)
      case .html: refuseHTML(block)
      case .table(let table): refuseTable(table)
      case .quote, .list, .item: visit(block.children)
      case .code, .ruled, .thematicBreak: break
      }
    }
  }

  private mutating func refuseHTML(_ block: Block) {
    let text = source.string(in: block.range)
    guard text.hasPrefix(ValueMarker.opening) || text.hasPrefix(ValueMarker.closing) else { return }
    report(
      block.range.lowerBound,
      "a value at the start of a line: Markdown would take the whole line for HTML",
      help: "put a word before it, or join it to the line above"
    )
  }

  private mutating func refuseHeading(_ block: Block) {
    for line in block.lines where source.string(in: line).has(ValueMarker.opening) {
      report(
        line.lowerBound,
        "a value in a heading, which reports and tables of contents show as it stands",
        help: "put it into the text below"
      )
    }
  }

  private mutating func refuseTable(_ table: Table) {
    for cell in table.header + table.rows.flatMap({ $0 }) + table.excess.flatMap(\.cells)
    where InlineScanner.inlines(of: [cell.range], in: source).contains(where: { piece in
      // In code it is an example.
      piece.kind != .code && source.string(in: piece.range).has(ValueMarker.opening)
    }) {
      report(
        cell.range.lowerBound,
        "a value inside a table, where `|` ends the cell",
        help: "compute the table with a yaml table block"
      )
    }
  }

  private mutating func read(_ block: Block) {
    var open: Inline?
    var isRefused = false
    for piece in InlineScanner.inlines(of: block.lines, in: source) {
      let text = source.string(in: piece.range)
      switch piece.kind {
      case .html where text.hasPrefix(ValueMarker.opening):
        if let open {
          report(
            open.range.lowerBound,
            "a value that is not closed before the next one starts",
            help: "end it with \(ValueMarker.closing)"
          )
        }
        open = isPlain(text, at: piece.range.lowerBound) ? piece : nil
        isRefused = open == nil
      case .html where text == ValueMarker.closing:
        guard let opening = open else {
          if !isRefused {
            report(
              piece.range.lowerBound,
              "\(ValueMarker.closing) closes no value",
              help: "a value is <!--= formula | 4 decimals -->0.6931<!--/-->"
            )
          }
          isRefused = false
          continue
        }
        markers.append(
          ValueMarker(
            range: opening.range.lowerBound..<piece.range.upperBound,
            content: (opening.range.lowerBound + ValueMarker.opening.utf8.count)..<(opening.range
              .upperBound - "-->".utf8.count),
            value: opening.range.upperBound..<piece.range.lowerBound
          )
        )
        open = nil
      case .math where text.has(ValueMarker.opening):
        report(
          piece.range.lowerBound,
          "a value inside a formula, where it would be printed as text",
          help: "end the formula before it: $w_1 =$ <!--= w1 -->0.4<!--/-->"
        )
      case .text where text.has(ValueMarker.opening):
        report(
          piece.range.lowerBound,
          "\(ValueMarker.opening) without --> in this paragraph",
          help: "a value is <!--= formula | 4 decimals -->0.6931<!--/-->"
        )
      default: break
      }
    }
    if let open {
      report(
        open.range.lowerBound,
        "a value that is not closed in this paragraph",
        help: "end it with \(ValueMarker.closing)"
      )
    }
  }

  /// Refuses what some readers of Markdown do not take for a comment.
  private mutating func isPlain(_ text: String, at offset: Int) -> Bool {
    let content = text.dropFirst(ValueMarker.opening.count).dropLast("-->".count)
    guard String(content).has("--") || content.hasSuffix("-") else { return true }
    report(
      offset,
      "`--` inside a comment: CommonMark 0.30 prints such a comment as text",
      help: "write brackets or a space between the signs: a - (-b)"
    )
    return false
  }
}
