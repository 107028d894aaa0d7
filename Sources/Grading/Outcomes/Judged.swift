import Exercises
import Formulas

/// What is said about one written value, before points are given.
struct Judged: Sendable {
  var outcome: Outcome
  var basis = Basis.none
  var precision: ReachedPrecision?
  var expected: String?
  var note: String?
  var mistake: String?
  var from: [GradedItem.Origin] = []
  /// True if the author foresaw the mistake: no other name is looked for.
  var isKnown = false
  /// The share of the points, where it does not follow from the outcome.
  var credit: Fraction?

  init(_ outcome: Outcome, expected: String? = nil, note: String? = nil) {
    self.outcome = outcome
    self.expected = expected
    self.note = note
    switch outcome {
    case .correct: (basis, precision) = (.expected, .enough)
    case .truncated: (basis, precision) = (.expected, .cut)
    case .coarse: (basis, precision) = (.expected, .coarse)
    default: break
    }
  }

  /// The outcome of a judged number.
  init(_ judgement: Judgement, expected: String?) {
    let outcome: Outcome =
      switch judgement.fit {
      case .correct: .correct
      case .truncated: .truncated
      case .coarse: .coarse
      case .wrong: .wrong
      }
    self.init(outcome, expected: expected, note: judgement.note)
  }

  /// The better of two: right before cut before coarse before wrong.
  func better(than other: Judged) -> Bool {
    func rank(_ outcome: Outcome) -> Int {
      switch outcome {
      case .correct: 4
      case .truncated: 3
      case .carried: 2
      case .coarse: 1
      default: 0
      }
    }
    return rank(outcome) > rank(other.outcome)
  }
}
