extension Tape {
  /// How a student rounds what is not written: to digits, or to decimals.
  package enum Rounding: Hashable, Sendable {
    case digits(Int)
    case decimals(Int)

    package func rounded(_ value: Double) -> Double {
      guard value.isFinite, let leading = WrittenNumber.leadingPlace(of: value) else {
        return value
      }
      let place: Int
      switch self {
      case .digits(let n): place = leading - n + 1
      case .decimals(let n): place = -n
      }
      if place <= 0, place >= -22 {
        let scale = PowersOfTen.power(-place)
        return Self.whole(value * scale) / scale
      }
      let unit = PowersOfTen.power(place)
      return unit > 0 ? Self.whole(value / unit) * unit : value
    }

    /// Rounds one half away from zero, as people do, also where binary arithmetic missed the half by its
    /// last bits: 0.5062 · 0.25 is 0.12655 on paper.
    private static func whole(_ units: Double) -> Double {
      let noise = 1e-11 * max(1, abs(units))
      return (units + (units < 0 ? -noise : noise)).rounded(.toNearestOrAwayFromZero)
    }

    /// Half a unit of the last place that a value keeps; 0 for a value that loses nothing, as 1 − 0.4.
    package func halfUnit(of value: Double) -> Double {
      guard let leading = WrittenNumber.leadingPlace(of: value) else { return 0 }
      let half: Double
      switch self {
      case .digits(let n): half = 0.5 * PowersOfTen.power(leading - n + 1)
      case .decimals(let n): half = 0.5 * PowersOfTen.power(-n)
      }
      return abs(rounded(value) - value) <= 1e-6 * half ? 0 : half
    }
  }

  /// The nodes of a range of the list of operands.
  package func operands(in range: Range<Int>) -> [Int] { operands[range].map(Int.init) }

  /// −Σ [y ln a + (1 − y) ln(1 − a)], or its first terms alone: outputs, then targets.
  static func crossEntropy(_ both: [Double], isBinary: Bool) -> Double {
    let count = both.count / 2
    return -(0..<count).reduce(0) { sum, k in
      let (a, y) = (both[k], both[count + k])
      let first = y == 0 ? 0 : y * Elementary.ln(a)
      let second = !isBinary || y == 1 ? 0 : (1 - y) * Elementary.ln(1 - a)
      return sum + first + second
    }
  }
}

extension Tape.SoftmaxSlip {
  func value(of z: [Double], at position: Int) -> Double {
    switch self {
    case .power: Elementary.exp(z[position])
    case .share: z[position] / z.reduce(0, +)
    case .sigmoid: Elementary.sigmoid(z[position])
    }
  }
}

extension Tape.Slope {
  /// What is taken for f′, from an activation and its weighted input.
  func value(a: Double, z: Double) -> Double {
    switch self {
    case .sigmoid: return a * (1 - a)
    case .tanh: return 1 - a * a
    case .relu: return a > 0 ? 1 : 0
    case .reluOfInput: return z > 0 ? 1 : 0
    case .sigmoidOfActivation: return Elementary.sigmoidPrime(a)
    case .tanhOfActivation: return Elementary.tanhPrime(a)
    case .oneMinus: return 1 - a
    case .plus: return a * (1 + a)
    case .square: return a * a
    case .ofInput: return z * (1 - z)
    case .sigmoidOfInput: return Elementary.sigmoidPrime(z)
    case .tanhOfInput: return Elementary.tanhPrime(z)
    case .always(let value): return value
    }
  }

  /// The same slope, computed from the weighted input.
  package var fromInput: Tape.Slope {
    switch self {
    case .sigmoid: .sigmoidOfInput
    case .tanh: .tanhOfInput
    case .relu: .reluOfInput
    default: self
    }
  }
}
