import Exercises
import Formulas
import Markdown

/// A fence of Swift that runs: ```` ```swift run ```` or ```` ```swift table ````.
package struct ProgramBlock: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// What it prints stands in the fence after it.
    case run
    /// It returns a table, which stands after it.
    case table
  }

  package let kind: Kind
  /// The position among the chapter's top-level blocks.
  package let index: Int
  package let offset: Int
  /// The lines of code, without the fences.
  let lines: [Range<Int>]
  /// Files that it reads, relative to the chapter: their content belongs to what it depends on.
  let reads: [String]
}

extension ProgramBlock {
  /// The blocks of a chapter in order, and what looks like one and is none.
  static func blocks(of document: Document) -> (blocks: [ProgramBlock], problems: [Diagnostic]) {
    let source = document.source
    var blocks: [ProgramBlock] = []
    var problems: [Diagnostic] = []
    for (index, block) in document.blocks.enumerated() {
      guard case .code(let code) = block.kind, code.isFenced, let info = code.info else { continue }
      let words = source.string(in: info).words.map(String.init)
      guard words.count > 1, words[0] == "swift" else { continue }
      guard let kind = Kind(rawValue: words[1]),
        words.count == 2 || (words[2] == "reads" && words.count > 3)
      else {
        problems.append(
          Diagnostic(
            in: source,
            at: info.lowerBound,
            "\"\(words.dropFirst().joined(separator: " "))\" after \"swift\" is not known",
            help: "allowed: swift run, swift table, each also with \"reads FILE\"; "
              + "swift alone is shown and not run"
          )
        )
        continue
      }
      blocks.append(
        ProgramBlock(
          kind: kind,
          index: index,
          offset: block.range.lowerBound,
          lines: block.lines,
          reads: Array(words.dropFirst(3))
        )
      )
    }
    return (blocks, problems)
  }
}
