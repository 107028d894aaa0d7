import Exercises
import Yaml

/// One dial turned from outside: `rate=0.1`, `l2=0`, `layers=784 - 100 sigmoid - 10 sigmoid`.
package struct Setting: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Reads `NAME=VALUE`; nil if there is no such dial.
  package init?(_ text: String) {
    guard let sign = text.firstIndex(of: "=") else { return nil }
    let name = String(text[..<sign])
    guard Self.isKnown(name) else { return nil }
    self.init(name: name, value: String(text[text.index(after: sign)...]))
  }

  /// Keys of the network besides those of its training.
  private static let networkKeys = ["layers", "cost", "batch", "weights", "penalty"]
  /// Keys of its penalty.
  private static let penaltyKeys = ["l1", "l2"]

  package static let known =
    TrainingKeys.all.names.filter { $0 != "sweep" } + networkKeys + penaltyKeys

  package static func isKnown(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return known.contains(String(parts[0])) && parts.allSatisfy { !$0.isEmpty }
  }

  /// Where the value stands in the block of a network.
  private var path: [String] {
    let parts = name.split(separator: ".").map(String.init)
    if Self.networkKeys.contains(parts[0]) { return parts }
    if Self.penaltyKeys.contains(parts[0]) { return ["penalty"] + parts }
    return ["training"] + parts
  }

  /// The block with the value in place of what stood there.
  ///
  /// `value`: The value as YAML, at the offset of the block.
  func applied(to block: YamlNode, _ value: YamlNode) -> YamlNode {
    block.setting(path[...], to: value)
  }
}

extension YamlNode {
  /// The node with a value at a path of keys; groups that are not there are made.
  fileprivate func setting(_ path: ArraySlice<String>, to value: YamlNode) -> YamlNode {
    guard let key = path.first else { return value }
    var entries: [YamlEntry] = []
    if case .mapping(let old) = content { entries = old }
    let inner = entries.first { $0.key == key }
    let empty = YamlNode(content: .mapping([]), offset: value.offset)
    let changed = YamlEntry(
      key: key,
      keyOffset: inner?.keyOffset ?? value.offset,
      value: (inner?.value ?? empty).setting(path.dropFirst(), to: value)
    )
    if let place = entries.firstIndex(where: { $0.key == key }) {
      entries[place] = changed
    } else {
      entries.append(changed)
    }
    return YamlNode(content: .mapping(entries), offset: offset)
  }

  /// The same value, as if all of it stood at one offset.
  func placed(at offset: Int) -> YamlNode {
    let content: Content =
      switch content {
      // The shell has taken the quotes of a formula.
      case .scalar(let text, _): .scalar(text, isPlain: Double(text) != nil)
      case .sequence(let items): .sequence(items.map { $0.placed(at: offset) })
      case .mapping(let entries):
        .mapping(
          entries.map {
            YamlEntry(key: $0.key, keyOffset: offset, value: $0.value.placed(at: offset))
          }
        )
      }
    return YamlNode(content: content, offset: offset)
  }
}
