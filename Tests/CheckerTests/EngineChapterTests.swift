import Testing

/// `Chapters/torch-networks.md`: networks of every activation, cost, penalty and batch, in both
/// conventions, with the numbers that PyTorch computed; see Tests/Goldens/torch_networks.py.
struct EngineChapterTests {
  private static let chapter = Tool.root.appendingPathComponent(
    "Tests/CheckerTests/Chapters/torch-networks.md"
  )

  @Test("every number agrees to the twelfth decimal")
  func agreement() throws {
    let text = try String(contentsOf: Self.chapter, encoding: .utf8)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("name: torch-") } == 24)
    let run = try Tool(["tables", "--check", Self.chapter.path], in: Tool.root)
    #expect(run.status == 0)
    #expect(run.errors == "")
  }

  @Test("a digit changed in any table is found")
  func difference() throws {
    let scratch = try Scratch()
    let text = try String(contentsOf: Self.chapter, encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| nabla_w[0][0, 0] | ") }
    #expect(rows.count == 24)
    let row = try #require(rows.last)
    let digit = row[row.index(row.endIndex, offsetBy: -5)]
    var changed = row
    changed.replaceSubrange(
      row.index(row.endIndex, offsetBy: -5)..<row.index(row.endIndex, offsetBy: -4),
      with: digit == "5" ? "7" : "5"
    )
    try scratch.write(text.replacing(row, with: changed), to: "c.md")
    let run = try Tool(["tables", "--check", "c.md"], in: scratch.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("row nabla_w[0][0, 0], column value"))
  }
}
