import Exercises
import Grading
import Markdown

/// What was understood of a homework, place by place, without any judgement.
enum ReadReport {
  static func text(_ homework: GradedHomework) -> String {
    let path = homework.source.path ?? "homework"
    var lines = ["\(path)   read as \(homework.assignment)"]
    for exercise in homework.exercises {
      let found = exercise.line.map { "line \($0)" } ?? "not found"
      lines.append("\(exercise.label)   \(exercise.title)   (\(found))")
      for statement in exercise.statements {
        let place =
          statement.range.map {
            Diagnostic.place(path: path, location: homework.source.location(at: $0.lowerBound))
          } ?? ""
        let read = statement.read.map { "read as \($0)" } ?? "cannot be read"
        let note =
          statement.outcome == .unreadable || statement.outcome == .ambiguous
          ? statement.note.map { " (\($0))" } ?? "" : ""
        lines.append("    \(place)  \(statement.title): \"\(statement.text ?? "")\" \(read)\(note)")
      }
      for item in exercise.items where item.outcome == .missing {
        lines.append("    not found: \(item.title)\(item.note.map { " (\($0))" } ?? "")")
      }
      for item in exercise.items where item.outcome == .human {
        let line = item.range.map { " from line \(homework.source.line(at: $0.lowerBound))" } ?? ""
        lines.append("    for a person: \(item.title)\(line)")
      }
    }
    for finding in homework.findings where finding.kind == .ambiguous {
      lines.append("    \(finding.message)")
    }
    for diagnostic in homework.diagnostics {
      lines.append("    note: \(diagnostic.message)")
    }
    let unread = homework.unreadLines.map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    if !unread.isEmpty { lines.append("not read: lines \(unread.joined(separator: ", "))") }
    return lines.joined(separator: "\n") + "\n"
  }
}
