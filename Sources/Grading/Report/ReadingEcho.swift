import Formulas
import Matching

/// How a homework was read, for those who ask: of no use to a grade.
package struct ReadingEcho: Sendable {
  /// What every number is.
  package var account: NumberAccount
  /// By its place, what speaks for a value that was read, and how it is said.
  package var evidence: [Range<Int>: [String]] = [:]

  package init(decimalMark: DecimalMark) { account = NumberAccount(decimalMark: decimalMark) }
}
