import Testing

/// Slips in YAML that instructors make: each is told at its place, with what to write.
struct YamlSlipTests {
  private static func chapter(_ lines: String) -> String {
    "## Q\n\n```yaml exercise\nid: q\n\(lines)\n```\n"
  }

  @Test(
    "what to write is said",
    arguments: [
      (
        "answers: {a: {is: [1, 2], to: exactly}}",
        "5:19: error: \"is\" wants a formula, not a list in brackets", "quote it: is: \"…\""
      ),
      (
        "answers: {a: {is: *x, to: exactly}}",
        "5:19: error: a value that starts with `*` is an alias in YAML", "quote it: \"*…\""
      ),
      (
        "answers: {a: {human: see #4}}",
        "5:26: error: ` #` starts a comment in YAML; the rest of the line would be lost",
        "quote the value, or write a space after the `#` if it is a comment"
      ),
      (
        "answers:\n\ta: {is: \"1\"}",
        "6:1: error: a tab where YAML wants spaces", "indent with spaces"
      ),
      (
        "answers: {a: {is: yes}}",
        "5:19: error: \"yes\" is a word and no number",
        "write 1 or 0; a name in a formula is quoted: \"yes\""
      ),
      (
        "given: {y: 0.5, x: True}\nanswers: {a: {is: \"x + y\", to: exactly}}",
        "5:20: error: \"True\" is a word and no number",
        "write 1 or 0; a name in a formula is quoted: \"True\""
      ),
      (
        "answers: {a: {is: “1 + 1”}}",
        "5:19: error: curly quotes belong to the text and quote nothing",
        "write straight ones: \"1 + 1\""
      ),
      (
        "answers: {a: {is:\"1 + 1\"}}",
        "5:15: error: the answer \"a\" has no key \"is:\"1 + 1\"\"",
        "a space is missing after the colon: is: \"1 + 1\""
      ),
      (
        "answers: {a: {is: \"1\", points: 1,5}}",
        "5:34: error: the answer \"a\" has no key \"5\"",
        "a decimal comma ends the value: write a point, 0.5"
      ),
      (
        "answers: {a: {is: \"\\theta\"}}",
        "5:20: error: a `\\` inside double quotes starts an escape in YAML",
        "use single quotes, '\\sigma(z)', or write \\\\"
      ),
      (
        "answers: {a: {is: 1 + 1}}",
        "5:19: error: a formula that is not quoted: 1 + 1", "quote it: \"1 + 1\""
      ),
      (
        "\"answers \": {a: {is: \"1\"}}",
        "5:1: error: an exercise has no key \"answers \"",
        "a space belongs to the key here: take it out, and indent with plain spaces"
      ),
    ]
  )
  func slip(lines: String, message: String, help: String) throws {
    let found = try LintSample.all(Self.chapter(lines)).map(\.diagnostic.formatted)
    #expect(found.contains("c.md:\(message)\n  help: \(help)"), "\(found)")
  }
}
