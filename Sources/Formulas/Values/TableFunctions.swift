import Matrices

/// Functions of tables of counts, such as a confusion matrix.
enum TableFunctions {
  static let all: [Function] = [
    Function(name: "trace", arity: 1...1) { arguments in
      let matrix = try square(arguments[0], of: "trace")
      return .number((0..<matrix.rows).reduce(0) { $0 + matrix[$1, $1] })
    },
    Function(name: "diagonal", arity: 1...1) { arguments in
      let matrix = try square(arguments[0], of: "diagonal")
      return .vector((0..<matrix.rows).map { matrix[$0, $0] })
    },
    // scikit-learn's rule for empty classes: a quotient of nothing is 0.
    Function(name: "ratio", arity: 2...2) { arguments in
      let quotient = try Value.apply(.divide, arguments[0], arguments[1])
      let isEmpty = try Value.apply(.multiply, arguments[1], .number(1))
      let zeros = Set(isEmpty.elements.indices.filter { isEmpty.elements[$0] == 0 })
      guard !zeros.isEmpty else { return quotient }
      if isEmpty.elements.count == 1 { return try quotient.map { _ in 0 } }
      switch quotient {
      case .number: return .number(0)
      case .vector(let elements):
        return .vector(elements.enumerated().map { zeros.contains($0.offset) ? 0 : $0.element })
      case .matrix(let matrix):
        let elements = matrix.elements.enumerated().map {
          zeros.contains($0.offset) ? 0 : $0.element
        }
        return .matrix(Matrix(rows: matrix.rows, columns: matrix.columns, elements: elements))
      case .shape, .list: throw EvaluationError("`ratio` of \(quotient.kindName)")
      }
    },
    // As Keras counts them: the last rows are for validation, the last step may be smaller.
    Function(name: "steps_per_epoch", arity: 2...3) { arguments in
      let numbers = arguments.compactMap(\.number)
      guard numbers.count == arguments.count else {
        throw EvaluationError("`steps_per_epoch` wants rows, batch size and validation split")
      }
      let split = numbers.count == 3 ? numbers[2] : 0
      guard let steps = EpochSteps(rows: numbers[0], split: split, batch: numbers[1]) else {
        throw EvaluationError(
          "`steps_per_epoch` wants a row or more, a batch of 1 or more and a split below 1"
        )
      }
      return .number(steps.steps)
    },
    Function(name: "one_hot", arity: 2...2) { arguments in
      guard let label = arguments[0].number, let classes = arguments[1].number,
        classes >= 1, classes <= 100_000, classes == classes.rounded()
      else { throw EvaluationError("`one_hot` wants a label and the number of classes") }
      guard label == label.rounded(), (0..<classes).contains(label) else {
        throw EvaluationError(
          "the label \(DecimalText.shortest(label)) is none of \(Int(classes)) classes",
          help: "allowed: 0 to \(Int(classes) - 1)"
        )
      }
      return .vector((0..<Int(classes)).map { $0 == Int(label) ? 1 : 0 })
    },
  ]

  private static func square(_ value: Value, of name: String) throws(EvaluationError) -> Matrix {
    guard case .matrix(let matrix) = value, matrix.rows == matrix.columns else {
      throw EvaluationError("`\(name)` wants a square matrix, not \(value.kindName)")
    }
    return matrix
  }
}
