import Exercises
import Markdown
import Yaml

/// Finds the exercise that a block of tests is about.
struct TestedExercises {
  private let chapter: Chapter
  private let sections: Sections
  /// Of two with one id the first.
  private let byID: [String: Exercise]

  init(_ chapter: Chapter) {
    self.chapter = chapter
    sections = Sections(of: chapter.document)
    byID = Dictionary(chapter.exercises.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The exercise that a block names, or the only one of its section.
  func exercise(
    of block: MachineBlock,
    _ entries: [YamlEntry],
    _ reader: YamlReader
  ) -> Exercise? {
    if let entry = entries.first(where: { $0.key == "exercise" }), let id = entry.value.scalar {
      if let exercise = byID[id] { return exercise }
      reader.report(
        at: entry.value.offset,
        "the chapter has no exercise \"\(id)\"",
        help: NearMiss.help(id, among: chapter.exercises.map(\.id))
      )
      return nil
    }
    // Exercises stand in the order of their blocks.
    let section = sections.range(around: block.index)
    let first = chapter.exercises.partitioningIndex { $0.offset >= section.lowerBound }
    let end = chapter.exercises.partitioningIndex { $0.offset >= section.upperBound }
    guard end - first == 1 else {
      // A broken exercise has its own error.
      if end > first || !chapter.diagnostics.contains(where: { $0.severity == .error }) {
        reader.report(
          at: block.offset,
          "\(end - first) exercises stand in the section of these tests",
          help: "say which one is meant: exercise: ID"
        )
      }
      return nil
    }
    return chapter.exercises[first]
  }
}
