import Markdown

/// A block of code in which a program's prompts and its outputs alternate: `>>> print(df)`, and a table below.
///
/// Tables are what a session cannot be read with as one text; where it prints none, it stays whole.
struct Session {
  enum Piece {
    /// Commands, and outputs that are no tables.
    case code(Range<Int>)
    /// Lines that a command printed.
    case output(Range<Int>)
    /// What pandas prints of one column: `print(t.min(axis=1))`.
    case table(WrittenTable, lines: Range<Int>)
  }

  /// The pieces in order; none for a block without prompts, or without tables below them.
  static func pieces(_ lines: [Range<Int>], in source: SourceText) -> [Piece] {
    let session = Session(lines: lines, source: source)
    let commands = lines.indices.filter(session.isCommand)
    guard let first = commands.first, commands.count < lines.count, lines.count <= mostLines else {
      return []
    }
    var pieces: [Piece] = []
    var start = first == 0 ? 0 : first
    if first > 0 { pieces.append(.output(0..<first)) }
    var hasTable = false
    for (position, command) in commands.enumerated() {
      let end = position + 1 < commands.count ? commands[position + 1] : lines.count
      let output = (command + 1)..<end
      guard output.count > 1, let piece = session.table(output, below: command) else { continue }
      hasTable = true
      pieces += [.code(start..<(command + 1)), piece]
      start = end
    }
    if start < lines.count { pieces.append(.code(start..<lines.count)) }
    return hasTable ? pieces : []
  }

  private static let mostLines = 2000

  private let lines: [Range<Int>]
  private let source: SourceText

  /// True for `>>> `, `... ` and `In [3]: `.
  private func isCommand(_ line: Int) -> Bool {
    let bytes = source.bytes[lines[line]].drop { $0 == 0x20 }
    return [">>>", "... ", "In ["].contains { bytes.starts(with: $0.utf8) }
  }

  private func table(_ output: Range<Int>, below command: Int) -> Piece? {
    if let table = series(output, below: command) { return .table(table, lines: output) }
    let pieces = PrintedTable(Array(lines[output]), in: source, isVerbatim: true).pieces()
    let isTable = pieces.contains { if case .table = $0 { true } else { false } }
    return isTable ? .output(output) : nil
  }

  /// The values of a series, each behind its key, under the name of the key and that of the method that
  /// gave them.
  private func series(_ output: Range<Int>, below command: Int) -> WrittenTable? {
    var rows = output.map { words(of: lines[$0]) }.filter { !$0.isEmpty }
    guard let last = rows.last, text(last[0]).hasSuffix("dtype:") || text(last[0]) == "Name:",
      let method = method(in: lines[command])
    else { return nil }
    rows.removeLast()
    guard let head = rows.first, head.count == 1, rows.count > 1,
      rows.dropFirst().allSatisfy({ $0.count == 2 })
    else { return nil }
    return WrittenTable(rows: [[head[0], method]] + rows.dropFirst(), notation: .verbatim)
  }

  /// The last method that makes one value of many.
  private func method(in line: Range<Int>) -> Range<Int>? {
    let command = source.string(in: line)
    let methods = [
      ".idxmin(", ".idxmax(", ".argmin(", ".argmax(", ".min(", ".max(", ".mean(", ".sum(",
    ]
    for method in methods {
      guard let place = command.firstRange(of: method) else { continue }
      let start =
        line.lowerBound + command.utf8.distance(from: command.startIndex, to: place.lowerBound)
      return (start + 1)..<(start + method.utf8.count - 1)
    }
    return nil
  }

  private func text(_ range: Range<Int>) -> String { source.string(in: range) }

  private func words(of line: Range<Int>) -> [Range<Int>] {
    source.bytes[line].split(separator: 0x20).map { $0.startIndex..<$0.endIndex }
  }
}
