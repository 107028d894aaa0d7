extension Expression {
  /// The formula in the plain notation that it is read from.
  package var text: String { written(inside: 0) }

  private var strength: Int {
    switch self {
    case .binary(.add, _, _), .binary(.subtract, _, _): 1
    case .binary(.multiply, _, _), .binary(.hadamard, _, _), .binary(.divide, _, _),
      .binary(.matrixProduct, _, _):
      2
    case .negate: 3
    case .gradient, .derivative: 3
    case .binary(.power, _, _): 4
    case .number(let value): value < 0 ? 3 : 5
    default: 5
    }
  }

  private func written(inside outer: Int) -> String {
    strength < outer ? "(\(body))" : body
  }

  private var body: String {
    switch self {
    case .number(let value): return DecimalText.shortest(value)
    case .name(let name): return Self.isPlain(name) ? name : "`\(name)`"
    case .negate(let x): return "-" + x.written(inside: 3)
    case .binary(let operation, let left, let right):
      let level = strength
      let isLoose = level == 1
      let mark = isLoose ? " \(operation.rawValue) " : operation.rawValue
      // Only sums and products may be regrouped to the left without brackets.
      let leftLevel = operation == .power ? 5 : level
      let rightLevel = operation == .power ? 4 : level + (operation == .add ? 0 : 1)
      return left.written(inside: leftLevel) + mark + right.written(inside: rightLevel)
    // What computes the logarithm at saturation is the engine's own affair.
    case .call("safe_ln", let arguments) where arguments.count == 2:
      return "ln(\(arguments[0].text))"
    case .call(let name, let arguments):
      return "\(name)(\(Self.joined(arguments)))"
    case .quantity(let name, let bindings):
      let keys = bindings.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ")
      return "\(name)(\(keys))"
    case .index(let base, let indices):
      return base.written(inside: 5) + "[\(Self.joined(indices))]"
    case .shape(let x): return x.written(inside: 5) + ".shape"
    case .list(let items): return "[\(Self.joined(items))]"
    case .tuple(let items):
      return items.count == 1 ? "(\(items[0].text),)" : "(\(Self.joined(items)))"
    case .over(let reduction, let x, let key):
      return "\(reduction.rawValue)(\(x.text) over \(key))"
    case .gradient(of: let x): return "gradient of \(x.written(inside: 5))"
    case .derivative(of: let p, by: let q):
      return "derivative of \(p.written(inside: 5)) by \(q.written(inside: 5))"
    }
  }

  private static func joined(_ items: [Expression]) -> String {
    items.map(\.text).joined(separator: ", ")
  }

  private static func isPlain(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0) || $0 == "'"
        || $0 == "[" || $0 == "]" || $0 == "-"
    }
  }
}
