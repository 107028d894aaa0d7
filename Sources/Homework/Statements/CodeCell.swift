import Formulas

/// What a cell of a notebook shows: the names on its last line, whose values stand in the output below.
package struct CodeCell {
  /// The names, in the order of their values.
  package let names: [String]

  /// Nil if the last line of the code is no name, or a few of them: `A1`, `print(Z1)`, `np.round(W2, 4)`,
  /// `dW2, db2`.
  package init?(_ code: String) {
    guard code.utf8.count < Self.longest,
      var line = code.lines.last.map({ String($0).trimmedBytes }), !line.isEmpty
    else { return nil }
    if let comment = line.firstRange(of: "  #") { line = String(line[..<comment.lowerBound]) }
    line = Self.unwrapped(line.trimmedBytes)
    let parts = Self.items(of: line).map { Self.unwrapped($0) }
    guard !parts.isEmpty, parts.count <= 6, parts.allSatisfy(Self.isName) else { return nil }
    names = parts
  }

  /// The values of an output with as many of them as there are names; nil for another output.
  package func values(in output: String) -> [String]? {
    let text = output.trimmedBytes
    if names.count == 1 { return [text] }
    guard text.hasPrefix("("), text.hasSuffix(")") else { return nil }
    let items = Self.items(of: String(text.dropFirst().dropLast()))
    return items.count == names.count ? items : nil
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

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else {
      return false
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
