import Foundation
import Testing

/// What bad input gets: a message that says what and where, status 2, no partial output.
struct BadInputTests {
  private static let chapter = """
    # A chapter

    ## One exercise

    ```yaml exercise
    id: double
    given: {x: "2"}
    answers:
      twice: {is: "2*x", to: exactly}
    ```

    """

  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write("assignments: {hw1: {1: double}}\n", to: "course.yml")
    try scratch.write(Self.chapter, to: "chapters/c.md")
    return scratch
  }

  @Test("a homework from a pipe, which can be read only once, is read whole", arguments: 1...5)
  func pipe(run: Int) throws {
    let homework = "---\nassignment: hw1\n---\n" + String(repeating: "words\n", count: 5000)
    let scratch = try scratch()
    let graded = try Tool(
      ["grade", "/dev/stdin", "--course", "."],
      in: scratch.url,
      input: homework + "\n## One exercise\n\ntwice = 4\n"
    )
    #expect(graded.status == 0, "\(graded.errors)")
    #expect(graded.output.hasSuffix("1 right; lines 4-5003 not read\n"), "\(graded.output)")
  }

  private func expectRefused(
    _ scratch: Scratch,
    _ arguments: [String],
    _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let start = Date()
    let run = try Tool(arguments, in: scratch.url)
    #expect(run.status == 2, sourceLocation: sourceLocation)
    #expect(run.output.isEmpty, sourceLocation: sourceLocation)
    #expect(run.errors.hasPrefix(message), "\(run.errors)", sourceLocation: sourceLocation)
    // Generous: a hostile file took 42 s before it was measured first.
    #expect(Date().timeIntervalSince(start) < 5, sourceLocation: sourceLocation)
  }

  @Test("files that are not there, or no files")
  func files() throws {
    let scratch = try scratch()
    try expectRefused(
      scratch,
      ["grade", "hw1.md"],
      "hw1.md: error: cannot be read: no such file or directory\n"
    )
    try expectRefused(
      scratch,
      ["read", "chapters"],
      "chapters: error: is a directory, a file is wanted\n"
    )
  }

  @Test("a homework without a course, or with an assignment that is not there")
  func course() throws {
    let scratch = try scratch()
    try scratch.write("twice = 4\n", to: "hv1.md")
    try expectRefused(
      scratch,
      ["grade", "hv1.md"],
      """
      hv1.md: error: the course has no assignment "hv1" (from the file's name)
        help: did you mean `hw1`?

      """
    )
    // A folder that is not there has no parents to look through for ever.
    try expectRefused(
      scratch,
      ["lint", "nowhere/chapter.md"],
      "nowhere/chapter.md: error: cannot be read: no such file or directory\n"
    )
    let empty = try Scratch()
    try empty.write("twice = 4\n", to: "hw1.md")
    try expectRefused(
      empty,
      ["grade", "hw1.md"],
      """
      hw1.md: error: no course.yml in this folder or above it
        help: name the course with --course PATH

      """
    )
  }

  @Test("homework that is empty, binary, huge or hostile")
  func homework() throws {
    let scratch = try scratch()
    try scratch.write("  \n\n", to: "hw1.md")
    try expectRefused(scratch, ["grade", "hw1.md"], "hw1.md: error: the homework is empty\n")
    try scratch.write(Data([0x89, 0x50, 0x4E, 0x47, 0, 0, 1, 0]), to: "hw1.md")
    try expectRefused(scratch, ["grade", "hw1.md"], "hw1.md")
    try scratch.write(Data(repeating: 0x61, count: 50 << 20), to: "hw1.md")
    try expectRefused(scratch, ["grade", "hw1.md"], "hw1.md")
    try scratch.write(String(repeating: "- ", count: 50_000) + "x\n", to: "hw1.md")
    try expectRefused(scratch, ["grade", "hw1.md"], "hw1.md")
  }

  @Test("UTF-16 and Windows-1252 are read, with a note")
  func encodings() throws {
    let scratch = try scratch()
    try scratch.write(
      try #require("f\u{FC}r x:\n\ntwice = 4\n".data(using: .utf16)),
      to: "hw1.md"
    )
    let utf16 = try Tool(["grade", "hw1.md"], in: scratch.url)
    #expect(utf16.status == 0)
    #expect(utf16.output.contains("1 of 1 points") && utf16.output.contains("UTF-16"))
    try scratch.write(
      try #require("f\u{FC}r x:\n\ntwice = 4\n".data(using: .windowsCP1252)),
      to: "hw1.md"
    )
    let windows = try Tool(["grade", "hw1.md"], in: scratch.url)
    #expect(windows.status == 0)
    #expect(windows.output.contains("1 of 1 points") && windows.output.contains("Windows-1252"))
  }

  @Test("a chapter whose YAML or formula is broken, at the place inside the block")
  func chapters() throws {
    let scratch = try scratch()
    try scratch.write("twice = 4\n", to: "hw1.md")
    try scratch.write(
      Self.chapter.replacing("\"2*x\"", with: "\"2*activatoins[-1]\""),
      to: "chapters/c.md"
    )
    try expectRefused(
      scratch,
      ["grade", "hw1.md"],
      "chapters/c.md:9:18: error: `activatoins` is not known here\n"
    )
    try scratch.write(Self.chapter.replacing("\"2*x\"", with: "2*x: 3"), to: "chapters/c.md")
    try expectRefused(scratch, ["grade", "hw1.md"], "chapters/c.md:9:")
    try scratch.write(Self.chapter.replacing("\"2*x\"", with: "*x"), to: "chapters/c.md")
    try expectRefused(
      scratch,
      ["grade", "hw1.md"],
      """
      chapters/c.md:9:15: error: a value that starts with `*` is an alias in YAML
        help: quote it: "*…"

      """
    )
  }

  @Test(
    "formulas that would run for ever are refused at once",
    arguments: ["9^9^9^9", "zeros(1000000, 1000000)"]
  )
  func bounded(_ formula: String) throws {
    let scratch = try scratch()
    try scratch.write(
      Self.chapter.replacing("\"2*x\"", with: "\"\(formula)\""),
      to: "chapters/c.md"
    )
    let run = try Tool(["key", "double"], in: scratch.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("too large") || run.errors.contains("too many"))
    // The formula stands in line 9, behind `  twice: {is: "`.
    #expect(run.errors.hasPrefix("chapters/c.md:9:16: error: `twice`: "))
  }

  @Test("a homework that answers one question is graded for it")
  func oneQuestion() throws {
    let scratch = try scratch()
    try scratch.write("assignments: {hw1: {1: double, 2: triple}}\n", to: "course.yml")
    try scratch.write(
      Self.chapter
        + Self.chapter.replacing("double", with: "triple").replacing("twice", with: "thrice"),
      to: "chapters/c.md"
    )
    try scratch.write("# 1\n\ntwice = 4\n", to: "hw1.md")
    let run = try Tool(["grade", "hw1.md"], in: scratch.url)
    #expect(run.status == 0)
    #expect(run.output.contains("1 of 2 points"))
    #expect(run.output.contains("thrice: missing (0 of 1)"))
  }

  @Test("exit status 1 if a homework does not reach what is asked for")
  func failUnder() throws {
    let scratch = try scratch()
    try scratch.write("twice = 5\n", to: "hw1.md")
    #expect(try Tool(["grade", "hw1.md"], in: scratch.url).status == 0)
    #expect(try Tool(["grade", "hw1.md", "--fail-under", "50"], in: scratch.url).status == 1)
    try scratch.write("twice = 4\n", to: "hw1.md")
    #expect(try Tool(["grade", "hw1.md", "--fail-under", "50"], in: scratch.url).status == 0)
  }
}
