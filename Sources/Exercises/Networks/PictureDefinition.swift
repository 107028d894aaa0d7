import Markdown
import Networks
import Yaml

/// A `yaml picture` block: a network drawn as text right below it.
package struct PictureDefinition: Sendable {
  package let network: NetworkDefinition
  package let offset: Int

  static let keys = ["network"]

  /// The info string of the fence that holds the drawing.
  static let info = "picture"

  init?(
    _ node: YamlNode?,
    at offset: Int,
    reader: YamlReader,
    networks: NetworkList
  ) {
    guard let fields = reader.fields(node, of: "a picture", allowed: Self.keys, at: offset) else {
      return nil
    }
    guard let nameNode = fields["network"]?.value else {
      reader.report(at: offset, "a picture wants the key \"network\"")
      return nil
    }
    guard let network = networks.network(nameNode, reader) else { return nil }
    self.network = network
    self.offset = offset
  }

  /// The fence with the drawing, line by line.
  var markdownLines: [String] {
    let picture = NetworkPicture(
      network.name,
      network.architecture,
      neurons: network.neurons,
      names: network.names.map { ($0.name, $0.formula.formula.text) }
    )
    return ["```\(Self.info)"] + picture.lines + ["```"]
  }
}
