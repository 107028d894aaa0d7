import Formulas
import Matrices

/// What stands behind a label: a number, a shape, a matrix, a formula, or something unreadable.
package enum WrittenValue: Hashable, Sendable {
  case number(WrittenNumber)
  case shape(WrittenShape)
  case matrix(rows: Int, columns: Int, elements: [WrittenNumber])
  case formula(String)
  /// Two readings that only the writer can choose from.
  case ambiguous([String], reason: String)
  case unreadable(reason: String)
  case blank

  /// True if there is a value, and one alone.
  package var isSaid: Bool {
    switch self {
    case .number, .shape, .matrix, .formula: true
    case .ambiguous, .unreadable, .blank: false
    }
  }

  /// The value as it is echoed.
  package var text: String? {
    switch self {
    case .number(let number): number.text
    case .shape(let shape): shape.text
    case .matrix(let rows, let columns, let elements):
      "["
        + (0..<rows).map { row in
          "["
            + elements[(row * columns)..<((row + 1) * columns)].map(\.text)
            .joined(separator: ", ") + "]"
        }.joined(separator: ", ") + "]"
    case .formula(let text): text
    case .ambiguous(let readings, _): readings.joined(separator: " or ")
    case .unreadable, .blank: nil
    }
  }
}

/// A shape as a student writes it: numbers, or letters of the student's own.
package struct WrittenShape: Hashable, Sendable {
  package enum Size: Hashable, Sendable {
    case number(Int)
    case letter(String)
  }

  package let sizes: [Size]

  package var hasLetters: Bool {
    sizes.contains { if case .letter = $0 { true } else { false } }
  }

  package var numbers: [Int]? {
    let numbers = sizes.compactMap { if case .number(let n) = $0 { n } else { nil } }
    return numbers.count == sizes.count ? numbers : nil
  }

  package var text: String {
    let parts = sizes.map { size in
      switch size {
      case .number(let n): String(n)
      case .letter(let letter): letter
      }
    }
    return parts.count == 1 ? "(\(parts[0]),)" : "(\(parts.joined(separator: ", ")))"
  }
}
