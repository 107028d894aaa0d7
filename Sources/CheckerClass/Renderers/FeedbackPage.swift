import Gradebook

/// What a student gets to read of a homework, as Markdown or as plain text.
struct FeedbackPage {
  private let grade: Grade
  private let feedback: StudentFeedback
  private let isMarkdown: Bool

  init(_ grade: Grade, _ feedback: StudentFeedback, isMarkdown: Bool) {
    self.grade = grade
    self.feedback = feedback
    self.isMarkdown = isMarkdown
  }

  var text: String {
    let standing = grade.standing
    var lines = [
      heading(
        1,
        "\(standing.assignment): \(ReportScores.text(grade.score)) of \(ReportScores.text(standing.possible))"
      )
    ]
    if grade.days > 0 {
      lines += [
        "",
        "\(grade.days) \(grade.days == 1 ? "day" : "days") late: \(ReportScores.text(100 * grade.penalty)) % of "
          + "\(ReportScores.text(standing.score)) points are taken off.",
      ]
    }
    if standing.pending > 1e-9 {
      lines += ["", "\(ReportScores.text(standing.pending)) points still wait for a person."]
    }
    for exercise in feedback.exercises { lines += self.lines(of: exercise) }
    if !feedback.remarks.isEmpty {
      lines += ["", heading(2, "Look at this again"), ""]
      lines += feedback.remarks.map { "- \(plain($0))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of exercise: StudentFeedback.Exercise) -> [String] {
    let points = exercise.items.reduce(0) { $0 + $1.points }
    let possible = exercise.items.reduce(0) { $0 + $1.possible }
    var lines = [
      "",
      heading(
        2,
        "\(exercise.label) \(exercise.title): \(ReportScores.text(max(points, 0))) of \(ReportScores.text(possible))"
      ), "",
    ]
    let isWhole = { (item: StudentFeedback.Item) in
      item.comment == nil && !item.waits && item.points >= item.possible - 1e-9
    }
    lines += exercise.items.filter { !isWhole($0) }.map { "- \(line(of: $0))" }
    let whole = exercise.items.filter(isWhole)
    if !whole.isEmpty {
      lines.append("- right: \(whole.map { quoted($0.title) }.joined(separator: ", "))")
    }
    return lines
  }

  private func line(of item: StudentFeedback.Item) -> String {
    let place = item.line.map { ", line \($0)" } ?? ""
    if item.waits { return "\(quoted(item.title)): waits for a person\(place)" }
    let points = "\(ReportScores.text(item.points)) of \(ReportScores.text(item.possible))"
    if let comment = item.comment {
      return
        "\(quoted(item.title)): \(points)\(place)\(comment.isEmpty ? "" : ". \(plain(comment))")"
    }
    var text = "\(quoted(item.title)): \(item.outcome), \(points)\(place)"
    if !item.said.isEmpty, !item.said.contains("\n") {
      text += "; \(quoted(item.said)) stands there"
    }
    if let expected = item.expected { text += "; \(quoted(expected)) was expected" }
    if let note = item.note { text += ". \(plain(note))" }
    return text
  }

  private func heading(_ level: Int, _ text: String) -> String {
    isMarkdown ? String(repeating: "#", count: level) + " " + plain(text) : plain(text)
  }

  /// One line, in which nothing of a student's is a mark of Markdown's.
  private func plain(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard isMarkdown else { return line }
    return line.reduce(into: "") { result, character in
      if "\\`*_[]<>".contains(character) { result += "\\" }
      result.append(character)
    }
  }

  /// What a student wrote, as code: with more ticks around it than stand in it.
  private func quoted(_ text: String) -> String {
    guard isMarkdown else { return text }
    let ticks = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: ticks + 1)
    return ticks == 0 ? "`\(text)`" : "\(fence) \(text) \(fence)"
  }
}
