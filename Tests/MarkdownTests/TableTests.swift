import Testing

@testable import Markdown

struct TableTests {
  @Test(
    "Tables follow the GFM specification, examples 198 to 205",
    arguments: [
      ("| foo | bar |\n| --- | --- |\n| baz | bim |", [["foo", "bar"], ["baz", "bim"]], 1),
      (
        "| abc | defghi |\n:-: | -----------:\nbar | baz", [["abc", "defghi"], ["bar", "baz"]], 1
      ),
      (
        "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |",
        [["f\\|oo"], ["b `\\|` az"], ["b **\\|** im"]], 1
      ),
      (
        "| abc | def |\n| --- | --- |\n| bar | baz |\n> bar", [["abc", "def"], ["bar", "baz"]], 2
      ),
      (
        "| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar",
        [["abc", "def"], ["bar", "baz"], ["bar", ""]], 2
      ),
      ("| abc | def |\n| --- |\n| bar |", [], 1),
      (
        "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |",
        [["abc", "def"], ["bar", ""], ["bar", "baz"]], 1
      ),
      ("| abc | def |\n| --- | --- |", [["abc", "def"]], 1),
    ] as [(String, [[String]], Int)]
  )
  func specification(text: String, cells: [[String]], blocks: Int) throws {
    let document = try read(text)
    #expect(tables(in: document).first.map { texts($0, document) } ?? [] == cells)
    #expect(document.blocks.count == blocks)
  }

  @Test("Colons align")
  func alignments() throws {
    let document = try read("a|b|c|d\n-|:-|-:|:-:\n")
    #expect(tables(in: document)[0].alignments == [.none, .left, .right, .center])
  }

  @Test("Cells beyond the header are kept apart")
  func excess() throws {
    let document = try read("|a|\n|-|\n|1|2|3|")
    let table = tables(in: document)[0]
    #expect(table.rows.map(\.count) == [1])
    #expect(table.excess.map(\.row) == [0])
    #expect(table.excess[0].cells.map { document.source.string(in: $0.range) } == ["2", "3"])
  }

  @Test("Positions are exact to the byte")
  func positions() throws {
    let document = try read("σ\r\n> | ä | b |\r\n> |---|---|\r\n> |  | 2 |\r\n")
    let table = tables(in: document)[0]
    let source = document.source
    #expect(table.headerLine == 2 && table.lineOfRow == [4])
    #expect(source.location(at: table.header[1].range.lowerBound).column == 10)
    #expect(source.location(at: table.header[1].range.lowerBound).editorColumn == 9)
    #expect(table.rows[0][0].range.isEmpty)
    #expect(source.location(at: table.rows[0][0].range.lowerBound).column == 5)
    #expect(
      source.string(in: table.range) == "| ä | b |\r\n> |---|---|\r\n> |  | 2 |"
    )
  }

  @Test(
    "A table may follow text and be followed by other blocks",
    arguments: [
      ("x\ny\n|a|\n|-|\n|1|", ["1 paragraph \"x\" \"y\"", "3 gfm 1x1"]),
      ("|a|\n|-|\n|1|\n---", ["1 gfm 1x1", "4 break"]),
      ("|a|\n|-|\n===", ["1 gfm 1x1"]),
      (
        "|a|\n|-|\n|1|\n2. x",
        ["1 gfm 1x1", "4 ordered from 2", "4   item", "4     paragraph \"x\""]
      ),
      ("|a|\n|-|\n|1|\n    x", ["1 gfm 1x1", "4 code \"x\""]),
      ("|a|\n|-|\n|1|\n# x", ["1 gfm 1x1", "4 h1 \"x\""]),
      ("|a|\n|-|\n|\nx", ["1 gfm 1x0", "3 paragraph \"|\" \"x\""]),
      ("> |a|\n> |-|\n|1|", ["1 quote", "1   gfm 1x0", "3 paragraph \"|1|\""]),
      ("> x\n> |a|\n> |-|\n> |1|", ["1 quote", "1   paragraph \"x\"", "2   gfm 1x1"]),
      (
        "- x\n  |a|\n  |-|\n- y",
        [
          "1 bullets", "1   item", "1     paragraph \"x\"", "2     gfm 1x0", "4   item",
          "4     paragraph \"y\"",
        ]
      ),
      ("| a |\n---", ["1 h2 \"| a |\""]),
      ("a\n:-", ["1 gfm 1x0"]),
      (
        "1. x\n\t|a|\n\t|-|\n\t|1|",
        [
          "1 ordered from 1", "1   item", "1     paragraph \"x\"", "2     gfm 1x1",
        ]
      ),
      ("> x\n|a|\n> |-|", ["1 quote", "1   paragraph \"x\"", "2   gfm 1x0"]),
    ]
  )
  func neighbours(text: String, expected: [String]) throws {
    #expect(outline(try read(text)) == expected)
  }

  @Test(
    "A pipe in math or code does not split a cell",
    arguments: [
      ("$|x|$ | b", ["$|x|$", "b"]),
      ("`a|b` | c", ["`a|b`", "c"]),
      ("\\(a|b\\) | c", ["\\(a|b\\)", "c"]),
      ("$5 | $6", ["$5", "$6"]),
      ("$5x | 3$", ["$5x", "3$"]),
      ("`a | b", ["`a", "b"]),
    ]
  )
  func spans(row: String, cells: [String]) throws {
    let document = try read("| x | y |\n|---|---|\n| \(row) |\n")
    #expect(texts(tables(in: document)[0], document)[1] == cells)
  }

  @Test(
    "Lines with equal numbers of tabs are a table",
    arguments: [
      ("a\tb\n1\t2\n3\t4", ["1 tabs 2x2"]),
      ("x\na\tb\n1\t2\ny", ["1 paragraph \"x\"", "2 tabs 2x1", "4 paragraph \"y\""]),
      ("a\tb\tc\n\t1\t2", ["1 tabs 3x1"]),
      ("a\tb\nx", ["1 paragraph \"a\tb\" \"x\""]),
      ("a\n\tb\n\tc", ["1 paragraph \"a\" \"b\" \"c\""]),
      ("a\tb |\n1\t2 |", ["1 paragraph \"a\tb |\" \"1\t2 |\""]),
      ("-\ta\tb\n\t1\t2", ["1 bullets", "1   item", "1     tabs 2x1"]),
    ]
  )
  func tabs(text: String, expected: [String]) throws {
    #expect(outline(try read(text)) == expected)
  }

  @Test("A row that starts with a tab has a blank first cell")
  func leadingTab() throws {
    let document = try read("y\ta\tC\n0.1\t0.2\t0.3\n\t0.4\t0.5\n")
    #expect(
      texts(tables(in: document)[0], document)
        == [["y", "a", "C"], ["0.1", "0.2", "0.3"], ["", "0.4", "0.5"]]
    )
  }
}
