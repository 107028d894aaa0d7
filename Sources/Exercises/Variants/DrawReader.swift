import Formulas
import Markdown
import Yaml

/// Reads `draw` and `where` of an exercise.
struct DrawReader {
  let reader: YamlReader
  let notation: Notation

  /// Reads `{w1: "0.1 ... 0.9 by 0.1", x: ["[1, 2]", "[2, 1]"], n: "last 2 digits of ID"}`.
  func draws(_ field: YamlEntry?) -> [Exercise.Draw] {
    guard let field else { return [] }
    var draws: [Exercise.Draw] = []
    for entry in reader.mapping(field.value, of: "draw") ?? [] {
      guard let rule = rule(entry) else { continue }
      for name in entry.key.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init) {
        if draws.contains(where: { $0.name == name }) {
          reader.report(at: entry.keyOffset, "`\(name)` is drawn twice")
        } else {
          draws.append(Exercise.Draw(name: name, rule: rule, offset: entry.value.textOffset))
        }
      }
    }
    return draws
  }

  private func rule(_ entry: YamlEntry) -> DrawRule? {
    if case .sequence(let items) = entry.value.content {
      let formulas = items.compactMap {
        reader.formula($0, of: entry.key, notation: notation)?.formula
      }
      guard !formulas.isEmpty else {
        if items.isEmpty { reader.report(at: entry.value.offset, "\"\(entry.key)\" has no values") }
        return nil
      }
      return .choices(formulas)
    }
    guard let text = reader.text(entry.value, of: entry.key) else { return nil }
    do throws(DrawRule.Problem) {
      return try DrawRule(text)
    } catch {
      reader.report(at: entry.value.offset, error.message, help: error.help)
      return nil
    }
  }

  /// Reads a condition, or a list of them.
  func conditions(_ field: YamlEntry?) -> [VariantCondition] {
    guard let field else { return [] }
    var nodes = [field.value]
    if case .sequence(let items) = field.value.content { nodes = items }
    return nodes.compactMap { node in
      guard let text = reader.text(node, of: "where") else { return nil }
      do throws(VariantCondition.Problem) {
        return try VariantCondition(text, at: node.textOffset, notation: notation)
      } catch {
        switch error {
        case .noRelation:
          reader.report(
            at: node.offset,
            "\"\(text)\" compares nothing",
            help: "write a comparison with <, <=, >, >=, = or !=: \"abs(w1 - w2) >= 0.1\""
          )
        case .formula(let problem, let text, let offset):
          reader.report(problem, in: text, at: offset)
        }
        return nil
      }
    }
  }
}
