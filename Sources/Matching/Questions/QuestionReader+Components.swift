import Exercises
import Formulas
import Homework

/// Vectors that are written element by element: `h1 = 0.2, h2 = 0, h3 = 1` for the vector h.
extension QuestionReader {
  /// A number behind the name of a vector and an index.
  struct Component {
    let index: Int
    let number: WrittenNumber
    let span: Span
  }

  /// Keeps what a clause says of the elements of asked vectors.
  ///
  /// `unread`: The pairs that nothing else explains.
  mutating func keepComponents(of clause: Clause, _ unread: [Clause.Pair]) {
    guard !unread.isEmpty, !names.vectors.isEmpty else { return }
    let places = Set(unread.map(\.value.range))
    var moods: [Mood]?
    for (position, pair) in clause.pairs.enumerated()
    where !pair.isContinued && places.contains(pair.value.range) {
      let tokens = LabelTokens(pair.label.text).tokens.filter { !LabelTokens.isPlain($0) }
      guard tokens.count == 1, let (base, index) = Self.element(tokens[0]),
        let vector = names.vectors[base],
        case .number(let number) = values.read(pair.value.text, as: .number)
      else { continue }
      let all = moods ?? Moods(names: names, values: values).moods(of: clause, afterStep: [])
      moods = all
      guard all[position] == .own else { continue }
      components[vector, default: []].append(
        Component(index: index, number: number, span: pair.value)
      )
    }
  }

  /// Makes vectors of the elements, where each of them is there once, counted from 1 or from 0.
  mutating func joinComponents() {
    for (vector, parts) in components.sorted(by: { $0.key < $1.key })
    where !readings.contains(where: { $0.quantity == vector }) {
      var elements: [Int: Component] = [:]
      var isOpen = false
      for part in parts {
        isOpen =
          isOpen || elements[part.index].map { $0.number.value != part.number.value } ?? false
        elements[part.index] = part
      }
      let indices = elements.keys.sorted()
      guard !isOpen, let first = indices.first, first <= 1,
        indices == Array(first..<(first + names.elementCount(of: vector))),
        let start = parts.map(\.span.range.lowerBound).min(),
        let end = parts.map(\.span.range.upperBound).max()
      else { continue }
      let ordered = indices.compactMap { elements[$0] }
      readings.append(
        Reading(
          quantity: vector,
          at: [],
          value: .matrix(rows: ordered.count, columns: 1, elements: ordered.map(\.number)),
          span: Span(
            text: "[" + ordered.map(\.span.text).joined(separator: ", ") + "]",
            range: start..<end
          )
        )
      )
    }
    components = [:]
  }

  /// The name and the index of `h2`, `h[2]`.
  private static func element(_ token: String) -> (base: String, index: Int)? {
    var digits = token.hasSuffix("]") ? token.dropLast() : token[...]
    let number = String(digits.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    digits = digits.dropLast(number.count)
    if token.hasSuffix("]") { digits = digits.last == "[" ? digits.dropLast() : "" }
    guard let index = Int(number), number.utf8.count <= 2, !digits.isEmpty else { return nil }
    return (String(digits), index)
  }
}
