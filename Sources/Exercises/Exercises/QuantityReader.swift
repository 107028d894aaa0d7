import Formulas
import Markdown
import Yaml

/// Reads the `answers` of an exercise, one for each parameter where a `for` says so.
struct QuantityReader {
  let reader: YamlReader
  let notation: Notation
  let network: NetworkDefinition?
  let networkNamed: (YamlNode) -> NetworkDefinition?
  let choices: [Exercise.Choice]

  func quantities(_ node: YamlNode, areAsked: Bool) -> [ExerciseQuantity] {
    var quantities: [ExerciseQuantity] = []
    for entry in reader.mapping(node, of: areAsked ? "answers" : "quantities") ?? [] {
      for quantity in self.quantities(entry, areAsked: areAsked) {
        if quantities.contains(where: { $0.name == quantity.name }) {
          reader.report(at: entry.keyOffset, "the answer \"\(quantity.name)\" stands here twice")
        } else {
          quantities.append(quantity)
        }
      }
    }
    return quantities
  }

  private func quantities(_ entry: YamlEntry, areAsked: Bool) -> [ExerciseQuantity] {
    guard
      let fields = reader.fields(
        entry.value,
        of: "the answer \"\(entry.key)\"",
        allowed: Self.keys.names,
        at: entry.keyOffset
      )
    else { return [] }
    let called = fields["called"].flatMap { reader.texts($0.value, of: "called") } ?? []
    let points = self.points(fields["points"], entry, areAsked: areAsked)
    let own = fields["network"].flatMap { networkNamed($0.value) }
    let others = ["is", "human", "measured"].compactMap { fields[$0] }
    guard others.count < 2 else {
      reader.report(
        at: others[1].keyOffset,
        "an answer is either computed (\"is\"), or \"measured\", or \"human\""
      )
      return []
    }
    if let credit = fields["credit"], fields["measured"] == nil {
      reader.report(
        at: credit.keyOffset,
        "\"credit\" belongs to \"measured\", or into \"when\"",
        help: "when: {is: \"…\", say: \"…\", credit: 1/2}"
      )
    }
    if let kind = kindWithoutFormula(fields) {
      return [
        ExerciseQuantity(
          name: entry.key,
          declaration: entry.key,
          called: called,
          keys: kind.isMeasured ? keys(fields["at"]) : [],
          kind: kind,
          alternatives: [],
          knownMistakes: [],
          mayUse: [],
          usable: nil,
          precision: .exactly,
          precisionOffset: nil,
          points: points,
          sharers: 1,
          isAsked: areAsked,
          network: own,
          offset: entry.keyOffset
        )
      ]
    }
    guard fields["human"] == nil, fields["measured"] == nil else { return [] }
    guard let isNode = fields["is"]?.value else {
      reader.report(
        at: entry.keyOffset,
        "the answer \"\(entry.key)\" wants \"is\" with a formula, or \"measured\", or \"human\""
      )
      return []
    }
    guard let formula = reader.formula(isNode, of: "is", notation: notation) else { return [] }
    let alternatives = alternatives(fields["or"])
    let known = knownMistakes(fields["when"])
    let mayUse = fields["may use"].flatMap { reader.texts($0.value, of: "may use") } ?? []
    if let field = fields["may use"], fields["as"]?.value.scalar != "formula" {
      reader.report(
        at: field.keyOffset,
        "\"may use\" says what a formula may be written in, and none is asked for",
        help: "as: formula, or drop it"
      )
    }
    let usable = fields["usable"].flatMap { interval($0) }
    let precision = precision(fields["to"])
    let keys = keys(fields["at"])
    let instances = instances(fields["for"], entry)
    return instances.map { instance in
      func replaced(_ expression: Expression) -> Expression {
        guard let (symbol, parameter) = instance else { return expression }
        return expression.replacing { $0 == symbol ? .name(parameter) : nil }
      }
      func named(_ text: String) -> String {
        guard let (symbol, parameter) = instance else { return text }
        return text.replacing("{\(symbol)}", with: parameter)
      }
      return ExerciseQuantity(
        name: named(entry.key),
        declaration: entry.key,
        called: called.map(named),
        keys: keys,
        kind: kind(fields["as"], formula, replaced(formula.expression)),
        alternatives: alternatives.map { replaced($0.expression) },
        knownMistakes: known.map {
          ExerciseQuantity.KnownMistake(
            placed: $0.placed,
            expression: replaced($0.expression),
            message: named($0.message),
            credit: $0.credit
          )
        },
        mayUse: mayUse,
        usable: usable,
        precision: instance.map { precision.replacing($0.symbol, with: $0.parameter) } ?? precision,
        precisionOffset: fields["to"]?.value.offset,
        points: points,
        sharers: instances.count,
        isAsked: areAsked,
        network: own,
        offset: entry.keyOffset
      )
    }
  }

  /// The instances of `for: p in parameters`; one without a symbol if there is no `for`.
  private func instances(
    _ field: YamlEntry?,
    _ entry: YamlEntry
  ) -> [(symbol: String, parameter: String)?] {
    guard let field, let text = reader.text(field.value, of: "for") else { return [nil] }
    let words = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3, words[1] == "in" else {
      reader.report(
        at: field.value.offset,
        "\"for: \(text)\" is not understood",
        help: "write for: p in parameters, or for: p in w1, w2, b1"
      )
      return []
    }
    guard entry.key.contains("{\(words[0])}") else {
      reader.report(
        at: entry.keyOffset,
        "the name \"\(entry.key)\" is the same for every \(words[0])",
        help: "put {\(words[0])} into the name"
      )
      return []
    }
    let parameters = network?.neurons?.inOrder ?? []
    if words[2] == "parameters" {
      if parameters.isEmpty {
        reader.report(
          at: field.value.offset,
          "the exercise's network names no parameters",
          help: "name them in the network's \"neurons\""
        )
      }
      return parameters.map { (words[0], $0) }
    }
    let names = words[2].split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    return names.map { (words[0], $0) }
  }

  private func alternatives(_ field: YamlEntry?) -> [PlacedFormula] {
    guard let field else { return [] }
    if case .sequence(let items) = field.value.content {
      return items.compactMap { reader.formula($0, of: "or", notation: notation) }
    }
    return reader.formula(field.value, of: "or", notation: notation).map { [$0] } ?? []
  }

  /// What an answer without a formula is.
  private func kindWithoutFormula(_ fields: [String: YamlEntry]) -> ExerciseQuantity.Kind? {
    if let human = fields["human"] {
      return reader.text(human.value, of: "human").map { .human(rubric: $0) }
    }
    guard let measured = fields["measured"] else { return nil }
    let credit = fields["credit"].flatMap { reader.share($0, "a credit") }
    if measured.value.scalar == "anything" { return .measured(nil, credit: credit) }
    return interval(measured).map { .measured($0, credit: credit) }
  }

  /// Reads `between 0 and 1`.
  private func interval(_ field: YamlEntry) -> ValueInterval? {
    guard let text = reader.text(field.value, of: field.key) else { return nil }
    do throws(ChoiceRule.Problem) {
      return try ValueInterval(text)
    } catch {
      let anything = field.key == "measured" ? ", or: anything" : ""
      reader.report(
        at: field.value.offset,
        error.message,
        help: "for example \(field.key): strictly between 0 and 1\(anything)"
      )
      return nil
    }
  }

  /// Reads `{is: "…", say: "…", credit: 1/2}`, or a list of such.
  private func knownMistakes(_ field: YamlEntry?) -> [ExerciseQuantity.KnownMistake] {
    guard let field else { return [] }
    var nodes = [field.value]
    if case .sequence(let items) = field.value.content { nodes = items }
    return nodes.compactMap { node in
      guard
        let fields = reader.fields(
          node,
          of: "a mistake in \"when\"",
          allowed: ["is", "say", "credit"],
          at: field.keyOffset
        )
      else { return nil }
      guard let isNode = fields["is"]?.value, let say = fields["say"]?.value else {
        reader.report(
          at: node.offset,
          "a mistake in \"when\" wants \"is\" with its formula and \"say\" with what to say",
          help: "when: {is: \"y*log10(a)\", say: \"log10 was used\"}"
        )
        return nil
      }
      guard let formula = reader.formula(isNode, of: "is", notation: notation),
        let message = reader.text(say, of: "say")
      else { return nil }
      return ExerciseQuantity.KnownMistake(
        placed: formula,
        expression: formula.expression,
        message: message,
        credit: fields["credit"].flatMap { reader.share($0, "a credit") } ?? .zero
      )
    }
  }

  private func kind(
    _ field: YamlEntry?,
    _ formula: PlacedFormula,
    _ expression: Expression
  ) -> ExerciseQuantity.Kind {
    guard let field else { return .value(formula, expression) }
    switch field.value.scalar {
    case "value": return .value(formula, expression)
    case "letters": return .letters(formula, expression)
    case "formula": return .formula(formula, expression)
    default:
      reader.report(
        at: field.value.offset,
        "\"as\" says how the answer is written; \(field.value.kindName)",
        help: "allowed: value, letters, formula"
      )
      return .value(formula, expression)
    }
  }

  private func precision(_ field: YamlEntry?) -> Precision {
    guard let field, let text = reader.text(field.value, of: "to") else { return .standard }
    do throws(Precision.Problem) {
      return try Precision(text)
    } catch {
      reader.report(
        at: field.value.offset,
        "the precision \"\(text)\" is not understood",
        help: "allowed: N digits, N decimals, absolute X, relative X, exactly, "
          + "each also with \"of the change from NAME\""
      )
      return .standard
    }
  }

  private func points(_ field: YamlEntry?, _ entry: YamlEntry, areAsked: Bool) -> Points {
    guard let field else { return .shared(areAsked ? Fraction(1) : .zero) }
    guard areAsked else {
      reader.report(
        at: field.keyOffset,
        "\"\(entry.key)\" is not asked for and has no points",
        help: "move it to \"answers\", or drop the points"
      )
      return .shared(.zero)
    }
    guard let text = reader.text(field.value, of: "points") else { return .shared(Fraction(1)) }
    guard let points = Points(text) else {
      reader.report(
        at: field.value.offset,
        "the points \"\(text)\" are not understood",
        help: "allowed: 2, 1/2, 1.5, each also followed by \"each\" or \"shared\""
      )
      return .shared(Fraction(1))
    }
    return points
  }

  /// Nobody writes more values than a homework may hold.
  private static let mostCells = 10_000

  private func areFew(_ counts: [Int], at offset: Int) -> Bool {
    guard counts.saturatingProduct > Self.mostCells else { return true }
    reader.report(
      at: offset,
      "the answer has more than \(Self.mostCells) values",
      help: "fix fewer values of its keys, or ask for fewer"
    )
    return false
  }

  /// Reads `[y, a]`, or `{x_j: "0, 0.01, 1"}` where the author fixes the values.
  private func keys(_ field: YamlEntry?) -> [ExerciseQuantity.Key] {
    guard let field else { return [] }
    if case .mapping(let entries) = field.value.content {
      let keys = entries.compactMap { entry in
        reader.valueList(entry.value, of: entry.key).map {
          ExerciseQuantity.Key(name: entry.key, values: $0)
        }
      }
      let counts = keys.compactMap { $0.values?.entries.count }
      return areFew(counts, at: field.value.offset) ? keys : []
    }
    let names = reader.texts(field.value, of: "at") ?? []
    let minima = names.compactMap { name in choices.first { $0.key == name }?.rule.minimum }
    guard areFew(minima, at: field.value.offset) else { return [] }
    for name in names where !choices.contains(where: { $0.key == name }) {
      reader.report(
        at: field.value.offset,
        "the key \"\(name)\" has no values",
        help: "let the student choose it (choose: {\(name): …}), "
          + "or fix it: at: {\(name): \"0, 0.5, 1\"}"
      )
    }
    return names.map { ExerciseQuantity.Key(name: $0, values: nil) }
  }
}

extension ExerciseQuantity.Kind {
  package var isMeasured: Bool { if case .measured = self { true } else { false } }
}

extension Precision {
  func replacing(_ symbol: String, with name: String) -> Precision {
    if case .ofChange(let precision, symbol) = self { return .ofChange(precision, from: name) }
    return self
  }
}
