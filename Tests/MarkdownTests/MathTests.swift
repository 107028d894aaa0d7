import Testing

@testable import Markdown

struct MathTests {
  @Test(
    "Every notation of math is found",
    arguments: [
      ("a $x_1$ b", ["a ", "math:x_1", " b"]),
      ("$$x$$", ["display:x"]),
      ("\\(x\\) \\[y\\]", ["math:x", " ", "display:y"]),
      ("$`x$y`$", ["math:x$y"]),
      ("\\begin{bmatrix} 1 \\end{bmatrix}.", ["display:\\begin{bmatrix} 1 \\end{bmatrix}", "."]),
      ("\\begin{a}\\begin{b}\\end{b}\\end{a}", ["display:\\begin{a}\\begin{b}\\end{b}\\end{a}"]),
      ("$\\{a\\}$ $a\\$b$", ["math:\\{a\\}", " ", "math:a\\$b"]),
      ("$a$$b$", ["math:a", "math:b"]),
      ("$a\n+ b$", ["math:a\n+ b"]),
      ("\\\\(z\\\\) b", ["math:z", " b"]),
      ("\\\\\\[z\\\\\\]", ["display:z"]),
      ("\\$\\$ z_1 = 2 \\$\\$", ["display: z_1 = 2 "]),
      ("\\$z = 2\\$ b", ["math:z = 2", " b"]),
      ("a [\\$\\$z\\$\\$]{.math .display}", ["a ", "display:\\$\\$z\\$\\$"]),
      ("[*z*~1~ = 2]{.math\n.inline} b", ["math:*z*~1~ = 2", " b"]),
      ("$ w_7 = 0.5 $", ["math: w_7 = 0.5 "]),
      ("$ \\sigma(z) =\n0.5 $ and", ["math: \\sigma(z) =\n0.5 ", " and"]),
    ]
  )
  func notations(text: String, expected: [String]) throws {
    #expect(try pieces(text) == expected)
  }

  @Test(
    "Dollar signs in prose stay text",
    arguments: [
      "it costs $5 and $6", "$5 and then $x$ is", "$ x $", "US$ 5 and 6$", "costs $5", "a $$$ b",
      "between $20,000 and $30,000.", "$5-$6", "$ 5 for a = 1\nand $ 6",
    ]
  )
  func prose(text: String) throws {
    #expect(try pieces(text).filter { $0.hasPrefix("math:5") || $0.hasPrefix("math: ") }.isEmpty)
  }

  @Test(
    "Code keeps its dollar signs, and math its place",
    arguments: [
      ("`$a` $b$", ["code:$a", " ", "math:b"]),
      ("``a`$`` $b$", ["code:a`$", " ", "math:b"]),
      ("$a `$` b$", ["math:a `$` b"]),
      ("`a $b$", ["`a ", "math:b"]),
      ("\\`$a$", ["escape:`", "math:a"]),
    ]
  )
  func code(text: String, expected: [String]) throws {
    #expect(try pieces(text) == expected)
  }

  @Test(
    "What looks like a block inside display math is none",
    arguments: ["- 2", "+ 3", "* 4", "= 5", "1. x", "# y", "> z", "---", "===", "", "    a", "~ b"]
  )
  func shapes(line: String) throws {
    for (open, close) in [("$$", "$$"), ("\\[", "\\]"), ("\\begin{aligned}", "\\end{aligned}")] {
      let text = "x\n\n\(open)\na\n\(line)\nb\n\(close)\n\ny"
      let document = try read(text)
      #expect(document.blocks.count == 3, "\(text)")
      let pieces = InlineScanner.inlines(of: document.blocks[1].lines, in: document.source)
      #expect(pieces.map(\.kind) == [.math(display: true)])
      #expect(document.notes.isEmpty)
    }
  }

  @Test("Math in a quote or a list keeps the lines of its container apart")
  func containers() throws {
    let document = try read("> $$\n> + 3\n> > 4\n> $$\n\n- $$\n  - 2\n  $$\n- b")
    #expect(
      outline(document) == [
        "1 quote", "1   paragraph \"$$\" \"+ 3\" \"> 4\" \"$$\"", "6 bullets", "6   item",
        "6     paragraph \"$$\" \"- 2\" \"$$\"", "9   item", "9     paragraph \"b\"",
      ]
    )
    let lines = document.blocks[0].children[0].lines
    let math = try #require(InlineScanner.inlines(of: lines, in: document.source).first)
    let content = math.contentLines(in: lines).map(document.source.string(in:))
    #expect(content == ["+ 3", "> 4"])
  }

  @Test(
    "Math without an end is text, with a note, and hides nothing",
    arguments: [
      ("a $x b\n\n# H\n\n$y$", 2, "found `$` without a closing `$` in this paragraph"),
      ("$$ x\n\n# H\n\n$$y$$", 0, "found `$$` without a closing `$$` before the next heading"),
      ("$$ x\n# H\n$$y$$", 0, "found `$$` without a closing `$$` before the next heading"),
      ("$$ x\n\n| a | b |\n|---|---|\n| $$y$$ | 1 |", 0, "found `$$` without"),
      ("\\begin{x} a\n\n## H", 0, "found `\\begin` without its `\\end` before the next heading"),
      ("- $a x\n- b$", 2, "found `$` without"),
    ]
  )
  func unclosed(text: String, place: Int, message: String) throws {
    let document = try read(text)
    let note = try #require(document.notes.first)
    #expect(document.notes.filter { $0.range.lowerBound == place }.count == 1)
    #expect(note.message.hasPrefix(message), "\(note.message)")
    #expect(document.blocks.count > 1 || document.blocks[0].children.count == 2)
  }

  @Test(
    "Math is not looked for in code and comments",
    arguments: [
      "```\n$$ x\n```\n\n- a\n- b$$", "    $$ x\n\n- a $$", "<!-- $$ x\n-->\n- a",
    ]
  )
  func verbatim(text: String) throws {
    #expect(try read(text).blocks.count > 1)
  }

  @Test(
    "An amount of money is not noted",
    arguments: ["it costs $5", "$3.50, or $4!", "(about $6)"]
  )
  func amounts(text: String) throws {
    #expect(try read(text).notes.isEmpty)
  }
}
