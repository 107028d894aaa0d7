import Terminal
import Testing

@testable import Checker

/// What reaches a terminal is what a person reads.
struct VisibleTextTests {
  @Test(
    "what a terminal would obey is shown by its number",
    arguments: [
      ("0.69\u{1B}[31m31", "0.69\\u{1B}[31m31"),
      ("bell \u{7} null \u{0}", "bell \\u{7} null \\u{0}"),
      ("delete \u{7F}", "delete \\u{7F}"),
      ("C1 \u{9B}2J \u{85}", "C1 \\u{9B}2J \\u{85}"),
      ("turned \u{202E}91", "turned \\u{202E}91"),
      ("\u{202A}\u{202B}\u{202C}\u{202D}", "\\u{202A}\\u{202B}\\u{202C}\\u{202D}"),
      ("\u{2066}\u{2067}\u{2068}\u{2069}", "\\u{2066}\\u{2067}\\u{2068}\\u{2069}"),
      ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"),
      ("line\u{2028}paragraph\u{2029}", "line\\u{2028}paragraph\\u{2029}"),
      ("back\rover", "back\\u{D}over"),
      ("at the end\r", "at the end\\u{D}"),
      ("two\r\nlines\n", "two\nlines\n"),
      ("a\tb", "a   b"),
      ("abcd\te\n\tf", "abcd    e\n    f"),
      ("σ(z) = ½ · 0.5 ≈ 日本 👩‍🔬", "σ(z) = ½ · 0.5 ≈ 日本 👩‍🔬"),
    ]
  )
  func escaped(_ text: String, _ shown: String) {
    #expect(VisibleText.escaped(text) == shown)
    #expect(VisibleText.escaped(shown) == shown)
  }

  @Test("JSON holds no such character raw, and gives it back")
  func json() {
    let text = "\u{1B}\u{7F}\u{9B}\u{202E}\u{2066}\u{200F}\u{61C}\u{2028}\tσ"
    #expect(
      JSON.string(text).text()
        == #""\u001b\u007f\u009b\u202e\u2066\u200f\u061c\u2028\tσ""#
    )
  }

  @Test("only what is painted becomes a code of the terminal")
  func painted() {
    let style = ReportStyle(width: 80, hasColor: true)
    let line: PaintedText = "\(style.paint("a\u{1B}[8mb", .red)) and \u{1B}[0m \(7)"
    #expect(line.written == "\u{1B}[31ma\\u{1B}[8mb\u{1B}[0m and \\u{1B}[0m 7")
    let plain = ReportStyle(width: 80, hasColor: false)
    #expect(PaintedText(lines: [plain.paint("a", .bold), "b"]).written == "a\nb")
  }
}
