import Exercises
import Formulas
import Markdown

/// What the text of a question says of the exercise's givens: `$w_1 = w_3 = 0.5$`, `x = (6, 1)`.
struct GivenStatements {
  struct Statement {
    /// The given's name, as the exercise has it.
    let name: String
    let text: String
    let numbers: [WrittenNumber]
    let offset: Int
    /// True if the number stands in a marker that computes it.
    let isComputed: Bool
  }

  private(set) var all: [Statement] = []
  private let exercise: Exercise
  private let evaluated: [String: Value]

  init(_ exercise: Exercise, in chapter: Chapter) {
    self.exercise = exercise
    let bench = ExerciseComputation(exercise)
    evaluated =
      exercise.quantities.lazy.compactMap { try? bench.givens(for: $0, fixed: []) }.first ?? [:]
    let source = chapter.document.source
    for block in chapter.document.blocks where exercise.section.contains(block.range.lowerBound) {
      read(block, source)
    }
  }

  /// The numbers of a given; nil if it has none by itself.
  func values(of name: String) -> [Double]? {
    if let value = evaluated[name] { return value.elements }
    // `x[1]`, which the text calls x₂.
    guard let (base, index) = Self.element(name), let all = evaluated[base]?.elements,
      all.indices.contains(index)
    else { return nil }
    return [all[index]]
  }

  /// The list and the place of `x[1]`.
  private static func element(_ name: String) -> (base: String, index: Int)? {
    guard name.hasSuffix("]"), let open = name.firstIndex(of: "["),
      let index = Int(name[name.index(after: open)...].dropLast())
    else { return nil }
    return (String(name[..<open]), index)
  }

  private mutating func read(_ block: Block, _ source: SourceText) {
    switch block.kind {
    case .paragraph: for line in block.lines { read(line, source) }
    case .list, .item, .quote: for child in block.children { read(child, source) }
    case .heading, .table, .code, .html, .thematicBreak: break
    }
  }

  /// Reads `name = name = number` wherever it stands in a line.
  private mutating func read(_ line: Range<Int>, _ source: SourceText) {
    let text = source.string(in: line)
    guard text.has("=") else { return }
    for chain in GivenChain.all(in: text) {
      // A product or a formula on either side is no given.
      let before = text[..<chain.range.lowerBound].last
      let after = text[chain.range.upperBound...].first { $0 != "$" && $0 != " " }
      if let before, before.isLetter || before.isNumber || "_}.)*/+-−∂".contains(before) {
        continue
      }
      if let after, "*/+-−^·×\\".contains(after) { continue }
      let isTuple = chain.numbers.hasPrefix("(")
      var body = String(chain.numbers).trimmedBytes
      if isTuple {
        guard body.hasSuffix(")") else { continue }
        body = String(body.dropFirst().dropLast())
      } else {
        // A comma after a lone number ends the clause.
        body = body.parts(around: ",")[0]
      }
      while body.hasSuffix(".") { body = String(body.dropLast()) }
      let numbers = body.split(separator: ",").compactMap { part -> WrittenNumber? in
        guard case .number(let number) = NumberReader().read(String(part).trimmedBytes) else {
          return nil
        }
        return number
      }
      guard !numbers.isEmpty else { continue }
      let offset =
        line.lowerBound + text.utf8.distance(from: text.startIndex, to: chain.range.lowerBound)
      for name in chain.names {
        guard let given = given(named: String(name)) else { continue }
        all.append(
          Statement(
            name: given,
            text: isTuple ? "(\(body))" : body,
            numbers: numbers,
            offset: offset,
            isComputed: chain.isComputed
          )
        )
      }
    }
  }

  /// The given that a symbol of the text names.
  private func given(named text: String) -> String? {
    let plain = Self.plain(text)
    guard !plain.isEmpty else { return nil }
    let network = exercise.network
    for given in exercise.givens where Self.plain(given.name) == plain { return given.name }
    // A course's own letter for a given: α for eta.
    let alias = network?.names.first { Self.plain($0.name) == plain }
    let digits = String(plain.reversed().prefix { $0.isNumber }.reversed())
    let base = String(plain.dropLast(digits.count))
    if alias == nil, let place = Int(digits), place > 0,
      exercise.givens.contains(where: { $0.name == base }),
      exercise.network?.neurons?.all.contains(where: { Self.plain($0.name) == plain }) != true
    {
      return "\(base)[\(place - 1)]"
    }
    guard case .name(let name)? = alias?.formula.expression else { return nil }
    return exercise.givens.contains { $0.name == name } ? name : nil
  }

  private static let letters = [
    "\\eta": "eta", "η": "eta", "\\alpha": "α", "\\lambda": "λ", "\\theta": "θ", "\\beta": "β",
  ]

  /// A symbol without what only typesets it: `$w_{3}$` is w3.
  private static func plain(_ text: String) -> String {
    var plain = text.trimmedBytes
    for (command, letter) in letters { plain = plain.replacingBytes(of: command, with: letter) }
    return plain.filter { !"_{}$ \\".contains($0) }
  }
}
