import Exercises
import Formulas
import Markdown

/// What a section says of numbers under any names: `$w_1 = w_3 = 0.5$`, `x = (6, 1)`.
struct WrittenStatements {
  struct Statement {
    let text: String
    let numbers: [WrittenNumber]
    let offset: Int
    /// True if the number stands in a marker that computes it.
    let isComputed: Bool
  }

  private(set) var all: [Statement] = []
  /// The positions of the statements about each symbol, without what only typesets it.
  private(set) var places: [String: [Int]] = [:]

  /// `pattern`: What `GivenChain.value` gives.
  init(
    in section: Range<Int>,
    of chapter: Chapter,
    pattern: GivenChain.Pattern
  ) {
    let source = chapter.document.source
    let blocks = chapter.document.blocks
    let first = blocks.partitioningIndex { $0.range.lowerBound >= section.lowerBound }
    for block in blocks[first...].prefix(while: { $0.range.lowerBound < section.upperBound }) {
      read(block, source, pattern)
    }
  }

  private mutating func read(
    _ block: Block,
    _ source: SourceText,
    _ pattern: GivenChain.Pattern
  ) {
    switch block.kind {
    case .paragraph: for line in block.lines { read(line, source, pattern) }
    case .list, .item, .quote: for child in block.children { read(child, source, pattern) }
    case .heading, .table, .ruled, .code, .html, .thematicBreak: break
    }
  }

  /// Reads `name = name = number` wherever it stands in a line.
  private mutating func read(
    _ line: Range<Int>,
    _ source: SourceText,
    _ pattern: GivenChain.Pattern
  ) {
    let text = source.string(in: line)
    guard text.has("=") else { return }
    for chain in GivenChain.all(in: text, pattern) {
      // A product or a formula on either side is no given.
      let before = text[..<chain.range.lowerBound].last
      let after = text[chain.range.upperBound...].first { $0 != "$" && $0 != " " }
      if let before, before.isLetter || before.isNumber || "_}.)*/+-−∂".contains(before) {
        continue
      }
      if let after, "*/+-−^·×\\".contains(after) { continue }
      let isTuple = chain.numbers.hasPrefix("(")
      var body = String(chain.numbers).trimmedBytes
      if isTuple {
        guard body.hasSuffix(")") else { continue }
        body = String(body.dropFirst().dropLast())
      } else {
        // A comma after a lone number ends the clause.
        body = body.parts(around: ",")[0]
      }
      while body.hasSuffix(".") { body = String(body.dropLast()) }
      let numbers = body.split(separator: ",").compactMap { part -> WrittenNumber? in
        guard case .number(let number) = NumberReader().read(String(part).trimmedBytes) else {
          return nil
        }
        return number
      }
      guard !numbers.isEmpty else { continue }
      let offset =
        line.lowerBound + text.utf8.distance(from: text.startIndex, to: chain.range.lowerBound)
      let symbols = chain.names.map { GivenStatements.plain(String($0)) }
      for symbol in symbols where !symbol.isEmpty {
        places[symbol, default: []].append(all.count)
        all.append(
          Statement(
            text: isTuple ? "(\(body))" : body,
            numbers: numbers,
            offset: offset,
            isComputed: chain.isComputed
          )
        )
      }
    }
  }
}
