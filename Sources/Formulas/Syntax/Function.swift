/// A function that formulas know, besides the quantities of an exercise.
package struct Function: Sendable {
  package let name: String
  package let arity: ClosedRange<Int>
  package let apply: @Sendable ([Value]) throws -> Value

  /// All functions by name.
  package static let named: [String: Function] = {
    var functions: [String: Function] = [:]
    for (name, function) in Elementary.functions {
      functions[name] = Function(name: name, arity: 1...1) { try $0[0].map(function) }
    }
    for function in MatrixFunctions.all + AxisFunctions.all + TableFunctions.all {
      functions[function.name] = function
    }
    return functions
  }()

  static func describe(_ arity: ClosedRange<Int>) -> String {
    if arity.lowerBound == arity.upperBound {
      return arity.lowerBound == 1 ? "1 argument" : "\(arity.lowerBound) arguments"
    }
    return arity.upperBound > 99
      ? "at least \(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound) arguments"
  }
}
