import Formulas
import Homework

/// Names that the homework itself defines: `δ = (a − y) σ'(z)`.
///
/// A name holds until it is defined again; one that is explained behind its first use
/// (`… = δ x, where δ = …`) holds there, too.
package struct StudentDefinitions: Sendable {
  private struct Entry: Sendable {
    let name: String
    let text: String
    /// The offset in the source.
    let place: Int
  }

  private var entries: [Entry] = []

  package init() {}

  package var isEmpty: Bool { entries.isEmpty }
  package var names: [String] { entries.map(\.name) }

  /// Takes what has the form of a definition in a clause: a symbol, and a formula.
  ///
  /// `isFree`: False for pairs that give the value of a quantity.
  package mutating func add(_ clause: Clause, where isFree: (Clause.Pair) -> Bool) {
    for (index, pair) in clause.pairs.enumerated() where isFree(pair) {
      // `The error is δ = a − y`: what is defined stands before the last sign.
      let before = index > 0 && pair.continuesChain ? clause.pairs[index - 1].value.text : nil
      add(before.flatMap(Self.symbol) ?? Self.symbol(in: pair.label.text), pair.value)
    }
  }

  private mutating func add(_ name: String?, _ value: Span) {
    guard let name, value.text.hasLetter, value.text.utf8.count < Self.longest else { return }
    entries.append(Entry(name: name, text: value.text, place: value.range.lowerBound))
  }

  /// The symbol of `Let q`, `the error δ`: words, and a symbol at the end.
  private static func symbol(in text: String) -> String? {
    let tokens = LabelTokens(text).tokens
    guard let name = tokens.last, name.hasLetter, tokens.dropLast().allSatisfy(TableMatcher.isWord)
    else { return nil }
    return name
  }

  private static let longest = 400
  private static let deepest = 8

  /// An expression at a place with the student's names replaced by what they stand for.
  ///
  /// `isKnown`: The names that need no definition.
  package func expanding(
    _ expression: Expression,
    at place: Int,
    notation: Notation,
    isKnown: (String) -> Bool
  ) -> Expression {
    expanding(expression, at: place, notation, isKnown, depth: 0)
  }

  private func expanding(
    _ expression: Expression,
    at place: Int,
    _ notation: Notation,
    _ isKnown: (String) -> Bool,
    depth: Int
  ) -> Expression {
    guard depth < Self.deepest else { return expression }
    return expression.replacing { name in
      // Words may look like a definition: `a is not …`. They hold names that nobody knows.
      guard !isKnown(name), let entry = entry(named: name, at: place),
        let formula = try? Formula(entry.text, notation: notation),
        formula.references.allSatisfy({ notation.means($0.name) })
      else { return nil }
      return expanding(formula.expression, at: entry.place, notation, isKnown, depth: depth + 1)
    }
  }

  private func entry(named name: String, at place: Int) -> Entry? {
    entries.last { $0.name == name && $0.place < place } ?? entries.first { $0.name == name }
  }
}
