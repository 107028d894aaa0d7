import Markdown

/// The anchors that GitHub gives to headings, and those that HTML names.
struct Anchors {
  private(set) var all: Set<String> = []
  /// How often a heading's text stood there; the next one gets a number behind it.
  private var counts: [String: Int] = [:]

  init(of document: Document) {
    visit(document.blocks, document.source)
  }

  private mutating func visit(_ blocks: [Block], _ source: SourceText) {
    for block in blocks {
      switch block.kind {
      case .heading:
        add(heading: block.lines.map { source.string(in: $0) }.joined(separator: " "))
        names(in: block.range, source)
      case .html, .paragraph: names(in: block.range, source)
      default: visit(block.children, source)
      }
    }
  }

  private mutating func add(heading text: String) {
    let base = Self.slug(text)
    var count = counts[base] ?? 0
    var anchor = count == 0 ? base : "\(base)-\(count)"
    while all.contains(anchor) {
      count += 1
      anchor = "\(base)-\(count)"
    }
    counts[base] = count + 1
    all.insert(anchor)
  }

  /// `id` and `name` of the tags in a block.
  private mutating func names(in range: Range<Int>, _ source: SourceText) {
    for offset in range where source.bytes[offset] == 0x3C {
      guard let tag = HTMLOpening(in: source.bytes, at: offset) else { continue }
      for attribute in ["id", "name"] { tag.value(of: attribute).map { _ = all.insert($0) } }
    }
  }

  /// Lower case, without marks and punctuation, with hyphens for spaces.
  static func slug(_ heading: String) -> String {
    var slug = ""
    for character in heading.lowercased() {
      if character.isLetter || character.isNumber || character == "_" || character == "-" {
        slug.append(character)
      } else if character == " " {
        slug.append("-")
      }
    }
    return slug
  }
}
