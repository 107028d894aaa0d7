/// A shape in numbers and the same in letters, said in one breath.
extension ClauseReader {
  /// The shapes of `(3, 1) or (A, 1)`, `a 3×1 matrix (A×1 in general)`, `(3, 1) (numbers)`; the whole
  /// value if it is nothing of the kind.
  func shapes(in value: Range<Int>) -> [Range<Int>] {
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
      if text.bytes[second].allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x20 }) {
        return [first]
      }
    }
    return [value]
  }

  private static let opening = Array(" (".utf8)
  private static let shapeSeparators = [" or ", " resp. ", " bzw. ", " = ", " ("].map {
    Array($0.utf8)
  }

  private func isShape(_ range: Range<Int>) -> Bool { ShapeReader.read(text.string(range)) != nil }

  /// A shape without the words that say how it is written: `A×1 in general`, `(A, 1) (letters)`.
  private func withoutNote(_ range: Range<Int>) -> Range<Int> {
    for note in [
      " in general", " generally", " in letters", " (letters)", " (numbers)", " letters", " in numbers",
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
