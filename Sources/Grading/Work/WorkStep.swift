/// One sign of a calculation in numbers, `-0.042 · 0.1875 = -0.007875`: what stands on both sides, and
/// whether it holds at the printed digits.
package struct WorkStep: Sendable {
  /// Bytes of the homework: the part on the right of the sign.
  package let range: Range<Int>
  /// Both sides with the sign between them.
  package let text: String
  /// Nil where it cannot be told.
  package let holds: Bool?
  package let note: String?

  /// The same step with another note.
  func noting(_ note: String?) -> WorkStep {
    WorkStep(range: range, text: text, holds: holds, note: note)
  }
}
