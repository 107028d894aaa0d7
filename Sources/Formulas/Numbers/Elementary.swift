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

  /// The functions of one number that formulas know, by name.
  package static let functions: [String: @Sendable (Double) -> Double] = [
    "exp": { _exp($0) },
    "ln": { _ln($0) },
    "log10": { log10($0) },
    "log2": { log2($0) },
    "sqrt": { $0.squareRoot() },
    "abs": { Swift.abs($0) },
    "sin": { sin($0) },
    "cos": { cos($0) },
    "tan": { tan($0) },
    "tanh": { _tanh($0) },
    "sigmoid": { sigmoid($0) },
    "sigmoid_prime": { sigmoidPrime($0) },
    "relu": { $0 > 0 ? $0 : ($0.isNaN ? $0 : 0) },
    "tanh_prime": { 1 - _tanh($0) * _tanh($0) },
    "relu_prime": { $0 > 0 ? 1 : 0 },
    "sign": { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 },
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
