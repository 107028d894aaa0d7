import Exercises
import Formulas
import Homework

/// Activations by what they are taken of: `f(s_1)` for the quantity that the exercise computes as `sigmoid(s1)`.
extension ExerciseNames {
  /// The name of the only quantity that is a function of nothing but what a label has in brackets.
  func activation(in label: String) -> String? {
    guard label.utf8.last == 0x29, label.utf8.count < 40, let open = label.firstIndex(of: "("),
      case let function = LabelTokens(String(label[..<open])).tokens, function.count == 1,
      Self.functions.contains(function[0].lowercased()),
      case let argument = SymbolName.canonical(
        String(label[label.index(after: open)...].dropLast()).trimmedBytes
      ), !argument.isEmpty
    else { return nil }
    let meant = exercise.quantities.filter { quantity in
      guard case .call(_, let arguments)? = quantity.expression, arguments.count == 1,
        case .name(let name) = arguments[0]
      else { return false }
      return SymbolName.canonical(name) == argument
    }
    return meant.count == 1 ? meant[0].name : nil
  }

  private static let functions: Set<String> = [
    "f", "g", "h", "sigma", "phi", "varphi", "sigmoid", "relu", "tanh", "sgn", "sign", "step",
    "act", "softmax", "logistic",
  ]
}
