import Exercises
import Markdown
import Yaml

/// Findings that an author has seen and lets stand, with the reason.
///
/// A `yaml waivers` block holds for its section: `identifiability: "all weights are equal on purpose"`,
/// or for single answers, `tolerance: {"{p} new": "the course asks for 4 decimals"}`.
struct Waivers {
  static let name = "waivers"
  static let summary = "a waiver that waives nothing, or gives no reason"

  private struct Waiver {
    let check: String
    /// Nil for all answers.
    let answer: String?
    let offset: Int
    let section: Range<Int>
  }

  private let source: SourceText
  private var waivers: [Waiver] = []
  private var problems: [LintFinding] = []

  init(_ chapter: Chapter) {
    source = chapter.document.source
    let reader = YamlReader(source: source)
    let names = LintChecks.all.map(\.name)
    for block in chapter.blocks where block.kind == .waivers {
      let section = Section(around: block.index, in: chapter.document).range
      let fields = reader.fields(block.node, of: "waivers", allowed: names, at: block.offset)
      for entry in (fields ?? [:]).values {
        if case .mapping(let answers) = entry.value.content {
          for answer in answers where reader.text(answer.value, of: answer.key) != nil {
            waivers.append(
              Waiver(
                check: entry.key,
                answer: answer.key,
                offset: answer.keyOffset,
                section: section
              )
            )
          }
        } else if reader.text(entry.value, of: entry.key) != nil {
          waivers.append(
            Waiver(check: entry.key, answer: nil, offset: entry.keyOffset, section: section)
          )
        }
      }
    }
    waivers.sort { $0.offset < $1.offset }
    problems = reader.diagnostics.map { LintFinding(Self.name, $0) }
  }

  /// The findings that are not waived, and the waivers that waive none.
  func applied(to findings: [LintFinding]) -> [LintFinding] {
    var used: Set<Int> = []
    let kept = findings.filter { finding in
      let matching = waivers.indices.filter { index in
        let waiver = waivers[index]
        return waiver.check == finding.check && waiver.section.contains(finding.offset)
          && (waiver.answer == nil || waiver.answer == finding.answer)
      }
      used.formUnion(matching)
      return matching.isEmpty
    }
    let hasErrors = kept.contains { $0.severity == .error }
    let idle = waivers.indices.filter { !used.contains($0) && !hasErrors }.map { index in
      let waiver = waivers[index]
      let whose = waiver.answer.map { " for \"\($0)\"" } ?? ""
      return LintFinding(
        Self.name,
        .warning,
        in: source,
        at: waiver.offset,
        "nothing is found any more that this waives: \(waiver.check)\(whose)",
        help: "delete the waiver"
      )
    }
    return kept + problems + idle
  }
}
