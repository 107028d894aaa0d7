import Foundation
import Testing

/// The autograder as Gradescope's machine runs it: `source` and `submission` in, `results/results.json` out.
struct GradescopeTests {
  /// The result for files that were handed in, by their names.
  private func result(_ files: [String: String]) throws -> [String: Any] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("submission"),
      withIntermediateDirectories: true
    )
    for (name, text) in files {
      let file = folder.appendingPathComponent("submission/\(name)")
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let script = """
      mkdir -p source/course
      cp '\(Tool.root.path)'/platforms/gradescope/* "$checker" source
      cp -r '\(Tool.root.path)'/course.yml '\(Tool.root.path)'/chapters source/course
      echo hw3 > source/assignment
      export AUTOGRADER=$PWD
      bash source/setup.sh && source/run_autograder
      """
    let tool = try Tool(shell: script, in: folder)
    #expect(tool.status == 0, "\(tool.errors)")
    let data = try Data(contentsOf: folder.appendingPathComponent("results/results.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func answers() throws -> String {
    try String(contentsOf: Tool.root.appendingPathComponent("answers/hw3.md"), encoding: .utf8)
  }

  @Test func homeworkIsGraded() throws {
    let result = try result(["-my \"answers\".md": answers(), "plot.png": "", "README.md": "x"])
    #expect(result["score"] as? Double == 35)
    #expect((result["tests"] as? [Any])?.isEmpty == false)
  }

  @Test func whatCannotBeGradedIsSaid() throws {
    let nothing = try result(["answers.pdf": "%PDF"])
    #expect((nothing["output"] as? String)?.hasPrefix("No Markdown file") == true)
    let two = try result(["a.md": "x", "b.md": "y"])
    #expect((two["output"] as? String)?.hasPrefix("2 Markdown files") == true)
    let broken = try result(["a\\\"b.md": "\u{0}"])
    #expect(broken["score"] as? Double == 0)
    #expect((broken["output"] as? String)?.contains("could not be graded:\n") == true)
  }
}
