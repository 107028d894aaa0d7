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
    "Runs of openers are read in time that grows with their number only",
    arguments: [
      "![[](", "a*", "_a ", "[", "[a](", "[](<a ", "<", "<!--", "<a ", "`", "`a``b```c", "$", "$a ",
      "$$ ", "\\(", "\\[", "\\begin{a} ", "\\begin{a}\n\n", "$` ", "&amp;", "[a]: b\n", "|", "é",
      "\t",
      "$a\n\n", "`a\n\n\n\n", "<div>\n\n\n", "    x\n", "a\tb\tc\n", "|a|b|\n|-|-|\n", "\\",
    ]
  )
  func openers(piece: String) throws {
    let clock = ContinuousClock()
    func time(_ count: Int) throws -> Duration {
      let text = String(repeating: piece, count: count / piece.utf8.count)
      let source = SourceText(text)
      return try clock.measure {
        let document = try Document(parsing: source)
        for block in document.blocks {
          _ = InlineScanner.inlines(of: block.lines, in: source)
        }
      }
    }
    // Quadratic time would take 64 times as long for 8 times the text; the bound is generous because
    // other programs run on the machine, too.
    let small = try max(time(20_000), time(20_000), .milliseconds(2))
    #expect(try time(160_000) < small * 32)
  }
}
