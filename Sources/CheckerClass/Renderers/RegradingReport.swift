import Exercises
import Gradebook

/// Who moves by grading anew, from what to what, because of which item and which change of the chapter.
struct RegradingReport {
  private let assignment: String
  private let regrading: Regrading
  private let graded: Int
  private let isDry: Bool

  init(_ assignment: String, _ regrading: Regrading, graded: Int, isDry: Bool) {
    self.assignment = assignment
    self.regrading = regrading
    self.graded = graded
    self.isDry = isDry
  }

  var text: String {
    var lines: [String] = []
    let movements = MovementLines(regrading.movements)
    let verb = isDry ? "would move" : "moved"
    lines.append(
      graded == 0
        ? "\(assignment): nothing changed since it was graded"
        : "\(assignment): \(graded) graded again, \(movements.movedCount) \(verb)"
    )
    if regrading.hasOtherTool { lines.append("  the tool is another one than before") }
    for change in regrading.changes { lines += Self.lines(of: change) }
    lines += movements.lines
    for problem in regrading.problems {
      lines.append(
        "  \(problem.student)  \(problem.after.map { "not graded: \($0)" } ?? "can be graded now")"
      )
    }
    for lost in regrading.lost {
      lines.append(
        "  decision that no longer fits: \(lost.student), \(lost.exercise), \(lost.item)"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of an exercise that are other ones now.
  private static func lines(of change: (exercise: String, before: String, after: String))
    -> [String]
  {
    let before = change.before.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init
    )
    let after = change.after.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init
    )
    if before == [""] { return ["  \(change.exercise) is new"] }
    if after == [""] { return ["  \(change.exercise) is no longer asked"] }
    var lines = ["  \(change.exercise) was changed:"]
    for step in after.difference(from: before).prefix(mostLines) {
      switch step {
      case .remove(_, let line, _): lines.append("    - \(line)")
      case .insert(_, let line, _): lines.append("    + \(line)")
      }
    }
    return lines
  }

  private static let mostLines = 20
}
