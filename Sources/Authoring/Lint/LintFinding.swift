import Markdown

/// Something that an author should mend before a student meets it.
package struct LintFinding: Sendable {
  /// The name of the check, which a waiver names: `tolerance`.
  package let check: String
  package let diagnostic: Diagnostic
  /// One line for each case behind it: every mistake that a tolerance accepts, every seed that fails.
  package var notes: [String]
  /// The answer that it is about, as the author wrote its name; nil for what belongs to no answer.
  package let answer: String?
  /// The first byte of the place in its chapter, by which a waiver finds it.
  package let offset: Int

  package init(
    _ check: String,
    _ severity: Diagnostic.Severity = .error,
    in source: SourceText,
    at offset: Int,
    _ message: String,
    help: String? = nil,
    notes: [String] = [],
    answer: String? = nil
  ) {
    self.check = check
    self.offset = offset
    self.notes = notes
    self.answer = answer
    diagnostic = Diagnostic(severity, in: source, at: offset, message, help: help)
  }

  /// A finding that is a diagnostic already.
  package init(_ check: String, _ diagnostic: Diagnostic) {
    self.check = check
    self.diagnostic = diagnostic
    offset = -1
    notes = []
    answer = nil
  }

  package var severity: Diagnostic.Severity { diagnostic.severity }
}
