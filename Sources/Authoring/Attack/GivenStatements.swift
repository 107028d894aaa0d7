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

  /// `written`: What the section of the exercise says of any names.
  init(_ exercise: Exercise, in written: WrittenStatements) {
    self.exercise = exercise
    let bench = ExerciseComputation(exercise)
    evaluated =
      exercise.quantities.lazy.compactMap { try? bench.givens(for: $0, fixed: []) }.first ?? [:]
    let givens = Dictionary(exercise.givens.map { (Self.plain($0.name), $0.name) }) { first, _ in
      first
    }
    var found: [(order: Int, statement: Statement)] = []
    for (symbol, places) in written.places {
      guard let name = given(named: symbol, among: givens) else { continue }
      for place in places {
        let one = written.all[place]
        found.append(
          (
            place,
            Statement(
              name: name,
              text: one.text,
              numbers: one.numbers,
              offset: one.offset,
              isComputed: one.isComputed
            )
          )
        )
      }
    }
    all = found.sorted { ($0.order, $0.statement.name) < ($1.order, $1.statement.name) }
      .map(\.statement)
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

  /// The given that a symbol of the text names.
  ///
  /// `plain`: The symbol without what only typesets it; `givens`: the names of givens by theirs.
  private func given(named plain: String, among givens: [String: String]) -> String? {
    guard !plain.isEmpty else { return nil }
    let network = exercise.network
    if let given = givens[plain] { return given }
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
  static func plain(_ text: String) -> String {
    var plain = text.trimmedBytes
    for (command, letter) in letters { plain = plain.replacingBytes(of: command, with: letter) }
    return plain.filter { !"_{}$ \\".contains($0) }
  }
}
