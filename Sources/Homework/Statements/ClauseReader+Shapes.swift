/// A shape in numbers and the same in letters, said in one breath.
extension ClauseReader {
  /// The shapes of `(3, 1) or (A, 1)`, `a 3×1 matrix (A×1 in general)`, `(3, 1) (numbers)`; the whole
  /// value if it is nothing of the kind.
  func shapes(in value: Range<Int>) -> [Range<Int>] {
    if let parts = matrixAndShape(in: value) { return parts }
    guard value.count > 4, value.count <= 80, text.bytes[value].contains(0x20),
      ShapeReader.mayBeShape(text.bytes[value]), ShapeReader.read(text.string(value)) == nil
    else { return [value] }
    for separator in Self.shapeSeparators {
      guard let place = place(of: separator, in: value) else { continue }
      let first = text.trimmed(value.lowerBound..<place)
      guard isShape(first) else { continue }
      var second = text.trimmed((place + separator.count)..<value.upperBound)
      if separator == Self.opening {
        // The bracket belongs to `(A, 1)`, or holds `A×1 in general`.
        let whole = text.trimmed((place + 1)..<value.upperBound)
        if isShape(whole) { return [first, whole] }
        if let last = second.last, text.bytes[last] == 0x29 { second = second.dropLast() }
      }
      let named = withoutNote(second)
      if isShape(named) { return [first, named] }
      if text.bytes[second].allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x20 })
      {
        return [first]
      }
    }
    return [value]
  }

  /// `b1(4,1), W2 (3,4) b2: (3,1)`: names, each with its shape behind it; nil for fewer than two.
  ///
  /// Between two known names another one may be unknown, such as a `w2` for `W2`.
  func shapesBehindNames(in range: Range<Int>) -> [Clause.Pair]? {
    guard range.count < 400, text.bytes[range].count(where: { $0 == 0x28 }) > 1,
      !text.bytes[range].contains(where: { $0 == 0x3D || $0 == 0x2B || $0 == 0x2A || $0 == 0x5C })
    else { return nil }
    var pairs: [Clause.Pair] = []
    var known = 0
    var rest = range.lowerBound
    while let open = text.bytes[rest..<range.upperBound].firstIndex(of: 0x28),
      let close = text.bytes[open..<range.upperBound].firstIndex(of: 0x29)
    {
      let label = text.trimmed(rest..<open)
      var end = label.upperBound
      if end > label.lowerBound, text.bytes[end - 1] == 0x3A { end -= 1 }
      let words = text.trimmed(label.lowerBound..<end)
      // The name is the last word, and nothing but marks and words of a list stand before it.
      let start =
        words.last(where: { [0x20, 0x2C, 0x3A, 0x3B, 0x0A].contains(text.bytes[$0]) }).map {
          $0 + 1
        } ?? words.lowerBound
      let name = start..<words.upperBound
      let shape = open..<(close + 1)
      guard !name.isEmpty, ShapeReader.read(text.string(shape)) != nil else { return nil }
      let isKnown = vocabulary.isName(text.string(name))
      guard isKnown || known > 0 && isShortName(name) else { return nil }
      known += isKnown ? 1 : 0
      pairs.append(pair(label: name, shape))
      rest = close + 1
    }
    guard known > 1, text.trimmed(rest..<range.upperBound).isEmpty else { return nil }
    return pairs
  }

  /// True for a letter with a number: `w2`.
  private func isShortName(_ range: Range<Int>) -> Bool {
    guard range.count == 2, let letter = range.first else { return false }
    return (0x61...0x7A).contains(text.bytes[letter] | 0x20)
      && (0x30...0x39).contains(text.bytes[letter + 1])
  }

  /// `[1.7 2.5 1.7] (shape 1×3)`: a matrix, and its shape beside it.
  private func matrixAndShape(in value: Range<Int>) -> [Range<Int>]? {
    guard value.count > 8, value.count < 2000,
      [0x5B, 0x5C, 0x28].contains(text.bytes[value.lowerBound]),
      text.bytes[value].contains(where: { $0 == 0x23 || $0 == 0x70 })
    else { return nil }
    for remark in Self.shapeRemarks {
      guard let place = place(of: remark, in: value), place > value.lowerBound else { continue }
      let matrix = text.trimmed(value.lowerBound..<place)
      var shape = text.trimmed((place + remark.count)..<value.upperBound)
      if remark[0] == 0x28 || remark[1] == 0x28, let last = shape.last, text.bytes[last] == 0x29,
        !isShape(shape)
      {
        shape = shape.dropLast()
      }
      return isShape(shape) ? [matrix, shape] : [matrix]
    }
    return nil
  }

  private static let shapeRemarks = [
    " (shape: ", " (shape ", "(shape ", " with shape ", ", shape ", "; shape ", " of shape ",
    "   #", "  #", " # ",
  ].map { Array($0.utf8) }

  private static let opening = Array(" (".utf8)
  private static let shapeSeparators = [" or ", " resp. ", " bzw. ", " = ", " ("].map {
    Array($0.utf8)
  }

  private func isShape(_ range: Range<Int>) -> Bool { ShapeReader.read(text.string(range)) != nil }

  /// A shape without the words that say how it is written: `A×1 in general`, `(A, 1) (letters)`.
  private func withoutNote(_ range: Range<Int>) -> Range<Int> {
    for note in [
      " in general", " generally", " in letters", " (letters)", " (numbers)", " letters",
      " in numbers",
      " allgemein",
    ].map({ Array($0.utf8) })
    where range.count > note.count && text.bytes[range].suffix(note.count).elementsEqual(note) {
      return text.trimmed(range.lowerBound..<(range.upperBound - note.count))
    }
    return range
  }

  private func place(of part: [UInt8], in range: Range<Int>) -> Int? {
    range.dropLast(part.count).first { index in
      text.bytes[index..<(index + part.count)].elementsEqual(part)
    }
  }
}
