import Formulas

/// The numbers of a product tied in order to the symbols of the product before it:
/// `∂E/∂ŷ · ∂ŷ/∂z = -0.38 · 0.24` says what each of the two is.
package struct FactorTies {
  /// A factor: its symbol and the number that stands for it.
  package struct Tie {
    package let label: String
    package let value: Span
  }

  /// The ties of each two parts of a clause's chains, in order.
  package static func all(in pairs: [Clause.Pair]) -> [Tie] {
    zip(pairs, pairs.dropFirst()).flatMap { symbols, numbers -> [Tie] in
      guard numbers.continuesChain, isProductOfDerivatives(symbols.value.text),
        numbers.value.text.hasDigit
      else { return [] }
      let labels = factors(of: symbols.value.text)
      let values = withPowers(factors(of: numbers.value.text))
      guard labels.count > 1, labels.count == values.count,
        labels.allSatisfy({ isOneFactor($0.text) })
      else { return [] }
      let isPlain = numbers.value.range.count == numbers.value.text.utf8.count
      return zip(labels, values).map { label, value in
        let start = numbers.value.range.lowerBound + value.offset
        return Tie(
          label: label.text,
          value: Span(
            text: value.text,
            // Where marks were taken out of the text, the product stands for its factor.
            range: isPlain ? start..<(start + value.text.utf8.count) : numbers.value.range
          )
        )
      }
    }
  }

  private static func isProductOfDerivatives(_ text: String) -> Bool {
    text.has("∂") || text.has("\\partial") || text.has("/d") || text.has("\\frac{d")
  }

  /// False for a sum: `w1 - eta` of `w1 - eta * dE/dw1` is no factor.
  private static func isOneFactor(_ text: String) -> Bool {
    var depth = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x28, 0x5B, 0x7B: depth += 1
      case 0x29, 0x5D, 0x7D: depth -= 1
      case 0x2B, 0x2D: if depth == 0, index > 0 { return false }
      default: break
      }
    }
    return !text.has("−") || text.hasPrefix("−") || text.hasPrefix("(")
  }

  /// The factors with each power of ten in the number before it.
  private static func withPowers(
    _ factors: [(text: String, offset: Int)]
  ) -> [(text: String, offset: Int)] {
    var joined: [(text: String, offset: Int)] = []
    for factor in factors {
      if factor.text.hasPrefix("10^") || factor.text.hasPrefix("10⁻"), let last = joined.popLast() {
        joined.append(("\(last.text) · \(factor.text)", last.offset))
      } else {
        joined.append(factor)
      }
    }
    return joined
  }

  private static let signs = ["\\cdot", "\\times", "·", "×", "⋅", "∙", "•", "*"]

  /// The factors of a product, each with its offset in the text.
  package static func factors(of text: String) -> [(text: String, offset: Int)] {
    let bytes = Array(text.utf8)
    var factors: [(text: String, offset: Int)] = []
    var start = 0
    var depth = 0
    func finish(at end: Int) {
      var (low, high) = (start, end)
      while low < high, bytes[low] == 0x20 { low += 1 }
      while high > low, bytes[high - 1] == 0x20 { high -= 1 }
      // `(-0.38)`
      if high - low > 2, bytes[low] == 0x28, bytes[high - 1] == 0x29,
        !bytes[(low + 1)..<(high - 1)].contains(where: { $0 == 0x28 || $0 == 0x29 })
      {
        (low, high) = (low + 1, high - 1)
      }
      guard low < high else { return }
      factors.append((String(decoding: bytes[low..<high], as: UTF8.self), low))
    }
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x28, 0x5B, 0x7B:
        // `(-0.38)(0.24)`
        if depth == 0, bytes[index] != 0x7B, index > start, bytes[index - 1] == 0x29 {
          finish(at: index)
          start = index
        }
        depth += 1
      case 0x29, 0x5D, 0x7D: depth -= 1
      default: break
      }
      if depth == 0 {
        let rest = bytes[index...]
        if let sign = signs.first(where: { rest.starts(with: $0.utf8) }) {
          finish(at: index)
          index += sign.utf8.count
          start = index
          continue
        }
        if rest.starts(with: "\\frac".utf8), index > start {
          finish(at: index)
          start = index
        }
      }
      index += 1
    }
    finish(at: bytes.count)
    return factors
  }
}
