import ArgumentParser
import Classroom
import Exercises
import Gradebook
import Markdown
import Terminal

/// Groups of like answers as a sheet, and the decisions that come back in it.
struct ReviewSheet {
  private static let columns = [
    "group", "assignment", "exercise", "item", "students", "possible", "points", "comment", "text",
    "note", "rubric",
  ]

  /// A sheet with a row for each group; points are empty where nobody decided.
  static func text(_ groups: [ReviewGroup]) -> String {
    groups.reduce(CSVText.line(columns)) { text, group in
      let isDecided = group.members.contains { $0.decided != nil }
      return text
        + CSVText.line([
          group.id, group.assignment, group.exercise, group.title, "\(group.members.count)",
          ReportScores.text(group.possible), isDecided ? ReportScores.text(group.given) : "", "",
          group.said, group.note ?? "", group.rubric ?? "",
        ])
    }
  }

  private let path: String
  private let rows: [(line: Int, group: String, points: String, comment: String)]

  /// - Throws: A `Diagnostic` if it is no such sheet.
  init(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    self.path = path
    let table = try CSVText(bytes, path: path)
    guard let group = table.column(["group"]), let points = table.column(["points"]) else {
      throw Diagnostic(
        path: path,
        message: "has no columns group and points",
        help: "write the sheet with `checker review --export`"
      )
    }
    let comment = table.column(["comment"])
    rows = table.rows.map { row in
      func field(_ index: Int?) -> String {
        guard let index, index < row.fields.count else { return "" }
        return row.fields[index]
      }
      return (row.line, field(group), field(points), field(comment))
    }
  }

  /// Decides what the sheet says, all of it or nothing.
  ///
  /// - Throws: `Diagnostics` with every row that cannot be used: points that are none, groups that are not there,
  ///   what somebody else decided otherwise.
  func apply(to book: Gradebook, by reviewer: String, replacing: Bool) throws -> ExitCode {
    let groups = Dictionary(try book.groups(of: nil, all: true).map { ($0.id, $0) }) { first, _ in
      first
    }
    var problems: [Diagnostic] = []
    var decisions: [(ReviewGroup, Decision)] = []
    for row in rows where !row.points.isEmpty {
      func report(_ message: String, help: String? = nil) {
        let place = SourceLocation(line: row.line, column: 1, editorColumn: 1)
        problems.append(Diagnostic(path: path, location: place, message: message, help: help))
      }
      guard let group = groups[row.group] else {
        report(
          "there is no group \"\(row.group)\" any more",
          help: "the answers changed: export the sheet again"
        )
        continue
      }
      // A spreadsheet in another language writes 0,5.
      guard let points = Fraction(row.points.replacing(",", with: ".")), points >= .zero,
        points.value <= group.possible + 1e-9
      else {
        report("\"\(row.points)\" is no number from 0 to \(ReportScores.text(group.possible))")
        continue
      }
      let decided = group.members.compactMap(\.decided)
      if decided.count == group.members.count, row.comment.isEmpty,
        decided.allSatisfy({ abs($0.points - points.value) < 0.005 })
      {
        continue
      }
      if !replacing,
        let other = decided.first(where: {
          $0.reviewer != reviewer && abs($0.points - points.value) >= 0.005
        })
      {
        report(
          "\(group.title): \(other.reviewer.isEmpty ? "somebody" : other.reviewer) decided \(ReportScores.text(other.points))",
          help: "--replace lets the sheet win"
        )
        continue
      }
      decisions.append(
        (group, Decision(points: points.value, comment: row.comment, reviewer: reviewer))
      )
    }
    guard problems.isEmpty else { throw Diagnostics(problems) }
    for (group, decision) in decisions { try book.decide(decision, for: group) }
    let count = decisions.reduce(0) { $0 + $1.0.members.count }
    Console.out("\(decisions.count) decisions for \(count) answers\n")
    return .success
  }
}
