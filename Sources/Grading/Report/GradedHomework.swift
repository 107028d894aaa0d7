import Exercises
import Homework
import Markdown

/// A graded homework: a plain value from which every report is made.
package struct GradedHomework: Sendable {
  package let source: SourceText
  package let assignment: String
  /// Whose numbers it was graded for, where students have numbers of their own.
  package let student: String?
  package var exercises: [GradedExercise]
  /// Every sign between numbers, and whether it holds.
  package var work: [WorkStep]
  package var findings: [Finding]
  package let diagnostics: [Diagnostic]
  /// Lines that belong to no question, or that nobody will read.
  package let unreadLines: [ClosedRange<Int>]
  /// How it was read, where somebody asks for that.
  package var echo: ReadingEcho?

  package var score: Fraction { exercises.reduce(.zero) { $0 + $1.score } }
  package var possible: Fraction { exercises.reduce(.zero) { $0 + $1.possible } }
  package var pending: Fraction { exercises.reduce(.zero) { $0 + $1.pending } }

  /// The homework as far as a course lets a student see it.
  ///
  /// Below `full` a note shows no number that does not stand in what it is about: a report is no calculator.
  package func revealing(_ reveal: Reveal) -> GradedHomework {
    guard reveal < .full else { return self }
    var hidden = self
    for index in hidden.exercises.indices {
      hidden.exercises[index].hide(below: reveal)
    }
    if reveal == .none {
      hidden.findings = []
      hidden.work = []
    }
    // The numbers of names say nothing.
    let names = exercises.flatMap { $0.items.map(\.name) + $0.statements.map(\.name) }
    hidden.findings = hidden.findings.map { finding in
      let written = finding.places.map { source.string(in: $0) }
      return finding.saying(WrittenNumbers(names + written).hiding(finding.message))
    }
    hidden.work = hidden.work.map { step in
      let written = WrittenNumbers([step.text])
      return step.noting(reveal < .hint ? nil : step.note.map { written.hiding($0) })
    }
    return hidden
  }
}

/// A graded question.
package struct GradedExercise: Sendable {
  package let id: String
  package let label: String
  package let title: String
  /// The line under which the question was found.
  package let line: Int?
  package var items: [GradedItem]
  /// Every value that was tied to a quantity, asked or not.
  package var statements: [GradedItem]

  package let score: Fraction
  package let possible: Fraction
  /// The points that are still open because a person has to look.
  package let pending: Fraction

  init(
    id: String,
    label: String,
    title: String,
    line: Int?,
    items: [GradedItem],
    statements: [GradedItem]
  ) {
    self.id = id
    self.label = label
    self.title = title
    self.line = line
    self.items = items
    self.statements = statements
    // What wrong answers take off takes nothing from other questions.
    score = max(.zero, items.reduce(.zero) { $0 + $1.points })
    possible = items.reduce(.zero) { $0 + $1.possible }
    pending = items.filter(\.isOpen).reduce(.zero) { $0 + $1.possible }
  }

  /// Counts of cells and factors of mistakes are no results.
  private static let smallestResult = 13

  fileprivate mutating func hide(below reveal: Reveal) {
    if reveal == .none {
      items = []
      statements = []
      return
    }
    func hidden(_ item: GradedItem) -> GradedItem {
      let written = WrittenNumbers(item)
      var item = item
      item.expected = nil
      item.rubric = nil
      if reveal < .hint { item.mistake = nil }
      item.mistake = item.mistake.map { written.hiding($0, from: Self.smallestResult) }
      // How many values are missing is no result either.
      if item.outcome != .missing {
        item.note = item.note.map { written.hiding($0, from: Self.smallestResult) }
      }
      return item
    }
    items = items.map(hidden)
    statements = statements.map(hidden)
  }
}
