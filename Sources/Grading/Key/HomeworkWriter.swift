import Exercises
import Formulas
import Markdown

/// Writes the homework of an assignment: what a student starts from, or the key filled in.
package struct HomeworkWriter: Sendable {
  private let assignment: Assignment
  private let notation: Notation
  private let student: String?

  /// A writer for an assignment that has a student's numbers already.
  ///
  /// `student`: The ID for the front matter.
  package init(_ assignment: Assignment, notation: Notation, student: String? = nil) {
    self.assignment = assignment
    self.notation = notation
    self.student = student
  }

  /// What a student starts from.
  ///
  /// Throws a `Diagnostic` at the formula that has no value: its exercise cannot be handed out.
  package func template() throws(Diagnostic) -> String {
    var keys: [ExerciseKey] = []
    for question in assignment.questions { keys.append(try ExerciseKey(question.exercise)) }
    return text(keys, isFilled: false)
  }

  /// The homework that gets full marks on everything that is not for a person.
  package func homework(filledWith keys: [ExerciseKey]) -> String { text(keys, isFilled: true) }

  private func text(_ keys: [ExerciseKey], isFilled: Bool) -> String {
    var lines = ["---", "assignment: \(assignment.name)"]
    if let student {
      lines.append("student: \(student)")
    } else if assignment.isVaried {
      lines.append("student:")
    }
    lines += ["---", "", "# \(assignment.name)", ""]
    for (question, key) in zip(assignment.questions, keys) {
      lines += ["## \(question.label). \(question.exercise.title)", ""]
      lines += quoted(question.exercise.shownQuestion(notation: notation))
      lines += answers(key, isFilled)
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private func quoted(_ question: String) -> [String] {
    guard !question.isEmpty else { return [] }
    let lines = question.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.map { $0.isEmpty ? ">" : "> \($0)" } + [""]
  }

  private func answers(_ key: ExerciseKey, _ isFilled: Bool) -> [String] {
    var lines: [String] = []
    var written: Set<[String]> = []
    let asked = key.exercise.quantities.filter(\.isAsked)
    for quantity in asked {
      if case .human = quantity.kind {
        if lines.last.map({ !$0.isEmpty }) ?? false { lines.append("") }
        lines += ["**\(quantity.name):**", "", ""]
        continue
      }
      let names = quantity.keys.map(\.name)
      guard !names.isEmpty else {
        let value = isFilled ? key.rows.first { $0.name == quantity.name }?.value ?? "" : ""
        lines += ["- \(quantity.name) = \(value)".trimmedEnd]
        continue
      }
      guard written.insert(names).inserted else { continue }
      if lines.last.map({ !$0.isEmpty }) ?? false { lines.append("") }
      lines +=
        table(asked.filter { $0.keys.map(\.name) == names && !$0.isForPerson }, key, isFilled)
        + [""]
    }
    return lines + (lines.last == "" ? [] : [""])
  }

  /// One table for all quantities with the same keys: a row for each combination.
  private func table(
    _ quantities: [ExerciseQuantity],
    _ key: ExerciseKey,
    _ isFilled: Bool
  ) -> [String] {
    let cells = ExerciseKey.cells(of: quantities[0], key.chosen)
    let isChosen = quantities[0].keys.contains { $0.values == nil }
    let header = quantities[0].keys.map(\.name) + quantities.map(\.name)
    let rows = cells.map { cell -> [String] in
      let labels = cell.map { isFilled || !isChosen ? $0.text : "" }
      let values = quantities.map { quantity -> String in
        guard isFilled else { return "" }
        return key.rows.first { row in
          row.name == quantity.name && row.keys.map(\.value) == cell.map(\.value)
        }?.value ?? ""
      }
      return labels + values
    }
    let widths = header.indices.map { column in
      max(3, ([header] + rows).map { $0[column].count }.max() ?? 3)
    }
    func line(_ cells: [String]) -> String {
      "|"
        + zip(cells, widths).map { " \($0)\(String(repeating: " ", count: $1 - $0.count)) |" }
        .joined()
    }
    return [line(header), "|" + widths.map { " \(String(repeating: "-", count: $0)) |" }.joined()]
      + rows.map(line)
  }
}

extension ExerciseQuantity {
  /// True for what a person judges with a rubric.
  package var isForPerson: Bool {
    if case .human = kind { true } else { false }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
