/// The name under which a course knows a student: a number, or letters and digits.
///
/// It is compared without white space, hyphens and the case of ASCII letters: `S-123 456` is
/// `s123456`. Zeros in front belong to it.
package struct StudentID: Hashable, Sendable {
  package let text: String

  /// Nil if no letter or digit stands in the text.
  package init?(_ text: String) {
    let bytes = text.utf8.filter { byte in
      byte != 0x20 && byte != 0x09 && byte != 0x2D && byte != 0x0A && byte != 0x0D
    }
    guard !bytes.isEmpty else { return nil }
    self.text = String(
      decoding: bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 },
      as: UTF8.self
    )
  }

  private init(sample: String) {
    text = sample
  }

  /// Whose numbers a chapter shows.
  package static let sample = StudentID(sample: "sample1234567")

  /// The digits in the order written.
  package var digits: [Int] {
    text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.map { Int($0) - 0x30 }
  }
}
