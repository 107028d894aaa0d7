extension Lexer {
  /// Takes a name with its subscript and primes; a student's run of letters is split into the
  /// symbols that are known (`xa` is x·a, `yln` is y·ln).
  mutating func takeName(sawSpace: Bool) {
    let start = index
    if !notation.isFree, let quotient = takeQuotient() {
      append(.name(quotient), from: start, sawSpace: sawSpace)
      return
    }
    let name = scanName()
    if notation.isFree, !isKnown(name), let parts = split(from: start, to: index) {
      let end = index
      for (offset, part) in parts.enumerated() {
        index = part.upperBound
        append(
          .name(spelled(part)),
          from: part.lowerBound,
          sawSpace: offset == 0 ? sawSpace : false
        )
      }
      index = end
      return
    }
    append(.name(known(name)), from: start, sawSpace: sawSpace)
  }

  /// Takes `dL/dy` where that is the name of something, and no quotient.
  private mutating func takeQuotient() -> String? {
    for name in notation.quotients {
      let end = index + name.unicodeScalars.count
      guard end <= scalars.count, scalars[index..<end].elementsEqual(name.unicodeScalars),
        scalar(at: end).map({ !Self.startsName($0) && !Self.isDigit($0) && $0 != "_" }) ?? true
      else { continue }
      index = end
      return name
    }
    return nil
  }

  private mutating func scanName() -> String {
    let start = index
    while let scalar = scalar(at: index), continuesName(scalar, from: start) { index += 1 }
    if notation.isFree { takeMixedName(from: start) }
    var name = text(start..<index)
    if notation.isFree, scalar(at: index) == "_", scalar(at: index + 1) == "{",
      let close = scalars[index...].firstIndex(of: "}")
    {
      name += "_"
      for scalar in scalars[(index + 2)..<close] where scalar != " " && scalar != "\\" {
        name.unicodeScalars.append(scalar)
      }
      index = close + 1
    }
    while let scalar = scalar(at: index), scalar == "'" || scalar == "′" {
      name += "'"
      index += 1
    }
    return name
  }

  private func continuesName(_ scalar: Unicode.Scalar, from start: Int) -> Bool {
    if index == start { return true }
    if scalar == "_" {
      return self.scalar(at: index + 1).map { Self.startsName($0) || Self.isDigit($0) || $0 == "_" }
        ?? false
    }
    if Self.isDigit(scalar) || SymbolName.subscriptDigit(scalar) != nil { return true }
    if SymbolName.mark(scalar) != nil { return true }
    guard Self.startsName(scalar) else { return false }
    // A Greek letter and a Latin one are two names: `ησ`, `yσ`.
    return scalars[index - 1] == "_" || isGreek(scalar) == isGreek(scalars[start])
      || (start < index && scalars[start..<index].contains("_"))
  }

  /// Goes on to the end of a known name of Greek and Latin letters, `δy`.
  private mutating func takeMixedName(from start: Int) {
    var end = index
    while let scalar = scalar(at: end),
      Self.startsName(scalar) || Self.isDigit(scalar) || scalar == "_"
    {
      end += 1
    }
    if scalar(at: end) == "{", end > start, scalars[end - 1] == "_",
      let close = scalars[end...].firstIndex(of: "}")
    {
      end = close + 1
    }
    guard end > index, isGreek(scalars[start]) || isGreek(scalars[index]),
      notation.symbols[SymbolName.canonical(text(start..<end))] != nil
    else { return }
    index = end
  }

  private func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    (0x370...0x3FF).contains(scalar.value) || scalar == "∂" || scalar == "∇"
  }

  func isKnown(_ name: String) -> Bool {
    notation.symbols[SymbolName.canonical(name)] != nil || notation.function(name) != nil
      || Self.words.contains(name)
  }

  private static let words: Set<String> = [
    "gradient", "derivative", "of", "by", "over", "shape", "T", "transpose", "e", "pi", "sum",
  ]

  /// The spelling of a known symbol, or the name as it is.
  func known(_ name: String) -> String {
    guard notation.isFree else { return notation.name(name) }
    return notation.symbols[SymbolName.canonical(name)] ?? name
  }

  private func spelled(_ part: Range<Int>) -> String {
    known(text(part))
  }

  /// The parts of a run of letters that are all known, the longest first; nil if one is not.
  private func split(from start: Int, to end: Int) -> [Range<Int>]? {
    guard end - start > 1, end - start <= 24 else { return nil }
    var parts: [Range<Int>] = []
    var position = start
    while position < end {
      guard
        let stop = stride(from: end, to: position, by: -1).first(where: {
          isKnown(text(position..<$0))
        })
      else { return nil }
      parts.append(position..<stop)
      position = stop
    }
    return parts
  }
}
