import Markdown

/// The edits of a text as a unified diff.
package enum UnifiedDiff {
  private static let context = 3

  /// The lines that edits replace or insert, as `diff -u` prints them.
  package static func text(of edits: [Edit], in source: SourceText, path: String) -> String {
    var output = "--- \(path)\n+++ \(path) (computed)\n"
    var shift = 0
    for edit in wholeLines(edits, source) {
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

  /// Edits inside of lines as edits of these lines, those of one line together.
  private static func wholeLines(_ edits: [Edit], _ source: SourceText) -> [Edit] {
    var whole: [Edit] = []
    var index = 0
    while index < edits.count {
      let edit = edits[index]
      let first = source.rangeOfLine(source.line(at: edit.range.lowerBound))
      let last = source.rangeOfLine(source.line(at: max(first.lowerBound, edit.range.upperBound)))
      let startsLine = edit.range.lowerBound == first.lowerBound
      let endsLine = edit.range.upperBound == last.upperBound
      // What is inserted at the end of a line begins with a line end of its own.
      let isBlock = edit.range.isEmpty ? endsLine : startsLine && endsLine
      guard !isBlock else {
        whole.append(edit)
        index += 1
        continue
      }
      let range = first.lowerBound..<last.upperBound
      var text: [UInt8] = []
      var position = range.lowerBound
      while index < edits.count, edits[index].range.lowerBound < range.upperBound,
        edits[index].range.upperBound <= range.upperBound
      {
        text += source.bytes[position..<edits[index].range.lowerBound]
        text += edits[index].replacement
        position = edits[index].range.upperBound
        index += 1
      }
      whole.append(
        Edit(range: range, replacement: text + source.bytes[position..<range.upperBound])
      )
    }
    return whole
  }

  private static func text(_ line: Int, _ source: SourceText) -> String {
    source.string(in: source.rangeOfLine(line))
  }

  private static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
  }
}
