import Formulas

/// Reads `[[1, 2], [3, 4]]`, `[1 2; 3 4]`, NumPy's print-out and LaTeX's `bmatrix`.
struct MatrixReader: Sendable {
  let decimalMark: DecimalMark

  func read(_ text: String) -> WrittenValue? {
    var plain = text
    for (spelling, mark) in [
      ("\\begin{bmatrix}", "["), ("\\end{bmatrix}", "]"), ("\\begin{pmatrix}", "["),
      ("\\end{pmatrix}", "]"), ("\\\\", ";"), ("&", ","), ("np.array(", ""), ("array(", ""),
      ("^T", ""),
    ] {
      plain = plain.replacingBytes(of: spelling, with: mark)
    }
    plain = plain.filter { $0 != "(" && $0 != ")" }
    guard let open = plain.firstIndex(of: "["), let close = plain.lastIndex(of: "]"), open < close
    else { return nil }
    let inner = plain[plain.index(after: open)..<close]
    let rows: [Substring] =
      inner.contains("[")
      ? inner.split(separator: "]").map { $0.drop { $0 != "[" }.dropFirst() }.filter { !$0.isEmpty }
      : inner.split(separator: ";")
    var elements: [WrittenNumber] = []
    var width: Int?
    for row in rows {
      guard let numbers = numbers(in: row), width == nil || width == numbers.count else {
        return nil
      }
      width = numbers.count
      elements += numbers
    }
    guard let width, !elements.isEmpty else { return nil }
    // One row of a bare bracket is a vector; it may stand for a row or a column.
    return .matrix(rows: rows.count, columns: width, elements: elements)
  }

  private func numbers(in row: Substring) -> [WrittenNumber]? {
    var numbers: [WrittenNumber] = []
    let reader = NumberReader(decimalMark: decimalMark, context: .brackets)
    // Where the comma starts the decimals, only one before a space separates.
    let row =
      decimalMark == .point ? row : Substring(String(row).replacingBytes(of: ", ", with: " "))
    for part in row.split(whereSeparator: {
      ($0 == "," && decimalMark == .point) || $0 == " " || $0 == "\n" || $0 == "\t"
    }) {
      guard case .number(let number) = reader.read(String(part)) else { return nil }
      numbers.append(number)
    }
    return numbers.isEmpty ? nil : numbers
  }
}
