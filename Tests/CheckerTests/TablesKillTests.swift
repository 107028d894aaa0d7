import Foundation
import Testing

/// `checker tables` may be stopped at any moment: a chapter is the old one or the new one, whole.
struct TablesKillTests {
  private static func chapter(_ value: String) -> String {
    (0..<40).map { index in
      """
      ## Table \(index)

      ```yaml table
      rows: {y: "1 ... 60"}
      columns: {a: "1 ... 12"}
      cell: "exp(y/60)*a + \(index)"
      format: 6 decimals
      ```

      | y \\ a | \(value) |
      | --- | --- |
      | 1 | \(value) |

      """
    }.joined()
  }

  @Test("killed 200 times, every chapter is either the old or the new one")
  func killed() throws {
    let scratch = try Scratch()
    let names = ["a.md", "b.md", "c.md"]
    let old = Self.chapter("1")
    // What a run that nobody stops writes.
    for name in names { try scratch.write(old, to: name) }
    let start = Date()
    let whole = try Tool(["tables"] + names, in: scratch.url)
    let duration = Date().timeIntervalSince(start)
    #expect(whole.status == 0, "\(whole.errors)")
    let new = try scratch.data("a.md")
    #expect(new != Data(old.utf8))
    var states: Set<Int> = []
    for round in 0..<200 {
      for name in names { try scratch.write(old, to: name) }
      let process = Process()
      process.executableURL = Tool.binary
      process.arguments = ["tables"] + names
      process.currentDirectoryURL = scratch.url
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      // From before the first byte is read to long after the last is written: machines are shared.
      usleep(UInt32(duration * 3_000_000 * Double(round) / 200))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      var written = 0
      for name in names {
        let data = try scratch.data(name)
        let isNew = data == new
        #expect(isNew || data == Data(old.utf8), "round \(round), \(name): \(data.count) bytes")
        written += isNew ? 1 : 0
      }
      states.insert(written)
    }
    // What the killed runs left is removed by the next one.
    #expect(try Tool(["tables"] + names, in: scratch.url).status == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(left.sorted() == names)
    // The kills fell before, between and after the writing, or the test shows nothing.
    #expect(states.contains(0) && states.contains(names.count), "\(states)")
  }
}
