import Formulas

/// Reads `(3, 1)`, `[n, 1]`, `3×1`, `A x B`, `3 by 1`, `n_L × n_{L−1}`.
package enum ShapeReader {
  package static func read(_ text: String) -> WrittenShape? {
    guard text.utf8.count <= 80, mayBeShape(text.utf8) else { return nil }
    var plain = text
    let hasSpelling = text.utf8.contains { byte in
      byte >= 0x80 || byte == 0x5C || byte == 0x2A || byte == 0x58 || byte == 0x62 || byte == 0x6D
        || byte == 0x52
    }
    for (spelling, mark) in hasSpelling ? Self.spellings : [] {
      plain = plain.replacingBytes(of: spelling, with: mark)
    }
    plain = withoutNouns(trimmed(plain))
    return sizes(of: plain)
  }

  private static let spellings: [(String, String)] = [
    ("\\times", "×"), ("\\cdot", "×"), ("\\left", ""), ("\\right", ""), ("\\,", " "),
    ("−", "-"), ("–", "-"), ("\\text", ""), ("\\mathrm", ""), (" by ", "×"), ("-by-", "×"),
    ("✕", "×"), ("⨯", "×"), (" mal ", "×"), ("X", "×"), ("*", "×"), ("ℝ^", ""), ("R^", ""),
    ("\\mathbb{R}^", ""), ("\\mathbb R^", ""), ("-by-", "×"),
  ]

  /// The sizes between brackets or crosses.
  private static func sizes(of text: String) -> WrittenShape? {
    var plain = text
    var isBracketed = false
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")]
    where plain.hasPrefix(open) && plain.hasSuffix(close) && plain.count > 2 {
      plain = trimmed(String(plain.dropFirst().dropLast()))
      isBracketed = true
      break
    }
    let parts = parts(of: plain, isBracketed: isBracketed)
    guard !parts.isEmpty, parts.count <= 4, isBracketed || parts.count > 1 else { return nil }
    var sizes: [WrittenShape.Size] = []
    for part in parts {
      guard let size = size(trimmed(part)) else { return nil }
      sizes.append(size)
    }
    return WrittenShape(sizes: sizes)
  }

  /// `a 1 × 3 matrix`, `shape (1, 3)`: the shape without the words around it.
  private static func withoutNouns(_ text: String) -> String {
    guard text.utf8.contains(0x20) || text.hasPrefix("torch") else { return text }
    var rest = text[...]
    for word in [
      "both ", "a ", "an ", "vector with shape ", "matrix with shape ", "vector of shape ",
      "matrix of shape ", "de taille ", "de forme ", "de dimension ", "der Größe ", "de tamaño ",
      "de tamanho ", "di dimensione ", "van grootte ", "shape ", "of shape ", "shape=", "shape = ",
      "torch.Size",
    ]
    where rest.utf8.first == word.utf8.first && rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count)
    }
    for word in [
      " matrix", " vector", " array", "-matrix", " tensor", " column vector", " row vector",
    ]
    where rest.utf8.last == word.utf8.last && rest.hasSuffix(word) {
      rest = rest.dropLast(word.count)
    }
    // `output shape 28 × 28 × 6`
    while let end = rest.utf8.firstIndex(of: 0x20),
      rest.utf8.distance(from: rest.startIndex, to: end) > 2,
      rest[..<end].utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }),
      rest.utf8.contains(where: isDigit)
    {
      rest = rest[rest.utf8.index(after: end)...]
    }
    if rest.hasPrefix("(["), rest.hasSuffix("])") { rest = rest.dropFirst().dropLast() }
    return rest.utf8.count == text.utf8.count ? text : trimmed(String(rest))
  }

  /// Cheap: most texts are numbers or sentences.
  static func mayBeShape(_ text: some Sequence<UInt8>) -> Bool {
    var before: UInt8 = 0
    var beforeThat: UInt8 = 0
    for byte in text {
      switch byte {
      case 0x28, 0x5B, 0xC3, 0x5C, 0x2A, 0xE2: return true
      default: break
      }
      // A cross of letters stands between blanks, digits and sizes of a letter; `by` and `mal` begin words.
      switch before {
      case 0x78, 0x58:
        if isApart(beforeThat), byte == 0x20 || isDigit(byte) || isDigit(beforeThat) { return true }
      case 0x62 where byte == 0x79: if isApart(beforeThat) { return true }
      case 0x6D where byte == 0x61: if isApart(beforeThat) { return true }
      default: break
      }
      (beforeThat, before) = (before, byte)
    }
    return false
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isApart(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x2D || isDigit(byte)
  }

  private static func parts(of text: String, isBracketed: Bool) -> [String] {
    if text.has("×") {
      return text.split(separator: "×", omittingEmptySubsequences: false).map(String.init)
    }
    if isBracketed, text.has(",") {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      // `(3,)` is NumPy's shape of a vector.
      return parts.count == 2 && trimmed(parts[1]).isEmpty ? [parts[0]] : parts
    }
    // `28x28x6`
    if text.utf8.contains(0x78), text.utf8.allSatisfy({ isDigit($0) || $0 == 0x78 }) {
      return text.split(separator: "x", omittingEmptySubsequences: false).map(String.init)
    }
    // A lone x between sizes: `3 x 1`, `3x1`, `A x B`.
    let words = text.words
    if words.count == 3, words[1] == "x" { return [String(words[0]), String(words[2])] }
    if let cross = text.utf8.firstIndex(of: 0x78), cross != text.startIndex,
      text[..<cross].allSatisfy(\.isNumber),
      text[text.index(after: cross)...].allSatisfy({ $0.isNumber || $0.isLetter }),
      text.index(after: cross) < text.endIndex
    {
      return [String(text[..<cross]), String(text[text.index(after: cross)...])]
    }
    return []
  }

  private static func size(_ text: String) -> WrittenShape.Size? {
    if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
      return Int(counted: text).map { .number($0) }
    }
    // Two words are no name: `in letters K` is not a size.
    let words = text.words
    guard text.utf8.count(where: { $0 == 0x28 }) == text.utf8.count(where: { $0 == 0x29 }) else {
      return nil
    }
    if words.count > 1, words.allSatisfy({ $0.first?.isLetter ?? false }) { return nil }
    // A name such as n_{L-1}, n_L, A, |l|, #neurons: short, and without an operator outside braces.
    let canonical = SymbolName.canonical(text)
    guard let first = canonical.first, first.isLetter || first == "|" || first == "#",
      canonical.count <= 24,
      canonical.allSatisfy({ $0.isLetter || $0.isNumber || "-+|#[]()'^".contains($0) })
    else { return nil }
    return .letter(canonical)
  }

  private static func trimmed(_ text: String) -> String {
    text.trimmedBytes
  }
}
