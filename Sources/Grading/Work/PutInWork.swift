import Formulas
import Homework
import Markdown

/// Checks steps that put numbers in for names, `δ₂ = δ₃ w₆ = −0.42 · 0.3`: what each name stands for is known from
/// the givens and from what the homework says of it elsewhere.
///
/// A finding wants proof: both sides are built alike, every other name has its value, and the one that differs
/// has one value in the whole homework.
struct PutInWork {
  private let notation: Notation
  private let values: StatedValues

  /// Collects what the names stand for.
  ///
  /// `givens`: What the course gives, and what was read, by name. `chains`: All of the homework, in order.
  init(
    names: [String],
    logarithm: String,
    givens: [String: [Double]],
    chains: [[Span]],
    decimalMark: DecimalMark
  ) {
    let own = chains.compactMap(\.first).filter { $0.text.utf8.count <= Self.longest }
      .flatMap { label in
        label.text.replacingBytes(of: "_{", with: "_").identifiers.filter { name in
          !name.hasSuffix("_") && !name.allSatisfy(\.isNumber)
        }
      }
    notation = .student(names: names + own, logarithm: logarithm)
    values = StatedValues(givens, chains, notation, decimalMark)
  }

  static let longest = 200

  /// True if a chain may hold such a step: symbols, and behind a sign a calculation or a matrix.
  static func mayHold(_ chain: [Span]) -> Bool {
    zip(chain, chain.dropFirst()).contains { left, right in
      guard left.text.hasLetter, right.text.hasDigit, right.text.utf8.count <= longest,
        holdsSeveral(left.text)
      else { return false }
      return holdsSeveral(right.text)
    }
  }

  /// True for what is more than a name or a number: with a sign or a space inside, or brackets.
  private static func holdsSeveral(_ text: String) -> Bool {
    text.utf8.dropFirst().contains { byte in
      switch byte {
      case 0x20, 0x28, 0x2A, 0x2B, 0x2D, 0x2F, 0x5B, 0x5C, 0x80...: true
      default: false
      }
    }
  }

  /// The steps of a chain in which a number does not belong to its name.
  ///
  /// `before`: How many chains stand before it.
  func steps(of chain: [Span], before: Int, in source: SourceText) -> [WorkStep] {
    var steps: [WorkStep] = []
    for (left, right) in zip(chain, chain.dropFirst())
    where left.text.hasLetter && right.text.hasDigit {
      guard left.text.utf8.count <= Self.longest,
        let symbols = StatedValues.formula(left.text, notation), !symbols.isLeaf
      else { continue }
      if let matrix = values.matrix(right.text) {
        steps += self.steps(from: symbols, to: matrix, left, right, before, in: source)
      } else if let step = step(from: symbols, left, right, in: source) {
        steps.append(step)
      }
    }
    return steps
  }

  // MARK: - Number by number

  /// A name, or what is written in its place, beside the number that was put in.
  private struct Part: Equatable {
    let symbol: Expression
    let number: Double
  }

  private func step(
    from symbols: Expression,
    _ left: Span,
    _ right: Span,
    in source: SourceText
  ) -> WorkStep? {
    guard let numbers = StatedValues.formula(Self.withPoints(right.text), notation),
      numbers.names.isEmpty,
      !numbers.isLeaf, let products = products(symbols, numbers)
    else { return nil }
    var matched = 0
    var wrong: [(part: Part, value: Double)] = []
    for product in products {
      guard let product = compared(product) else { return nil }
      matched += product.matched
      wrong += product.wrong.filter { other in !wrong.contains { $0.part == other.part } }
    }
    guard matched > 0, wrong.count == 1, let slip = slip(of: wrong[0].part, for: wrong[0].value)
    else { return nil }
    return WorkStep(
      range: right.range,
      text: "\(left.text) = \(right.text)",
      holds: false,
      note: slip
    )
  }

  /// How many factors of a product have a value of their name, and those that have none.
  ///
  /// A sign may stand at another factor. Nil where it cannot be told.
  private func compared(_ product: [Part]) -> (matched: Int, wrong: [(part: Part, value: Double)])?
  {
    var matched = 0
    var wrong: [(part: Part, value: Double)] = []
    var turned: [(part: Part, value: Double)] = []
    var isComplete = true
    for part in product where !part.symbol.names.isEmpty {
      let known = values.values(of: part.symbol)
      guard let value = known.first else {
        isComplete = false
        continue
      }
      if known.contains(where: { Self.agree(part.number, $0) }) {
        matched += 1
      } else if known.contains(where: { Self.agree(-part.number, $0) }) {
        turned.append((part, value))
      } else if known.allSatisfy({ $0 == value }) {
        wrong.append((part, value))
      } else {
        return nil
      }
    }
    if !turned.isEmpty, !isComplete { return nil }
    if turned.count % 2 == 1 {
      guard turned.count == 1, wrong.isEmpty else { return nil }
      wrong = turned
    } else {
      matched += turned.count
    }
    return (matched, wrong)
  }

  private static let digits: ClosedRange<UInt8> = 0x30...0x39

  /// A calculation with decimal commas, `0,1035 · 0,4`, as one with points.
  private static func withPoints(_ text: String) -> String {
    guard text.utf8.contains(0x2C), !text.utf8.contains(0x2E) else { return text }
    let bytes = Array(text.utf8)
    let points = bytes.indices.map { index in
      let isMark =
        bytes[index] == 0x2C && index > 0 && index + 1 < bytes.count
        && Self.digits.contains(bytes[index - 1]) && Self.digits.contains(bytes[index + 1])
      return isMark ? 0x2E : bytes[index]
    }
    return String(decoding: points, as: UTF8.self)
  }

  /// How the number came in: nil where it may be another value of the name.
  private func slip(of part: Part, for value: Double) -> String? {
    let name = part.symbol.text
    let right = DecimalText.shortest(
      Double(DecimalText.significant(value, digits: 4)) ?? value
    )
    let own = DecimalText.shortest(part.number)
    if Self.agree(part.number, -value) { return "\(name) is \(right), and \(own) was put in" }
    if values.isStated(part.number) { return nil }
    if Self.agree(part.number, 1 - value) {
      return "\(own) was put in for \(name), which is 1 minus that"
    }
    let isSlip =
      part.symbol.isLeaf
      ? values.isGiven(part.number)
        || DigitSlip(part.number, for: value, unit: 2 * NumericSide.halfUnit(of: part.number))
          != nil
      // What is computed of a name has no other value.
      : abs(part.number) >= 100 * NumericSide.halfUnit(of: part.number)
    if isSlip {
      return "\(name) is \(right), and \(own) was put in"
    }
    return nil
  }

  /// What stands where on two sides that are built alike, product by product; nil for all others.
  private func products(_ symbols: Expression, _ numbers: Expression) -> [[Part]]? {
    if case .negate(let inner) = symbols { return products(inner, numbers.negated) }
    if let number = numbers.plainNumber { return [[Part(symbol: symbols, number: number)]] }
    switch (symbols, numbers) {
    case (.call(let function, let first), .call(let other, let second)) where function == other:
      return products(first, second)
    case (.binary(.power, let first, let exponent), .binary(.power, let second, let other))
    where exponent == other:
      return products(first, second)
    case (.binary(.divide, let above, let below), .binary(.divide, let over, let under)):
      return products([above, below], [over, under])
    default:
      let (terms, added) = (symbols.terms, numbers.terms)
      if terms.count > 1 { return products(terms, added) }
      let (factors, multiplied) = (symbols.factors, numbers.factors)
      guard factors.count > 1, factors.count == multiplied.count else { return nil }
      var own: [Part] = []
      var inner: [[Part]] = []
      for (factor, number) in zip(factors, multiplied) {
        guard let products = products(factor, number) else { return nil }
        if products.count == 1, products[0].count == 1 {
          own += products[0]
        } else {
          inner += products
        }
      }
      return [own] + inner
    }
  }

  private func products(_ symbols: [Expression], _ numbers: [Expression]) -> [[Part]]? {
    guard symbols.count == numbers.count else { return nil }
    var all: [[Part]] = []
    for (symbol, number) in zip(symbols, numbers) {
      guard let some = products(symbol, number) else { return nil }
      all += some
    }
    return all
  }

  /// True for a number and a value that are the same as far as the number was written out.
  static func agree(_ number: Double, _ value: Double) -> Bool {
    abs(number - value) <= 1.02 * NumericSide.halfUnit(of: number) + 2e-3 * abs(value)
  }

  // MARK: - Matrices

  /// `W^T δ = [[…], …]`: most elements follow from what is known, and some do not.
  private func steps(
    from symbols: Expression,
    to matrix: [Double],
    _ left: Span,
    _ right: Span,
    _ before: Int,
    in source: SourceText
  ) -> [WorkStep] {
    guard matrix.count > 1, let known = values.value(of: symbols, before: before),
      known.count == matrix.count
    else { return [] }
    let wrong = matrix.indices.filter { !Self.agree(matrix[$0], known[$0]) }
    let matching = matrix.indices.filter { !wrong.contains($0) && known[$0] != 0 }
    guard !wrong.isEmpty, wrong.count < matching.count else { return [] }
    return wrong.flatMap { index -> [WorkStep] in
      let value = DecimalText.shortest(
        Double(DecimalText.significant(known[index], digits: 4)) ?? known[index]
      )
      let own = DecimalText.shortest(matrix[index])
      let note = "\(left.text) gives \(value) where \(own) is written"
      let step = WorkStep(
        range: right.range,
        text: "\(left.text) = \(right.text)",
        holds: false,
        note: note
      )
      guard let first = values.firstPlace(of: matrix[index], before: before) else { return [step] }
      let said = WorkStep(
        range: first.range,
        text: "\(left.text): \(first.text)",
        holds: false,
        note: note
      )
      return [said, step]
    }
  }
}

extension Expression {
  /// True for a name or a number alone.
  var isLeaf: Bool {
    switch self {
    case .name, .number, .index, .quantity: true
    case .negate(let inner): inner.isLeaf
    default: false
    }
  }

  /// The number that it is, with its sign.
  fileprivate var plainNumber: Double? {
    switch self {
    case .number(let value): value
    case .negate(let inner): inner.plainNumber.map { -$0 }
    default: nil
    }
  }
}

extension Expression {
  /// The opposite, without two signs.
  fileprivate var negated: Expression {
    if case .negate(let inner) = self { inner } else { .negate(self) }
  }

  /// What is added up, each with its sign.
  fileprivate var terms: [Expression] {
    switch self {
    case .binary(.add, let left, let right): left.terms + right.terms
    case .binary(.subtract, let left, let right): left.terms + right.terms.map(\.negated)
    case .negate(let inner) where inner.terms.count > 1: inner.terms.map(\.negated)
    default: [self]
    }
  }

  /// What is multiplied; a sign goes with the first factor.
  fileprivate var factors: [Expression] {
    switch self {
    case .binary(let operation, let left, let right) where operation.isProduct:
      return left.factors + right.factors
    case .negate(let inner) where inner.factors.count > 1:
      let factors = inner.factors
      return [factors[0].negated] + factors.dropFirst()
    default: return [self]
    }
  }
}

extension Expression.Operation {
  fileprivate var isProduct: Bool {
    self == .multiply || self == .hadamard || self == .matrixProduct
  }
}
