import Formulas
import Markdown
import Yaml

/// A formula in a block, with the place of its text in the file.
package struct PlacedFormula: Hashable, Sendable {
  package let formula: Formula
  /// The first byte of the formula's text, in the file.
  package let offset: Int

  package var expression: Expression { formula.expression }
}

extension YamlReader {
  /// Reads a formula, which has to be quoted unless it is a single name or number.
  package func formula(
    _ node: YamlNode,
    of key: String,
    notation: Notation
  ) -> PlacedFormula? {
    guard case .scalar(let text, let isPlain) = node.content, !text.isEmpty else {
      report(
        at: node.offset,
        "\"\(key)\" wants a formula, not \(node.kindName)",
        help: "quote it: \(key): \"…\""
      )
      return nil
    }
    if isPlain, Self.truths.contains(text.asciiLowercased) {
      report(
        at: node.offset,
        "\"\(text)\" is a word and no number",
        help: "write 1 or 0; a name in a formula is quoted: \"\(text)\""
      )
      return nil
    }
    let isWord = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" || $0 == "."
        || $0 == " "
    }
    if isPlain, let first = text.unicodeScalars.first, "“”„‘’".unicodeScalars.contains(first) {
      report(
        at: node.offset,
        "curly quotes belong to the text and quote nothing",
        help: "write straight ones: \"\(text.filter { !"“”„‘’".contains($0) })\""
      )
      return nil
    }
    if isPlain, !isWord {
      report(
        at: node.offset,
        "a formula that is not quoted: \(text)",
        help: "quote it: \"\(text)\""
      )
      return nil
    }
    do throws(FormulaError) {
      return PlacedFormula(
        formula: try Formula(text, notation: notation),
        offset: node.textOffset
      )
    } catch {
      report(error, in: text, at: node.textOffset)
      return nil
    }
  }

  /// What other readers of YAML take for true and false.
  private static let truths: Set<String> = ["yes", "no", "true", "false", "on", "off"]

  /// Reports what is wrong with a formula, at the place inside it.
  func report(_ error: FormulaError, in text: String, at offset: Int) {
    let help = [error.help, "\n" + error.picture(of: text)].compactMap { $0 }.joined()
    report(at: offset + error.range.lowerBound, error.message, help: help)
  }

  /// Reads a share of points, from 0 to 1.
  ///
  /// `words`: What it is, for messages: "a credit".
  func share(_ entry: YamlEntry, _ words: String) -> Fraction? {
    if let text = entry.value.scalar, let share = Fraction(text), share >= .zero,
      share <= Fraction(1)
    {
      return share
    }
    report(at: entry.value.offset, "\(words) is a fraction from 0 to 1, such as 1/2")
    return nil
  }

  func valueList(_ node: YamlNode, of key: String) -> ValueList? {
    guard let text = text(node, of: key) else { return nil }
    do throws(ValueList.Problem) {
      return try ValueList(text)
    } catch {
      report(at: node.offset, error.message, help: error.help)
      return nil
    }
  }
}
