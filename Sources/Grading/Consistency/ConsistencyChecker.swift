import Exercises
import Formulas
import Homework
import Markdown

/// Checks numbers of a homework that determine each other: scores against a confusion matrix, counts
/// against layers and rows, what is retold against the table.
///
/// Only what cannot be otherwise is a finding. Where two numbers may be about different things, nothing
/// is said.
struct ConsistencyChecker {
  /// Each looks for one kind of contradiction; a new check is a file and a line here.
  private static let checks: [@Sendable (Experiments) -> [Finding]] = [
    ConfusionAgreement.findings, ReportAgreement.findings, RowCountAgreement.findings,
    ShareAgreement.findings,
    ParameterAgreement.findings, StepAgreement.findings, EpochAgreement.findings,
    CodeAgreement.findings, LogAgreement.findings,
    SweepAgreement.findings, RetoldAgreement.findings, SameRunAgreement.findings,
    OrderClaims.findings,
  ]

  let decimalMark: DecimalMark

  func findings(in submission: Submission) -> [Finding] {
    guard Self.mayHold(submission.source) else { return [] }
    let experiments = Experiments(submission, decimalMark: decimalMark)
    if let why = ComparisonLimit(experiments).problem { return [.unchecked(why)] }
    var findings: [Finding] = []
    for check in Self.checks { findings += check(experiments) }
    // Two checks may find the same place; the first says enough.
    var seen: Set<Int> = []
    return
      findings.sorted { ($0.places.first?.lowerBound ?? 0) < ($1.places.first?.lowerBound ?? 0) }
      .filter { seen.insert($0.places.first?.lowerBound ?? 0).inserted }
  }

  /// True for a homework that speaks of experiments at all.
  private static func mayHold(_ source: SourceText) -> Bool {
    source.bytes.withUnsafeBufferPointer { bytes in
      for (index, byte) in bytes.enumerated() {
        // A share, in whatever language.
        if byte == 0x25 { return true }
        let rest: StaticString
        switch byte | 0x20 {
        case 0x61: rest = "cc"
        case 0x63: rest = "onfus"
        case 0x65: rest = "poch"
        case 0x70: rest = bytes[min(index + 1, bytes.count - 1)] | 0x20 == 0x61 ? "aram" : "redic"
        case 0x72: rest = "ecall"
        default: continue
        }
        guard index + rest.utf8CodeUnitCount < bytes.count else { continue }
        let isThere = rest.withUTF8Buffer { wanted in
          wanted.indices.allSatisfy { bytes[index + 1 + $0] | 0x20 == wanted[$0] }
        }
        if isThere { return true }
      }
      return false
    }
  }
}

extension DecimalText {
  /// A share with four digits, as a report shows it.
  static func share(_ value: Double) -> String { significant(value, digits: 4) }
}
