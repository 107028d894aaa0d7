import Foundation
import Testing

/// The README's first screen is true: its commands print what it shows.
struct ReadmeTests {
  private func fences(_ page: String) throws -> [(info: String, body: String)] {
    let text = try String(
      contentsOf: Tool.root.appendingPathComponent(page),
      encoding: .utf8
    )
    var fences: [(info: String, body: String)] = []
    var open: (info: String, lines: [String])?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.hasPrefix("```") {
        if let fence = open {
          fences.append((fence.info, fence.lines.joined(separator: "\n") + "\n"))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(String(line))
      }
    }
    return fences
  }

  @Test("every `console` fence shows a command and its output")
  func consoleFences() throws {
    let consoles = try fences("README.md").filter { $0.info == "console" }
    #expect(consoles.count >= 3)
    for fence in consoles {
      let lines = fence.body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let command = try #require(lines.first)
      let words = command.dropFirst("$ ".count).split(separator: " ").map(String.init)
      // `make grade` is the build and then this command; the build itself is what runs the tests.
      let arguments =
        words == ["make", "grade"] ? ["grade", "answers/hw1.md"] : Array(words.dropFirst())
      let tool = try Tool(arguments)
      let shown = lines.dropFirst().joined(separator: "\n")
      func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: .newlines)
      }
      #expect(trimmed(tool.output) == trimmed(shown), "\(command)")
    }
  }

  @Test("the exercise in the README is one that a chapter holds")
  func exercise() throws {
    let chapter = try String(
      contentsOf: Tool.root.appendingPathComponent("chapters/cross-entropy.md"),
      encoding: .utf8
    )
    let examples = try fences("README.md").filter { $0.info == "yaml exercise" }
    #expect(examples.count == 1)
    for example in examples { #expect(chapter.contains(example.body)) }
  }
}
