import Exercises
import Formulas

/// What the grader says about an answer.
package enum Outcome: String, Sendable, CaseIterable {
  case correct, truncated, carried, coarse, wrong, inconsistent, unreadable, ambiguous, missing,
    unverifiable, human

  /// True if a person still has to decide.
  package var isPending: Bool {
    switch self {
    case .unreadable, .ambiguous, .human, .unverifiable: true
    default: false
    }
  }

  /// True if the value is accepted.
  package var isAccepted: Bool {
    switch self {
    case .correct, .truncated, .carried, .coarse: true
    default: false
    }
  }
}

/// On what an outcome rests.
package enum Basis: String, Sendable {
  case expected, carried, none
}

/// How far an accepted value goes.
package enum ReachedPrecision: String, Sendable {
  case enough, cut, coarse
}

/// A written value, or the lack of one, with what is said about it.
package struct GradedItem: Sendable {
  /// A key with its value as the student wrote it.
  package struct Key: Sendable {
    package let name: String
    package let value: Double
    package let text: String
  }

  /// A place that a carried value comes from.
  package struct Origin: Hashable, Sendable {
    package let name: String
    package let line: Int
  }

  package let name: String
  package let at: [Key]
  package var outcome: Outcome
  package var basis: Basis = .none
  package var precision: ReachedPrecision?
  /// Bytes of the homework; nil for what is missing.
  package var range: Range<Int>?
  /// What stands there.
  package var text: String?
  /// What was read.
  package var read: String?
  /// The last place of a number as a power of ten: −4 for `0.5004`.
  package var lastPlace: Int?
  package var expected: String?
  package var note: String?
  package var mistake: String?
  package var from: [Origin] = []
  /// The share of the points, where it does not follow from the outcome.
  package var credit: Fraction?
  package var points = Fraction.zero
  package var possible = Fraction.zero
  /// For what is for a person: the rubric.
  package var rubric: String?
  /// For what is for a person: all that was written in words, without calculations and tables between.
  package var passage: String?

  /// True if its points are still open.
  package var isOpen: Bool { outcome.isPending && credit == nil }

  /// The name with its keys: `C at y = 0.5, a = 0.3`.
  package var title: String {
    guard !at.isEmpty else { return name }
    return "\(name) at " + at.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
  }
}
