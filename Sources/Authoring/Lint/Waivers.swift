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

  /// What a waiver is about, apart from its place.
  private struct Subject: Hashable {
    let check: String
    let answer: String?

    init(check: String, answer: String?) {
      self.check = check
      self.answer = answer
    }

    init(_ waiver: Waiver) { self.init(check: waiver.check, answer: waiver.answer) }
  }

  private let source: SourceText
  private var waivers: [Waiver] = []
  private var problems: [LintFinding] = []

  init(_ chapter: Chapter) {
    source = chapter.document.source
    let reader = YamlReader(source: source)
    let names = LintChecks.all.map(\.name)
    let sections = Sections(of: chapter.document)
    for block in chapter.blocks where block.kind == .waivers {
      let section = sections.range(around: block.index)
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
    let places = Dictionary(grouping: waivers.indices) { Subject(waivers[$0]) }
      .mapValues { indices in (indices, OffsetIndex(indices.map { waivers[$0].section })) }
    let kept = findings.filter { finding in
      // Those for all answers, and those for the answer that the finding is about.
      var matching: [Int] = []
      for answer in finding.answer == nil ? [nil] : [nil, finding.answer] {
        guard let (indices, index) = places[Subject(check: finding.check, answer: answer)] else {
          continue
        }
        matching += index.all(at: finding.offset).map { indices[$0] }
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
