import Classroom
import Terminal

/// Prints the results of a class as they come.
struct ClassPrinter {
  let format: GradeClass.Format

  init(format: GradeClass.Format) {
    self.format = format
    if format == .csv {
      Console.out(
        CSVText.line(["assignment", "student", "file", "score", "possible", "pending", "problem"])
      )
    }
  }

  func write(_ result: ClassResult) {
    let task = result.task
    switch format {
    case .jsonl:
      if let report = result.report {
        Console.out(String(decoding: report, as: UTF8.self) + "\n")
      } else {
        Console.out(JSONLine.problem(result) + "\n")
      }
    case .csv:
      let scores = ReportScores(result.report)
      Console.out(
        CSVText.line(
          [task.assignment, task.student, task.file]
            + (scores.map { [$0.score, $0.possible, $0.pending] } ?? ["", "", ""])
            + [result.problem ?? ""]
        )
      )
    case .text:
      guard let scores = ReportScores(result.report) else { return }
      let open = scores.pending == "0" ? "" : ", \(scores.pending) open"
      Console.out(
        "\(task.assignment)  \(task.student)  \(scores.score) of \(scores.possible)\(open)\n"
      )
    }
  }

  func finish(_ summary: ClassSummary) {
    guard format != .text else {
      Console.out(summary.text)
      return
    }
    Console.error(summary.text)
  }
}

/// The points in a report, as text: they are the first numbers of its line.
struct ReportScores {
  let score: String
  let possible: String
  let pending: String

  init?(_ report: [UInt8]?) {
    guard let report else { return nil }
    // The keys stand before everything that a student wrote but the names, in which a quote is escaped.
    let head = String(decoding: report.prefix(2000), as: UTF8.self)
    func number(_ key: String) -> String? {
      guard let start = head.firstRange(of: ",\"\(key)\":")?.upperBound else { return nil }
      let digits = head[start...].prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "e" }
      return Double(String(digits)).map(Self.text)
    }
    guard let score = number("score"), let possible = number("possible") else { return nil }
    self.score = score
    self.possible = possible
    // Further down it belongs to a question.
    let own = head.firstRange(of: ",\"exercises\":").map { head[..<$0.lowerBound] } ?? head[...]
    pending = own.contains(",\"pending\":") ? number("pending") ?? "0" : "0"
  }

  /// A number of points with at most two decimals.
  static func text(_ value: Double) -> String {
    let cents = Int((value * 100).rounded())
    let sign = cents < 0 ? "-" : ""
    let (whole, rest) = abs(cents).quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(whole)" }
    let digits = rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(whole).\(digits.hasSuffix("0") ? String(digits.dropLast()) : digits)"
  }
}

/// Lines of JSON for what has no report.
enum JSONLine {
  static func problem(_ result: ClassResult) -> String {
    JSON.object([
      ("version", .number(1.0)), ("submission", .string(result.task.file)),
      ("assignment", .string(result.task.assignment)), ("student", .string(result.task.student)),
      ("problem", .string(result.problem)),
    ]).text().split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
  }
}
