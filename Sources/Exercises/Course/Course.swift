import Formulas
import Markdown

/// A course: its chapters' exercises, its assignments, and what holds for all of them.
package struct Course: Sendable {
  package let title: String
  package let exercises: [String: Exercise]
  package let assignments: [Assignment]
  package let settings: CourseSettings
  /// True if only some assignments were read, with the chapters that they need.
  package let isPartial: Bool

  /// The assignment of a name; case, ` (1)`, `_final`, `.txt` and `.md` do not matter.
  package func assignment(named name: String) -> Assignment? {
    let wanted = Assignment.key(of: name)
    return assignments.first { Assignment.key(of: $0.name) == wanted }
  }
}

/// Questions of a course that are handed in together.
package struct Assignment: Sendable {
  package let name: String
  package let questions: [Question]

  package init(name: String, questions: [Question]) {
    self.name = name
    self.questions = questions
  }

  /// A question: the label it has in this assignment, and its exercise.
  package struct Question: Sendable {
    package let label: String
    package let exercise: Exercise

    package init(label: String, exercise: Exercise) {
      self.label = label
      self.exercise = exercise
    }
  }

  /// True for a name by which a file may be called: no path, nothing hidden, on one line.
  package static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= longestName && !text.hasPrefix(".")
      && text.unicodeScalars.allSatisfy { scalar in
        scalar != "/" && scalar != "\\" && scalar.properties.generalCategory != .control
          && scalar.properties.generalCategory != .lineSeparator
          && scalar.properties.generalCategory != .paragraphSeparator
      }
  }

  /// A name of a file has 255 bytes at most, on every system.
  private static let longestName = 200

  /// A name as it is compared: `HW1_final (2).md` is `hw1`.
  package static func key(of name: String) -> String {
    var key = name.lowercased()[...]
    var changed = true
    while changed {
      changed = false
      for suffix in [".md", ".markdown", ".txt", "_final", "-final", " final", "_v2", " copy"]
      where key.hasSuffix(suffix) && key.count > suffix.count {
        key = key.dropLast(suffix.count)
        changed = true
      }
      if key.hasSuffix(")"), let open = key.lastIndex(of: "("),
        key[key.index(after: open)...].dropLast().allSatisfy(\.isNumber)
      {
        key = key[..<open]
        while key.hasSuffix(" ") { key = key.dropLast() }
        changed = true
      }
    }
    return String(key)
  }
}

/// What holds for all exercises of a course.
package struct CourseSettings: Hashable, Sendable {
  package var reveal: Reveal = .hint
  package var decimalMark: DecimalMark = .point
  /// What `log` means: `ln`, `log10` or `log2`.
  package var logarithm = "ln"
  package var credit = Credit()
  /// The folder of data, from where the course lies.
  package var data: String?
  /// When assignments are due, in seconds since 1970 UTC, by name.
  package var deadlines: [String: Int] = [:]
  package var late = Lateness()

  package init() {}

  package var notation: Notation { .author(logarithm: logarithm) }
}

/// The share of its points that an answer gets.
package struct Credit: Hashable, Sendable {
  /// A number that is cut instead of rounded.
  package var truncated = Fraction(1)
  /// A number that follows from the student's own.
  package var carried = Fraction(1)
  /// A right number with too few digits.
  package var coarse = Fraction(1, 2)
  /// What a wrong answer takes off, as a share of its points; nothing unless a course asks for it.
  package var penalty = Fraction.zero
}

/// How much a report shows of what was expected: each step shows all before it.
package enum Reveal: String, CaseIterable, Hashable, Sendable, Comparable {
  /// Only scores.
  case none
  /// What is right and what is not.
  case outcome
  /// The mistake, where one explains a wrong number.
  case hint
  /// The expected values too.
  case full

  package static func < (left: Reveal, right: Reveal) -> Bool {
    let order = Reveal.allCases
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }
}
