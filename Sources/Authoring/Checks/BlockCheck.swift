import Exercises
import Markdown

/// What the readers of blocks found: unknown keys, formulas that do not parse, shapes that do not fit.
struct BlockCheck: LintCheck {
  static let name = "blocks"
  static let summary =
    "a block that cannot be read: unknown keys, YAML slips, formulas, names, shapes, networks"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    chapter.diagnostics.map { LintFinding(Self.name, $0) }
      + nested(in: chapter.document.blocks, chapter.document.source, depth: 0)
  }

  /// Blocks that nobody reads, because they stand in a list, a quote or HTML.
  private func nested(in blocks: [Block], _ source: SourceText, depth: Int) -> [LintFinding] {
    blocks.flatMap { block -> [LintFinding] in
      var isHidden = false
      switch block.kind {
      case .code(let code):
        let info = code.info.map { source.string(in: $0) } ?? ""
        isHidden = depth > 0 && (info.hasPrefix("yaml ") || info.hasPrefix("swift run"))
      case .html:
        let text = source.string(in: block.range)
        isHidden =
          !text.hasPrefix("<!--") && (text.has("```yaml ") || text.has("<!-- yaml "))
      default: break
      }
      let own = LintFinding(
        Self.name,
        .warning,
        in: source,
        at: block.range.lowerBound,
        "a block inside a list, a quote or HTML is an example: nothing reads it",
        help: "put blank lines around it, at the beginning of a line; or show it in a longer fence"
      )
      return (isHidden ? [own] : []) + nested(in: block.children, source, depth: depth + 1)
    }
  }
}
