extension Sequence where Element == UInt8 {
  /// The text with blanks in the place of LaTeX's commands, of the same length.
  package var withoutCommands: [UInt8] {
    var isCommand = false
    return map { byte in
      let isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      if byte == 0x5C { isCommand = true } else if !isLetter { isCommand = false }
      return isCommand ? 0x20 : byte
    }
  }
}
