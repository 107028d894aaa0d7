import Foundation
import Testing

/// Swift that stands in a chapter: compiled, run, kept, and never run by anything but `tables`.
struct ProgramTests {
  private static let chapter = """
    # Swift

    ```swift run
    import Networks

    func twice(_ x: Double) -> Double { 2 * x }
    let m = Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4])
    ```

    ```swift run
    print(try m.dot(Matrix(column: [1, 1])).elements)
    print("a ``` fence")
    ```

    ```swift table
    ComputedTable(columns: ["x", "2x"], rows: [[1, twice(1)], [2.5, twice(2.5)]], decimals: 1)
    ```

    ```swift
    this is shown and not run
    ```

    """

  /// [1 2; 3 4] (1, 1)ᵀ is (3, 7), by hand.
  private static let shown = chapter.replacing(
    "a ``` fence\")\n```\n",
    with: "a ``` fence\")\n```\n\n````output\n[3.0, 7.0]\na ``` fence\n````\n"
  ).replacing(
    "decimals: 1)\n```\n",
    with: "decimals: 1)\n```\n\n| x   | 2x  |\n| --- | --- |\n| 1.0 | 2.0 |\n| 2.5 | 5.0 |\n"
  )

  private func tables(_ scratch: Scratch, _ arguments: [String] = []) throws -> Tool {
    try Tool(
      ["tables", "c.md"] + arguments,
      in: scratch.url,
      variables: ["XDG_CACHE_HOME": scratch.url.appendingPathComponent("cache").path]
    )
  }

  @Test("what blocks print and return stands after them, and is kept until something changes")
  func output() throws {
    let scratch = try Scratch()
    try scratch.write(Self.chapter, to: "c.md")
    let first = try tables(scratch)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try scratch.text("c.md") == Self.shown)
    #expect(try tables(scratch, ["--check"]).status == 0)
    // What is kept is used: with another content there, the chapter shows that.
    let folder = scratch.url.appendingPathComponent("cache/checker")
    let kept = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first {
        $0.hasSuffix(".outputs")
      }
    )
    let text = try scratch.text("cache/checker/\(kept)")
    try scratch.write(text.replacing("7.0", with: "8.0"), to: "cache/checker/\(kept)")
    #expect(try tables(scratch, ["--check"]).status == 1)
    // Prose above moves the lines and changes nothing; code does.
    try scratch.write("# More\n\n" + Self.shown, to: "c.md")
    #expect(try tables(scratch, ["--check"]).status == 1)
    try scratch.write(Self.shown.replacing("[1, 1]", with: "[1, 1.0]"), to: "c.md")
    let changed = try tables(scratch, ["--check"])
    #expect(changed.status == 0, "\(changed.errors)\(changed.output)")
  }

  @Test("a file that a block says it reads belongs to what its output depends on")
  func reads() throws {
    let scratch = try Scratch()
    try scratch.write(
      "```swift run reads n.txt\nvar n = 0.0\nif let f = fopen(\"n.txt\", \"r\") { n = Double(fgetc(f)); "
        + "fclose(f) }\nprint(n)\n```\n",
      to: "c.md"
    )
    try scratch.write("A", to: "n.txt")
    #expect(try tables(scratch).status == 0)
    #expect(try scratch.text("c.md").contains("\n65.0\n"))
    try scratch.write("B", to: "n.txt")
    #expect(try tables(scratch).status == 0)
    #expect(try scratch.text("c.md").contains("\n66.0\n"))
  }

  @Test(
    "errors are told at the chapter's line, and the file stays as it was",
    arguments: [
      ("print(b)", "c.md:7:7: error: cannot find 'b' in scope\n"),
      ("print(a[5])", "c.md:7:1: error: the chapter's Swift stopped: Index out of range\n"),
      ("\nfatalError(\"no\")", "c.md:8:1: error: the chapter's Swift stopped: no\n"),
      (
        "while a[0] == 1 {}",
        "c.md:6:1: error: the chapter's Swift stopped: it ran for more than 1 s"
      ),
      (
        "while true { print(a, a, a, a, a, a) }",
        "c.md:6:1: error: the chapter's Swift stopped: it "
      ),
    ]
  )
  func errors(code: String, message: String) throws {
    let scratch = try Scratch()
    let text = "```swift run\nlet a = [1]\n```\n\nText.\n```swift run\n\(code)\n```\n"
    try scratch.write(text, to: "c.md")
    let run = try tables(scratch, ["--seconds", "1"])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix(message), "\(run.errors)")
    #expect(try scratch.text("c.md") == text)
  }

  @Test("only tables runs anything: not grade, read, key, lint or publish")
  func neverElsewhere() throws {
    let scratch = try Scratch()
    let witness = scratch.url.appendingPathComponent("witness").path
    let block = """
      ```swift run
      fclose(fopen("\(witness)", "w"))
      ```

      """
    try scratch.write(
      block + "## Q\n\n```yaml exercise\nid: q\nanswers: {a: {is: \"2\", to: exactly}}\n```\n",
      to: "chapters/c.md"
    )
    try scratch.write("assignments: {hw1: {1: q}}\n", to: "course.yml")
    try scratch.write("a = 2\n\n\(block)", to: "hw1.md")
    for arguments in [
      ["grade", "hw1.md"], ["read", "hw1.md"], ["key", "hw1"], ["template", "hw1"],
      ["lint", "chapters"], ["publish", "out"],
    ] {
      _ = try Tool(arguments, in: scratch.url)
      #expect(!FileManager.default.fileExists(atPath: witness), "\(arguments)")
    }
  }

  @Test("the program of a killed run ends with it, and the next run removes what it left")
  func killed() throws {
    let scratch = try Scratch()
    let temporary = scratch.url.appendingPathComponent("tmp")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    try scratch.write(
      """
      ```swift run
      import Glibc
      let file = fopen("pid.new", "w")
      fputs("\\(getpid())\\n", file)
      fclose(file)
      rename("pid.new", "pid")
      while true { sleep(1) }
      ```

      """,
      to: "c.md"
    )
    let process = Process()
    process.executableURL = Tool.binary
    process.arguments = ["tables", "c.md"]
    process.currentDirectoryURL = scratch.url
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["TMPDIR": temporary.path, "XDG_CACHE_HOME": temporary.path + "/cache"]
    ) { $1 }
    process.standardError = FileHandle.nullDevice
    try process.run()
    var program: pid_t?
    while program == nil, process.isRunning {
      usleep(20_000)
      program = (try? scratch.text("pid")).flatMap { pid_t($0.dropLast()) }
    }
    let started = try #require(program)
    #expect(kill(started, 0) == 0)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // A program that nobody ends would run for a minute.
    var rounds = 0
    while isRunning(started), rounds < 1000 {
      usleep(20_000)
      rounds += 1
    }
    #expect(rounds < 1000)
    let left = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
    #expect(left.contains { $0.hasPrefix("checker-program-") }, "\(left)")
    try scratch.write("```swift run\nprint(1)\n```\n", to: "c.md")
    let next = try Tool(
      ["tables", "c.md"],
      in: scratch.url,
      variables: ["TMPDIR": temporary.path, "XDG_CACHE_HOME": temporary.path + "/cache"]
    )
    #expect(next.status == 0, "\(next.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == ["cache"])
  }

  /// False for a process that is gone, or that only waits for somebody to ask how it ended.
  private func isRunning(_ process: pid_t) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status.map { !$0.contains(") Z ") } ?? true
  }

  @Test("an unknown word after swift is refused")
  func unknown() throws {
    let scratch = try Scratch()
    try scratch.write("```swift ran\nprint(1)\n```\n", to: "c.md")
    let run = try tables(scratch)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("c.md:1:4: error: \"ran\" after \"swift\" is not known"))
  }
}
