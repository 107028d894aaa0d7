import Formulas
import Markdown
import Yaml

/// Reads a `yaml exercise` block.
struct ExerciseReader {
  let reader: YamlReader
  var notation: Notation
  /// The networks of the course, by name.
  let networks: NetworkList

  func exercise(
    _ node: YamlNode?,
    at offset: Int,
    in section: Section
  ) -> Exercise? {
    guard
      let fields = reader.fields(node, of: "an exercise", allowed: Self.keys.names, at: offset)
    else { return nil }
    guard let idNode = fields["id"]?.value, let id = reader.text(idNode, of: "id") else {
      reader.report(
        at: offset,
        "an exercise wants the key \"id\"",
        help: "for example id: one-step"
      )
      return nil
    }
    guard
      id.utf8.allSatisfy(Exercise.isPartOfID)
    else {
      reader.report(
        at: idNode.offset,
        "the id \"\(id)\" holds other characters than letters, digits, - and _"
      )
      return nil
    }
    guard let answersNode = fields["answers"]?.value else {
      reader.report(at: offset, "the exercise \"\(id)\" wants the key \"answers\"")
      return nil
    }
    var network: NetworkDefinition?
    if let node = fields["network"]?.value {
      guard let found = self.network(node) else { return nil }
      network = found
    }
    var reader = self
    reader.notation = notation.declaring(declared(fields, network))
    return reader.exercise(id, fields, answersNode, network, at: offset, in: section)
  }

  /// The names that formulas of the exercise may use; those of a network are what the engine wants.
  private func declared(
    _ fields: [String: YamlEntry],
    _ network: NetworkDefinition?
  ) -> [String] {
    let keys = ["quantities", "answers", "choose", "draw", "given"].flatMap { key -> [String] in
      guard case .mapping(let entries)? = fields[key]?.value.content else { return [] }
      return entries.flatMap { entry in
        // `w1 w2: "0.5"` gives one value to two names.
        key == "given"
          ? entry.key.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
          : [entry.key]
      }
    }
    return keys + (network?.knownNames.sorted() ?? [])
  }

  private func exercise(
    _ id: String,
    _ fields: [String: YamlEntry],
    _ answersNode: YamlNode,
    _ network: NetworkDefinition?,
    at offset: Int,
    in section: Section
  ) -> Exercise? {
    let givens =
      fields["given"].map {
        Exercise.Given.read($0.value, reader: reader, notation: notation)
      } ?? []
    let draws = DrawReader(reader: reader, notation: notation)
    let drawn = draws.draws(fields["draw"])
    for draw in drawn where givens.contains(where: { $0.name == draw.name }) {
      reader.report(at: draw.offset, "`\(draw.name)` is given and drawn")
    }
    if let field = fields["where"], fields["draw"] == nil {
      reader.report(
        at: field.keyOffset,
        "\"where\" is a condition on what is drawn, and nothing is",
        help: "draw: {w1: \"0.1 ... 0.9 by 0.1\"}"
      )
    }
    let choices = fields["choose"].map { self.choices($0.value, fields["apart"]) } ?? []
    if let field = fields["apart"], fields["choose"] == nil {
      reader.report(
        at: field.keyOffset,
        "\"apart\" keeps chosen values apart, and nothing is chosen",
        help: "choose: {a: \"at least 3 strictly between 0 and 1\"}, or drop it"
      )
    }
    let quantities = QuantityReader(
      reader: reader,
      notation: notation,
      network: network,
      networkNamed: self.network,
      choices: choices
    )
    let known = fields["quantities"].map { quantities.quantities($0.value, areAsked: false) } ?? []
    let asked = quantities.quantities(answersNode, areAsked: true)
    let exercise = Exercise(
      id: id,
      title: section.title,
      question: section.question,
      source: reader.source,
      offset: offset,
      section: section.range,
      network: network,
      givens: (drawn.compactMap(Self.placeholder) + givens).completed(by: network),
      draws: drawn,
      conditions: draws.conditions(fields["where"]),
      choices: choices,
      quantities: known + asked
    )
    let before = reader.diagnostics.count
    check(exercise)
    guard exercise.isVaried, reader.diagnostics.count == before else { return exercise }
    do throws(Diagnostic) {
      return try exercise.variant(for: .sample, assignment: "")
    } catch {
      reader.report(error)
      return exercise
    }
  }

  /// A drawn given before it is drawn.
  private static func placeholder(_ draw: Exercise.Draw) -> Exercise.Given? {
    guard let formula = try? Formula("0") else { return nil }
    return Exercise.Given(
      name: draw.name,
      formula: PlacedFormula(formula: formula, offset: draw.offset)
    )
  }

  func network(_ node: YamlNode) -> NetworkDefinition? {
    networks.network(node, reader)
  }

  /// How far apart the values of each key have to lie: `0.05` for all, or `{a: 0.05}`.
  private func distances(_ field: YamlEntry?, keys: [String]) -> [String: Double] {
    guard let field else { return [:] }
    func distance(_ node: YamlNode) -> Double? {
      guard let text = node.scalar, let value = Double(text), value > 0, value.isFinite else {
        reader.report(
          at: node.offset,
          "\"apart\" wants a distance above 0; \(node.kindName)",
          help: "apart: 0.05, or apart: {a: 0.05}"
        )
        return nil
      }
      return value
    }
    guard case .mapping(let entries) = field.value.content else {
      guard let all = distance(field.value) else { return [:] }
      return Dictionary(keys.map { ($0, all) }, uniquingKeysWith: { first, _ in first })
    }
    var distances: [String: Double] = [:]
    for entry in entries {
      guard keys.contains(entry.key) else {
        reader.report(
          at: entry.keyOffset,
          "\"\(entry.key)\" is not chosen",
          help: NearMiss.help(entry.key, among: keys)
        )
        continue
      }
      distances[entry.key] = distance(entry.value)
    }
    return distances
  }

  private func choices(_ node: YamlNode, _ apart: YamlEntry?) -> [Exercise.Choice] {
    var choices: [Exercise.Choice] = []
    let entries = reader.mapping(node, of: "choose") ?? []
    let distances = distances(apart, keys: entries.map(\.key))
    for entry in entries {
      guard let text = reader.text(entry.value, of: entry.key) else { continue }
      do throws(ChoiceRule.Problem) {
        choices.append(
          Exercise.Choice(
            key: entry.key,
            rule: try ChoiceRule(text),
            apart: distances[entry.key],
            offset: entry.value.textOffset
          )
        )
      } catch {
        reader.report(
          at: entry.value.offset,
          error.message,
          help: "for example: at least 3 strictly between 0 and 1, or: at least 9 for each y"
        )
      }
    }
    return choices
  }

  /// Reports names in formulas that mean nothing here.
  private func check(_ exercise: Exercise) {
    let base = exercise.network?.knownNames ?? []
    let givens = Set(exercise.givens.map(\.name))
    let keys = exercise.quantities.flatMap { $0.keys.map(\.name) }
    let known = base.union(givens).union(keys)
    for given in exercise.givens { reader.check(given.formula, known: known) }
    let shared = givens.union(exercise.quantities.compactMap { $0.quantity?.name })
      .union(exercise.choices.map(\.key)).union(["x", "y", "eta", "p", "e", "n"])
    for condition in exercise.conditions {
      for side in condition.sides { reader.check(side, known: shared, or: base) }
    }
    var reported: Set<Int> = []
    for quantity in exercise.quantities {
      let own = quantity.keys.isEmpty ? shared : shared.union(quantity.keys.map(\.name))
      for formula in [quantity.placedFormula].compactMap({ $0 })
        + quantity.knownMistakes.map(\.placed) where reported.insert(formula.offset).inserted
      {
        reader.check(formula, known: own, or: quantity.network?.knownNames ?? base)
      }
    }
  }
}
