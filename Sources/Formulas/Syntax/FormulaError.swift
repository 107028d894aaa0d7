/// What is wrong with a formula, at a place in its text.
package struct FormulaError: Error, Hashable, Sendable {
  /// Bytes of the formula's text.
  package let range: Range<Int>
  package let message: String
  package let help: String?

  package init(at range: Range<Int>, _ message: String, help: String? = nil) {
    self.range = range
    self.message = message
    self.help = help
  }

  /// The formula with a caret under the place.
  package func picture(of text: String) -> String {
    let bytes = Array(text.utf8)
    let start = min(range.lowerBound, bytes.count)
    let indent = String(decoding: bytes[..<start], as: UTF8.self).count
    let end = min(max(range.upperBound, start + 1), max(bytes.count, start + 1))
    let width = String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self).count
    return "    \(text)\n    \(String(repeating: " ", count: indent))"
      + String(repeating: "^", count: max(1, width))
  }
}
