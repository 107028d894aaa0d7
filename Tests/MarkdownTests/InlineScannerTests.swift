import Testing

@testable import Markdown

struct InlineScannerTests {
  @Test(
    "Text is split into pieces",
    arguments: [
      ("a *b* _c_", ["a *b* _c_"]),
      ("-0.04*0.17*0.9", ["-0.04*0.17*0.9"]),
      ("a\n b", ["a", "b"]),
      ("\\* \\a", ["escape:*", " \\a"]),
      ("<mark>0.3</mark> a < b", ["html:<mark>", "0.3", "html:</mark>", " a < b"]),
      ("a <!-- x\ny --> b", ["a ", "html:<!-- x\ny -->", " b"]),
      ("<https://a.b/c> x<y>z", ["link:https://a.b/c", " x", "html:<y>", "z"]),
      ("see [a $x$](http://b \"t\") c", ["see ", "link:a $x$", " c"]),
      ("![alt](p.png) [n, 1] [a](", ["image:alt", " [n, 1] [a]("]),
      ("[a](b(c)d) e", ["link:a", " e"]),
      ("``a ` b`` c` d", ["code:a ` b", " c` d"]),
      ("`a\nb`", ["code:a\nb"]),
      ("σ`é`", ["σ", "code:é"]),
    ]
  )
  func split(text: String, expected: [String]) throws {
    #expect(try pieces(text) == expected)
  }

  @Test("Pieces cover every byte of the lines, in order", arguments: 0..<200)
  func cover(seed: Int) throws {
    var generator = SplitMix64(state: UInt64(seed))
    let parts = [
      "$", "$$", "`", "``", "\\", "[", "](", ")", "<a>", "<!--", "-->", "x", " ", "1", "\\(", "\\)",
      "!", "|", "\\begin{a}", "\\end{a}", "é",
    ]
    let lines = (0..<3).map { _ in
      "a" + (0..<20).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    }
    let source = SourceText(lines.joined(separator: "\n"))
    let ranges = (1...3).map(source.rangeOfLine)
    var next = 0
    for piece in InlineScanner.inlines(of: ranges, in: source) {
      if ranges.contains(where: { $0.upperBound == next }) { next += 1 }
      #expect(piece.range.lowerBound == next)
      #expect(piece.content.lowerBound >= piece.range.lowerBound)
      #expect(piece.content.upperBound <= piece.range.upperBound)
      next = piece.range.upperBound
    }
    #expect(next == source.bytes.count)
  }
}
