import Formulas
import Homework
import Matrices

/// What the names in a homework stand for: the givens, and the last value of every chain by what stands first in it.
struct StatedValues {
  /// A value that a chain says of its label.
  private struct Statement {
    let chain: Int
    let value: Value
  }

  private let givens: [String: [Double]]
  private let given: Set<Double>
  private let notation: Notation
  private let matrices: MatrixReader
  /// In the order of the chains.
  private var stated: [Expression: [Statement]] = [:]
  /// The different numbers that a name stands for, no more than are looked at.
  private var numbers: [Expression: [Double]] = [:]
  /// Where each number is what a chain comes to.
  private var places: [Double: [(chain: Int, span: Span)]] = [:]

  init(
    _ givens: [String: [Double]],
    _ chains: [[Span]],
    _ notation: Notation,
    _ decimalMark: DecimalMark
  ) {
    self.givens = givens
    given = Set(givens.values.joined())
    self.notation = notation
    matrices = MatrixReader(decimalMark: decimalMark)
    let reader = NumberReader(decimalMark: decimalMark)
    for (index, chain) in chains.enumerated() {
      guard let last = chain.last else { continue }
      let value: Value
      if case .number(let number) = reader.read(last.text) {
        places[number.value, default: []].append((index, last))
        value = .number(number.value)
      } else if let matrix = Self.matrix(matrices.read(last.text)) {
        value = .matrix(matrix)
      } else {
        continue
      }
      for side in chain.dropLast() where side.text.hasLetter {
        guard side.text.utf8.count <= PutInWork.longest,
          let name = Self.formula(side.text, notation)
        else { continue }
        stated[name, default: []].append(Statement(chain: index, value: value))
        if let number = value.number, numbers[name, default: []].count < Self.mostChoices,
          !numbers[name, default: []].contains(number)
        {
          numbers[name, default: []].append(number)
        }
      }
    }
  }

  /// A side as a formula of names; nil for all others.
  static func formula(_ text: String, _ notation: Notation) -> Expression? {
    try? Formula(StudentFormula.plain(text, notation), notation: notation).expression
  }

  /// The elements of a written matrix, row by row.
  func matrix(_ text: String) -> [Double]? {
    guard text.has("[") || text.has("matrix") || text.has("array") else { return nil }
    return Self.matrix(matrices.read(text))?.elements
  }

  private static func matrix(_ value: WrittenValue?) -> Matrix? {
    guard case .matrix(let rows, let columns, let elements)? = value else { return nil }
    return Matrix(rows: rows, columns: columns, elements: elements.map(\.value))
  }

  /// True for a number that some chain comes to.
  func isStated(_ number: Double) -> Bool { places[number] != nil && !given.contains(number) }

  /// True for a number that the course gives.
  func isGiven(_ number: Double) -> Bool { given.contains(number) || given.contains(-number) }

  /// The place where a number was first come to, before a chain.
  func firstPlace(of number: Double, before chain: Int) -> Span? {
    places[number]?.first { $0.chain < chain }?.span
  }

  private static let mostChoices = 16

  /// Every number that a formula of names may stand for; none where a name has no value.
  func values(of expression: Expression) -> [Double] {
    let own = known(expression)
    if !own.isEmpty || expression.isLeaf { return own }
    var choices: [[String: Value]] = [[:]]
    for name in Set(expression.names).sorted() {
      let values = known(.name(name))
      guard !values.isEmpty, choices.count * values.count <= Self.mostChoices else { return [] }
      choices = choices.flatMap { choice in
        values.map { value in choice.merging([name: .number(value)]) { first, _ in first } }
      }
    }
    return choices.compactMap { choice in
      (try? Evaluator(graph: Graph(), givens: choice).evaluate(expression))?.number
    }
  }

  private func known(_ expression: Expression) -> [Double] {
    var all: [Double] = []
    if case .name(let name) = expression, let given = givens[name] { all = given }
    return all + (numbers[expression] ?? []).filter { !all.contains($0) }
  }

  /// What was said last of a name before a chain.
  private func last(of name: Expression, before chain: Int) -> Statement? {
    guard let all = stated[name] else { return nil }
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].chain < chain { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? all[low - 1] : nil
  }

  /// The elements of what a formula of matrices gives, each as it was said last before a chain.
  func value(of expression: Expression, before chain: Int) -> [Double]? {
    var givens: [String: Value] = [:]
    var isComplete = true
    func replaced(_ part: Expression) -> Expression {
      if let last = last(of: part, before: chain) {
        let name = "part\(givens.count)"
        givens[name] = last.value
        return .name(name)
      }
      if part.children.isEmpty, !part.names.isEmpty { isComplete = false }
      return part.mappingChildren(replaced)
    }
    let whole = expression.mappingChildren(replaced)
    guard isComplete, givens.count > 1, !givens.values.allSatisfy({ $0.number != nil }) else {
      return nil
    }
    return (try? Evaluator(graph: Graph(), givens: givens, products: .matrix).evaluate(whole))?
      .elements
  }
}
