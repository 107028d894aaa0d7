/// HTML's entities.
extension FlatText {
  /// HTML's entities that stand for signs of numbers and formulas.
  static func entity(
    _ text: [UInt8],
    at index: Int,
    to end: Int
  ) -> (bytes: [UInt8], length: Int)? {
    guard let stop = text[index..<min(end, index + 10)].firstIndex(of: 0x3B) else { return nil }
    let name = String(decoding: text[(index + 1)..<stop], as: UTF8.self)
    guard let sign = entities[name] else { return nil }
    return (Array(sign.utf8), stop + 1 - index)
  }

  private static let entities: [String: String] = [
    "minus": "-", "nbsp": " ", "times": "×", "middot": "·", "sdot": "·", "asymp": "≈", "lt": "<",
    "gt": ">", "amp": "&", "part": "∂", "sigma": "σ", "prime": "′", "ndash": "-", "thinsp": " ",
    "rarr": "→", "rArr": "⇒", "nabla": "∇", "eta": "η", "delta": "δ", "frac12": "½", "deg": "°",
  ]
}
