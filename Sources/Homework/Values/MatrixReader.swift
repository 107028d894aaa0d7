import Formulas

/// Reads `[[1, 2], [3, 4]]`, `[1 2; 3 4]`, `(1, 2)`, NumPy's print-out, a line for each row, and
/// LaTeX's `bmatrix` and its kin.
package struct MatrixReader: Sendable {
  package let decimalMark: DecimalMark

  package init(decimalMark: DecimalMark) {
    self.decimalMark = decimalMark
  }

  package func read(_ text: String) -> WrittenValue? {
    var plain = text
    for (spelling, mark) in Self.spellings {
      plain = plain.replacingBytes(of: spelling, with: mark)
    }
    plain = plain.trimmedBytes
    let isTransposed = ["^T", "^{T}", "^t", "^{t}", "^\\top", "^{\\top}", ".T", "ᵀ"].contains {
      mark in
      guard plain.hasSuffix(mark) else { return false }
      plain = String(plain.dropLast(mark.count)).trimmedBytes
      return true
    }
    // `<0, 0, .5>` is a vector in some courses.
    if plain.hasPrefix("<"), plain.hasSuffix(">"), plain.contains(",") {
      plain = "[" + plain.dropFirst().dropLast() + "]"
    }
    guard let rows = rows(of: plain) else { return nil }
    var elements: [WrittenNumber] = []
    var width: Int?
    let hasDecimalCommas = Self.hasDecimalCommas(rows, plain)
    for row in rows {
      let read =
        hasDecimalCommas
        ? numbers(row.split(separator: "&", omittingEmptySubsequences: false), .comma)
        : numbers(in: row)
      guard let numbers = read, width == nil || width == numbers.count else {
        return nil
      }
      width = numbers.count
      elements += numbers
    }
    guard let width, !elements.isEmpty else { return nil }
    // One row of a bare bracket is a vector; it may stand for a row or a column.
    guard isTransposed else { return .matrix(rows: rows.count, columns: width, elements: elements) }
    let turned = (0..<width).flatMap { column in
      rows.indices.map { elements[$0 * width + column] }
    }
    return .matrix(rows: width, columns: rows.count, elements: turned)
  }

  /// True for the rows of an environment whose commas can only begin decimals: `0,5 & 1`, `1 \\ -0,5`.
  ///
  /// Between cells stands `&`; rows of one cell have as many commas each where these separate.
  private static func hasDecimalCommas(_ rows: [Substring], _ text: String) -> Bool {
    guard text.has("\\begin{"), rows.contains(where: { $0.contains(",") }) else { return false }
    for row in rows {
      let bytes = Array(row.utf8)
      for (index, byte) in bytes.enumerated() where byte == 0x2C {
        guard index > 0, index + 1 < bytes.count,
          bytes[index - 1] >= 0x30 && bytes[index - 1] <= 0x39,
          bytes[index + 1] >= 0x30 && bytes[index + 1] <= 0x39
        else { return false }
      }
    }
    if rows.contains(where: { $0.contains("&") }) { return true }
    let counts = rows.map { row in row.utf8.count { $0 == 0x2C } }
    return counts.allSatisfy { $0 < 2 }
      && (counts.contains(0)
        || rows.contains { row in
          row.drop { $0 == " " || $0 == "-" }.hasPrefix("0,")
        })
  }

  private static let spellings = [
    ("np.array(", "("), ("numpy.array(", "("), ("array(", "("), ("tensor(", "("), ("matrix(", "("),
    ("\\left", ""), ("\\right", ""), ("\\,", " "), ("\\;", " "), ("\\!", ""),
    ("\\lbrack", "["), ("\\rbrack", "]"), ("−", "-"), ("⎡", "["), ("⎤", "]"), ("⎣", "["),
    ("⎦", "]"), ("⎢", "["), ("⎥", "]"), (",;", ","),
  ]

  /// The rows as text, without the brackets around them.
  private func rows(of text: String) -> [Substring]? {
    if let rows = latexRows(of: text) { return rows }
    var rest = text[...]
    // `(…)` of a call, or of a tuple.
    while rest.hasPrefix("("), rest.hasSuffix(")") {
      rest = Substring(String(rest.dropFirst().dropLast()).trimmedBytes)
      // `array([[1, 2]], dtype=float32)`
      if let type = rest.firstRange(of: ", dtype") { rest = rest[..<type.lowerBound] }
      if !rest.hasPrefix("["), !rest.hasPrefix("(") { return [rest] }
    }
    guard rest.hasPrefix("["), let close = rest.lastIndex(of: "]") else {
      return bareRows(of: rest)
    }
    guard rest[rest.index(after: close)...].allSatisfy({ $0 == " " }) else { return nil }
    let inner = rest.dropFirst()[..<close]
    guard inner.contains("[") else {
      let lines = inner.split(separator: ";")
      return lines.isEmpty ? nil : lines
    }
    // Rows in brackets of their own, also where each line has its pair: `[1 2]` below `[3 4]`.
    let nested = inner.hasPrefix("[") || inner.drop { $0 == " " || $0 == "\n" }.hasPrefix("[")
    let body = nested ? inner : rest[...close].dropLast()
    var rows: [Substring] = []
    for part in body.split(separator: "]") {
      guard let open = part.firstIndex(of: "[") else {
        guard Self.isGap(part) else { return nil }
        continue
      }
      // `[1 2] + [3 4]` is a sum, and no matrix of two rows.
      guard Self.isGap(part[..<open]) else { return nil }
      let row = part[part.index(after: open)...]
      if !row.isEmpty { rows.append(row) }
    }
    return rows.isEmpty ? nil : rows
  }

  /// True for what may stand between two rows, or around a matrix.
  private static func isGap(_ text: Substring) -> Bool {
    text.allSatisfy { " \n\t,;".contains($0) }
  }

  /// The rows of an environment: cells between `&`, lines ended by `\\\\`.
  private func latexRows(of text: String) -> [Substring]? {
    guard let begin = text.firstRange(of: "\\begin{"),
      let name = text[begin.upperBound...].firstIndex(of: "}"),
      let end = text.firstRange(of: "\\end{"), name < end.lowerBound,
      let close = text[end.upperBound...].firstIndex(of: "}"),
      text[..<begin.lowerBound].allSatisfy({ "[({ \n".contains($0) }),
      text[text.index(after: close)...].allSatisfy({ "])}. \n".contains($0) })
    else { return nil }
    var body = text[text.index(after: name)..<end.lowerBound]
    // The alignment of `array`: `{cc}`.
    if text[begin.upperBound..<name] == "array", body.hasPrefix("{"),
      let close = body.firstIndex(of: "}")
    {
      body = body[body.index(after: close)...]
    }
    // A lone backslash before a blank is what is left of the two that end a row.
    return String(body).replacingBytes(of: "\\\\", with: ";")
      .replacingBytes(of: "\\ ", with: ";").replacingBytes(of: "\\\n", with: ";")
      .split(separator: ";")
      .filter { $0.contains(where: \.isNumber) }
  }

  /// Lines of numbers without any bracket, two or more in a line.
  private func bareRows(of text: Substring) -> [Substring]? {
    let lines = text.split(separator: "\n").filter { $0.contains { $0 != " " } }
    return lines.isEmpty ? nil : lines
  }

  /// The numbers of a row; between them stand `&`, or commas, or only white space.
  private func numbers(in row: Substring) -> [WrittenNumber]? {
    let row = Self.joiningSign(of: row)
    if row.contains("&") {
      return numbers(row.split(separator: "&", omittingEmptySubsequences: false), decimalMark)
    }
    if row.contains(";"), let mark = markBetweenSemicolons(row) {
      return numbers(row.split(separator: ";"), mark)
    }
    // Where the comma starts the decimals, only one before a space separates.
    let spaced =
      decimalMark == .point ? row : Substring(String(row).replacingBytes(of: ", ", with: " "))
    let parts = spaced.split {
      ($0 == "," && decimalMark == .point) || $0 == " " || $0 == "\n" || $0 == "\t"
    }
    if let numbers = numbers(parts, decimalMark) { return numbers }
    // What a program printed has points in every course: `[0.0107  0.0071]`.
    guard decimalMark != .point, !row.contains(","), row.contains(".") else { return nil }
    return numbers(parts, .point)
  }

  /// The decimal mark where semicolons separate: a comma is one, `(-0,341; 0,242)`; nil if it may part numbers, too.
  private func markBetweenSemicolons(_ row: Substring) -> DecimalMark? {
    guard row.contains(","), !row.contains(".") else {
      return decimalMark == .point && row.contains(",") ? nil : decimalMark
    }
    guard decimalMark == .point else { return .comma }
    let areDecimals = row.split(separator: ";").allSatisfy { part in
      let sides = part.split(separator: ",")
      return sides.count < 3 && sides.dropFirst().allSatisfy { $0.filter(\.isNumber).count > 1 }
    }
    return areDecimals ? .comma : nil
  }

  /// `- 2.5` at the start of a row or a cell as `-2.5`, as some converters write it.
  private static func joiningSign(of text: Substring) -> Substring {
    let text = text.drop { $0 == " " || $0 == "\n" }
    guard text.hasPrefix("- ") else { return text }
    return "-" + text.dropFirst().drop { $0 == " " }
  }

  private func numbers(_ parts: [Substring], _ mark: DecimalMark) -> [WrittenNumber]? {
    let reader = NumberReader(decimalMark: mark, context: .brackets)
    var numbers: [WrittenNumber] = []
    for part in parts {
      let text = String(Self.joiningSign(of: part)).trimmedBytes.replacingBytes(
        of: "{,}",
        with: ","
      )
      let cell = mark == .comma && text.has(",") ? NumberReader(decimalMark: mark) : reader
      guard case .number(let number) = cell.read(text) else { return nil }
      numbers.append(number)
    }
    return numbers.isEmpty ? nil : numbers
  }
}
