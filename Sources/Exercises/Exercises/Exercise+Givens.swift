import Formulas
import Markdown
import Networks
import Yaml

extension Exercise.Given {
  /// Reads `{x: "[2, 3]", w1 w2: "0.5"}`; names with a space between them share their value.
  static func read(
    _ node: YamlNode,
    reader: YamlReader,
    notation: Notation
  ) -> [Exercise.Given] {
    var givens: [Exercise.Given] = []
    var names: Set<Substring> = []
    for entry in reader.mapping(node, of: "given") ?? [] {
      guard let formula = reader.formula(entry.value, of: entry.key, notation: notation) else {
        continue
      }
      for name in entry.key.split(whereSeparator: { $0 == " " || $0 == "," }) {
        if !names.insert(name).inserted {
          reader.report(at: entry.keyOffset, "`\(name)` is given twice")
        }
        givens.append(Exercise.Given(name: String(name), formula: formula))
      }
    }
    return givens
  }
}

extension [Exercise.Given] {
  /// These givens, then what the network gives and they do not.
  func completed(by network: NetworkDefinition?) -> [Exercise.Given] {
    let own = Set(map(\.name))
    return self + (network?.givens ?? []).filter { !own.contains($0.name) }
  }

  /// The values of the givens, shaped for a network.
  ///
  /// `keys`: Values of keys, which givens may use and which stand in for givens of their name.
  /// `waiting`: Names of keys without a value: givens that want them are left out.
  func values(
    at keys: [KeyValue],
    waiting: Set<String> = [],
    for network: NetworkDefinition?
  ) throws(EvaluationError) -> [String: Value] {
    var values: [String: Value] = [:]
    for key in keys { values[key.key] = .number(key.value) }
    for given in self where values[given.name] == nil {
      let expression = given.formula.expression
      if expression.names.contains(where: { waiting.contains($0) && values[$0] == nil }) {
        continue
      }
      values[given.name] = try Evaluator(graph: Graph(), givens: values).evaluate(expression)
    }
    guard let network else { return values }
    return try NetworkGivens(network.architecture, neurons: network.neurons).shaped(values)
  }
}
