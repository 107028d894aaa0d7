import Foundation
import Testing

/// What every command does where its output cannot go, and what it never lets through.
struct OutputTests {
  static let chapter = """
    # C

    ```yaml network
    name: net
    layers: "1 - 1 sigmoid"
    cost: quadratic
    ```

    ## Q

    Compute it.

    ```yaml exercise
    id: q
    answers: {a: {is: "2", to: exactly}}
    ```

    """

  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write("assignments: {hw1: {1: q}}\n", to: "course.yml")
    try scratch.write(Self.chapter, to: "chapters/c.md")
    try scratch.write("a = 2\n", to: "hw1.md")
    return scratch
  }

  static let printing = [
    "grade hw1.md", "grade hw1.md --format json", "read hw1.md", "read hw1.md --format page",
    "key hw1", "key hw1 --homework",
    "template hw1", "variant hw1 --student 123456", "lint chapters", "lint chapters --format sarif",
    "publish out", "new chapter chapters/n.md", "new exercise x", "--help", "grade --help",
    "--version",
  ]

  @Test("a full disk and a closed output are status 2 with a message", arguments: printing)
  func unwritable(_ command: String) throws {
    for (target, reason) in [
      (">/dev/full", "no space left on device"), (">&-", "bad file descriptor"),
    ] {
      let scratch = try scratch()
      let run = try Tool(shell: "$checker \(command) \(target)", in: scratch.url)
      #expect(run.status == 2, "\(command) \(target): \(run.errors)")
      #expect(
        run.errors.hasSuffix("standard output: error: cannot be written: \(reason)\n"),
        "\(command) \(target): \(run.errors)"
      )
    }
  }

  @Test("a reader that goes away is no signal")
  func pipe() throws {
    let scratch = try scratch()
    let run = try Tool(
      shell: "{ sleep 0.2; $checker key hw1; echo $? >status; } | true",
      in: scratch.url
    )
    #expect(try scratch.text("status") == "2\n")
    #expect(run.errors.hasSuffix("cannot be written: broken pipe\n"), "\(run.errors)")
  }

  @Test("a closed output does not become the file that is written")
  func closedStreams() throws {
    let scratch = try scratch()
    try scratch.write(
      "# T\n\n```yaml table\nrows: {y: \"1, 2\"}\ncolumns: {a: \"1, 2\"}\ncell: \"y*a\"\n```\n",
      to: "chapters/t.md"
    )
    let first = try Tool(shell: "$checker tables chapters >&- 2>&- <&-", in: scratch.url)
    #expect(first.status == 0)
    let text = try scratch.text("chapters/t.md")
    #expect(text.contains("| 2     | 2   | 4   |"), "\(text)")
    #expect(try Tool(["tables", "--check", "chapters"], in: scratch.url).status == 0)
  }

  /// Bytes that no output may hold, as they are in UTF-8.
  static func raw(in text: String) -> [String] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }.map { String($0.value, radix: 16) }
  }

  private static let evil =
    "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{7F}\u{202E}\u{2066}\u{200F}\u{61C}\u{8}"

  @Test("nothing of a homework, chapter, name or option reaches the terminal raw")
  func commands() throws {
    let evil = Self.evil
    let scratch = try scratch()
    try scratch.write(
      "---\nassignment: hw1\nstudent: x\(evil)\n---\n\n## Q\(evil)\n\na = 2\(evil)x\n\n\(evil) a = 3\n",
      to: "hw1.md"
    )
    try scratch.write("a = 5\n", to: "b\(evil)\n.md")
    try scratch.write(
      Self.chapter.replacing("# C", with: "# C\(evil)").replacing("## Q", with: "## Q\(evil)")
        .replacing("Compute", with: "[l](x\(evil).md) [m](#\(evil)) Compute\(evil)"),
      to: "chapters/c.md"
    )
    let name = "b\(evil)\n.md"
    for arguments in [
      ["grade", "hw1.md"], ["grade", "hw1.md", "--format", "json"], ["read", "hw1.md"],
      ["read", "hw1.md", "--format", "json"], ["grade", name], ["grade", "hw1.md", name],
      ["grade", name, "--assignment", "hw1"],
      ["grade", name, "--assignment", "hw1", "--format", "json"],
      ["grade", "no\(evil)"], ["grade", "hw1.md", "--format", evil], ["grade", "--\(evil)"],
      ["grade", "hw1.md", "--student", evil], ["grade", "hw1.md", "--assignment", evil],
      ["grade", "hw1.md", "--course", evil], ["grade", "hw1.md", "--fail-under", evil], [evil],
      ["key", evil], ["key", "q"], ["key", "q", "--given", "\(evil)=1"], ["template", "hw1"],
      ["variant", "hw1", "--student", evil], ["variant", "hw1", "--student", "1"],
      ["lint", "chapters"], ["lint", "chapters", "--format", "json"],
      ["lint", "chapters", "--format", "sarif"], ["lint", "chapters", "--format", "github"],
      ["tables", "--check", "chapters", evil], ["train", evil], ["train", "net", "--set", evil],
      ["train", "net", "--data", evil], ["publish", "out", "--students", "hw1.md"],
      ["publish", "out\(evil)"], ["new", "chapter", evil], ["new", "exercise", evil],
    ] {
      let run = try Tool(arguments, in: scratch.url)
      #expect(Self.raw(in: run.output).isEmpty, "\(arguments): \(run.output.debugDescription)")
      #expect(Self.raw(in: run.errors).isEmpty, "\(arguments): \(run.errors.debugDescription)")
      #expect([0, 1, 2, 64].contains(run.status), "\(arguments): \(run.status)")
    }
    let report = try Tool(["grade", "hw1.md"], in: scratch.url)
    #expect(
      (report.output + report.errors).contains("\\u{1B}[2J"),
      "\(report.output)\(report.errors)"
    )
  }

  @Test("a percentage is one", arguments: ["nan", "inf", "-1", "1e9", "100.1", "x", "-inf", ""])
  func failUnder(_ text: String) throws {
    let scratch = try scratch()
    #expect(try Tool(["grade", "hw1.md", "--fail-under=\(text)"], in: scratch.url).status == 64)
    #expect(try Tool(["grade", "hw1.md", "--fail-under", text], in: scratch.url).status == 64)
  }

  @Test("names of files need not be UTF-8: homework, chapters, courses")
  func names() throws {
    let scratch = try Scratch()
    let run = try Tool(
      shell: #"""
        d=$'c\xe9'; mkdir -p "$d/chapters/$d"
        printf 'assignments: {hw1: {1: q}}\n' > "$d/course.yml"
        printf '# Q\n\n```yaml exercise\nid: q\nanswers: {a: {is: "2", to: exactly}}\n```\n' \
          > "$d/chapters/$d/"$'\xff.md'
        printf 'a = 2\n' > "$d/"$'hw\xe9.md'
        $checker grade "$d/"$'hw\xe9.md' --assignment hw1 && $checker lint "$d/chapters" \
          && $checker publish out --course "$d" && ls out/chapters | od -An -tx1
        """#,
      in: scratch.url
    )
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.hasPrefix("c\\xE9/hw\\xE9.md   1 of 1 points"), "\(run.output)")
    #expect(run.output.contains(" 63 e9 0a"), "\(run.output)")
  }
}
