/// A formula of numbers alone, compiled to a short list of instructions over a stack.
///
/// Walking a tree of values takes about half a microsecond a cell; a table of thousands of cells,
/// or a search through many mutants, wants a tenth of that.
package struct ScalarProgram: Sendable {
  private enum Instruction: Sendable {
    case constant(Double)
    case variable(Int)
    case negate
    case operation(Expression.Operation)
    case function(@Sendable (Double) -> Double)
  }

  private let instructions: [Instruction]
  private let depth: Int

  /// Compiles a formula whose names are the given variables, in order; nil if it has other parts.
  package init?(_ expression: Expression, variables: [String]) {
    var instructions: [Instruction] = []
    var depth = 0
    var deepest = 0
    func push(_ instruction: Instruction, growth: Int) {
      instructions.append(instruction)
      depth += growth
      deepest = max(deepest, depth)
    }
    func compile(_ expression: Expression) -> Bool {
      switch expression {
      case .number(let value): push(.constant(value), growth: 1)
      case .name(let name):
        guard let index = variables.firstIndex(of: name) else { return false }
        push(.variable(index), growth: 1)
      case .negate(let x):
        guard compile(x) else { return false }
        push(.negate, growth: 0)
      case .binary(let operation, let left, let right):
        guard compile(left), compile(right) else { return false }
        push(.operation(operation), growth: -1)
      case .call(let name, let arguments):
        guard arguments.count == 1, let function = Elementary.functions[name],
          compile(arguments[0])
        else { return false }
        push(.function(function), growth: 0)
      default: return false
      }
      return true
    }
    guard compile(expression) else { return nil }
    self.instructions = instructions
    self.depth = deepest
  }

  /// The value where the variables have these values; sums that are 0 but for rounding are 0.
  package func callAsFunction(_ variables: [Double]) -> Double {
    var isSuspicious = false
    let value = run(variables, isSuspicious: &isSuspicious)
    return isSuspicious ? settled(variables) : value
  }

  private func run(_ variables: [Double], isSuspicious: inout Bool) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: depth + 1) { stack in
      var top = -1
      for instruction in instructions {
        switch instruction {
        case .constant(let value):
          top += 1
          stack[top] = value
        case .variable(let index):
          top += 1
          stack[top] = variables[index]
        case .negate: stack[top] = -stack[top]
        case .function(let function): stack[top] = function(stack[top])
        case .operation(let operation):
          let right = stack[top]
          top -= 1
          switch operation {
          case .add, .subtract:
            let sum = operation == .add ? stack[top] + right : stack[top] - right
            if sum != 0, abs(sum) <= Evaluator.suspiciousShare * abs(stack[top]) {
              isSuspicious = true
            }
            stack[top] = sum
          case .multiply, .hadamard, .matrixProduct: stack[top] *= right
          case .divide: stack[top] /= right
          case .power: stack[top] = Elementary.power(stack[top], right)
          }
        }
      }
      return stack[top]
    }
  }

  /// The value, with the size that each term would have if nothing cancelled beside it.
  private func settled(_ variables: [Double]) -> Double {
    var stack: [(value: Double, size: Double)] = []
    for instruction in instructions {
      switch instruction {
      case .constant(let value): stack.append((value, abs(value)))
      case .variable(let index): stack.append((variables[index], abs(variables[index])))
      case .negate: stack[stack.count - 1].value.negate()
      case .function(let function):
        let top = stack.removeLast()
        let value = function(top.value)
        let size = Elementary.size(of: function, at: top.value, argument: top.size)
        stack.append((value, size))
      case .operation(let operation):
        let right = stack.removeLast()
        let left = stack.removeLast()
        stack.append(Self.joined(operation, left, right))
      }
    }
    return stack.last?.value ?? .nan
  }

  private static func joined(
    _ operation: Expression.Operation,
    _ left: (value: Double, size: Double),
    _ right: (value: Double, size: Double)
  ) -> (value: Double, size: Double) {
    switch operation {
    case .add, .subtract:
      let sum = operation == .add ? left.value + right.value : left.value - right.value
      let size = left.size + right.size
      let isSuspicious = abs(sum) <= Evaluator.suspiciousShare * abs(left.value)
      return (isSuspicious ? Tape.settled(sum, size: size) : sum, size)
    case .multiply, .hadamard, .matrixProduct:
      return (left.value * right.value, left.size * right.size)
    case .divide: return (left.value / right.value, left.size / abs(right.value))
    case .power:
      let power = Elementary.power(left.value, right.value)
      return (power, abs(power))
    }
  }
}
