import Formulas
import Foundation
import Testing

/// The examples of the pages in `docs` are chapters, courses and homework that the tool takes.
struct DocumentationTests {
  private func page(_ name: String) throws -> String {
    try String(contentsOf: Tool.root.appendingPathComponent("docs/\(name)"), encoding: .utf8)
  }

  /// The lines of the first `yaml course` fence, wherever it stands.
  private func course(in text: String) throws -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let start = try #require(lines.firstIndex { $0.hasSuffix("```yaml course") })
    let end = try #require(lines[(start + 1)...].firstIndex { $0.hasPrefix("```") })
    return lines[(start + 1)..<end].joined(separator: "\n") + "\n"
  }

  @Test("every block of docs/format.md is a chapter's, and its tables are up to date")
  func format() throws {
    let text = try page("format.md")
    let scratch = try Scratch()
    try scratch.write(text, to: "format.md")
    try scratch.write(try course(in: text), to: "course.yml")
    let check = try Tool(["tables", "--check", "format.md"], in: scratch.url)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    let ids = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("id: ") }
    #expect(ids.count >= 5)
    for id in ids {
      let key = try Tool(["key", String(id.dropFirst("id: ".count))], in: scratch.url)
      #expect(key.status == 0, "\(id): \(key.errors)")
    }
  }

  @Test("every homework of docs/homework.md is read and right, but for the one that is not")
  func homework() throws {
    let text = try page("homework.md")
    let scratch = try Scratch()
    try scratch.write(text, to: "c.md")
    let course = "chapters: [c.md]\nassignments: {hw1: {1: costs, 2: step}}\nreveal: full\n"
    try scratch.write(course, to: "course.yml")
    let blocks = text.matches(of: #/(?m)^(`{3,4})markdown\n([\s\S]*?)^\1$/#)
    #expect(blocks.count >= 15)
    for block in blocks {
      try scratch.write(String(block.2), to: "hw1.md")
      let run = try Tool(["grade", "hw1.md"], in: scratch.url)
      let summary = String(run.output.split(whereSeparator: \.isNewline).last ?? "")
      let isTypo = block.2.contains("0.526l")
      #expect(summary.contains("right"), "\(block.2)\(run.output)")
      #expect(!summary.contains("wrong"), "\(block.2)\(run.output)")
      #expect(summary.contains("unreadable") == isTypo, "\(block.2)\(run.output)")
    }
  }

  @Test("every row of docs/numbers.md is what the reader reads")
  func numbers() throws {
    let lines = try page("numbers.md").split(whereSeparator: \.isNewline)
    let table = lines.drop { $0 != "| written | read as |" }.dropFirst(2)
    let rows = table.prefix { $0.hasPrefix("|") }
    #expect(rows.count >= 50)
    for row in rows { try NumberRow(String(row)).expect() }
  }

  @Test("every row of the edge cases in docs/outcomes.md is judged so")
  func edges() throws {
    let lines = try page("outcomes.md").split(whereSeparator: \.isNewline)
    let table = lines.drop { !$0.hasPrefix("| expected | with |") }.dropFirst(2)
    let rows = table.prefix { $0.hasPrefix("|") }
    #expect(rows.count >= 40)
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      try #require(cells.count == 5, "\(row)")
      let value = try #require(Double(cells[0]))
      let with = cells[1].split(separator: " ").last.flatMap { Double($0) }
      let expected = ExpectedNumber(
        value,
        largestTerm: cells[1].hasPrefix("largest") ? with : nil,
        base: cells[1].hasPrefix("change") ? with : nil
      )
      guard case .number(let written) = NumberReader().read(cells[3]) else {
        Issue.record("\(row) is no number")
        continue
      }
      let fit = try Precision(cells[2]).judge(written, against: expected).fit
      #expect("\(fit)" == cells[4], "\(row)")
    }
  }
}
