import Formulas

/// What a cell of a notebook shows: the names that it prints, and those on its last line, whose values stand in
/// the output below.
package struct CodeCell {
  /// The names in the order of their values; nil for what has none, `print(X @ W)`.
  package let names: [String?]

  /// Nil if the cell shows no name, or what it shows cannot be told apart: `A1`, `print(Z1)`, `np.round(W2, 4)`,
  /// `dW2, db2`, `print(dW)` above `print(db)`.
  package init?(_ code: String) {
    guard code.utf8.count < Self.longest else { return nil }
    let lines = code.lines.map { Self.withoutComment(String($0)) }.filter { !$0.isEmpty }
    guard let last = lines.last?.trimmedBytes else { return nil }
    var shown = [last]
    let printed = lines.dropLast().filter { $0.hasPrefix("print(") && $0.hasSuffix(")") }
    // What is printed in a loop is printed more than once.
    if !printed.isEmpty, last.hasPrefix("print("), !lines.contains(where: Self.isInner) {
      shown = printed + shown
    }
    let parts = shown.flatMap { Self.items(of: Self.unwrapped($0)).map(Self.unwrapped) }
    guard !parts.isEmpty, parts.count <= 6, !parts.contains(where: Self.isWritten) else {
      return nil
    }
    names = parts.map { Self.isName($0) ? Self.named($0) : nil }
    guard names.contains(where: { $0 != nil }), names.count > 1 || names[0] != nil else {
      return nil
    }
  }

  /// The values of an output with as many of them as there are names; nil for another output.
  package func values(in output: String) -> [String]? {
    let text = output.trimmedBytes
    if names.count == 1 { return [text] }
    var items = Self.values(in: text)
    if text.hasPrefix("("), text.hasSuffix(")"), items.count == 1 {
      items = Self.items(of: String(text.dropFirst().dropLast()))
    }
    return items.count == names.count ? items : nil
  }

  /// The brackets and the words of an output, one after the other: `[[1 2]\n [3 4]]\n[5 6]` are two.
  private static func values(in text: String) -> [String] {
    var items: [String] = []
    var depth = 0
    var start: String.Index?
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if depth == 0, byte == 0x20 || byte == 0x0A || byte == 0x0D {
        if let first = start { items.append(String(text[first..<index])) }
        start = nil
        continue
      }
      start = start ?? index
      switch byte {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D: depth -= 1
      default: break
      }
    }
    if let first = start { items.append(String(text[first...])) }
    return items
  }

  /// True for a line inside another statement.
  private static func isInner(_ line: String) -> Bool {
    line.hasPrefix("for ") || line.hasPrefix("while ")
  }

  /// True for text of its own beside a value, which labels it.
  private static func isWritten(_ part: String) -> Bool {
    part.contains("\"") || part.contains("'")
  }

  private static func withoutComment(_ line: String) -> String {
    let code = line.firstRange(of: "  #").map { String(line[..<$0.lowerBound]) } ?? line
    return code.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? "" : code
  }

  /// In bytes: a cell that is longer shows nothing of its own accord.
  private static let longest = 20_000

  private static let calls = [
    "print(", "display(", "np.round(", "numpy.round(", "round(", "np.around(",
  ]

  /// What a call shows, without the number of digits that it rounds to.
  private static func unwrapped(_ text: String) -> String {
    var text = text
    while let call = calls.first(where: { text.hasPrefix($0) }), text.hasSuffix(")") {
      text = String(text.dropFirst(call.count).dropLast()).trimmedBytes
      let items = items(of: text)
      if items.count == 2, Int(items[1]) != nil { text = items[0] }
    }
    if text.hasSuffix(")"), let method = text.firstRange(of: ".round(") {
      text = String(text[..<method.lowerBound])
    }
    return text
  }

  /// `shape of dW` for `dW.shape`.
  private static func named(_ part: String) -> String {
    for size in ["shape", "size"] where part.hasSuffix("." + size) {
      return size + " of " + part.dropLast(size.count + 1)
    }
    return part
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else {
      return false
    }
    // `dW.shape`
    for size in [".shape", ".size"] where text.hasSuffix(size) {
      return isName(String(text.dropLast(size.count)))
    }
    return text.utf8.allSatisfy {
      ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F
        || $0 == 0x5B || $0 == 0x5D || $0 == 0x2D
    }
  }

  /// What stands between the commas that are in no brackets.
  private static func items(of text: String) -> [String] {
    var items: [String] = []
    var depth = 0
    var start = text.startIndex
    for index in text.utf8.indices {
      switch text.utf8[index] {
      case 0x28, 0x5B, 0x7B: depth += 1
      case 0x29, 0x5D, 0x7D: depth -= 1
      case 0x2C where depth == 0:
        items.append(String(text[start..<index]).trimmedBytes)
        start = text.utf8.index(after: index)
      default: break
      }
    }
    items.append(String(text[start...]).trimmedBytes)
    return items
  }
}
