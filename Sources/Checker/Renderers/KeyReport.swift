import Exercises
import Grading

/// The key of an exercise as a table for the terminal.
enum KeyReport {
  static func text(_ key: ExerciseKey, label: String) -> String {
    let exercise = key.exercise
    var lines = [
      "\(label)   \(exercise.title)   (\(exercise.id))   \(exercise.possible.text) points"
    ]
    let rows = key.rows.map { row -> [String] in
      let at = row.keys.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
      return [
        row.name, at, row.value, row.accepted, row.points.text,
        row.formula,
      ]
    }
    let header = ["name", "at", "value", "accepted", "points", "formula"]
    let table = [header] + rows
    let kept = header.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    let widths = kept.map { column in table.map { $0[column].count }.max() ?? 0 }
    for row in table {
      var line = "   "
      for (column, width) in zip(kept, widths) {
        line += " " + row[column] + String(repeating: " ", count: width - row[column].count + 1)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n") + "\n\n"
  }
}
