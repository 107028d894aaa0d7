/// One way to break a file.
enum Change: CaseIterable {
  // Blind.
  case cut, flip, insert, remove, duplicate, swapLines, splice, repeatChunk, shuffleLines
  // What the files are made of.
  case number, allNumbers, digits, symbol, dropRow, repeatRow, dropColumn, repeatColumn, emptyCell
  case delimiter, lookAlike, nest, indent, bracket, word

  func applied(to bytes: [UInt8], other: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = bytes
    switch self {
    case .cut:
      let place = dice.below(bytes.count + 1)
      return dice.below(2) == 0 ? Array(bytes[..<place]) : Array(bytes[place...])
    case .flip:
      for _ in 0..<(1 + dice.below(3)) where !bytes.isEmpty {
        bytes[dice.below(bytes.count)] = UInt8(truncatingIfNeeded: dice.next())
      }
    case .insert:
      let part = (0..<(1 + dice.below(6))).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
      bytes.insert(contentsOf: part, at: dice.below(bytes.count + 1))
    case .remove: bytes.removeSubrange(dice.range(in: bytes.count, upTo: 40))
    case .duplicate:
      let part = bytes[dice.range(in: bytes.count, upTo: 400)]
      bytes.insert(contentsOf: part, at: dice.below(bytes.count + 1))
    case .repeatChunk:
      let part = bytes[dice.range(in: bytes.count, upTo: 60)]
      let many = (0..<(2 + dice.below(300))).flatMap { _ in part }
      bytes.insert(contentsOf: many, at: dice.below(bytes.count + 1))
    case .splice:
      let end = dice.below(other.count + 1)
      bytes = Array(bytes[..<dice.below(bytes.count + 1)]) + other[end...]
    case .swapLines, .shuffleLines, .dropRow, .repeatRow, .dropColumn, .repeatColumn, .emptyCell,
      .indent:
      return Lines(bytes).changed(self, &dice)
    default: return Tokens(bytes).changed(self, &dice)
    }
    return bytes
  }
}
