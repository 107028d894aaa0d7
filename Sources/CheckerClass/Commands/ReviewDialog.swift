import Exercises
import Gradebook
import Markdown
import Terminal

/// Shows one group after the other, and reads a line for each.
struct ReviewDialog {
  let book: Gradebook
  let groups: [ReviewGroup]
  let reviewer: String

  func run() throws(Diagnostic) {
    guard !groups.isEmpty else {
      Console.out("nothing waits for a person\n")
      return
    }
    var made: [(place: Int, decisions: [Int64])] = []
    var place = 0
    while place < groups.count {
      let group = groups[place]
      Console.out(text(of: group, place))
      guard let line = readLine() else { break }
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      let comment = words.count > 1 ? words[1] : ""
      switch words.first ?? "s" {
      case "q": return
      case "s": place += 1
      case "u":
        guard let last = made.popLast() else {
          Console.out("nothing was decided yet\n")
          continue
        }
        try book.undo(last.decisions)
        place = last.place
      case let word:
        guard let points = points(word, of: group.possible) else {
          Console.out(
            "\"\(word)\" is no number from 0 to \(ReportScores.text(group.possible)); f is all, n none, s skips, u takes back, q stops\n"
          )
          continue
        }
        let decision = Decision(points: points, comment: comment, reviewer: reviewer)
        made.append((place, try book.decide(decision, for: group)))
        place += 1
      }
    }
  }

  private func points(_ word: String, of possible: Double) -> Double? {
    switch word {
    case "f": return possible
    case "n": return 0
    default:
      guard let fraction = Fraction(word), fraction >= .zero, fraction.value <= possible + 1e-9
      else { return nil }
      return fraction.value
    }
  }

  private func text(of group: ReviewGroup, _ place: Int) -> String {
    let count = group.members.count
    var lines = [
      "",
      "\(place + 1) of \(groups.count)   \(group.assignment)   \(group.exercise): \(group.title)   "
        + "\(ReportScores.text(group.possible)) points   \(count) \(count == 1 ? "student" : "students")",
    ]
    lines += group.said.split(separator: "\n", omittingEmptySubsequences: false).map { "  | \($0)" }
    if let note = group.note { lines.append("  note: \(note)") }
    if let rubric = group.rubric { lines.append("  rubric: \(rubric)") }
    lines.append("points> ")
    return lines.joined(separator: "\n")
  }
}
