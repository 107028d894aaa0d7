import Exercises
import Experiments
import Markdown

/// Networks with a `training:` part that could not be trained as it stands there.
struct TrainingCheck: LintCheck {
  static let name = "training"
  static let summary =
    "a `training:` part that cannot be read: unknown dials, generators, rows, schedules, sweeps"

  func findings(in chapter: Chapter, of subject: LintSubject) -> [LintFinding] {
    let readable = Set(chapter.networks.map(\.name))
    return NetworkBlock.all(in: chapter, notation: subject.settings.notation).flatMap { block in
      // A network that cannot be read at all is another check's.
      guard readable.contains(block.name) else {
        return [LintFinding]()
      }
      do throws(Diagnostics) {
        try block.checkSweep(try block.plan())
        return []
      } catch {
        return error.all.map { LintFinding(Self.name, $0) }
      }
    }
  }
}
