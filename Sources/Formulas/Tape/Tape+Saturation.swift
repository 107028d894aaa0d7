extension Tape {
  /// True for an activation of σ, tanh or softmax that is within a millionth of where it ends.
  package func isSaturated(_ node: Int, in values: [Double]) -> Bool {
    let activation = values[node]
    switch nodes[node].operation {
    case .softmax(_, isLogarithm: false):
      return min(activation, 1 - activation) < 1e-6
    case .function(let function):
      switch functions[function].name {
      case "sigmoid": return min(activation, 1 - activation) < 1e-6
      case "tanh": return 1 - abs(activation) < 1e-6
      default: return false
      }
    default: return false
    }
  }
}
