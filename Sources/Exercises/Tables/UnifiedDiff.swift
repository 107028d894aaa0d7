import Markdown

/// The edits of a text as a unified diff.
package enum UnifiedDiff {
  private static let context = 3

  /// Edits that replace or insert whole lines, as `diff -u` prints them.
  package static func text(of edits: [Edit], in source: SourceText, path: String) -> String {
    var output = "--- \(path)\n+++ \(path) (computed)\n"
    var shift = 0
    for edit in edits {
      let isInsertion = edit.range.isEmpty
      let firstLine = source.line(at: edit.range.lowerBound) + (isInsertion ? 1 : 0)
      let removed = isInsertion ? [] : lines(source.string(in: edit.range))
      var added = lines(String(decoding: edit.replacement, as: UTF8.self))
      if isInsertion { added.removeFirst() }
      let start = max(1, firstLine - context)
      let end = min(source.lineStarts.count, firstLine + removed.count - 1 + context)
      let before = start < firstLine ? (start..<firstLine).map { text($0, source) } : []
      let afterStart = firstLine + removed.count
      let after = afterStart <= end ? (afterStart...end).map { text($0, source) } : []
      let oldCount = before.count + removed.count + after.count
      let newCount = before.count + added.count + after.count
      output += "@@ -\(start),\(oldCount) +\(start + shift),\(newCount) @@\n"
      for line in before { output += " \(line)\n" }
      for line in removed { output += "-\(line)\n" }
      for line in added { output += "+\(line)\n" }
      for line in after { output += " \(line)\n" }
      shift += added.count - removed.count
    }
    return output
  }

  private static func text(_ line: Int, _ source: SourceText) -> String {
    source.string(in: source.rangeOfLine(line))
  }

  private static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
  }
}
