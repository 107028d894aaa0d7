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

  /// The value where the variables have these values.
  package func callAsFunction(_ variables: [Double]) -> Double {
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
          case .add: stack[top] += right
          case .subtract: stack[top] -= right
          case .multiply, .matrixProduct: stack[top] *= right
          case .divide: stack[top] /= right
          case .power: stack[top] = Elementary.power(stack[top], right)
          }
        }
      }
      return stack[top]
    }
  }
}
