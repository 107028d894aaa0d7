import Exercises
import Foundation
import Grading
import Testing

/// The worked numbers of docs/outcomes.md: rounding on the way, and what follows from it.
struct WorkedNumbersTests {
  @Test("Every row is judged so")
  func rows() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../docs/outcomes.md")
    let page = try String(contentsOf: path, encoding: .utf8)
    let section = try #require(page.components(separatedBy: "### Worked numbers\n").last)
    let own = try #require(section.components(separatedBy: "\n## ").first)
    let chapter = try #require(own.components(separatedBy: "| written |").first)
    let rows = own.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
    #expect(rows.count >= 10)
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let written = cells[0].components(separatedBy: ", ")
      let outcomes = cells[1].components(separatedBy: ", ")
      let homework = "# 1\n\n" + written.map { "- \($0)\n" }.joined()
      let graded = try TestCourse.grade(homework, "## Worked\n\n" + chapter)
      for (statement, outcome) in zip(written, outcomes) {
        let name = try #require(statement.components(separatedBy: " = ").first)
        let item = try graded.item(name)
        #expect(item.outcome.rawValue == outcome, "\(row): \(item)")
      }
    }
  }
}
