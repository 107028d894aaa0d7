import Foundation
import Testing

/// `checker read --format page`: the homework itself, and beside each line what was understood.
struct ReadPageTests {
  private static let homework = """
    ---
    assignment: hw3
    ---

    ## Question b

    z1 = 0.5 · 0 - 0.5 · 6 + 0.1 = -2.9

    E comes out at 0.1128, which is 17 of something that I forgot, and this line is longer than a column.

    误差: 4711\tend\u{1B}[31m

    """

  private func page(_ columns: Int, shell: Bool = false) throws -> Tool {
    let scratch = try Scratch()
    try scratch.write(Self.homework, to: "hw3.md")
    let file = scratch.url.appendingPathComponent("hw3.md").path
    let arguments = ["read", file, "--course", Tool.root.path, "--format", "page"]
    return try Tool(arguments, variables: ["COLUMNS": "\(columns)"])
  }

  @Test("Every line is there once, with its number, and its values beside it")
  func lines() throws {
    let tool = try page(100)
    #expect(tool.status == 0)
    let lines = tool.output.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init
    )
    #expect(lines.contains { $0.hasPrefix(" 5 ## Question b  ") && $0.contains("│ b   ") })
    #expect(lines.contains { $0.hasPrefix(" 7 z1 = 0.5") && $0.hasSuffix("│ z1 = -2.9") })
    #expect(
      lines.contains { $0.hasPrefix(" 9 E comes out at 0.1128") && $0.hasSuffix("│ E = 0.1128") }
    )
    #expect(lines.contains { $0.hasPrefix("11 ") && $0.hasSuffix("│ not understood: 4711  31") })
    #expect(lines.contains { $0.hasPrefix("    not found: ") })
    // Nothing that a terminal obeys, and the tab as blanks.
    #expect(!tool.output.contains("\u{1B}") && !tool.output.contains("\t"))
    #expect(tool.output.contains("\\u{1B}[31m"))
  }

  @Test("No line is wider than it may be", arguments: [40, 60, 81, 120])
  func width(columns: Int) throws {
    let rows = try page(columns).output.split(separator: "\n", omittingEmptySubsequences: false)
    let page = rows.dropFirst().prefix { !$0.isEmpty }
    #expect(page.count >= 12)
    let rules = page.compactMap { row in
      row.firstIndex(of: "│").map {
        row[..<$0].unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) }
      }
    }
    // The rule stands in one column, whatever letters are before it.
    #expect(Set(rules).count == 1, "\(rules)")
    #expect(page.allSatisfy { $0.count <= columns }, "\(page.joined(separator: "\n"))")
  }

  @Test("All letters of the homework are on the page")
  func complete() throws {
    let written = Self.homework.filter { $0.isLetter }
    let rows = try page(60).output.split(separator: "\n")
    let left = rows.map { $0.prefix { $0 != "│" } }.joined()
    var rest = Substring(left.filter { $0.isLetter })
    var lost = ""
    for letter in written where !rest.isEmpty {
      if let place = rest.firstIndex(of: letter) {
        rest = rest[rest.index(after: place)...]
      } else {
        lost.append(letter)
      }
    }
    #expect(lost.isEmpty)
  }
}
