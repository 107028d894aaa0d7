/// A named quantity of a graph: a formula over other quantities, perhaps one value for each key.
package struct Quantity: Hashable, Sendable {
  package let name: String
  /// The keys it depends on: C at {y, a}.
  package let keys: [String]
  package let formula: Expression

  package init(name: String, keys: [String] = [], formula: Expression) {
    self.name = name
    self.keys = keys
    self.formula = formula
  }
}

/// A graph of named quantities, and the parameters that a cost can be differentiated by.
///
/// From one graph come the expected values, the values carried forward, and the mistakes.
package struct Graph: Sendable {
  package private(set) var quantities: [String: Quantity] = [:]
  /// The names in the order in which they were added.
  package private(set) var names: [String] = []
  /// The formula of the gradient of the cost by a parameter, by the parameter's name.
  package var gradients: [String: Expression] = [:]
  /// The parameters in the order of the neurons, weights first.
  package var parameters: [String] = []
  /// Functions whose meaning the graph decides: `cost_derivative` depends on the cost.
  package var definitions: [String: Definition] = [:]

  package init(definitions: [String: Definition] = [:]) {
    self.definitions = definitions
  }

  /// A function as a formula over its parameters.
  package struct Definition: Hashable, Sendable {
    package let parameters: [String]
    package let body: Expression

    package init(parameters: [String], body: Expression) {
      self.parameters = parameters
      self.body = body
    }

    /// The body with arguments in place of the parameters.
    package func applied(to arguments: [Expression]) -> Expression {
      let pairs = zip(parameters, arguments)
      return body.replacing { name in pairs.first { $0.0 == name }?.1 }
    }
  }

  /// Adds a quantity; one of the same name is replaced, in its place.
  package mutating func add(_ quantity: Quantity) {
    if quantities.updateValue(quantity, forKey: quantity.name) == nil {
      names.append(quantity.name)
    }
  }

  package mutating func add(_ name: String, _ formula: Expression) {
    add(Quantity(name: name, formula: formula))
  }

  package subscript(name: String) -> Quantity? { quantities[name] }

  /// All names that a formula is made of, however deep they lie, in order of appearance.
  package func names(behind expression: Expression) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    var stack = Array(expression.names.reversed())
    while let name = stack.popLast() {
      guard seen.insert(name).inserted else { continue }
      names.append(name)
      stack += (quantities[name]?.formula.names ?? []).reversed()
    }
    return names
  }

  /// The names that a formula is made of and that no formula here defines.
  package func sources(of expression: Expression) -> [String] {
    names(behind: expression).filter { quantities[$0] == nil }
  }
}

/// A quantity at particular values of its keys.
package struct Cell: Hashable, Sendable {
  package let name: String
  package let at: [KeyValue]

  package init(name: String, at: [KeyValue] = []) {
    self.name = name
    self.at = at
  }
}

/// A key and the value it has.
package struct KeyValue: Hashable, Sendable {
  package let key: String
  package let value: Double

  package init(key: String, value: Double) {
    self.key = key
    self.value = value
  }
}
