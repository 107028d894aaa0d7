import Authoring
import Exercises
import Foundation
import Testing

/// The lists of keys and checks in the documentation are those of the code.
///
/// `UPDATE_GOLDENS=1 swift test --filter FormatReferenceTests` writes them anew, and fails.
struct FormatReferenceTests {
  private static let isUpdate = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil

  /// Compares the table below a comment of a page with lines.
  private func expect(_ lines: [String], below marker: String, in page: String) throws {
    let file = Tool.root.appendingPathComponent("docs/\(page)")
    var text = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let start = try #require(text.firstIndex(of: "<!-- \(marker) -->"), "\(marker)") + 2
    let end = text[start...].firstIndex { !$0.hasPrefix("|") } ?? text.endIndex
    guard Array(text[start..<end]) != lines else { return }
    if Self.isUpdate {
      let hasTable = start < end
      text.replaceSubrange(start..<end, with: lines + (hasTable ? [] : [""]))
      try text.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    Issue.record("docs/\(page): \(marker) is out of date: UPDATE_GOLDENS=1 swift test")
  }

  @Test("docs/format.md lists the keys that the readers know")
  func keys() throws {
    for list in FormatReference.lists {
      try expect(list.keys.reference, below: "keys of \(list.owner)", in: "format.md")
    }
  }

  @Test("docs/lint.md lists the checks")
  func checks() throws {
    let rows = LintChecks.all.map { "| `\($0.name)` | \($0.summary.replacing("|", with: "\\|")) |" }
    try expect(
      ["| check | finds |", "| --- | --- |"] + rows,
      below: "checks",
      in: "lint.md"
    )
  }
}
