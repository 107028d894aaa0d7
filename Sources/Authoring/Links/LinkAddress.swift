/// Where a link leads, taken apart: `../data/my%20file.csv?raw=1#rows`.
struct LinkAddress {
  /// The path with `%20` as the space that it means; empty for a place in the same file.
  let path: String
  /// What stands behind `#`, decoded; nil without one.
  let anchor: String?
  /// True for what is no file of the course: an address on the web, a letter.
  let isElsewhere: Bool

  init(_ target: String) {
    let parts = target.parts(around: "#")
    path = Self.decoded(parts[0].parts(around: "?")[0])
    anchor = parts.count == 2 ? Self.decoded(parts[1]) : nil
    // `https:`, `mailto:`, `data:`; and `//host/path`, or the same with `\`.
    let scheme = target.utf8.prefix { byte in
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2B || byte == 0x2D
        || byte == 0x2E
    }
    let isScheme =
      scheme.count > 1 && target.utf8.dropFirst(scheme.count).first == UInt8(ascii: ":")
    isElsewhere = isScheme || target.hasPrefix("//") || target.hasPrefix("\\\\")
  }

  /// A text with `%20` as the space that it means; once, as a browser does.
  private static func decoded(_ text: String) -> String {
    guard text.utf8.contains(0x25) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
