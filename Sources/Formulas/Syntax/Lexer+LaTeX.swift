/// LaTeX as a second notation for the same tokens.
extension Lexer {
  mutating func command(sawSpace: Bool) throws(FormulaError) {
    let start = index
    index += 1
    guard let first = scalar(at: index) else {
      throw FormulaError(at: offsets[start]..<offsets[index], "a `\\` with nothing after it")
    }
    guard isLetter(first) else {
      index += 1
      // `\,` and its like are spaces; `\{` is a bracket.
      if first == "{" || first == "}" {
        append(.mark(first == "{" ? "(" : ")"), from: start, sawSpace: sawSpace)
      }
      return
    }
    var word = ""
    while let scalar = scalar(at: index), isLetter(scalar) {
      word.unicodeScalars.append(scalar)
      index += 1
    }
    // `\top\mathbf{d}` reaches us as `\topd`, its decoration gone.
    if !isKnown(word), let sign = Self.signs.first(where: word.hasPrefix),
      isKnown(String(word.dropFirst(sign.count)))
    {
      index -= word.count - sign.count
      word = sign
    }
    switch word {
    case "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "bigg", "Bigg", "quad",
      "qquad", "displaystyle", "textstyle", "limits", "nolimits", "thinspace":
      return
    case "frac", "dfrac", "tfrac": append(.mark("frac"), from: start, sawSpace: sawSpace)
    case "cdot", "times", "ast": append(.mark("*"), from: start, sawSpace: sawSpace)
    case "odot", "circ": append(.mark("⊙"), from: start, sawSpace: sawSpace)
    case "div": append(.mark("/"), from: start, sawSpace: sawSpace)
    case "sum": append(.mark("sum"), from: start, sawSpace: sawSpace)
    case "top", "intercal": append(.mark("T"), from: start, sawSpace: sawSpace)
    case "prime": append(.mark("'"), from: start, sawSpace: sawSpace)
    case "lbrace", "lbrack", "lparen": append(.mark("("), from: start, sawSpace: sawSpace)
    case "rbrace", "rbrack", "rparen": append(.mark(")"), from: start, sawSpace: sawSpace)
    case "text", "mathrm", "mathbf", "mathit", "operatorname", "textbf", "textit", "boldsymbol",
      "vec", "hat", "bar", "tilde", "underline", "boxed", "overline":
      takeDecorated(word, from: start, sawSpace: sawSpace)
    default: takeCommandName(word, from: start, sawSpace: sawSpace)
    }
  }

  /// Commands that are signs, and that no letter follows.
  private static let signs = ["top", "cdot", "times", "odot", "circ", "ast", "intercal"]

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// `\text{ln}`, `\hat{y}`, `\mathbf w`: the letters inside, with what the decoration says.
  private mutating func takeDecorated(_ word: String, from start: Int, sawSpace: Bool) {
    while scalar(at: index) == " " { index += 1 }
    var inner = ""
    if scalar(at: index) == "{" {
      // Boxes and underlines hold formulas; the braces group them.
      if word == "boxed" || word == "underline" || word == "overline" { return }
      index += 1
      while let scalar = scalar(at: index), scalar != "}" {
        inner.unicodeScalars.append(scalar)
        index += 1
      }
      index += 1
      index = min(index, scalars.count)
    } else if let scalar = scalar(at: index) {
      inner.unicodeScalars.append(scalar)
      index += 1
    }
    let trimmed = inner.filter { $0 != " " && $0 != "\\" }
    guard !trimmed.isEmpty else { return }
    let suffix = word == "hat" ? "_hat" : word == "bar" ? "_bar" : ""
    append(
      .name(known(trimmed + suffix + takeSubscript())),
      from: start,
      sawSpace: sawSpace
    )
  }

  /// A Greek letter or a function, with its subscript and primes.
  private mutating func takeCommandName(_ word: String, from start: Int, sawSpace: Bool) {
    var name = word == "varepsilon" ? "epsilon" : word == "partial" ? "∂" : word
    if notation.function(name) == nil || scalar(at: index) == "_" { name += takeSubscript() }
    while let scalar = scalar(at: index), scalar == "'" || scalar == "′" {
      name += "'"
      index += 1
    }
    if isPrimeScript(at: index) {
      // `\sigma^\prime` and `\sigma^{\prime}`
      let braces = scalar(at: index + 1) == "{" ? 2 : 0
      index += "^\\prime".count + braces
      name += "'"
    }
    append(.name(known(name)), from: start, sawSpace: sawSpace)
  }

  private func isPrimeScript(at index: Int) -> Bool {
    func matches(_ text: String) -> Bool {
      let wanted = Array(text.unicodeScalars)
      return index + wanted.count <= scalars.count
        && Array(scalars[index..<(index + wanted.count)]) == wanted
    }
    return matches("^\\prime") || matches("^{\\prime}")
  }

  private mutating func takeSubscript() -> String {
    guard scalar(at: index) == "_", let next = scalar(at: index + 1) else { return "" }
    if next == "{", let close = scalars[index...].firstIndex(of: "}") {
      let inner = scalars[(index + 2)..<close].filter { $0 != " " && $0 != "\\" }
      index = close + 1
      return "_" + String(String.UnicodeScalarView(inner))
    }
    index += 2
    return "_" + String(next)
  }
}
