import Exercises
import Grading
import Markdown
import Matching

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
        let note = statement.openNote.map { " (\($0))" } ?? ""
        lines.append("    \(place)  \(statement.title): \"\(statement.text ?? "")\" \(read)\(note)")
      }
      lines += missing(exercise)
      for item in exercise.items where item.outcome == .human {
        let line = item.range.map { " from line \(homework.source.line(at: $0.lowerBound))" } ?? ""
        lines.append("    for a person: \(item.title)\(line)")
      }
    }
    for finding in homework.findings where finding.kind == .ambiguous {
      lines.append("    \(finding.message)")
    }
    lines += notes(homework)
    let unread = homework.unreadLines.map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    if !unread.isEmpty { lines.append("not read: lines \(unread.joined(separator: ", "))") }
    if let account = homework.echo?.account { lines += self.account(account, homework.source) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What was not found, and the account of all numbers: the end of the page.
  static func end(_ homework: GradedHomework) -> [String] {
    let notFound = homework.exercises.flatMap { exercise -> [String] in
      let open = exercise.items.filter { $0.outcome == .human && $0.rubric == nil }
      var lines = Self.missing(exercise)
      if !open.isEmpty {
        let names = open.prefix(mostLines).map(\.title).joined(separator: ", ")
        let more = open.count > mostLines ? ", …" : ""
        lines.append("    not found, but something was not understood: \(names)\(more)")
      }
      return lines.isEmpty ? [] : ["\(exercise.label)   \(exercise.title)"] + lines
    }
    let account = homework.echo.map { self.account($0.account, homework.source) } ?? []
    return notFound + notes(homework) + account
  }

  private static func missing(_ exercise: GradedExercise) -> [String] {
    exercise.items.filter { $0.outcome == .missing }.map { item in
      "    not found: \(item.title)\(item.note.map { " (\($0))" } ?? "")"
    }
  }

  private static func notes(_ homework: GradedHomework) -> [String] {
    homework.diagnostics.map { "    note: \($0.message)" }
  }

  /// `41 numbers: 18 answers, 9 parts of names, 2 not understood (lines 4, 7)`.
  private static func account(_ account: NumberAccount, _ source: SourceText) -> [String] {
    guard !account.numbers.isEmpty else { return [] }
    let parts = NumberAccount.Role.allCases.compactMap { role -> String? in
      let count = account.count(role)
      return count == 0 ? nil : "\(count) \(count == 1 ? role.words.one : role.words.many)"
    }
    var open: [Int] = []
    for (range, role) in account.numbers where role == .notUnderstood {
      let line = source.line(at: range.lowerBound)
      if open.last != line { open.append(line) }
    }
    let all = account.numbers.count == 1 ? "1 number" : "\(account.numbers.count) numbers"
    let places = open.prefix(mostLines).map(String.init).joined(separator: ", ")
    return ["\(all): \(parts.joined(separator: ", "))"]
      + (open.isEmpty
        ? []
        : [
          "not understood in line\(open.count == 1 ? "" : "s") \(places)\(open.count > mostLines ? ", …" : "")"
        ])
  }

  private static let mostLines = 12
}

extension GradedItem {
  /// True for what stands there and could not be read or used.
  var isUnclear: Bool { outcome == .unreadable || outcome == .ambiguous }

  /// What an echo says of an open one; the other notes are judgements.
  var openNote: String? { isUnclear ? note : nil }
}
