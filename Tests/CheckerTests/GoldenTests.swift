import Foundation
import Testing

/// Each folder of `Cases` holds the arguments of a run and its expected output.
struct GoldenTests {
  private static let cases = Tool.root.appendingPathComponent("Tests/CheckerTests/Cases")

  private static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: cases.path)) ?? []).sorted()

  @Test("the output is what the case says", arguments: names)
  func golden(_ name: String) throws {
    let folder = Self.cases.appendingPathComponent(name)
    let arguments = try String(
      contentsOf: folder.appendingPathComponent("arguments.txt"),
      encoding: .utf8
    ).split(whereSeparator: \.isNewline).map(String.init)
    let tool = try Tool(arguments, in: folder)
    let found = tool.output + tool.errors + "exit status \(tool.status)\n"
    let file = folder.appendingPathComponent("expected.txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try Data(found.utf8).write(to: file)
      Issue.record("the golden of \(name) is written anew; review its diff")
      return
    }
    let expected = try? String(contentsOf: file, encoding: .utf8)
    #expect(
      found == expected,
      "run UPDATE_GOLDENS=1 swift test --disable-xctest, and read the diff"
    )
  }
}
