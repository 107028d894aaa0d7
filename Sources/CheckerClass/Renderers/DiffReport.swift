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
