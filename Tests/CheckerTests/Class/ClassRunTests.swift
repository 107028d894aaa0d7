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

  /// Shares that are graded apart and joined are the class: each student in one share, the same results.
  @Test func sharesMakeTheClass() throws {
    let folder = try folder(students: 12)
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = try grade(folder, "--gradebook whole.sqlite")
    var lines: [String] = []
    for share in 1...3 {
      lines += try grade(folder, "--shard \(share)/3 --gradebook part\(share).sqlite").output
        .split(separator: "\n").map(String.init)
    }
    func students(_ lines: [String]) -> [String] {
      lines.filter { $0.hasPrefix("hw4  ") || $0.hasPrefix("  class/") }.sorted()
    }
    #expect(students(lines) == students(whole.output.split(separator: "\n").map(String.init)))
    let merged = try Tool(
      shell: "\"$checker\" merge part1.sqlite part2.sqlite part3.sqlite --gradebook all.sqlite",
      in: folder
    )
    #expect(merged.status == 0, "\(merged.errors)")
    func table(_ book: String) throws -> String {
      try Tool(
        shell: "\"$checker\" export csv hw4 --course '\(Tool.root.path)' --gradebook \(book)",
        in: folder
      ).output
    }
    #expect(try table("all.sqlite") == table("whole.sqlite"))
    #expect(try table("all.sqlite").split(separator: "\n").count == 13)
    #expect(try grade(folder, "--shard 4/3").status == 64)
  }

  /// Two results are compared whatever they are kept in: gradebooks, lines of JSON, one report.
  @Test func resultsAreCompared() throws {
    let folder = try folder(students: 2)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try Tool(
      shell: """
        "$checker" grade class --course '\(Tool.root.path)' --gradebook old.sqlite --format jsonl > old.jsonl
        sed -i 's/0\\.[0-9][0-9]*/77.5/g' class/s1_hw4.md
        "$checker" grade class --course '\(Tool.root.path)' --gradebook new.sqlite --format jsonl > new.jsonl
        """,
      in: folder
    )
    let books = try Tool(shell: "\"$checker\" diff old.sqlite new.sqlite", in: folder)
    #expect(books.status == 1, "\(books.errors)")
    #expect(books.output.hasPrefix("hw4: 1 moved\n  s1  -"))
    let lines = try Tool(shell: "\"$checker\" diff old.jsonl new.jsonl", in: folder)
    #expect(lines.output == books.output)
    let same = try Tool(shell: "\"$checker\" diff old.sqlite old.jsonl", in: folder)
    #expect(same.status == 0)
    #expect(same.output == "the same results\n")
    let damaged = try Tool(
      shell: "echo '{' > x.jsonl; \"$checker\" diff old.jsonl x.jsonl",
      in: folder
    )
    #expect(damaged.status == 2)
    #expect(damaged.errors.contains("x.jsonl:1:1: error: is no report"))
  }

  /// What leaves in archives: a page under the name of each file, and all of one student; hostile names stay inside.
  @Test func feedbackAndAStudentsDataAreArchives() throws {
    let folder = try folder(students: 2)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try grade(folder, "--gradebook book.sqlite")
    let script = """
      "$checker" feedback hw4 a.zip --course '\(Tool.root.path)' --gradebook book.sqlite --partial
      sleep 2
      "$checker" feedback hw4 b.zip --course '\(Tool.root.path)' --gradebook book.sqlite --partial > b.txt 2>&1
      cmp a.zip b.zip && python3 -m zipfile -t a.zip && python3 -m zipfile -l a.zip | grep -o 'class/s[^ ]*'
      python3 -c 'import zipfile; print(zipfile.ZipFile("a.zip").read("class/s1_hw4.md").decode().split(chr(10))[0])'
      "$checker" gradebook student s1 s1.zip --gradebook book.sqlite
      unpack='import zipfile, json; z = zipfile.ZipFile("s1.zip"); d = json.loads(z.read("student.json"));'
      python3 -c "$unpack"'print(len(d["homeworks"]), len(d["results"]), [n for n in z.namelist()][1][-16:])'
      ls | grep -c partial
      """
    let tool = try Tool(shell: script, in: folder)
    #expect(
      tool.output == """
        3 pages of feedback are in a.zip
        Done testing
        class/s0_hw4.md
        class/s1_hw4.md
        # hw4: 14.5 of 14.5
        1 homeworks of s1 are in s1.zip
        1 1 /class/s1_hw4.md
        0

        """,
      "\(tool.errors)"
    )
  }
}
