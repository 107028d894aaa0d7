/// Derivatives in every way to write them, as one symbol: `dE/dw7`.
extension LabelTokens {
  /// A label with a derivative in words as a symbol: `derivative of E with respect to a` as `dE/da`.
  static func derivative(in text: String) -> String? {
    guard text.utf8.count > 20, let phrase = Lexicon.respects.first(where: text.has),
      case let sides = text.parts(around: phrase), sides.count == 2
    else { return nil }
    let (above, below) = (sides[0].words, sides[1].words)
    guard let function = above.last.map(String.init), let variable = below.first.map(String.init),
      isSymbol(function), isSymbol(variable), function.hasLetter, variable.hasLetter,
      !function.utf8.contains(0x2F),
      let joint = above.dropLast().last, stopWords.contains(joint.lowercased()),
      above.dropLast().contains(where: { synonyms[$0.lowercased()] == "gradient" })
    else { return nil }
    return "d\(function)/d\(variable) " + below.dropFirst().joined(separator: " ")
  }

  /// `∂/∂a E` as ∂E/∂a.
  static func operated(_ tokens: [String]) -> [String] {
    guard
      let place = tokens.firstIndex(where: { $0.utf8.first == 0x64 && $0.hasPrefix("d/d") }),
      place + 1 < tokens.count
    else { return tokens }
    var tokens = tokens
    let name = tokens.remove(at: place + 1)
    tokens[place] = "d\(name)/" + tokens[place].dropFirst(2)
    return tokens
  }

  /// `δE/δw7` as `dE/dw7`.
  static func differential(_ token: String) -> String {
    guard token.utf8.contains(0x2F) else { return token }
    var token = token
    if token.hasPrefix("delta"), token.has("/delta") {
      token = token.replacingBytes(of: "delta", with: "d")
    }
    // `∂E(a)/∂a`: what the cost depends on is said twice.
    let slash = token.utf8.firstIndex(of: 0x2F) ?? token.endIndex
    if let open = token[..<slash].firstIndex(of: "("), token.hasPrefix("d"), open > token.startIndex
    {
      token = String(token[..<open] + token[slash...])
    }
    return token
  }
}
