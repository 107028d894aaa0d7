import Exercises
import Formulas
import Grading
import Markdown

/// A first set of tests for the exercises of a chapter that have none.
///
/// Right, with all digits, with too few, cut, carried, and the known mistakes that a report names. Each
/// was graded before it is proposed, for a varied exercise with the numbers of many students.
package struct TestProposals {
  package private(set) var edits: [Edit] = []
  package private(set) var written: [(exercise: String, count: Int)] = []

  package init(_ chapter: Chapter, settings: CourseSettings) {
    let reader = QuestionTestReader(chapter, settings)
    for exercise in chapter.exercises where reader.tests(of: exercise).isEmpty {
      let proposal = TestProposal(exercise, settings: settings)
      guard !proposal.tests.isEmpty,
        let index = chapter.blocks.first(where: { $0.offset == exercise.offset })?.index
      else { continue }
      edits.append(Self.edit(proposal, after: chapter.document.blocks[index], chapter))
      written.append((exercise.id, proposal.tests.count))
    }
  }

  /// Inserts the tests in a comment below the exercise's block.
  private static func edit(
    _ proposal: TestProposal,
    after block: Block,
    _ chapter: Chapter
  ) -> Edit {
    let source = chapter.document.source
    // libcmark ends a comment one line short.
    var line = source.line(at: max(block.range.lowerBound, block.range.upperBound - 1))
    if case .html = block.kind {
      while line < source.lineStarts.count,
        !source.string(in: source.rangeOfLine(line)).has("-->")
      {
        line += 1
      }
    }
    let position = source.rangeOfLine(line).upperBound
    let newline = source.lineEnding(after: source.lineStarts[line - 1])
    var lines = ["", "<!-- yaml tests"]
    lines.append("exercise: \(proposal.exercise.id)")
    for test in proposal.tests { lines += test.yaml }
    lines.append("-->")
    var text = newline
    for line in lines {
      text += line.utf8
      text += newline
    }
    return Edit(range: position..<position, replacement: text.dropLast(newline.count))
  }
}
