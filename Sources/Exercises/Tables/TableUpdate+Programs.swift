import Formulas
import Markdown

extension TableUpdate {
  /// The info string of the fence that holds what a block printed.
  package static let outputInfo = "output"

  package mutating func report(errors more: [Diagnostic]) { errors += more }

  /// Edits are applied from the first byte on.
  package mutating func sortEdits() {
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Puts what a block printed into the fence after it.
  package mutating func updateOutput(_ text: String, afterBlock index: Int) {
    let next = index + 1 < document.blocks.count ? document.blocks[index + 1] : nil
    var existing: Block?
    if let next, case .code(let code) = next.kind, code.isFenced, let info = code.info,
      source.string(in: info) == Self.outputInfo
    {
      existing = next
    }
    // A block that only declares prints nothing and has no fence.
    if text.isEmpty, existing == nil { return }
    let fence = String(repeating: "`", count: Self.fenceLength(around: text))
    let body = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let lines = ["\(fence)\(Self.outputInfo)"] + (text.isEmpty ? [] : body) + [fence]
    replaceOrInsert(lines, for: existing, afterBlock: index, before: next, "the output")
  }

  /// Puts a table that a block returned after it.
  package mutating func updateTable(_ text: String, afterBlock index: Int, at offset: Int) {
    let lines = text.split(separator: "\n").map(String.init)
    let next = index + 1 < document.blocks.count ? document.blocks[index + 1] : nil
    var existing: Block?
    if let next, case .table(let table) = next.kind {
      let corner = table.header.first.map { source.string(in: $0.range) } ?? ""
      let own = lines.first.map { $0.split(separator: "|").first.map(String.init) ?? "" } ?? ""
      guard corner == own.trimmedBytes else {
        report(errors: [
          Diagnostic(
            in: source,
            at: table.range.lowerBound,
            "the table after the block is not its own: the corner is \"\(corner)\", "
              + "the block returns \"\(own.trimmedBytes)\"",
            help: "put a line of text between the block and this table, or delete the table"
          )
        ])
        return
      }
      existing = next
    }
    replaceOrInsert(lines, for: existing, afterBlock: index, before: next, "the table")
  }

  private mutating func replaceOrInsert(
    _ lines: [String],
    for existing: Block?,
    afterBlock index: Int,
    before next: Block?,
    _ what: String
  ) {
    let block = document.blocks[index]
    let end = source.line(at: max(block.range.lowerBound, block.range.upperBound - 1))
    let newline = source.lineEnding(after: source.lineStarts[end - 1])
    guard let existing else {
      insert(lines, afterLine: end, before: next, newline)
      report("\(what) of the block is missing", at: block.range.lowerBound)
      return
    }
    let bytes = Array(lines.joined(separator: String(decoding: newline, as: UTF8.self)).utf8)
    guard !source.bytes[existing.range].elementsEqual(bytes) else { return }
    differences.append(
      Diagnostic(
        .warning,
        in: source,
        at: existing.range.lowerBound,
        "\(what) is not what the block above gives"
      )
    )
    replace(existing.range, with: bytes)
  }

  /// Longer than every run of backticks in a text.
  private static func fenceLength(around text: String) -> Int {
    var longest = 2
    var run = 0
    for byte in text.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest + 1
  }
}
