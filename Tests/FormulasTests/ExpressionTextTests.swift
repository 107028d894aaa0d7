import Testing

@testable import Formulas

/// Random trees of formulas, from a seed.
struct RandomExpression {
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(state: seed)
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  private mutating func number() -> Expression {
    .number(pick([0, 1, 2, 0.5, 10, 1e-7, 1e16, 3.25, 0.1, 123456]))
  }

  /// A formula of numbers alone: what a scalar program can hold.
  mutating func scalar(depth: Int) -> Expression {
    if depth == 0 {
      return Bool.random(using: &generator) ? number() : .name(pick(["a", "b", "c"]))
    }
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return .negate(scalar(depth: depth - 1))
    case 1, 2:
      return .call(pick(Elementary.functions.keys.sorted()), [scalar(depth: depth - 1)])
    default:
      let operation: Expression.Operation = pick([
        .add, .subtract, .multiply, .divide, .power, .matrixProduct,
      ])
      return .binary(operation, scalar(depth: depth - 1), scalar(depth: depth - 1))
    }
  }

  /// Any formula that an author's text can hold.
  mutating func any(depth: Int) -> Expression {
    if depth == 0 {
      return Bool.random(using: &generator)
        ? number() : .name(pick(["a", "b", "nabla_w", "w1 new", "η", "x_j"]))
    }
    func next(_ random: inout RandomExpression) -> Expression { random.any(depth: depth - 1) }
    switch Int.random(in: 0..<16, using: &generator) {
    case 0: return .negate(next(&self))
    case 1: return .call(pick(["ln", "sigmoid", "transpose", "sum", "argmax"]), [next(&self)])
    case 2: return .call(pick(["dot", "max"]), [next(&self), next(&self)])
    case 3: return .quantity("C", [.init(key: "a", value: next(&self))])
    case 4: return .index(next(&self), [next(&self)])
    case 5: return .shape(next(&self))
    case 6: return .list([next(&self), next(&self)])
    case 7:
      return .tuple(Bool.random(using: &generator) ? [next(&self)] : [next(&self), next(&self)])
    case 8: return .over(pick(Expression.Reduction.allCases), next(&self), "a")
    case 9: return .gradient(of: next(&self))
    default:
      let operation: Expression.Operation = pick([
        .add, .subtract, .multiply, .divide, .power, .matrixProduct,
      ])
      return .binary(operation, next(&self), next(&self))
    }
  }
}

extension Expression {
  /// True if the tree holds a sum within the right of a sum, or a product within a minus: its text
  /// leaves those brackets away on purpose, which does not change the value.
  var isRegroupedByText: Bool {
    let here =
      switch self {
      case .binary(.add, _, .binary(.add, _, _)), .binary(.add, _, .binary(.subtract, _, _)): true
      case .negate(.binary(.multiply, _, _)), .negate(.binary(.divide, _, _)),
        .negate(.binary(.matrixProduct, _, _)):
        true
      default: false
      }
    return here || children.contains(where: \.isRegroupedByText)
  }
}

struct ExpressionTextTests {
  @Test("The text of a random tree is read as the same tree", arguments: 1...5)
  func roundTrip(depth: Int) throws {
    var random = RandomExpression(seed: UInt64(depth))
    var failures: [String] = []
    for _ in 0..<2000 {
      let expression = random.any(depth: depth)
      guard !expression.isRegroupedByText else { continue }
      if (try? tree(expression.text)) != expression { failures.append(expression.text) }
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
  }

  @Test("The text of a random formula of numbers has the value of the tree", arguments: 1...5)
  func sameValue(depth: Int) throws {
    var random = RandomExpression(seed: UInt64(100 + depth))
    let variables = [0.75, -1.25, 2.5]
    var failures: [String] = []
    for _ in 0..<2000 {
      let expression = random.scalar(depth: depth)
      let program = try #require(ScalarProgram(expression, variables: ["a", "b", "c"]))
      guard let again = try? tree(expression.text),
        let other = ScalarProgram(again, variables: ["a", "b", "c"])
      else {
        failures.append("unread: \(expression.text)")
        continue
      }
      let (first, second) = (program(variables), other(variables))
      // Regrouped sums round differently; rounding and signs may then jump.
      let isJumpy = ["round", "floor", "ceil", "sign", "^"].contains {
        expression.text.contains($0)
      }
      guard !isJumpy, first.isFinite, abs(first) < 1e6 else { continue }
      if abs(first - second) > 1e-6 * max(1, abs(first)) {
        failures.append("\(expression.text): \(first), then \(second)")
      }
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
  }

  /// a / (−(b·c)) without its brackets is (a / −b)·c.
  @Test(
    "Brackets that change the value stay",
    arguments: [
      "a/-(b*c)", "a*(b/c)", "a - (b - c)", "a - (b + c)", "a/(b/c)", "a/(b*c)", "(a^b)^c",
      "(-a)^b", "a^(b*c)", "-(a + b)", "a*(b + c)", "a @ (b*c)", "(gradient of a)[0]", "2^(-a)",
      "a/-(b/c)", "(a + b)[0]", "(a*b).shape",
    ]
  )
  func brackets(text: String) throws {
    let expression = try tree(text)
    #expect(try tree(expression.text) == expression, "\(expression.text)")
  }
}

struct ScalarProgramTests {
  @Test("A scalar program computes what the evaluator computes, to the last bit", arguments: 1...6)
  func equalsEvaluator(depth: Int) throws {
    var random = RandomExpression(seed: UInt64(200 + depth))
    var failures: [String] = []
    for _ in 0..<1500 {
      let expression = random.scalar(depth: depth)
      let program = try #require(ScalarProgram(expression, variables: ["a", "b", "c"]))
      for variables in [[0.75, -1.25, 2.5], [0, 1, -3], [1e300, 1e-300, 0.5]] {
        let fast = program(variables)
        let givens = Dictionary(
          uniqueKeysWithValues: zip(["a", "b", "c"], variables.map { Value.number($0) })
        )
        let evaluator = Evaluator(graph: Graph(), givens: givens)
        guard let slow = try? evaluator.evaluate(expression).number else {
          // The evaluator refuses a power that overflows; the program goes on with infinity.
          let hasPower = expression.text.contains("^")
          if !hasPower { failures.append("no value: \(expression.text)") }
          continue
        }
        let isSame = fast == slow || (fast.isNaN && slow.isNaN)
        if !isSame { failures.append("\(expression.text) at \(variables): \(fast), \(slow)") }
      }
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(5))")
  }

  @Test(
    "What is no formula of the variables is no program",
    arguments: [
      "a + d", "[a, b]", "a[0]", "sum(a)", "max(a, b)", "C(a: 1)", "min(a over b)", "(a, b)",
    ]
  )
  func noProgram(text: String) throws {
    let program = ScalarProgram(try tree(text), variables: ["a", "b"])
    #expect(program == nil)
  }
}
