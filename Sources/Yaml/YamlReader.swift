import Markdown

/// Reads nodes as the values that a key may hold, and collects what is wrong with them.
///
/// Every function returns nil where it reports an error, so that one run reports all of them.
package final class YamlReader {
  package let source: SourceText
  package private(set) var diagnostics: [Diagnostic] = []

  package init(source: SourceText) {
    self.source = source
  }

  package func report(
    _ severity: Diagnostic.Severity = .error,
    at offset: Int,
    _ message: String,
    help: String? = nil
  ) {
    diagnostics.append(Diagnostic(severity, in: source, at: offset, message, help: help))
  }

  package func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// The entries of a mapping.
  ///
  /// `node`: What should be a mapping.
  /// `owner`: What it describes, for messages: "a table".
  package func mapping(_ node: YamlNode?, of owner: String, at offset: Int = 0) -> [YamlEntry]? {
    guard let node else {
      report(at: offset, "\(owner) without any key")
      return nil
    }
    guard case .mapping(let entries) = node.content else {
      report(at: node.offset, "\(owner) is written as keys and values, not as \(node.kindName)")
      return nil
    }
    return entries
  }

  /// The entries of a mapping whose keys are all known; the others are reported.
  package func fields(
    _ node: YamlNode?,
    of owner: String,
    allowed: [String],
    at offset: Int = 0
  ) -> [String: YamlEntry]? {
    guard let entries = mapping(node, of: owner, at: offset) else { return nil }
    var fields: [String: YamlEntry] = [:]
    for entry in entries {
      if allowed.contains(entry.key) {
        fields[entry.key] = entry
      } else {
        report(
          at: entry.keyOffset,
          "\(owner) has no key \"\(entry.key)\"",
          help: Self.slip(in: entry.key) ?? NearMiss.help(entry.key, among: allowed)
        )
      }
    }
    return fields
  }

  /// What looks like a slip in a key that is not known.
  private static func slip(in key: String) -> String? {
    if let colon = key.firstIndex(of: ":") {
      return "a space is missing after the colon: "
        + "\(key[...colon]) \(key[key.index(after: colon)...])"
    }
    if key.hasPrefix(" ") || key.hasSuffix(" ") || key.hasPrefix("\u{A0}") {
      return "a space belongs to the key here: take it out, and indent with plain spaces"
    }
    if !key.isEmpty, key.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return "a decimal comma ends the value: write a point, 0.\(key)"
    }
    return nil
  }

  /// The text of a scalar.
  package func text(_ node: YamlNode, of key: String) -> String? {
    if let text = node.scalar, !text.isEmpty { return text }
    report(
      at: node.offset,
      "\"\(key)\" wants a value, not \(node.kindName)",
      help: node.scalar == nil ? "quote it: \(key): \"…\"" : nil
    )
    return nil
  }

  /// The texts of a list, or of one scalar that stands for a list of one.
  package func texts(_ node: YamlNode, of key: String) -> [String]? {
    guard case .sequence(let items) = node.content else {
      return text(node, of: key).map { [$0] }
    }
    let texts = items.compactMap { text($0, of: key) }
    return texts.count == items.count ? texts : nil
  }
}
