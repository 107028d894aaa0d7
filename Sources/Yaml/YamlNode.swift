/// A value in a YAML text, with its place in the file that holds it.
package struct YamlNode: Sendable {
  package indirect enum Content: Sendable {
    /// A scalar keeps its text: `0.3` is the decimal 0.3, and `yes` the word.
    case scalar(String, isPlain: Bool)
    case sequence([YamlNode])
    case mapping([YamlEntry])
  }

  package let content: Content
  /// The first byte of the value, in the file.
  package let offset: Int

  package init(content: Content, offset: Int) {
    self.content = content
    self.offset = offset
  }

  /// Where the text of a scalar starts, after an opening quote.
  package var textOffset: Int {
    if case .scalar(_, isPlain: false) = content { offset + 1 } else { offset }
  }

  package var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The value of a key, if this is a mapping that has it.
  package func entry(_ key: String) -> YamlNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// What kind of value this is, for messages.
  package var kindName: String {
    switch content {
    case .scalar(let text, _): text.isEmpty ? "nothing" : "\"\(text)\""
    case .sequence: "a list in brackets"
    case .mapping: "a group of keys"
    }
  }
}

/// A key of a mapping and its value, in the order written.
package struct YamlEntry: Sendable {
  package let key: String
  package let keyOffset: Int
  package let value: YamlNode

  package init(key: String, keyOffset: Int, value: YamlNode) {
    self.key = key
    self.keyOffset = keyOffset
    self.value = value
  }
}
