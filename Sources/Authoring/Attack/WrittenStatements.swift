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

  typealias Pattern = Regex<(Substring, Substring, Substring?, Substring)>

  private(set) var all: [Statement] = []
  /// The positions of the statements about each symbol, without what only typesets it.
  private(set) var places: [String: [Int]] = [:]

  /// `name = name = number`, wherever it stands in a line; made once, because making it costs more than
  /// searching a section.
  static var pattern: Pattern {
    #/((?:[A-Za-zα-ωΑ-Ω\\][\w\\{}'^]*\s*\$?\s*=\s*\$?\s*)+)(<!--=[^>]*-->)?\s*(\(?\s*[-−]?\d[\d.]*(?:\s*,\s*[-−]?\d[\d.]*)*\s*\)?)/#
  }

  /// `pattern`: What `WrittenStatements.pattern` gives.
  init(
    in section: Range<Int>,
    of chapter: Chapter,
    pattern: Pattern
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
    _ pattern: Pattern
  ) {
    switch block.kind {
    case .paragraph: for line in block.lines { read(line, source, pattern) }
    case .list, .item, .quote: for child in block.children { read(child, source, pattern) }
    case .heading, .table, .code, .html, .thematicBreak: break
    }
  }

  /// True for a line with so long a word, or so many blanks, that no person wrote it: the search below
  /// would begin again at each of its letters.
  private static func hasEndlessRun(_ text: String) -> Bool {
    var run = 0
    var isBlank = false
    for byte in text.utf8 {
      let isBlankNow = byte == 0x20 || byte == 0x09
      let isWord =
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
        || "_\\{}'^".utf8.contains(byte)
      run = (isBlankNow && isBlank) || (isWord && !isBlank) ? run + 1 : 1
      isBlank = isBlankNow
      if run > longestRun { return true }
    }
    return false
  }

  private static let longestRun = 1000

  /// Reads `name = name = number` wherever it stands in a line.
  private mutating func read(
    _ line: Range<Int>,
    _ source: SourceText,
    _ pattern: Pattern
  ) {
    let text = source.string(in: line)
    guard text.has("="), !Self.hasEndlessRun(text) else { return }
    for match in text.matches(of: pattern) {
      // A product or a formula on either side is no given.
      let before = text[..<match.range.lowerBound].last
      let after = text[match.range.upperBound...].first { $0 != "$" && $0 != " " }
      if let before, before.isLetter || before.isNumber || "_}.)*/+-−∂".contains(before) {
        continue
      }
      if let after, "*/+-−^·×\\".contains(after) { continue }
      let isTuple = match.3.hasPrefix("(")
      var body = String(match.3).trimmedBytes
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
        line.lowerBound + text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
      let symbols = String(match.1).split(separator: "=").map { GivenStatements.plain(String($0)) }
      for symbol in symbols where !symbol.isEmpty {
        places[symbol, default: []].append(all.count)
        all.append(
          Statement(
            text: isTuple ? "(\(body))" : body,
            numbers: numbers,
            offset: offset,
            isComputed: match.2 != nil
          )
        )
      }
    }
  }
}
