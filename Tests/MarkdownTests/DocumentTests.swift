import Testing

@testable import Markdown

struct DocumentTests {
  @Test(
    "Blocks keep their lines without the prefixes of containers",
    arguments: [
      ("# A #\n## B\\#\ntext", ["1 h1 \"A\"", "2 h2 \"B\\#\"", "3 paragraph \"text\""]),
      ("a\nb\n===\nc", ["1 h1 \"a\" \"b\"", "4 paragraph \"c\""]),
      ("> a\nb\n>\n> c", ["1 quote", "1   paragraph \"a\" \"b\"", "4   paragraph \"c\""]),
      (
        "- a\n  b\n\n  c\n10) d",
        [
          "1 bullets", "1   item", "1     paragraph \"a\" \"b\"", "4     paragraph \"c\"",
          "5 ordered from 10", "5   item", "5     paragraph \"d\"",
        ]
      ),
      ("-\ta\n\n\tb", ["1 bullets", "1   item", "1     paragraph \"a\"", "3     paragraph \"b\""]),
      (
        "1.  > - x\n    >   y\n    z",
        [
          "1 ordered from 1", "1   item", "1     quote", "1       bullets", "1         item",
          "1           paragraph \"x\" \"y\" \"z\"",
        ]
      ),
      ("    a\n\n      b\n\nc", ["1 code \"a\" \"\" \"  b\"", "5 paragraph \"c\""]),
      ("***\n- - -\n_ _ _", ["1 break", "2 break", "3 break"]),
      (
        "<!-- a\n\n- b -->\n- c",
        ["1 html \"<!-- a\" \"\" \"- b -->\"", "4 bullets", "4   item", "4     paragraph \"c\""]
      ),
      ("<div>\nx\n\ny", ["1 html \"<div>\" \"x\"", "4 paragraph \"y\""]),
      ("[note]: foo\n[x]: y", ["1 paragraph \"[note]: foo\" \"[x]: y\""]),
      ("a\r\nb\rc\r\n\r\nd", ["1 paragraph \"a\" \"b\" \"c\"", "5 paragraph \"d\""]),
      (
        "1. a\n\n   <b>\n\t```\n",
        [
          "1 ordered from 1", "1   item", "1     paragraph \"a\"", "3     html \"<b>\" \"\t```\"",
        ]
      ),
      ("1. ```\n\tx\n   ```", ["1 ordered from 1", "1   item", "1     code \"\tx\""]),
      ("-\n\t\n  a", ["1 bullets", "1   item", "3     paragraph \"a\""]),
      ("", []),
      ("\n \n\t\n", []),
    ]
  )
  func outlines(text: String, expected: [String]) throws {
    #expect(outline(try read(text)) == expected)
  }

  @Test("Ranges go from the first byte to the end of the last line")
  func ranges() throws {
    let document = try read("ä\n\n> - x\n>   y  \n\nend\n")
    let quote = document.blocks[1]
    #expect(document.source.string(in: quote.range) == "> - x\n>   y  ")
    let list = quote.children[0]
    #expect(document.source.string(in: list.range) == "- x\n>   y  ")
    let paragraph = list.children[0].children[0]
    #expect(document.source.location(at: paragraph.range.lowerBound).column == 5)
    #expect(document.source.string(in: document.blocks[2].range) == "end")
  }

  @Test("A setext heading's range includes its underline")
  func setext() throws {
    let document = try read("a\n---\nb")
    #expect(document.source.string(in: document.blocks[0].range) == "a\n---")
  }

  @Test("A fenced block knows its fences")
  func fences() throws {
    let document = try read("- ~~~~ yaml exercise  \n  a\n   b\n  ~~~\n  ~~~~\n")
    let block = document.blocks[0].children[0].children[0]
    guard case .code(let code) = block.kind else { return #expect(Bool(false)) }
    #expect(code.info.map(document.source.string(in:)) == "yaml exercise")
    #expect(code.isFenced && code.isClosed && code.fenceLength == 4)
    #expect(code.openingLine == 1 && code.closingLine == 5)
    #expect(block.lines.map(document.source.string(in:)) == ["a", " b", "~~~"])
  }

  @Test(
    "A fence without an end goes to the end of its container",
    arguments: [("```\na\nb", 2), ("> ```\n> a\nb", 1), ("- ```\n  a\n\nb", 2), ("```", 0)]
  )
  func unclosedFence(text: String, count: Int) throws {
    let document = try read(text)
    var block = try #require(document.blocks.first)
    while let child = block.children.first { block = child }
    guard case .code(let code) = block.kind else { return #expect(Bool(false)) }
    #expect(!code.isClosed && code.closingLine == nil)
    #expect(block.lines.count == count)
  }

  @Test("Front matter is set apart")
  func frontMatter() throws {
    let document = try read("---\ntitle: \"- x\"\n...\n# A\n")
    #expect(document.frontMatter.map(document.source.string(in:)) == "title: \"- x\"\n")
    #expect(outline(document) == ["4 h1 \"A\""])
  }

  @Test(
    "A thematic break at the start is no front matter",
    arguments: ["---\n\na\n\n---\n", "---\na\n"]
  )
  func noFrontMatter(text: String) throws {
    let document = try read(text)
    #expect(document.frontMatter == nil)
    #expect(outline(document).first == "1 break")
  }

  @Test("Documents can be read on several threads at once")
  func threads() async throws {
    let text = String(
      repeating: "> - a $x\n>   + b$\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n",
      count: 50
    )
    let expected = outline(try read(text))
    await withTaskGroup(of: [String]?.self) { group in
      for _ in 0..<64 { group.addTask { (try? read(text)).map(outline) } }
      for await found in group { #expect(found == expected) }
    }
  }
}
