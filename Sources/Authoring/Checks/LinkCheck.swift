import Exercises
import Formulas
import Markdown

/// Links, pictures and rubrics that lead nowhere.
struct LinkCheck: LintCheck {
  static let name = "links"
  static let summary = "a relative link, a picture, an anchor or a rubric that is not there"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    let source = chapter.document.source
    let path = source.path ?? ""
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let links = Links(in: chapter.document).all.compactMap { link in
      problem(of: link.target, from: chapter, in: folder, subject).map { message, help in
        LintFinding(Self.name, in: source, at: link.offset, message, help: help)
      }
    }
    let rubrics = chapter.exercises.flatMap { exercise in
      exercise.quantities.compactMap { quantity -> LintFinding? in
        guard case .human(let rubric) = quantity.kind, rubric.hasSuffix(".md"),
          !subject.exists(folder + rubric)
        else { return nil }
        return LintFinding(
          Self.name,
          in: source,
          at: quantity.offset,
          "there is no rubric at \(folder + rubric)",
          help: "write it, or put the words of the rubric here: human: \"one point for …\"",
          answer: quantity.declaration
        )
      }
    }
    return links + rubrics
  }

  private func problem(
    of target: String,
    from chapter: Chapter,
    in folder: String,
    _ subject: LintSubject
  ) -> (message: String, help: String?)? {
    guard !target.isEmpty, !target.has("://"), !target.hasPrefix("mailto:"),
      !target.hasPrefix("//")
    else { return nil }
    let parts = target.parts(around: "#")
    let file = Self.decoded(parts[0].parts(around: "?")[0])
    var document = chapter.document
    if !file.isEmpty {
      let path = file.hasPrefix("/") ? String(file.dropFirst()) : folder + file
      guard subject.exists(path) else {
        return ("the link leads to \(path), which is not there", nil)
      }
      guard parts.count == 2, file.hasSuffix(".md"), let bytes = subject.read(path),
        let source = try? SourceText(bytes, path: path, limits: .chapter),
        let other = try? Document(parsing: source, limits: .chapter)
      else { return nil }
      document = other
    }
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    let anchors = Anchors(of: document).all
    let wanted = Self.decoded(parts[1])
    guard !anchors.contains(wanted) else { return nil }
    return (
      "no heading has the anchor #\(wanted)",
      NearMiss.help(wanted, among: anchors)
    )
  }

  /// A target with `%20` as the space that it means.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The targets of a document's links and pictures, with their places.
struct Links {
  private let source: SourceText
  private(set) var all: [(target: String, offset: Int)] = []

  init(in document: Document) {
    source = document.source
    visit(document.blocks)
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph, .heading:
        read(block.lines)
        for line in block.lines { definition(line) }
      case .table(let table):
        for cell in table.header + table.rows.flatMap({ $0 }) { read([cell.range]) }
      case .quote, .list, .item: visit(block.children)
      case .code, .html, .thematicBreak: break
      }
    }
  }

  private mutating func read(_ lines: [Range<Int>]) {
    for piece in InlineScanner.inlines(of: lines, in: source) {
      guard piece.kind == .link || piece.kind == .image,
        piece.content.upperBound + 2 < piece.range.upperBound
      else { continue }
      let rest = (piece.content.upperBound + 2)..<(piece.range.upperBound - 1)
      let text = source.string(in: rest).trimmedBytes
      let target =
        text.hasPrefix("<")
        ? String(text.dropFirst().prefix { $0 != ">" }) : text.words.first.map(String.init) ?? ""
      all.append((target, piece.range.lowerBound))
      // A picture may be the text of a link.
      if piece.kind == .link { read([piece.content]) }
    }
  }

  /// `[name]: target` at the start of a line.
  private mutating func definition(_ line: Range<Int>) {
    let text = source.string(in: line)
    // `[^1]: …` is a footnote.
    guard text.hasPrefix("["), !text.hasPrefix("[^"), let close = text.firstRange(of: "]: ") else {
      return
    }
    let target = String(text[close.upperBound...]).words.first.map(String.init) ?? ""
    all.append((target, line.lowerBound))
  }
}

/// The anchors that GitHub gives to headings, and those that HTML names.
struct Anchors {
  private(set) var all: [String] = []

  init(of document: Document) {
    visit(document.blocks, document.source)
  }

  private mutating func visit(_ blocks: [Block], _ source: SourceText) {
    for block in blocks {
      switch block.kind {
      case .heading:
        let text = block.lines.map { source.string(in: $0) }.joined(separator: " ")
        let base = Self.slug(text)
        var anchor = base
        var count = 0
        while all.contains(anchor) {
          count += 1
          anchor = "\(base)-\(count)"
        }
        all.append(anchor)
      case .html, .paragraph:
        for attribute in ["id=\"", "name=\""] {
          var rest = source.string(in: block.range)
          while rest.has(attribute) {
            rest = rest.parts(around: attribute)[1]
            all.append(String(rest.prefix { $0 != "\"" }))
          }
        }
      default: visit(block.children, source)
      }
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
