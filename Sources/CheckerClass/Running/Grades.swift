import Exercises
import Gradebook
import Markdown
import Terminal

/// What a student has, with what lateness costs.
struct Grade {
  let standing: Standing
  let days: Int
  let penalty: Double

  var score: Double { standing.score * (1 - penalty) }
}

/// The grades of an assignment that can be handed out; who is left out is said.
struct Grades {
  private(set) var all: [Grade] = []
  /// False if somebody was left out.
  private(set) var isWhole = true

  /// - Parameters:
  ///   - assignment: The assignment.
  ///   - book: Where its results are.
  ///   - course: What says how much lateness costs.
  ///   - isPartial: True to hand out grades of homework in which points still wait for a person.
  /// - Throws: A `Diagnostic` if nobody handed the assignment in.
  init(
    of assignment: String,
    in book: Gradebook,
    _ course: ClassCourse,
    isPartial: Bool
  ) throws(Diagnostic) {
    let standings = try book.standings(of: assignment)
    guard !standings.isEmpty else {
      throw Diagnostic(
        message: "nobody handed in \"\(assignment)\"",
        help: NearMiss.help(assignment, among: course.assignments)
      )
    }
    for standing in standings {
      if let problem = standing.problem {
        leaveOut(standing, problem)
      } else if standing.pending > 1e-9, !isPartial {
        leaveOut(standing, "\(ReportScores.text(standing.pending)) points wait for a person")
      } else {
        let late = course.lateness(
          assignment,
          date: standing.date,
          saysLate: standing.isLate,
          grace: standing.grace
        )
        all.append(Grade(standing: standing, days: late.days, penalty: late.penalty.value))
      }
    }
  }

  private mutating func leaveOut(_ standing: Standing, _ reason: String) {
    isWhole = false
    Console.error("\(standing.student) is left out: \(reason)\n")
  }
}
