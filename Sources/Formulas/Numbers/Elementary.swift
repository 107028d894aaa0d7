#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The one file that names the C library's elementary functions.

func _log10(_ x: Double) -> Double { log10(x) }

/// Elementary functions of a real number, safe at saturation.
package enum Elementary {
  package static func exp(_ x: Double) -> Double { _exp(x) }
  package static func ln(_ x: Double) -> Double { _ln(x) }
  package static func tanh(_ x: Double) -> Double { _tanh(x) }

  package static func power(_ base: Double, _ exponent: Double) -> Double {
    exponent == 2 ? base * base : pow(base, exponent)
  }

  /// σ(z) = 1 / (1 + e^{−z}); 0 and 1 in the limit, never NaN for a number.
  package static func sigmoid(_ z: Double) -> Double {
    if z >= 0 { return 1 / (1 + _exp(-z)) }
    let e = _exp(z)
    return e / (1 + e)
  }

  /// σ′(z) = σ(z) σ(−z), which keeps its digits where 1 − σ(z) would lose them.
  package static func sigmoidPrime(_ z: Double) -> Double {
    sigmoid(z) * sigmoid(-z)
  }

  /// 0 where a function with slope 1 or −1 crosses it as near as doubles come: sin π, cos π/2.
  private static func crossing(_ value: Double, at x: Double) -> Double {
    abs(value) <= 0.5 * x.ulp && abs(x) > 1 ? 0 : value
  }

  /// 1 − tanh²(z), as 1/cosh²(z), which keeps its digits where tanh is nearly 1.
  package static func tanhPrime(_ z: Double) -> Double {
    let cosine = cosh(z)
    return cosine.isInfinite ? 0 : 1 / (cosine * cosine)
  }

  package static func relu(_ z: Double) -> Double { z > 0 || z.isNaN ? z : 0 }

  /// min(max(0.2 z + 0.5, 0), 1): Keras 2.
  package static func hardSigmoidKeras2(_ z: Double) -> Double { bounded(0.2 * z + 0.5) }

  /// 0.2 between the kinks at ±2.5, 0 at them and beyond.
  package static func hardSigmoidKeras2Prime(_ z: Double) -> Double { Swift.abs(z) < 2.5 ? 0.2 : 0 }

  /// min(max(z/6 + 0.5, 0), 1): Keras 3 and PyTorch.
  package static func hardSigmoidKeras3(_ z: Double) -> Double { bounded(z / 6 + 0.5) }

  /// 1/6 between the kinks at ±3, 0 at them and beyond.
  package static func hardSigmoidKeras3Prime(_ z: Double) -> Double {
    Swift.abs(z) < 3 ? 1.0 / 6 : 0
  }

  private static func bounded(_ x: Double) -> Double {
    x.isNaN ? x : Swift.min(Swift.max(x, 0), 1)
  }

  /// ln σ(z) = −ln(1 + e^{−z}), finite for every finite z.
  package static func lnSigmoid(_ z: Double) -> Double {
    z < 0 ? z - log1p(_exp(z)) : -log1p(_exp(-z))
  }

  /// A probability that is not taken as smaller than 2⁻⁵³, the last place of a number below 1.
  package static func clipped(_ x: Double) -> Double { x < leastProbability ? leastProbability : x }

  /// ln x, at least −36.74: a cost stays finite where an activation is 0 to the last digit.
  package static func lnClipped(_ x: Double) -> Double { _ln(clipped(x)) }

  private static let leastProbability = 0x1p-53

  /// ln x, from `safe` where that is the logarithm of x: 1 − σ(50) is 0 in the last place of a
  /// number, its logarithm −50 all the same.
  ///
  /// An x that was put in the place of what `safe` was computed from counts as it is, clipped.
  package static func safeLn(_ x: Double, _ safe: Double) -> Double {
    let power = _exp(safe)
    return Swift.abs(x - power) <= 1e-12 * x + 1e-14 ? safe : lnClipped(x)
  }

  /// −1, 0 or 1; NaN stays NaN.
  package static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

  /// The functions of one number that formulas know, by name.
  package static let functions: [String: @Sendable (Double) -> Double] = [
    "exp": { _exp($0) },
    "ln": { _ln($0) },
    "log10": { log10($0) },
    "log2": { log2($0) },
    "sqrt": { $0.squareRoot() },
    "abs": { Swift.abs($0) },
    "sin": { crossing(sin($0), at: $0) },
    "cos": { crossing(cos($0), at: $0) },
    "tan": { crossing(tan($0), at: $0) },
    "tanh": { _tanh($0) },
    "sigmoid": { sigmoid($0) },
    "sigmoid_prime": { sigmoidPrime($0) },
    "relu": { relu($0) },
    "tanh_prime": { tanhPrime($0) },
    "relu_prime": { $0 > 0 ? 1 : 0 },
    "hard_sigmoid_keras2": { hardSigmoidKeras2($0) },
    "hard_sigmoid_keras2_prime": { hardSigmoidKeras2Prime($0) },
    "hard_sigmoid_keras3": { hardSigmoidKeras3($0) },
    "hard_sigmoid_keras3_prime": { hardSigmoidKeras3Prime($0) },
    "ln_sigmoid": { lnSigmoid($0) },
    "ln_clipped": { lnClipped($0) },
    "clipped": { clipped($0) },
    "clipped_prime": { $0 < leastProbability ? 0 : 1 },
    "sign": { sign($0) },
    "round": { $0.rounded(.toNearestOrEven) },
    "floor": { $0.rounded(.down) },
    "ceil": { $0.rounded(.up) },
  ]
}

private func _exp(_ x: Double) -> Double { exp(x) }
private func _ln(_ x: Double) -> Double { log(x) }
private func _tanh(_ x: Double) -> Double { tanh(x) }

/// The digits of a number as C prints them, in the C locale, correctly rounded.
func printed(_ format: String, _ digits: Int, _ value: Double) -> String {
  withVaList([CInt(digits), value]) { arguments in
    var buffer = [CChar](repeating: 0, count: 400)
    let length = Int(vsnprintf(&buffer, buffer.count, format, arguments))
    return String(
      decoding: buffer.prefix(max(0, min(length, 399))).map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
  }
}
