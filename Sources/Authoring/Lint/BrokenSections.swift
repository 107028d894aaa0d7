import Exercises
import Markdown

/// The sections of exercises in which something is wrong already: what follows from it is no news.
struct BrokenSections {
  /// Lines with an error, in order.
  private let lines: [Int]
  /// Lines of sections with an error, in order and apart.
  private var broken: [ClosedRange<Int>] = []
  private let source: SourceText

  init(_ chapter: Chapter) {
    source = chapter.document.source
    lines = chapter.diagnostics.filter { $0.severity == .error }
      .compactMap(\.location?.line).sorted()
    for exercise in chapter.exercises where isBroken(exercise) {
      let section = source.lines(of: exercise.section)
      if let last = broken.last, last.upperBound >= section.lowerBound {
        let first = min(last.lowerBound, section.lowerBound)
        broken[broken.count - 1] = first...max(last.upperBound, section.upperBound)
      } else {
        broken.append(section)
      }
    }
  }

  /// True if an error stands in the section of an exercise.
  func isBroken(_ exercise: Exercise) -> Bool {
    guard !lines.isEmpty else { return false }
    let section = source.lines(of: exercise.section)
    let next = lines.partitioningIndex { $0 >= section.lowerBound }
    return next < lines.count && lines[next] <= section.upperBound
  }

  /// True if a line lies in the section of an exercise with an error.
  func holds(line: Int) -> Bool {
    let next = broken.partitioningIndex { $0.upperBound >= line }
    return next < broken.count && broken[next].contains(line)
  }
}
