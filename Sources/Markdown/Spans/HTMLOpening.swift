/// An opening tag of HTML with its attributes: `<img src="plot.png" hidden>`.
package struct HTMLOpening: Sendable, Equatable {
  /// In lower case.
  package let name: String
  /// In the order written, names in lower case; without a value, the value is empty.
  package let attributes: [Attribute]
  /// From `<` to behind `>`.
  package let range: Range<Int>

  /// A name with its value, as it stands there: with `&amp;` for `&`.
  package struct Attribute: Sendable, Equatable {
    package let name: String
    package let value: String
  }

  /// The value of an attribute; nil if there is none of the name.
  package func value(of name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// Reads the tag that starts at an offset; nil if none does.
  ///
  /// Browsers read more than CommonMark allows: a missing blank between attributes, `/` anywhere. What
  /// they take for a tag is one here.
  package init?(in bytes: [UInt8], at start: Int) {
    var offset = start + 1
    guard start < bytes.count, bytes[start] == .less, offset < bytes.count, bytes[offset].isLetter
    else { return nil }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let nameStart = offset
    while offset < bytes.count, !bytes[offset].isWhitespace, bytes[offset] != .slash,
      bytes[offset] != .greater
    {
      // A name of a tag has no such thing: it is a comparison in a text.
      guard bytes[offset] != .less else { return nil }
      offset += 1
    }
    name = text(nameStart..<offset).lowercased()
    var attributes: [Attribute] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == .greater {
        self.attributes = attributes
        range = start..<offset + 1
        return
      }
      if byte.isWhitespace || byte == .slash {
        offset += 1
        continue
      }
      guard byte != .less else { return nil }
      let first = offset
      while offset < bytes.count, !bytes[offset].isWhitespace, bytes[offset] != .equals,
        bytes[offset] != .greater, bytes[offset] != .slash
      {
        offset += 1
      }
      let attribute = text(first..<max(offset, first)).lowercased()
      var value = ""
      var next = offset
      while next < bytes.count, bytes[next].isWhitespace { next += 1 }
      if next < bytes.count, bytes[next] == .equals {
        offset = next + 1
        while offset < bytes.count, bytes[offset].isWhitespace { offset += 1 }
        guard offset < bytes.count else { return nil }
        let quote = bytes[offset]
        if quote == .quotationMark || quote == .apostrophe {
          let valueStart = offset + 1
          offset = valueStart
          while offset < bytes.count, bytes[offset] != quote { offset += 1 }
          guard offset < bytes.count else { return nil }
          value = text(valueStart..<offset)
          offset += 1
        } else {
          let valueStart = offset
          while offset < bytes.count, !bytes[offset].isWhitespace, bytes[offset] != .greater {
            offset += 1
          }
          value = text(valueStart..<offset)
        }
      }
      attributes.append(Attribute(name: attribute, value: value))
    }
    return nil
  }
}
