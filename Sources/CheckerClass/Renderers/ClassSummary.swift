import Classroom
import Markdown

/// What became of all files of a run: nothing is left unsaid.
struct ClassSummary {
  private let list: ClassList
  private let problems: [Diagnostic]
  private var graded: [String: (count: Int, score: Double, possible: Double, open: Int)] = [:]
  /// Homework that counts and was not graded; with a gradebook, that of earlier runs as well.
  var failed: [(file: String, problem: String)] = []
  /// Files that could not even be read to be kept.
  var unread: [(file: String, problem: String)] = []

  init(list: ClassList, problems: [Diagnostic]) {
    self.list = list
    self.problems = problems
  }

  mutating func add(_ result: ClassResult) {
    guard let scores = ReportScores(result.report) else {
      failed.append((result.task.file, result.problem ?? "no report"))
      return
    }
    var entry = graded[result.task.assignment] ?? (0, 0, 0, 0)
    entry.count += 1
    entry.score += Double(scores.score) ?? 0
    entry.possible = Double(scores.possible) ?? 0
    if scores.pending != "0" { entry.open += 1 }
    graded[result.task.assignment] = entry
  }

  /// True if each homework that counts was graded, and each file is somebody's.
  var isComplete: Bool {
    failed.isEmpty && list.strays.isEmpty && problems.isEmpty && unread.isEmpty
  }

  var text: String {
    var lines: [String] = []
    for (assignment, entry) in graded.sorted(by: { $0.key < $1.key }) {
      let mean = ReportScores.text(entry.score / Double(max(entry.count, 1)))
      let open = entry.open == 0 ? "" : ", \(entry.open) with points that wait for a person"
      lines.append(
        "\(assignment): \(entry.count) graded, mean \(mean) of \(ReportScores.text(entry.possible))\(open)"
      )
    }
    if graded.isEmpty { lines.append("nothing was graded anew") }
    if !list.older.isEmpty {
      lines.append("\(list.older.count) older files of students of whom a newer one counts")
    }
    let notGraded =
      failed + unread + list.strays.map { ($0.path, $0.problem ?? "nobody's") }
      + problems.map { ($0.path ?? "", $0.message) }
    if !notGraded.isEmpty {
      lines.append("not graded:")
      lines += notGraded.map { "  \($0.file): \($0.problem)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
