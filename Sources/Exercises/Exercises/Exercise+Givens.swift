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
    var names: Set<String> = []
    for entry in reader.mapping(node, of: "given") ?? [] {
      guard let formula = reader.formula(entry.value, of: entry.key, notation: notation) else {
        continue
      }
      for name in entry.key.split(whereSeparator: { $0 == " " || $0 == "," }) {
        // `η` where the engine wants `eta`.
        let name = notation.name(String(name))
        if !names.insert(name).inserted {
          reader.report(at: entry.keyOffset, "`\(name)` is given twice")
        }
        givens.append(Exercise.Given(name: name, formula: formula))
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

  /// The givens that are formulas over other givens, as quantities: `q: "x + y"` has a derivative by x.
  ///
  /// What a network wants to be given, inputs, targets and parameters, stays a number of its own: a
  /// change of w1 changes no w2 that was only given the same value.
  ///
  /// `keys`: The names of the exercise's keys, on which a given may depend.
  func derived(for network: NetworkDefinition?, keys: [String]) -> [Quantity] {
    let own = Set(map(\.name))
    let parameters = Set(network?.neurons?.all.map(\.name) ?? [])
    var keysOf: [String: [String]] = [:]
    var quantities: [Quantity] = []
    // A given is built from those before it.
    for given in self {
      let names = given.formula.expression.names
      let wanted = keys.filter { key in
        names.contains(key) || names.contains { keysOf[$0]?.contains(key) ?? false }
      }
      keysOf[given.name] = wanted
      let list = given.name.prefix { $0 != "[" }
      guard names.contains(where: own.contains), !parameters.contains(given.name),
        network == nil || !["x", "y", "eta", "weights", "biases"].contains(list)
      else { continue }
      quantities.append(
        Quantity(name: given.name, keys: wanted, formula: given.formula.expression)
      )
    }
    return quantities
  }
}
