import Formulas

/// A quantity of numbers alone, compiled: its value and its terms from the values of its keys.
///
/// Most cells of homework are of such a quantity, and each is computed several times while a table's
/// layout is found.
package struct ScalarQuantity: Sendable {
  private let keys: [String]
  private let value: ScalarProgram
  private let terms: [ScalarProgram]
  private let alternatives: [ScalarProgram]

  /// Compiles a quantity; nil if it depends on more than its keys.
  init?(_ quantity: ExerciseQuantity, graph: Graph) {
    guard case .value(_, let expression) = quantity.kind, !quantity.keys.isEmpty else { return nil }
    if case .ofChange = quantity.precision { return nil }
    let keys = quantity.keys.map(\.name)
    func inlined(_ expression: Expression, depth: Int = 0) -> Expression {
      guard depth < 8 else { return expression }
      return expression.replacing { name in
        guard !keys.contains(name), let other = graph[name], !other.keys.isEmpty else { return nil }
        return inlined(other.formula, depth: depth + 1)
      }
    }
    let whole = inlined(expression)
    let parts = whole.terms
    guard let value = ScalarProgram(whole, variables: keys) else { return nil }
    let terms = parts.count > 1 ? parts.compactMap { ScalarProgram($0, variables: keys) } : []
    let alternatives = quantity.alternatives.compactMap {
      ScalarProgram(inlined($0), variables: keys)
    }
    guard terms.count == (parts.count > 1 ? parts.count : 0),
      alternatives.count == quantity.alternatives.count
    else { return nil }
    self.keys = keys
    self.value = value
    self.terms = terms
    self.alternatives = alternatives
  }

  /// The values that are right at these keys: the formula's first, then the alternatives.
  package func accepted(at keys: [KeyValue]) -> [ExpectedNumber]? {
    var variables: [Double] = []
    for name in self.keys {
      guard let key = keys.last(where: { $0.key == name }) else { return nil }
      variables.append(key.value)
    }
    let largest = terms.map { abs($0(variables)) }.max()
    return ([value] + alternatives).map {
      ExpectedNumber($0(variables), largestTerm: largest)
    }
  }
}
