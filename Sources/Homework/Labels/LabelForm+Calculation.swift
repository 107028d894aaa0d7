/// Labels that go on with the calculation of their value.
extension LabelForm {
  /// `Accuracy` of `Accuracy (42 + 132) / 200`: a label without the calculation of numbers behind its words; nil if
  /// it has none.
  package static func withoutCalculation(_ label: String) -> String? {
    guard let open = label.firstIndex(of: "("), open > label.startIndex,
      isOfNumbers(String(label[open...]))
    else { return nil }
    // A symbol before a bracket multiplies it.
    let words = String(label[..<open]).words
    guard let last = words.last, last.count > 3, last.allSatisfy(\.isLetter) else { return nil }
    return String(label[..<open]).trimmedBytes
  }

  /// True for `(42 + 132) / 200`: numbers, brackets and at least one sign of arithmetic.
  static func isOfNumbers(_ text: String) -> Bool {
    let marks = text.filter { !$0.isNumber && !$0.isWhitespace }
    return text.hasDigit && marks.allSatisfy { "()[]+-−–·*×⋅/.,".contains($0) }
      && marks.contains { "+-−–·*×⋅/".contains($0) }
  }

  /// True for a header that is a product, `η · gradient`: what it holds is not what it is made of.
  package static func isProduct(_ header: String) -> Bool {
    guard !header.utf8.contains(0x3D) else { return false }
    return [" · ", " * ", " × ", " ⋅ ", "\\cdot ", "\\times ", "·", "×"].contains { sign in
      let sides = header.parts(around: sign)
      return sides.count == 2 && sides.allSatisfy { $0.hasLetter && $0.words.count == 1 }
    }
  }
}
