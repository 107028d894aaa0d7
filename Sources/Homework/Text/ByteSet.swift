/// Some of the ASCII bytes; a question is one shift.
struct ByteSet: Sendable {
  private let low: UInt64
  private let high: UInt64

  package init(_ characters: StaticString) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for offset in 0..<characters.utf8CodeUnitCount {
      let byte = characters.utf8Start[offset]
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
    (self.low, self.high) = (low, high)
  }

  package func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> UInt64(byte) & 1 != 0 : byte < 128 && high >> UInt64(byte & 63) & 1 != 0
  }
}
