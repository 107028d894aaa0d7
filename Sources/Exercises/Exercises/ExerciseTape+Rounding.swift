import Formulas

extension ExerciseTape {
  /// More units than these of the last place asked for no rounding on the way accounts for.
  package static let mostUnits = 3.0

  /// How far from a value somebody may arrive who rounds every step to the digits that are asked for: the
  /// first-order error, at most three units of the last place.
  package func roundingBound(
    of node: Int,
    _ precision: Precision,
    _ expected: ExpectedNumber
  ) -> Double {
    let rounding: Tape.Rounding
    switch precision.digits {
    case .digits(let n)?: rounding = .digits(n)
    case .decimals(let n)?: rounding = .decimals(n)
    default: return 0
    }
    guard expected.value != 0, let place = precision.askedPlace(of: expected) else { return 0 }
    let parts = tape.parts(of: [node])
    let order = parts.indices.filter { parts[$0] }
    var error = 0.0
    for (other, slope) in tape.slopes(of: node, through: order, at: values)
    where other != node && isStep(other) {
      error += abs(slope) * rounding.halfUnit(of: values[other])
    }
    return min(error, Self.mostUnits * PowersOfTen.power(place))
  }

  /// True for what a student computes by itself: no given, no constant.
  package func isStep(_ node: Int) -> Bool {
    switch tape.nodes[node].operation {
    case .given, .constant: false
    default: true
    }
  }
}

extension Precision {
  /// The digits or decimals that are asked for, also of a change.
  fileprivate var digits: Precision? {
    switch self {
    case .digits, .decimals: self
    case .ofChange(let precision, _): precision.digits
    default: nil
    }
  }
}
