import Testing

@testable import Markdown

/// Reads a text that is known to stay within all limits.
func read(_ text: String) throws -> Document {
  try Document(parsing: SourceText(text))
}

/// Describes blocks as an outline, one line for each, such as `2 quote` and `2   paragraph "x"`.
func outline(_ document: Document) -> [String] {
  document.blocks.flatMap { outline($0, document, depth: 0) }
}

private func outline(_ block: Block, _ document: Document, depth: Int) -> [String] {
  let source = document.source
  let line = source.line(at: block.range.lowerBound)
  let texts = block.lines.map { " \"" + source.string(in: $0) + "\"" }.joined()
  let indent = String(repeating: "  ", count: depth)
  return ["\(line) \(indent)\(name(block.kind))\(texts)"]
    + block.children.flatMap { outline($0, document, depth: depth + 1) }
}

private func name(_ kind: Block.Kind) -> String {
  switch kind {
  case .heading(let level): "h\(level)"
  case .paragraph: "paragraph"
  case .table(let table): "\(table.form) \(table.header.count)x\(table.rows.count)"
  case .code: "code"
  case .html: "html"
  case .ruled(let table): "ruled \(table.rows.first?.count ?? 0)x\(table.rows.count)"
  case .quote: "quote"
  case .list(let ordered, let start): ordered ? "ordered from \(start)" : "bullets"
  case .item: "item"
  case .thematicBreak: "break"
  }
}

/// Returns all tables, also those in containers.
func tables(in document: Document) -> [Table] {
  func collect(_ blocks: [Block]) -> [Table] {
    blocks.flatMap { block -> [Table] in
      if case .table(let table) = block.kind { return [table] }
      return collect(block.children)
    }
  }
  return collect(document.blocks)
}

/// Returns the texts of the cells, the header first.
func texts(_ table: Table, _ document: Document) -> [[String]] {
  ([table.header] + table.rows).map { row in row.map { document.source.string(in: $0.range) } }
}

/// Describes the pieces of all lines of the first block, such as `math:x`.
func pieces(_ text: String) throws -> [String] {
  let document = try read(text)
  let lines = try #require(document.blocks.first).lines
  return InlineScanner.inlines(of: lines, in: document.source).map { piece in
    let content = document.source.string(in: piece.content)
    switch piece.kind {
    case .text: return content
    case .math(let display): return (display ? "display:" : "math:") + content
    case .code: return "code:" + content
    case .html: return "html:" + content
    case .image: return "image:" + content
    case .link: return "link:" + content
    case .escape: return "escape:" + content
    }
  }
}

/// A small generator of random numbers whose sequence depends on its seed only.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
