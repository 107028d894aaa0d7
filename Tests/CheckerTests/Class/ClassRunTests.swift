import Foundation
import Testing

/// A class under bad conditions: kills, homework that takes too long, hostile files, other counts of cores.
struct ClassRunTests {
  private static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "run-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("class"),
      withIntermediateDirectories: true
    )
    return folder
  }

  /// A class of homeworks to hw4 that differ, and some files that are none.
  private func folder(students: Int) throws -> URL {
    let folder = try Self.temporaryFolder()
    let homework = try String(
      contentsOf: Tool.root.appendingPathComponent("answers/hw4.md"),
      encoding: .utf8
    )
    for number in 0..<students {
      let text = homework + "\n\nStudent \(number).\n"
      try Data(text.utf8).write(to: folder.appendingPathComponent("class/s\(number)_hw4.md"))
    }
    let hostile: [(String, [UInt8])] = [
      ("pdf_hw4.md", Array("%PDF-1.4".utf8)), ("empty_hw4.md", []), ("zero_hw4.md", [0, 1, 2, 0]),
      ("deep_hw4.md", Array(String(repeating: ">", count: 300_000).utf8)),
      ("escape_hw4.md", Array("\u{1B}[2J# 1\n\nx = 1\n".utf8)),
    ]
    for (name, bytes) in hostile {
      try Data(bytes).write(to: folder.appendingPathComponent("class/\(name)"))
    }
    return folder
  }

  private func grade(_ folder: URL, _ more: String = "") throws -> Tool {
    try Tool(shell: "\"$checker\" grade class --course '\(Tool.root.path)' \(more)", in: folder)
  }

  @Test func hostileFilesAreLinesOfTheirOwn() throws {
    let folder = try folder(students: 3)
    defer { try? FileManager.default.removeItem(at: folder) }
    let tool = try grade(folder)
    #expect(tool.status == 1)
    for student in 0..<3 { #expect(tool.output.contains("hw4  s\(student)  14.5 of 14.5\n")) }
    #expect(tool.output.contains("class/pdf_hw4.md: is a PDF, whatever its name says"))
    #expect(tool.output.contains("class/empty_hw4.md: the homework is empty"))
    #expect(tool.output.contains("class/zero_hw4.md: line 1: found a NUL byte"))
    #expect(tool.output.contains("class/deep_hw4.md: "))
    #expect(!tool.output.contains("\u{1B}"))
  }

  @Test func homeworkThatTakesTooLongIsALine() throws {
    let folder = try folder(students: 1)
    defer { try? FileManager.default.removeItem(at: folder) }
    let tool = try grade(folder, "--seconds 0.0001")
    #expect(tool.status == 1)
    #expect(tool.output.contains("class/s0_hw4.md: took longer than"))
  }

  /// The bytes of the output depend on the class alone.
  @Test func oneCoreAndAllCoresPrintTheSame() throws {
    let folder = try folder(students: 12)
    defer { try? FileManager.default.removeItem(at: folder) }
    let all = try grade(folder, "--format jsonl")
    let one = try Tool(
      shell:
        "taskset -c 0 \"$checker\" grade class --course '\(Tool.root.path)' --format jsonl || true",
      in: folder
    )
    #expect(all.output == one.output)
    #expect(all.output.split(separator: "\n").count == 17)
  }

  /// Killed at any moment, the next run goes on where it was: nothing is lost, nothing is there twice.
  @Test(arguments: [0.05, 0.15, 0.3, 0.5, 0.8])
  func aKilledRunIsGoneOnWith(_ seconds: Double) throws {
    let folder = try folder(students: 40)
    defer { try? FileManager.default.removeItem(at: folder) }
    let command = "\"$checker\" grade class --course '\(Tool.root.path)' --gradebook"
    _ = try Tool(
      shell: "\(command) killed.sqlite > /dev/null 2>&1 & sleep \(seconds); kill -9 $! ; wait",
      in: folder
    )
    _ = try Tool(shell: "\(command) killed.sqlite; \(command) whole.sqlite", in: folder)
    func table(_ book: String) throws -> String {
      try Tool(
        shell: "\"$checker\" export csv hw4 --course '\(Tool.root.path)' --gradebook \(book)",
        in: folder
      ).output
    }
    let whole = try table("whole.sqlite")
    #expect(whole.split(separator: "\n").count == 41)
    #expect(try table("killed.sqlite") == whole)
  }
}
