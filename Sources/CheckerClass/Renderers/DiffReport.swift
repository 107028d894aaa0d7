import Gradebook

/// Two results beside each other, as text.
struct DiffReport {
  private let differences: [ResultDifference]

  init(_ differences: [ResultDifference]) {
    self.differences = differences.filter {
      !$0.movements.isEmpty || !$0.problems.isEmpty || !$0.onlyBefore.isEmpty
        || !$0.onlyAfter.isEmpty
    }
  }

  var isEmpty: Bool { differences.isEmpty }

  var text: String {
    guard !isEmpty else { return "the same results\n" }
    return differences.map { difference in
      let movements = MovementLines(difference.movements)
      var lines = ["\(difference.assignment): \(movements.movedCount) moved"]
      lines += movements.lines
      lines += difference.problems.map {
        "  \($0.student)  \($0.after.map { "not graded: \($0)" } ?? "is graded now")"
      }
      lines += difference.onlyBefore.map { "  \($0)  only before" }
      lines += difference.onlyAfter.map { "  \($0)  only after" }
      return lines.joined(separator: "\n") + "\n"
    }.joined()
  }
}

/// Who moves, from what to what, because of which items.
struct MovementLines {
  private let movements: [Movement]

  init(_ movements: [Movement]) { self.movements = movements }

  /// Students whose points are other ones.
  var movedCount: Int { students.filter { abs(sum(of: $0)) > 1e-9 }.count }

  private var students: [String] { Set(movements.map(\.student)).sorted() }

  private func sum(of student: String) -> Double {
    movements.filter { $0.student == student }.reduce(0) { $0 + $1.to - $1.from }
  }

  var lines: [String] {
    students.flatMap { student in
      let own = movements.filter { $0.student == student }
      let total = sum(of: student)
      let sign = total > 0 ? "+" : ""
      return ["  \(student)  \(sign)\(ReportScores.text(total))  (\(own[0].file))"]
        + own.map { movement in
          let said = movement.said.split(separator: "\n").first.map { ": \($0.prefix(40))" } ?? ""
          return "    \(movement.exercise), \(movement.item)\(said)  "
            + "\(movement.outcomeBefore) \(ReportScores.text(movement.from)) → "
            + "\(movement.outcomeAfter) \(ReportScores.text(movement.to))"
        }
    }
  }
}
