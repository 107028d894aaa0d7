import Formulas

/// The spellings of formulas that are notation and no computation: `a^{(2)}` for the a2 of the course,
/// `W^{\\mathsf T}`, `axis=0`.
enum StudentFormula {
  static func plain(_ text: String, _ notation: Notation) -> String {
    var plain = text
    for command in ["\\mathsf", "\\mathrm", "\\mathbf", "\\text"] {
      for spelling in ["\(command){T}", "\(command) T"] where plain.has(spelling) {
        plain = plain.replacingBytes(of: spelling, with: "T")
      }
      plain = plain.replacingBytes(of: "\(command){diag}", with: "diag")
    }
    for word in ["axis=", "axis ="] where plain.has(word) {
      plain = plain.replacingBytes(of: word, with: "")
    }
    for word in [", keepdims=True", ",keepdims=True"] where plain.has(word) {
      plain = plain.replacingBytes(of: word, with: "")
    }
    // An en dash as some editors write it.
    plain = plain.replacingBytes(of: " -- ", with: " - ")
    // A vector of ones is no 1.
    plain = plain.replacingBytes(of: "\\mathbf{1}", with: "ones_vector")
    return plain.has("^") ? withLayers(plain, notation) : plain
  }

  /// `a^{(2)}`, `a^{[2]}` and `a^2` in brackets as the course's `a2`, where it has that name.
  private static func withLayers(_ text: String, _ notation: Notation) -> String {
    var bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      defer { index += 1 }
      guard bytes[index] == 0x5E else { continue }
      var end = index + 1
      while end < bytes.count, [0x7B, 0x28, 0x5B].contains(bytes[end]) { end += 1 }
      let digits = bytes[end...].prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard end > index + 1, bytes[(index + 1)..<end].contains(where: { $0 != 0x7B }),
        !digits.isEmpty
      else { continue }
      var close = digits.endIndex
      while close < bytes.count, [0x7D, 0x29, 0x5D].contains(bytes[close]),
        close - digits.endIndex < end - index - 1
      {
        close += 1
      }
      var start = index
      while start > 0, isNamePart(bytes[start - 1]) { start -= 1 }
      let own = String(decoding: bytes[start..<index] + digits, as: UTF8.self)
      let canonical = SymbolName.canonical(own)
      guard start < index, let name = notation.symbols[canonical] else { continue }
      bytes.replaceSubrange(start..<close, with: Array(name.utf8))
      index = start + name.utf8.count - 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5C || byte >= 0x80
  }
}
