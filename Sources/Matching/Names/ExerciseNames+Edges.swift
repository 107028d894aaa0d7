import Exercises
import Formulas
import Homework
import Networks

/// Weights by the two neurons that they stand between: `w(X₁→Z₁)`, the cell of row X₁ and column Z₁.
extension ExerciseNames {
  /// The parameter that leads from one neuron, an input or the bias to another neuron.
  func parameter(from source: String, to target: String) -> String? {
    guard let neurons = exercise.network?.neurons, let end = neuron(target) else { return nil }
    let input: Int?
    if Self.isBias(source) {
      input = nil
    } else if end.layer == 0 {
      guard let number = Self.input(source) else { return nil }
      input = number
    } else {
      guard let start = neuron(source), start.layer == end.layer - 1 else { return nil }
      input = start.neuron
    }
    return neurons.all.first {
      $0.layer == end.layer && $0.neuron == end.neuron && $0.input == input
    }?.name
  }

  /// The parameter of a label with an arrow between two neurons.
  func edge(in label: String) -> String? {
    guard exercise.network?.neurons != nil, label.utf8.count < 40,
      let arrow = Self.arrows.first(where: label.has)
    else { return nil }
    let sides = label.parts(around: arrow)
    guard sides.count == 2 else { return nil }
    let opening = sides[0].lastIndex { "({_".contains($0) }
    let source = opening.map { String(sides[0][sides[0].index(after: $0)...]) } ?? sides[0]
    let target = sides[1].prefix { !")}".contains($0) }
    let name = opening.map { String(sides[0][..<$0]) } ?? ""
    guard name.isEmpty || name.trimmedBytes.lowercased().hasPrefix("w") else { return nil }
    return parameter(from: source.trimmedBytes, to: String(target).trimmedBytes)
  }

  private static let arrows = ["→", "->", "⟶", "\\to ", "\\rightarrow "]

  /// The place of a neuron by the name of its activation; 0 for the first layer behind the inputs.
  private func neuron(_ label: String) -> (layer: Int, neuron: Int)? {
    let tokens = LabelTokens(label).tokens
    guard tokens.count == 1 else { return nil }
    let named = roles.quantities.filter { role, quantity in
      guard case .activation = role else { return false }
      return patterns[quantity].contains { $0.symbols == tokens && $0.words.isEmpty }
    }
    guard case .activation(let layer, let neuron)? = named.min(by: { $0.value < $1.value })?.key
    else { return nil }
    return (layer, neuron)
  }

  private static func isBias(_ label: String) -> Bool {
    LabelTokens(label).tokens.first.map { ["bias", "biases", "b"].contains($0) } ?? false
  }

  /// The position of `x2` among the inputs.
  private static func input(_ label: String) -> Int? {
    guard let token = LabelTokens(label).tokens.first, token.first == "x" || token.first == "X",
      let number = Int(token.dropFirst()), number > 0
    else { return nil }
    return number - 1
  }
}
