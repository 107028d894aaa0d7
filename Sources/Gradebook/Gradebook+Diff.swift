import GRDB
import Markdown

/// How two results of a class differ.
package struct ResultDifference: Sendable {
  package let assignment: String
  /// Items with other points or outcomes, by student.
  package let movements: [Movement]
  /// Students who stand in one of the two alone.
  package let onlyBefore: [String]
  package let onlyAfter: [String]
  /// Students whose homework could be graded in one of the two alone, with what is said of it.
  package let problems: [(student: String, before: String?, after: String?)]
}

extension Gradebook {
  /// What this gradebook's current results were before, in another one: with what people decided in each.
  package func differences(since before: Gradebook) throws(Diagnostic) -> [ResultDifference] {
    let (old, new) = (try before.results(), try results())
    let assignments = Set(old.keys.map(\.assignment)).union(new.keys.map(\.assignment))
    return assignments.sorted().map { assignment in
      let owners = Set(old.keys).union(new.keys).filter { $0.assignment == assignment }
        .map(\.student).sorted()
      var movements: [Movement] = []
      var problems: [(String, String?, String?)] = []
      var only: (before: [String], after: [String]) = ([], [])
      for student in owners {
        let owner = Owner(assignment: assignment, student: student)
        guard let one = old[owner] else {
          only.after.append(student)
          continue
        }
        guard let other = new[owner] else {
          only.before.append(student)
          continue
        }
        if one.problem != other.problem { problems.append((student, one.problem, other.problem)) }
        movements += Movement.all(of: student, other.file, from: one.items, to: other.items)
      }
      return ResultDifference(
        assignment: assignment,
        movements: movements,
        onlyBefore: only.before,
        onlyAfter: only.after,
        problems: problems
      )
    }
  }

  private struct Owner: Hashable {
    let assignment: String
    let student: String
  }

  private struct Result {
    let file: String
    let problem: String?
    var items: [ItemResult] = []
  }

  private func results() throws(Diagnostic) -> [Owner: Result] {
    try read { database in
      var results: [Owner: Result] = [:]
      for row in try Row.fetchAll(
        database,
        sql: "SELECT assignment, student, file, problem FROM current"
      ) {
        let owner = Owner(assignment: row["assignment"], student: row["student"])
        results[owner] = Result(file: row["file"], problem: row["problem"])
      }
      let marks = try Row.fetchCursor(
        database,
        sql: """
          SELECT assignment, student, place, exercise, name, at, said, given,
            CASE WHEN decision IS NULL THEN outcome ELSE 'decided' END AS outcome
          FROM mark ORDER BY assignment, student, place
          """
      )
      while let row = try marks.next() {
        let owner = Owner(assignment: row["assignment"], student: row["student"])
        results[owner]?.items.append(ItemResult(row))
      }
      return results
    }
  }
}
