import Gradebook

/// Who moves, from what to what, because of which items.
struct MovementLines {
  private let students: [(student: String, movements: [Movement], sum: Double)]

  init(_ movements: [Movement]) {
    students = Dictionary(grouping: movements, by: \.student).sorted { $0.key < $1.key }.map {
      (student: $0.key, movements: $0.value, sum: $0.value.reduce(0) { $0 + $1.to - $1.from })
    }
  }

  /// Students whose points are other ones.
  var movedCount: Int { students.count { abs($0.sum) > 1e-9 } }

  var lines: [String] {
    students.flatMap { student, movements, sum in
      let sign = sum > 0 ? "+" : ""
      return ["  \(student)  \(sign)\(ReportScores.text(sum))  (\(movements[0].file))"]
        + movements.map { movement in
          let said = movement.said.split(separator: "\n").first.map { ": \($0.prefix(40))" } ?? ""
          return "    \(movement.exercise), \(movement.item)\(said)  "
            + "\(movement.outcomeBefore) \(ReportScores.text(movement.from)) → "
            + "\(movement.outcomeAfter) \(ReportScores.text(movement.to))"
        }
    }
  }
}
