import Foundation
import Terminal
import Testing

/// What is stopped, saved meanwhile, or has no end leaves files whole and stops nothing.
struct InterruptedTests {
  private static let block = """
    # T

    ```yaml table
    rows: {y: "1 ... 3"}
    columns: {square: "y^2"}
    ```

    """

  private func names(_ scratch: Scratch, _ folder: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: scratch.url.appendingPathComponent(folder).path
    ).sorted()
  }

  @Test("tables removes what a killed run left, also beside a link's file, and follows the link")
  func tables() throws {
    let scratch = try Scratch()
    try scratch.write(Self.block, to: "real/a.md")
    try scratch.write("x", to: "real/a.md.checker-1-0.tmp")
    try scratch.write("x", to: "real/a.md.checker-4711.tmp")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.url.appendingPathComponent("a.md").path,
      withDestinationPath: "real/a.md"
    )
    #expect(try Tool(["tables", "a.md"], in: scratch.url).status == 0)
    #expect(try names(scratch) == ["a.md", "real"])
    #expect(try names(scratch, "real") == ["a.md"])
    #expect(try scratch.text("real/a.md").contains("| 3   | 9      |"))
    // Also where nothing is to be written any more.
    try scratch.write("x", to: "real/a.md.checker-1-0.tmp")
    #expect(try Tool(["tables", "a.md"], in: scratch.url).status == 0)
    #expect(try names(scratch, "real") == ["a.md"])
  }

  @Test("a chapter that somebody saves while tables runs is reported, the others are written")
  func savedMeanwhile() throws {
    let scratch = try Scratch()
    // The chapter's own program is who saves it.
    let chapter = """
      # S

      ```swift run
      import Glibc
      let file = fopen("s.md", "a")
      fputs("\\nMy new words.\\n", file)
      fclose(file)
      print("done")
      ```

      """
    try scratch.write(chapter, to: "s.md")
    try scratch.write(Self.block, to: "t.md")
    let run = try Tool(
      ["tables", "s.md", "t.md"],
      in: scratch.url,
      variables: ["XDG_CACHE_HOME": scratch.url.appendingPathComponent("cache").path]
    )
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        """
        s.md: error: was saved by somebody else meanwhile and is left as it is
          help: run this again

        """
      ),
      "\(run.errors)"
    )
    #expect(try scratch.text("s.md") == chapter + "\nMy new words.\n")
    #expect(try scratch.text("t.md").contains("| 3   | 9      |"))
    #expect(try names(scratch) == ["cache", "s.md", "t.md"])
  }

  @Test("publish, killed at any moment, is completed by the next run", arguments: 0..<20)
  func publish(round: Int) throws {
    let scratch = try Scratch()
    for index in 0..<60 {
      try scratch.write("# C\(index)\n\n[d](d\(index).csv)\n", to: "chapters/c\(index).md")
      try scratch.write("\(index)\n", to: "chapters/d\(index).csv")
    }
    try scratch.write("title: T\n", to: "course.yml")
    let process = Process()
    process.executableURL = Tool.binary
    process.arguments = ["publish", "out"]
    process.currentDirectoryURL = scratch.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(UInt32(round * 3_000))
    kill(process.processIdentifier, round % 2 == 0 ? SIGKILL : SIGINT)
    process.waitUntilExit()
    let next = try Tool(["publish", "out"], in: scratch.url)
    #expect(next.status == 0, "\(next.errors)")
    let published = try names(scratch, "out/chapters")
    #expect(published.count == 120 && !published.contains { $0.hasSuffix(".tmp") }, "\(published)")
    #expect(try names(scratch, "out") == [".checker-published", "chapters"])
  }

  @Test(
    "what has no end is refused, whatever it is given as",
    arguments: [
      ["grade", "/dev/zero"], ["read", "/dev/zero"], ["lint", "/dev/zero"],
      ["tables", "/dev/zero"],
      ["key", "q", "--course", "/dev/zero"], ["grade", "hw1.md", "--course", "/dev/zero"],
      ["publish", "out", "--students", "/dev/zero"], ["train", "/dev/zero"],
      ["new", "exercise", "x", "--chapter", "/dev/zero"], ["new", "chapter", "/dev/zero"],
      ["tables", "/dev/full"], ["publish", "/dev/full"], ["publish", "course.yml"],
      ["publish", "course.yml/out"], ["publish", ""], ["publish", "/"], ["publish", "."],
      ["grade", "/dev/null"], ["grade", ""],
    ]
  )
  func endless(_ arguments: [String]) throws {
    let scratch = try Scratch()
    try scratch.write("title: T\n", to: "course.yml")
    try scratch.write("# C\n", to: "chapters/c.md")
    let run = try Tool(arguments, in: scratch.url)
    #expect(run.status == 2, "\(run.status) \(run.output)\(run.errors)")
    #expect(run.output.isEmpty && run.errors.contains("error: "), "\(run.errors)")
    #expect(try names(scratch) == ["chapters", "course.yml"])
  }

  @Test("weights are saved through a link, not to a device, and although nobody reads the report")
  func save() throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      ```yaml network
      name: net
      layers: "2 - 2 softmax"
      cost: categorical-cross-entropy
      training:
        data: rows.csv
        epochs: 1
      ```
      """,
      to: "c.md"
    )
    try scratch.write("a,b,class\n0,1,0\n1,0,1\n0,2,0\n2,0,1\n", to: "rows.csv")
    let first = try Tool(["train", "c.md", "--save", "w.npz"], in: scratch.url)
    #expect(first.status == 0, "\(first.errors)")
    let weights = try scratch.data("w.npz")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.url.appendingPathComponent("link.npz").path,
      withDestinationPath: "real.npz"
    )
    for device in ["/dev/null", "/dev/full", "."] {
      #expect(try Tool(["train", "c.md", "--save", device], in: scratch.url).status == 2)
    }
    try scratch.write("x", to: "real.npz.checker-1-0.tmp")
    let unread = try Tool(
      shell: "$checker train c.md --save link.npz >/dev/full",
      in: scratch.url
    )
    #expect(unread.status == 2)
    #expect(unread.errors.hasSuffix("cannot be written: no space left on device\n"))
    #expect(try scratch.data("real.npz") == weights)
    #expect(try names(scratch) == ["c.md", "link.npz", "real.npz", "rows.csv", "w.npz"])
  }

  @Test("a full disk leaves the old file and no half one")
  func fullDisk() throws {
    let scratch = try Scratch()
    try scratch.write(Self.block + String(repeating: "Words.\n", count: 1000), to: "a.md")
    let before = try scratch.data("a.md")
    // No file may grow beyond 1,024 bytes: as on a disk without room.
    let run = try Tool(shell: "ulimit -f 1; $checker tables a.md", in: scratch.url)
    #expect(run.status == 2)
    #expect(run.errors == "a.md: error: cannot be written: file too large\n")
    #expect(try scratch.data("a.md") == before)
    #expect(try names(scratch) == ["a.md"])
  }
}
