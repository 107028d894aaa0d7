import Markdown
import Yaml

/// The networks that blocks may name.
package struct NetworkList: Sendable {
  private var networks: [String: NetworkDefinition] = [:]
  /// Names of networks that could not be read; their own errors say why.
  private var broken: Set<String> = []

  package init() {}

  mutating func add(_ network: NetworkDefinition) { networks[network.name] = network }

  mutating func addBroken(_ name: String) { broken.insert(name) }

  subscript(name: String) -> NetworkDefinition? { networks[name] }

  var names: [String] { networks.keys.sorted() }

  /// True for a network that could not be read.
  func isBroken(_ name: String) -> Bool { broken.contains(name) }

  /// The network that a node names; reports a name that there is not.
  func network(_ node: YamlNode, _ reader: YamlReader) -> NetworkDefinition? {
    guard let name = reader.text(node, of: "network") else { return nil }
    if let network = networks[name] { return network }
    if !broken.contains(name) {
      reader.report(
        at: node.offset,
        "there is no network \"\(name)\"",
        help: NearMiss.help(name, among: networks.keys.sorted())
      )
    }
    return nil
  }
}
