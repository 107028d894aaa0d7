import Formulas

/// The name under which a course knows a student: a number, or letters and digits.
///
/// It is compared without white space, hyphens and the case of ASCII letters: `S-123 456` is
/// `s123456`. Zeros in front belong to it.
package struct StudentID: Hashable, Sendable {
  package let text: String

  private static let longest = 64

  /// Nil if the text is none: anything but letters, digits and `_` is in it, or more than 64 of them.
  package init?(_ text: String) {
    let scalars = text.unicodeScalars.filter { scalar in
      scalar != " " && scalar != "\t" && scalar != "-" && scalar != "\n" && scalar != "\r"
        && scalar != "\u{FEFF}"
    }
    guard !scalars.isEmpty, scalars.count <= Self.longest,
      scalars.allSatisfy({
        $0 == "_" || $0.properties.isAlphabetic || $0.properties.generalCategory == .decimalNumber
          || $0.properties.generalCategory == .nonspacingMark
      })
    else { return nil }
    self.text = String(String.UnicodeScalarView(scalars)).asciiLowercased
  }

  private init(sample: String) {
    text = sample
  }

  /// Whose numbers a chapter shows: nobody's, for no assignment.
  package static let sample = StudentID(sample: "sample1234567")

  /// The digits in the order written.
  package var digits: [Int] {
    text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.map { Int($0) - 0x30 }
  }
}
