import Testing

@testable import Markdown

struct HostileTests {
  @Test(
    "Deep nesting is refused, with its place",
    arguments: [
      (String(repeating: "> ", count: 100), 1, 33),
      (String(repeating: "- ", count: 50_000) + "x", 1, 33),
      ("a\n\n" + String(repeating: "1. - > ", count: 10), 3, 39),
    ]
  )
  func nesting(text: String, line: Int, column: Int) {
    let error = #expect(throws: SourceError.self) { try read(text) }
    #expect(error?.line == line)
    #expect(error?.column == column)
    #expect(
      error?.message == "found 17 quotes and list items inside each other, allowed are up to 16: "
        + "remove `>` or list markers"
    )
  }

  @Test("Growing indentation is refused")
  func indentation() {
    let text = (0..<100).map { String(repeating: " ", count: 2 * $0) + "- x\n" }.joined()
    let error = #expect(throws: SourceError.self) { try read(text) }
    #expect(error?.line == 17)
  }

  @Test("Too many list items are refused")
  func items() {
    let error = #expect(throws: SourceError.self) {
      try read(String(repeating: "- x\n", count: 40_000))
    }
    #expect(error?.line == 30_001)
    #expect(
      error?.message == "found 30001 quotes and list items, allowed are up to 30000: "
        + "leave out pasted output, or split the file"
    )
  }

  @Test(
    "Runs of openers are read to their end, each byte in its place",
    arguments: [
      "![[](", "a*", "_a ", "[", "[a](", "[](<a ", "<", "<!--", "<a ", "`", "`a``b```c", "$", "$a ",
      "$$ ", "\\(", "\\[", "\\begin{a} ", "\\begin{a}\n\n", "$` ", "&amp;", "[a]: b\n", "|", "é",
      "\t",
      "$a\n\n", "`a\n\n\n\n", "<div>\n\n\n", "    x\n", "a\tb\tc\n", "|a|b|\n|-|-|\n", "\\",
    ]
  )
  func openers(piece: String) throws {
    // How long it takes is held by Benchmarks/run.py.
    let source = SourceText(String(repeating: piece, count: 40_000 / piece.utf8.count))
    let document = try Document(parsing: source)
    for block in document.blocks {
      var end = block.lines.first?.lowerBound ?? 0
      for inline in InlineScanner.inlines(of: block.lines, in: source) {
        #expect(inline.range.lowerBound >= end && !inline.range.isEmpty)
        end = inline.range.upperBound
      }
      #expect(end <= source.bytes.count)
    }
  }
}
