/// What an answer is worth: `2`, `1/2 each`, `6 shared`.
package enum Points: Hashable, Sendable {
  /// For every cell, or every parameter.
  case each(Fraction)
  /// Divided over the cells that are required.
  case shared(Fraction)

  /// Reads `2`, `1/2 each`, `6 shared`; a bare number is shared.
  package init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first, let fraction = Fraction(first), words.count <= 2 else {
      return nil
    }
    switch words.count == 2 ? words[1] : "shared" {
    case "each": self = .each(fraction)
    case "shared": self = .shared(fraction)
    default: return nil
    }
  }

  /// The points of one of `count` cells.
  package func perCell(count: Int) -> Fraction {
    switch self {
    case .each(let points): points
    case .shared(let points): points / max(count, 1)
    }
  }

  package var text: String {
    switch self {
    case .each(let points): "\(points.exactText) each"
    case .shared(let points): points.exactText
    }
  }
}
