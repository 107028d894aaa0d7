import Foundation
import Testing

/// The reports that other programs read, read as they read them.
struct PlatformReportTests {
  private static let flawed = "answers/hw3-flawed.md"

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func gradescopeGetsATestForEachQuestion() throws {
    let results = try object(Tool(["grade", "--format", "gradescope", Self.flawed]).output)
    let report = try object(Tool(["grade", "--format", "json", Self.flawed]).output)
    let exercises = try #require(report["exercises"] as? [[String: Any]])
    let tests = try #require(results["tests"] as? [[String: Any]])
    #expect(results["score"] as? Double == report["score"] as? Double)
    #expect(tests.map { $0["name"] as? String } == exercises.map { $0["title"] as? String })
    #expect(tests.map { $0["max_score"] as? Double } == exercises.map { $0["possible"] as? Double })
    #expect((results["output"] as? String)?.contains("points wait for a person") == true)
    let text = try Tool(["grade", "--format", "gradescope", Self.flawed, Self.flawed])
    #expect(text.status == 64)
  }

  @Test func annotationsStandAtTheirLines() throws {
    let tool = try Tool(["grade", "--format", "github", "--fail-under", "100", Self.flawed])
    #expect(tool.status == 1)
    let lines = tool.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("::") })
    #expect(lines.contains { $0.hasPrefix("::error file=answers/hw3-flawed.md,line=") })
    #expect(lines.last?.hasPrefix("::notice file=answers/hw3-flawed.md,title=hw3::") == true)
  }

  /// What a student writes is no command of the runner that shows it.
  @Test func homeworkStartsNoCommand() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let answers = try String(
      contentsOf: Tool.root.appendingPathComponent(Self.flawed),
      encoding: .utf8
    )
    let name = "hw3,line=1::add-mask.md"
    try ("::add-mask::secret\n\n" + answers).write(
      to: folder.appendingPathComponent(name),
      atomically: true,
      encoding: .utf8
    )
    let tool = try Tool(
      ["grade", "--format", "github", "--assignment", "hw3", "--course", Tool.root.path, name],
      in: folder
    )
    let lines = tool.output.split(separator: "\n")
    #expect(lines.count > 1)
    #expect(
      lines.allSatisfy { line in
        [
          "::error file=hw3%2Cline=1%3A%3Aadd-mask.md,", "::warning file=hw3%2C",
          "::notice file=hw3%2C",
        ]
        .contains { line.hasPrefix($0) }
      }
    )
  }

  @Test func junitCountsWhatItHolds() throws {
    let tool = try Tool(["grade", "--format", "junit", "answers/hw3.md", Self.flawed])
    let document = try Elements(tool.output)
    #expect(document.count["testsuite"] == 2)
    #expect((document.count["failure"] ?? 0) > 0)
    #expect(document.sums["tests"] == document.count["testcase"])
    #expect(document.sums["failures"] == document.count["failure"])
    #expect(document.sums["skipped"] == document.count["skipped"])
  }

  /// Elements of a document, counted with Python's parser; sums of a suite's attributes.
  private struct Elements {
    var count: [String: Int] = [:]
    var sums: [String: Int] = [:]

    init(_ text: String) throws {
      let script = """
        import sys, json, collections, xml.etree.ElementTree as tree
        root = tree.fromstring(open(sys.argv[1], encoding="utf-8").read().encode())
        count = collections.Counter(e.tag for e in root.iter())
        sums = {k: sum(int(s.get(k)) for s in root) for k in ("tests", "failures", "skipped")}
        print(json.dumps([count, sums]))
        """
      let folder = FileManager.default.temporaryDirectory
      let file = folder.appendingPathComponent("\(UUID().uuidString).xml")
      defer { try? FileManager.default.removeItem(at: file) }
      try text.write(to: file, atomically: true, encoding: .utf8)
      let tool = try Tool(shell: "python3 -c '\(script)' \(file.path)", in: folder)
      let parts = try #require(
        try JSONSerialization.jsonObject(with: Data(tool.output.utf8)) as? [[String: Int]],
        "\(tool.errors)"
      )
      (count, sums) = (parts[0], parts[1])
    }
  }
}
