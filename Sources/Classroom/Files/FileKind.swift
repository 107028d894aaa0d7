/// What a file is, as its first bytes say; a name says what somebody hoped.
package enum FileKind: String, Sendable {
  case text
  case empty
  case notebook = "a Jupyter notebook"
  case word = "a Word document"
  case latex = "LaTeX"
  case pdf = "a PDF"
  case image = "a picture"
  case archive = "an archive"
  case web = "a web page"
  case rich = "rich text (RTF)"
  case binary = "no text"

  /// - Parameters:
  ///   - bytes: The whole file, or its first thousands of bytes.
  ///   - path: Its name, which tells apart what is all text.
  package init(_ bytes: some Collection<UInt8>, path: String) {
    let head = Array(bytes.prefix(4096))
    func begins(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
    let name = path.lowercased()
    if !head.contains(where: { $0 > 0x20 }) {
      self = .empty
    } else if begins(Array("%PDF-".utf8)) {
      self = .pdf
    } else if begins([0x50, 0x4B, 0x03, 0x04]) {
      // A document of Word is an archive of parts that are named at its beginning.
      let isWord =
        name.hasSuffix(".docx") || Self.contains(head, "word/")
        || Self.contains(head, "[Content_Types]")
      self = isWord ? .word : .archive
    } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
      self = .word
    } else if begins([0x1F, 0x8B]) || begins(Array("Rar!".utf8))
      || begins([0x37, 0x7A, 0xBC, 0xAF])
    {
      self = .archive
    } else if begins([0x89, 0x50, 0x4E, 0x47]) || begins([0xFF, 0xD8, 0xFF])
      || begins(Array("GIF8".utf8))
    {
      self = .image
    } else if begins(Array("{\\rtf".utf8)) {
      self = .rich
    } else if Self.isUTF16(head) {
      self = .text
    } else if head.contains(0) {
      self = .binary
    } else if name.hasSuffix(".ipynb") || head.first == 0x7B && Self.contains(head, "\"cells\"") {
      self = .notebook
    } else if name.hasSuffix(".tex") {
      self = .latex
    } else if Self.contains(head, "<!DOCTYPE html") || Self.contains(head, "<html") {
      self = .web
    } else {
      self = .text
    }
  }

  /// The format as pandoc calls it, for what it can make Markdown of.
  package var pandocFormat: String? {
    switch self {
    case .notebook: "ipynb"
    case .word: "docx"
    case .latex: "latex"
    case .web: "html"
    default: nil
    }
  }

  /// Endings of files that may be homework; others in a folder are left alone.
  package static func isHomework(_ name: String) -> Bool {
    endings.contains { name.lowercased().hasSuffix($0) }
  }

  private static let endings = [
    ".md", ".markdown", ".txt", ".ipynb", ".docx", ".tex", ".pdf", ".rmd", ".qmd",
  ]

  private static func isUTF16(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
  }

  private static func contains(_ head: [UInt8], _ text: String) -> Bool {
    let text = Array(text.utf8)
    guard head.count >= text.count else { return false }
    return (0...(head.count - text.count)).contains { head[$0...].starts(with: text) }
  }
}
