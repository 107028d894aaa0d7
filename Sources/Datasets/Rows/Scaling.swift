/// What becomes of the inputs before a network sees them.
package enum Scaling: Hashable, Sendable {
  /// They stay as they are in the file.
  case none
  /// Divided by a number: 255, the book's 256, 16 for the small digits.
  case divided(by: Double)
  /// Each column minus its mean, divided by its standard deviation (with n, as in scikit-learn);
  /// a column without any deviation is only shifted.
  case standardised(by: Scope)
  /// Each column from 0 at its smallest value to 1 at its largest; 0 for a constant column.
  case unitRange

  /// Which rows means and deviations are taken from.
  package enum Scope: Hashable, Sendable {
    case training
    /// As where a scaler is fitted before a validation split.
    case trainingAndValidation
    case all
  }

  /// Which rows a scaling learns from.
  package var scope: Scope { if case .standardised(let scope) = self { scope } else { .training } }

  /// Reads `none`, `/16`, `/ 255`, `standardised` or `0 to 1`; nil for anything else.
  package init?(_ text: String) {
    switch text {
    case "none": self = .none
    case "standardised", "standardized": self = .standardised(by: .training)
    case "standardised over train and validation":
      self = .standardised(by: .trainingAndValidation)
    case "standardised over all rows": self = .standardised(by: .all)
    case "0 to 1": self = .unitRange
    default:
      guard text.hasPrefix("/"),
        let divisor = Double(text.dropFirst().drop { $0 == " " }), divisor.isFinite, divisor > 0
      else { return nil }
      self = .divided(by: divisor)
    }
  }

  package static let allowed =
    "none, /16 (or another number), standardised, standardised over train and validation, "
    + "standardised over all rows, 0 to 1"
}

/// A scaling with the numbers that it takes from training rows.
package enum FittedScaling: Sendable {
  case none
  case divided(by: Double)
  /// (x − shift) / size, column by column.
  case columns([(shift: Double, size: Double)])

  /// Means, deviations and ranges are those of rows that it may learn from, all at once.
  package init(_ scaling: Scaling, learning sets: [Features]) {
    let columns = sets.first?.columns ?? 0
    func values(_ column: Int) -> [Double] { sets.flatMap { $0.column(column) } }
    switch scaling {
    case .none: self = .none
    case .divided(let divisor): self = .divided(by: divisor)
    case .standardised:
      self = .columns(
        (0..<columns).map { column in
          let values = values(column)
          let mean = values.reduce(0, +) / Double(values.count)
          let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
          let deviation = (squares / Double(values.count)).squareRoot()
          return (mean, deviation == 0 ? 1 : deviation)
        }
      )
    case .unitRange:
      self = .columns(
        (0..<columns).map { column in
          let values = values(column)
          let (least, most) = (values.min() ?? 0, values.max() ?? 0)
          return (least, most == least ? 1 : most - least)
        }
      )
    }
  }
}

extension Features {
  /// The inputs after scaling.
  func scaled(_ scaling: FittedScaling) -> Features {
    switch scaling {
    case .none: return self
    case .divided(let divisor):
      let divided: Storage =
        switch storage {
        case .bytes(let bytes, let start, let values):
          .bytes(bytes, start: start, values: values.map { $0 / divisor })
        case .doubles(let values): .doubles(values.map { $0 / divisor })
        }
      return Features(divided, rows: rows, columns: columns)
    case .columns(let rules):
      var scaled = [Double](repeating: 0, count: rows * columns)
      for row in 0..<rows {
        for column in 0..<columns {
          let (shift, size) = rules[column]
          scaled[row * columns + column] = (self[row, column] - shift) / size
        }
      }
      return Features(.doubles(scaled), rows: rows, columns: columns)
    }
  }
}
