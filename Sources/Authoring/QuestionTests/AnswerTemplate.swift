import Formulas

/// The text of an answer with places for computed numbers: `{= dC/dw | 4 decimals}`.
///
/// `{= NAME}` is an answer at the precision that it asks for; `{= formula | 4 digits}` any formula;
/// `| 4 digits cut` cuts instead of rounding. `{= NAME with MISTAKE}` is what a known mistake makes of
/// it, `{= NAME after OTHER = formula}` what follows from a wrong OTHER.
package struct AnswerTemplate: Sendable {
  enum Part: Sendable {
    case text(String)
    case place(Place)
  }

  struct Place: Sendable {
    let formula: Formula
    let source: Source
    let form: Form
    /// The place in the template, for messages.
    let text: String
  }

  enum Source: Sendable {
    case right
    /// With the mistake of these words.
    case mistaken(String)
    /// With another value for an answer that it builds on.
    case after(String, Formula)
  }

  enum Form: Sendable {
    /// At the precision that the answer asks for.
    case asked
    case format(NumberFormatText, isCut: Bool)
  }

  /// Decimals or digits.
  enum NumberFormatText: Sendable {
    case decimals(Int)
    case digits(Int)
  }

  struct Problem: Error {
    let message: String
    let help: String
  }

  let parts: [Part]

  /// Reads a template; formulas are in the author's notation.
  init(_ text: String, notation: Notation) throws(Problem) {
    var parts: [Part] = []
    var rest = text
    while rest.has("{=") {
      let sides = rest.parts(around: "{=")
      parts.append(.text(sides[0]))
      let inside = sides[1].parts(around: "}")
      guard inside.count == 2 else {
        throw Problem(
          message: "`{=` without `}`",
          help: "a computed number is {= dC/dw | 4 decimals}"
        )
      }
      parts.append(.place(try Self.place(inside[0].trimmedBytes, notation)))
      rest = inside[1]
    }
    parts.append(.text(rest))
    self.parts = parts
  }

  private static func place(_ text: String, _ notation: Notation) throws(Problem) -> Place {
    let sides = text.parts(around: "|").map(\.trimmedBytes)
    let form = sides.count == 2 ? try Self.form(sides[1]) : .asked
    let mistaken = sides[0].parts(around: " with ")
    if mistaken.count == 2 {
      return Place(
        formula: try formula(mistaken[0], notation),
        source: .mistaken(mistaken[1].trimmedBytes),
        form: form,
        text: text
      )
    }
    let after = sides[0].parts(around: " after ")
    guard after.count == 2 else {
      return Place(
        formula: try formula(sides[0], notation),
        source: .right,
        form: form,
        text: text
      )
    }
    let other = after[1].parts(around: " = ")
    guard other.count == 2 else {
      throw Problem(
        message: "\"after\" does not say which value is wrong: {= \(text)}",
        help: "write {= w new after dC/dw = 0.07}"
      )
    }
    return Place(
      formula: try formula(after[0], notation),
      source: .after(name(other[0].trimmedBytes), try formula(other[1], notation)),
      form: form,
      text: text
    )
  }

  /// A name without the backquotes around it.
  private static func name(_ text: String) -> String {
    text.hasPrefix("`") && text.hasSuffix("`") && text.count > 2
      ? String(text.dropFirst().dropLast()) : text
  }

  /// A formula; the plain name of an answer needs no backquotes.
  private static func formula(_ text: String, _ notation: Notation) throws(Problem) -> Formula {
    let trimmed = text.trimmedBytes
    if let formula = try? Formula(trimmed, notation: notation), formula.isPlain { return formula }
    if !trimmed.has("`"), let named = try? Formula("`\(trimmed)`", notation: notation),
      (try? Formula(trimmed, notation: notation)) == nil
    {
      return named
    }
    do throws(FormulaError) {
      return try Formula(trimmed, notation: notation)
    } catch {
      throw Problem(message: error.message, help: "\n" + error.picture(of: trimmed))
    }
  }

  private static func form(_ text: String) throws(Problem) -> Form {
    let words = text.words.map(String.init)
    if words.count >= 2, let count = Int(words[0]), (0...15).contains(count),
      words.count == 2 || (words.count == 3 && words[2] == "cut")
    {
      let isCut = words.count == 3
      if words[1].hasPrefix("decimal") { return .format(.decimals(count), isCut: isCut) }
      if words[1].hasPrefix("digit"), count > 0 { return .format(.digits(count), isCut: isCut) }
    }
    throw Problem(
      message: "the format \"\(text)\" is not known",
      help: "allowed: N decimals, N digits, each also with \"cut\" after it"
    )
  }
}

extension Formula {
  /// True for a single name.
  fileprivate var isPlain: Bool { if case .name = expression { true } else { false } }
}
