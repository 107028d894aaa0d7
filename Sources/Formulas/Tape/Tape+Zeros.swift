extension Tape {
  /// What rounding may leave of a zero, for terms that add up to 1 in size: some thirty roundings.
  package static let roundingShare = 0x1p-48

  /// A value, or 0 where only rounding keeps it from being that: 0.1 + 0.2 − 0.3.
  @inline(__always)
  func settled(_ value: Double, _ index: Int) -> Double {
    index < floors.count && abs(value) < floors[index] ? 0 : value
  }

  /// A sum, or 0 where it is as small as what rounding leaves of terms of this size.
  static func settled(_ sum: Double, size: Double) -> Double {
    abs(sum) <= roundingShare * size && size.isFinite ? 0 : sum
  }

  /// The tape with the sizes below which its sums and differences are 0.
  ///
  /// A sum that vanishes but for rounding is small against its terms, however deep these lie: the
  /// sizes are those that the terms would have if nothing cancelled.
  package func settlingZeros() -> Tape {
    var tape = self
    tape.floors = []
    let values = values()
    var sizes = [Double](repeating: 0, count: count)
    var floors = sizes
    for (index, node) in nodes.enumerated() {
      let (left, right) = (Int(node.left), Int(node.right))
      switch node.operation {
      case .add, .subtract:
        sizes[index] = sizes[left] + sizes[right]
        floors[index] = min(
          Self.roundingShare * sizes[index],
          Evaluator.suspiciousShare * max(abs(values[left]), abs(values[right]))
        )
      case .multiply: sizes[index] = sizes[left] * sizes[right]
      case .divide: sizes[index] = sizes[left] / abs(values[right])
      case .negate, .copy: sizes[index] = sizes[left]
      case .function(let function):
        sizes[index] = Elementary.size(
          of: functions[function].apply,
          at: values[left],
          argument: sizes[left]
        )
      default: sizes[index] = abs(values[index])
      }
      if !floors[index].isFinite { floors[index] = 0 }
    }
    tape.floors = floors
    return tape
  }
}

extension Elementary {
  /// The size that a function's value has for the error which its argument brings.
  ///
  /// `argument`: The size of the argument, of which rounding changes a small share.
  static func size(
    of function: (Double) -> Double,
    at x: Double,
    argument: Double
  ) -> Double {
    let step = x == 0 ? 1e-6 : 1e-6 * Swift.abs(x)
    let slope = Swift.abs(function(x + step) - function(x - step)) / (2 * step)
    return Swift.abs(function(x)) + (slope.isFinite ? slope * argument : 0)
  }
}
