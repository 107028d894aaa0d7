import Markdown
import Testing

@testable import Yaml

/// Parses a whole text as YAML.
func parse(_ text: String) throws -> YamlNode? {
  let source = SourceText(text)
  return try YamlParser.parse(
    lines: (1...source.lineStarts.count).map { source.rangeOfLine($0) },
    of: source
  )
}

/// The complaint about a text, as a person reads it; nil if there is none.
func complaint(_ text: String) -> String? {
  do {
    _ = try parse(text)
    return nil
  } catch let diagnostic as Diagnostic {
    return diagnostic.formatted
  } catch {
    return "\(error)"
  }
}

/// A node in one line: `{a: "1", b: [c]}`; quoted scalars in quotes.
func outline(_ node: YamlNode?) -> String {
  switch node?.content {
  case nil: "nothing"
  case .scalar(let text, let isPlain): isPlain ? text : "\"\(text)\""
  case .sequence(let items): "[" + items.map { outline($0) }.joined(separator: ", ") + "]"
  case .mapping(let entries):
    "{" + entries.map { "\($0.key): \(outline($0.value))" }.joined(separator: ", ") + "}"
  }
}

struct YamlParserTests {
  @Test(
    "Values keep the text they were written with",
    arguments: [
      ("a: 0.30", "{a: 0.30}"),
      ("a: yes\nb: 1_000\nc: ~", "{a: yes, b: 1_000, c: ~}"),
      ("a: \"0.3\"\nb: 'x y'", "{a: \"0.3\", b: \"x y\"}"),
      ("C: {at: [y, a], is: \"-(y*ln(a))\"}", "{C: {at: [y, a], is: \"-(y*ln(a))\"}}"),
      ("list:\n  - a\n  - b: c", "{list: [a, {b: c}]}"),
      ("a:\nb: 1", "{a: , b: 1}"),
      ("a: b # a comment\nc: d #", "{a: b, c: d}"),
      ("# only a comment", "nothing"),
      ("", "nothing"),
      ("w1 w2: \"0.5\"", "{w1 w2: \"0.5\"}"),
      ("a: 'it''s'", "{a: \"it's\"}"),
      ("a: b#c", "{a: b#c}"),
      ("why: |\n  two\n  lines\n", "{why: \"two\nlines\n\"}"),
      ("a: \"x #y\"", "{a: \"x #y\"}"),
    ]
  )
  func values(text: String, expected: String) throws {
    #expect(try outline(parse(text)) == expected)
  }

  @Test("Offsets are bytes of the file, whatever stands before them")
  func places() throws {
    let source = SourceText("# é 😀\nαβ: \"γ*δ\" # ü\nλ: [1, \"ε\", {ω: 2}]\n")
    let lines = (1...source.lineStarts.count).map { source.rangeOfLine($0) }
    let root = try #require(try YamlParser.parse(lines: lines, of: source))
    guard case .mapping(let entries) = root.content,
      case .sequence(let items) = entries[1].value.content,
      case .mapping(let inner) = items[2].content
    else {
      Issue.record("not the expected structure: \(outline(root))")
      return
    }
    func rest(_ offset: Int) -> String { source.string(in: offset..<source.bytes.count) }
    #expect(rest(entries[0].keyOffset).hasPrefix("αβ:"))
    #expect(rest(entries[0].value.offset).hasPrefix("\"γ*δ\""))
    #expect(rest(entries[0].value.textOffset).hasPrefix("γ*δ"))
    #expect(rest(entries[1].keyOffset).hasPrefix("λ:"))
    #expect(rest(entries[1].value.offset).hasPrefix("[1"))
    #expect(rest(items[0].textOffset).hasPrefix("1,"))
    #expect(rest(items[1].textOffset).hasPrefix("ε\""))
    #expect(rest(inner[0].keyOffset).hasPrefix("ω:"))
    #expect(rest(inner[0].value.offset).hasPrefix("2}"))
  }

  @Test("Lines that are cut out of a quote keep their places in the file")
  func cutLines() throws {
    let text = "é\n> a: 1\r\n> λ: \"x\"\r\nend"
    let source = SourceText(text)
    let lines = [2, 3].map { line in
      let range = source.rangeOfLine(line)
      return (range.lowerBound + 2)..<range.upperBound
    }
    let root = try #require(try YamlParser.parse(lines: lines, of: source))
    guard case .mapping(let entries) = root.content else {
      Issue.record("not a mapping")
      return
    }
    #expect(
      source.location(at: entries[1].keyOffset)
        == SourceLocation(line: 3, column: 3, editorColumn: 3)
    )
    #expect(
      source.string(in: entries[1].value.textOffset..<(entries[1].value.textOffset + 1)) == "x"
    )
    #expect(outline(root) == "{a: 1, λ: \"x\"}")
  }

  @Test("A place behind non-ASCII text counts as editors count")
  func errorPlace() {
    #expect(
      complaint("é😀: \"ü\"\nis: ä *: b")
        == """
        2:8: error: `: ` inside a value that is not quoted
          help: quote the value: key: "a: b"
        """
    )
  }
}

struct YamlProblemTests {
  @Test(
    "What YAML cannot read is explained in an author's words, at its place",
    arguments: [
      (
        "is: a: b", "1:6: error: `: ` inside a value that is not quoted",
        "quote the value: key: \"a: b\""
      ),
      ("is: @a", "1:5: error: a value cannot start with `@` in YAML", "quote it: \"@…\""),
      ("is: `a`", "1:5: error: a value cannot start with ``` in YAML", "quote it: \"`…\""),
      ("is: %a", "1:5: error: a value cannot start with `%` in YAML", "quote it: \"%…\""),
      ("a:\n\tb: 1", "2:1: error: a tab where YAML wants spaces", "indent with spaces"),
      (
        "is: *a", "1:5: error: a value that starts with `*` is an alias in YAML",
        "quote it: \"*…\""
      ),
      (
        "is: &a b", "1:5: error: a value that starts with `&` has a meaning of its own in YAML",
        "quote it: \"&…\""
      ),
      (
        "is: !a b", "1:5: error: a value that starts with `!` has a meaning of its own in YAML",
        "quote it: \"!…\""
      ),
      (
        "{is: [a, b}", "1:11: error: a bracket, comma or quote that YAML cannot place",
        "quote every formula, as in {is: \"[a, b]\"}, and close every bracket"
      ),
      (
        "a: 1\nis: \"a + b", "2:11: error: a quote is opened here or before and never closed",
        "close it with the same quote"
      ),
      (
        "a:\n  b: 1\n c: 2", "3:2: error: a line that does not fit the ones above it",
        "indent the keys of one group alike, and quote values that hold brackets or quotes"
      ),
      (
        "is: \"a\" + b", "1:9: error: a line that does not fit the ones above it",
        "indent the keys of one group alike, and quote values that hold brackets or quotes"
      ),
      (
        "is: [2, 3] + x", "1:12: error: a line that does not fit the ones above it",
        "indent the keys of one group alike, and quote values that hold brackets or quotes"
      ),
      (
        "a: 1\nb\nc: 2", "2:1: error: a key without a `:` after it",
        "write key: value, with a space after the colon"
      ),
      (
        "a: - b", "1:4: error: a list item `- …` where none can stand",
        "start the list on a line of its own"
      ),
      (
        "is: \"\\theta + 1\"", "1:6: error: a `\\` inside double quotes starts an escape in YAML",
        "use single quotes, '\\sigma(z)', or write \\\\"
      ),
      ("a: 1\nb: 2\na: 3", "3:1: error: the key \"a\" stands here a second time", nil),
      ("a: 1\n---\nb: 2", "3:1: error: a second YAML document; one block holds one", nil),
      (
        "[a]: 1", "1:1: error: a bracket where a key should stand",
        "quote the key, or the value before it, if brackets belong to it"
      ),
      (
        "is: a #b", "1:7: error: ` #` starts a comment in YAML; the rest of the line would be lost",
        "quote the value, or write a space after the `#` if it is a comment"
      ),
    ]
  )
  func explained(text: String, message: String, help: String?) {
    #expect(complaint(text) == message + (help.map { "\n  help: \($0)" } ?? ""))
  }

  @Test("Values nested more than 32 deep are refused, and quickly")
  func deep() {
    let text = "a: " + String(repeating: "[", count: 5000)
    #expect(complaint(text) == "1:35: error: values nested more than 32 deep")
  }

  /// DESIGN.md: "`[`, `*`, `#`, `: ` outside quotes get "quote it", never a raw YAML error."
  /// A raw error is libyaml's own wording: "did not find …", "found …", "while …".
  @Test(
    "No raw YAML error reaches an author",
    arguments: [
      "is: ] a", "is: } a", "is: , a", "is: [a", "is: {a: b", "is: |x", "is: > x", "is: ?a: b",
      "is: \"\\sigma(z)\"", "is: *", "is: & b", "is: ! b", "is: *a + b", "is: !!", "is: 'a' 'b'",
      "is: [a](b)", "a: b\n- c", "- a\nb: c", "is: \"a\"b", "is: {a}}", "is: [a]]", "%is: a",
      "is: !<a", "? a", "is: @", "is: - a", "is: \"a\" # b\n  c", "[",
    ]
  )
  func raw(text: String) {
    let found = complaint(text) ?? ""
    for words in ["did not find", "found unknown", "found unexpected", "could not find", "while "] {
      #expect(!found.contains(words), "\(found)")
    }
  }
}

struct YamlReaderTests {
  private func reader(_ text: String) -> YamlReader { YamlReader(source: SourceText(text)) }

  private func messages(_ text: String, _ read: (YamlReader, YamlNode?) -> Void) throws -> [String]
  {
    let reader = reader(text)
    read(reader, try parse(text))
    return reader.diagnostics.map(\.formatted)
  }

  @Test("A group of keys is wanted")
  func mapping() throws {
    #expect(
      try messages("[a, b]") { _ = $0.mapping($1, of: "a table") }
        == ["1:1: error: a table is written as keys and values, not as a list in brackets"]
    )
    #expect(
      try messages("é: x") { reader, node in
        guard case .mapping(let entries)? = node?.content else { return }
        _ = reader.mapping(entries[0].value, of: "a table")
      } == ["1:4: error: a table is written as keys and values, not as \"x\""]
    )
    #expect(
      try messages("# nothing") { _ = $0.mapping($1, of: "a table", at: 2) }
        == ["1:3: error: a table without any key"]
    )
  }

  @Test("Unknown keys are reported together, with the near miss or what is allowed")
  func fields() throws {
    let text = "rows: 1\ncolums: 2\nzzz: 3"
    var found: [String: YamlEntry]?
    #expect(
      try messages(text) { found = $0.fields($1, of: "a table", allowed: ["rows", "columns"]) }
        == [
          "2:1: error: a table has no key \"colums\"\n  help: did you mean `columns`?",
          "3:1: error: a table has no key \"zzz\"\n  help: allowed: rows, columns",
        ]
    )
    #expect(found?.keys.sorted() == ["rows"])
  }

  @Test("A text is wanted: neither nothing nor a list nor a group")
  func text() throws {
    let text = "a: [x]\nb:\nc: {d: e}\nf: \"g\"\nh: \"\""
    var found: [String?] = []
    #expect(
      try messages(text) { reader, node in
        for entry in reader.mapping(node, of: "a table") ?? [] {
          found.append(reader.text(entry.value, of: entry.key))
        }
      } == [
        "1:4: error: \"a\" wants a value, not a list in brackets\n  help: quote it: a: \"…\"",
        "2:3: error: \"b\" wants a value, not nothing",
        "3:4: error: \"c\" wants a value, not a group of keys\n  help: quote it: c: \"…\"",
        "5:4: error: \"h\" wants a value, not nothing",
      ]
    )
    #expect(found == [nil, nil, nil, "g", nil])
  }

  @Test("A list of texts may be one text; every item that is none is reported")
  func texts() throws {
    var found: [[String]?] = []
    #expect(
      try messages("a: [x, \"y z\"]\nb: x\nc: [x, [y], {z: 1}]") { reader, node in
        for entry in reader.mapping(node, of: "a table") ?? [] {
          found.append(reader.texts(entry.value, of: entry.key))
        }
      } == [
        "3:8: error: \"c\" wants a value, not a list in brackets\n  help: quote it: c: \"…\"",
        "3:13: error: \"c\" wants a value, not a group of keys\n  help: quote it: c: \"…\"",
      ]
    )
    #expect(found == [["x", "y z"], ["x"], nil])
  }
}
