import Markdown

/// Definitions of links that no reader sees: `[//]: # (a remark)`, or one that no link names.
///
/// Their titles hold whatever an author wants to keep out of sight.
struct HiddenDefinitions {
  /// Whole lines, without the line end after the last.
  private(set) var ranges: [Range<Int>] = []

  private struct Definition {
    let label: String
    let lines: ClosedRange<Int>
    let isRemark: Bool
    let hasTitle: Bool
  }

  /// `hidden`: Ranges in which no line is looked at, in order and apart.
  init(in source: SourceText, besides hidden: [Range<Int>]) {
    guard source.holds("]:") else { return }
    var definitions: [Definition] = []
    var line = 1
    while line <= source.lineStarts.count {
      let range = source.rangeOfLine(line)
      let index = hidden.partitioningIndex { $0.upperBound > range.lowerBound }
      let isHidden = index < hidden.count && hidden[index].overlaps(range)
      if !isHidden, let definition = Self.definition(at: line, source) {
        definitions.append(definition)
        line = definition.lines.upperBound
      }
      line += 1
    }
    guard !definitions.isEmpty else { return }
    let used = Self.labels(in: source, besides: Set(definitions.flatMap { Array($0.lines) }))
    for definition in definitions {
      let isUsed = used.contains(definition.label)
      guard
        definition.isRemark && (definition.hasTitle || !isUsed)
          || definition.hasTitle && !isUsed
      else { continue }
      let first = source.rangeOfLine(definition.lines.lowerBound)
      let last = source.rangeOfLine(definition.lines.upperBound)
      ranges.append(first.lowerBound..<last.upperBound)
    }
  }

  /// Reads `[label]: target "title"`; the title may stand in lines of its own.
  private static func definition(at line: Int, _ source: SourceText) -> Definition? {
    let text = source.string(in: source.rangeOfLine(line))
    let indented = text.drop { $0 == " " || $0 == "\t" || $0 == ">" }
    // `[^1]: …` is a footnote.
    guard indented.hasPrefix("["), !indented.hasPrefix("[^"),
      let close = indented.firstRange(of: "]:")
    else { return nil }
    let label = String(indented.dropFirst()[..<close.lowerBound]).lowercased()
    let rest = String(indented[close.upperBound...]).trimmed
    let target = String(rest.prefix { $0 != " " && $0 != "\t" })
    var title = String(rest.dropFirst(target.count)).trimmed
    var last = line
    if title.isEmpty, !target.isEmpty, line < source.lineStarts.count {
      let next = source.string(in: source.rangeOfLine(line + 1)).trimmed
      if let first = next.first, "\"'(".contains(first) {
        title = next
        last += 1
      }
    }
    if let open = title.first {
      // Anything else behind a target makes it a sentence.
      guard "\"'(".contains(open) else { return nil }
      let closing: Character = open == "(" ? ")" : open
      var isClosed = title.count > 1 && title.hasSuffix(String(closing))
      while !isClosed, last < source.lineStarts.count {
        let next = source.string(in: source.rangeOfLine(last + 1)).trimmed
        guard !next.isEmpty else { break }
        last += 1
        isClosed = next.hasSuffix(String(closing))
      }
    }
    return Definition(
      label: label,
      lines: line...last,
      isRemark: ["#", "<>", "<#>"].contains(target),
      hasTitle: !title.isEmpty
    )
  }

  /// What stands in square brackets, in lower case.
  private static func labels(in source: SourceText, besides lines: Set<Int>) -> Set<String> {
    var labels: Set<String> = []
    for line in 1...source.lineStarts.count where !lines.contains(line) {
      let text = source.string(in: source.rangeOfLine(line))
      var open: [String.Index] = []
      for index in text.utf8.indices {
        switch text.utf8[index] {
        case UInt8(ascii: "["): open = [index]
        case UInt8(ascii: "]"):
          if let start = open.popLast() {
            labels.insert(text[text.utf8.index(after: start)..<index].lowercased())
          }
        default: break
        }
      }
    }
    return labels
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
