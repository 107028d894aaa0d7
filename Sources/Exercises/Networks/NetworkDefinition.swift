import Formulas
import Markdown
import Networks
import Yaml

/// A network as a chapter declares it: architecture, symbols of its parameters, other names.
package struct NetworkDefinition: Sendable {
  package let name: String
  package let architecture: Architecture
  package let neurons: Neurons?
  /// The course's names for quantities of the engine, in the order written.
  package let names: [(name: String, formula: PlacedFormula)]

  /// Values that hold wherever the network is used and nothing else is given.
  package let givens: [Exercise.Given]

  /// How it is trained, for `Experiments` to read; nothing else looks at it.
  package let training: YamlEntry?

  /// The engine's graph with the course's names in it.
  package let graph: Graph

  /// Every name that a formula over the network may use.
  let knownNames: Set<String>

  /// The graph of the same network with other layer sizes; single parameters have no names then.
  package func graph(resizedTo sizes: [Int]) -> Graph {
    Derivation(architecture.resized(sizes)).graph
  }

  /// The sum of the counts of all layers, each of which may be a student's own.
  private static func total(_ layers: Int) -> Expression {
    let counts = (0..<layers).map {
      Expression.index(.name("parameter_counts"), [.number(Double($0))])
    }
    return counts.dropFirst().reduce(counts.first ?? .number(0)) { .binary(.add, $0, $1) }
  }

  /// The weights and biases of a layer as people count them, so that who goes on with a count follows from it.
  private static func count(of layer: Int, _ architecture: Architecture) -> Expression {
    let sizes = architecture.layerSizes.map { Expression.number(Double($0)) }
    let weights = Expression.binary(.multiply, sizes[layer], sizes[layer + 1])
    return architecture.hasBias[layer] ? .binary(.add, weights, sizes[layer + 1]) : weights
  }

  private static func graph(
    of architecture: Architecture,
    _ neurons: Neurons?,
    _ names: [(name: String, formula: PlacedFormula)]
  ) -> Graph {
    var graph = Derivation(architecture, neurons: neurons).graph
    graph.add(
      "parameter_counts",
      .list((0..<architecture.depth).map { count(of: $0, architecture) })
    )
    graph.add("parameter_count", total(architecture.depth))
    for (name, formula) in names {
      graph.add(name, formula.expression)
      // A name for an element of a parameter matrix has that element's gradient.
      if case .index(.index(.name(let list), let layer), let element) = formula.expression,
        let nabla = graph.gradients[list]
      {
        graph.gradients[name] = .index(.index(nabla, layer), element)
      }
    }
    return graph
  }
}

// MARK: - Reading

extension NetworkDefinition {
  /// Reads a `yaml network` block.
  ///
  /// `isThorough`: True if the givens are tried in the network's shapes too.
  package init?(
    _ node: YamlNode?,
    at offset: Int,
    reader: YamlReader,
    notation: Notation,
    isThorough: Bool
  ) {
    guard
      let fields = reader.fields(node, of: "a network", allowed: Self.keys.names, at: offset)
    else { return nil }
    guard let nameNode = fields["name"]?.value, let layersNode = fields["layers"]?.value else {
      reader.report(at: offset, "a network wants the keys \"name\" and \"layers\"")
      return nil
    }
    guard let name = reader.text(nameNode, of: "name"),
      let layers = reader.text(layersNode, of: "layers"),
      let cost = Self.cost(fields["cost"]?.value, reader),
      let convention = Self.choice(
        fields["weights"]?.value,
        of: "weights",
        Architecture.Convention.nndl,
        Architecture.Convention.allCases,
        reader
      )
    else { return nil }
    var batch: Architecture.Batch?
    if let node = fields["batch"]?.value {
      batch = Self.choice(node, of: "batch", .mean, Architecture.Batch.allCases, reader)
      if batch == nil { return nil }
    }
    var penalty: Penalty?
    if let node = fields["penalty"]?.value {
      penalty = Penalty(node, reader)
      if penalty == nil { return nil }
    }
    do throws(ArchitectureError) {
      let list = try LayerList(layers)
      architecture = Architecture(
        layerSizes: list.sizes,
        activations: list.activations,
        hasBias: list.hasBias,
        cost: cost,
        convention: convention,
        batch: batch,
        penalty: penalty
      )
    } catch {
      reader.report(at: layersNode.offset, error.message, help: error.help)
      return nil
    }
    self.name = name
    if let node = fields["neurons"]?.value {
      guard let neurons = Self.neurons(node, architecture, reader) else { return nil }
      self.neurons = neurons
    } else {
      neurons = nil
    }
    var names: [(name: String, formula: PlacedFormula)] = []
    for entry in fields["names"].flatMap({ reader.mapping($0.value, of: "names") }) ?? [] {
      guard let formula = reader.formula(entry.value, of: entry.key, notation: notation) else {
        continue
      }
      names.append((entry.key, formula))
    }
    self.names = names
    givens =
      fields["given"].map {
        Exercise.Given.read(
          $0.value,
          reader: reader,
          notation: notation.declaring(Derivation.givenNames)
        )
      } ?? []
    training = fields["training"]
    graph = Self.graph(of: architecture, neurons, names)
    knownNames = Set(
      graph.names + graph.parameters + givens.map(\.name) + Derivation.givenNames
    )
    for (_, formula) in names { reader.check(formula, known: knownNames) }
    guard !isThorough || areGivensSound(reader) else { return nil }
  }

  /// Reports givens that do not fit the network, each at its place; false if there is one.
  ///
  /// Those that want the value of a key are left to the block that has one.
  private func areGivensSound(_ reader: YamlReader) -> Bool {
    var areSound = true
    let shapes = NetworkGivens(architecture, neurons: neurons)
    var values: [String: Value] = [:]
    for given in givens {
      do throws(EvaluationError) {
        let evaluator = Evaluator(graph: Graph(), givens: values)
        guard given.formula.expression.names.allSatisfy({ values[$0] != nil }) else { continue }
        let value = try evaluator.evaluate(given.formula.expression)
        // The examples are only comparable once both are there.
        let together = given.name == "y" ? values.filter { $0.key == "x" } : [:]
        _ = try shapes.shaped(together.merging([given.name: value]) { $1 })
        values[given.name] = value
      } catch {
        reader.report(at: given.formula.offset, error.message, help: error.help)
        areSound = false
      }
    }
    return areSound
  }

  private static func cost(_ node: YamlNode?, _ reader: YamlReader) -> Cost? {
    if let text = node?.scalar, let cost = Cost.synonyms[text] { return cost }
    return choice(node, of: "cost", .quadratic, Cost.allCases, reader)
  }

  private static func choice<Choice: RawRepresentable>(
    _ node: YamlNode?,
    of key: String,
    _ standard: Choice,
    _ all: [Choice],
    _ reader: YamlReader
  ) -> Choice? where Choice.RawValue == String {
    guard let node else { return standard }
    guard let text = reader.text(node, of: key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      reader.report(
        at: node.offset,
        "\"\(text)\" is not known for \"\(key)\"",
        help: NearMiss.help(text, among: all.map(\.rawValue))
      )
      return nil
    }
    return choice
  }

  /// Reads `{hidden 1: [w1, w2, b1], …, output: [w7, w8, w9, b4]}`, layer by layer.
  private static func neurons(
    _ node: YamlNode,
    _ architecture: Architecture,
    _ reader: YamlReader
  ) -> Neurons? {
    guard let entries = reader.mapping(node, of: "neurons") else { return nil }
    var rest = entries[...]
    var names: [[[String]]] = []
    for layer in 0..<architecture.depth {
      var neurons: [[String]] = []
      for _ in 0..<architecture.layerSizes[layer + 1] {
        guard let entry = rest.popFirst() else {
          reader.report(
            at: node.offset,
            "\(entries.count) neurons are named, the network has "
              + "\(architecture.layerSizes.dropFirst().reduce(0, +))"
          )
          return nil
        }
        guard let symbols = reader.texts(entry.value, of: entry.key) else { return nil }
        let hasBias = architecture.hasBias[layer]
        let wanted = architecture.layerSizes[layer] + (hasBias ? 1 : 0)
        guard symbols.count == wanted else {
          reader.report(
            at: entry.value.offset,
            "\"\(entry.key)\" has \(symbols.count) symbols, its neuron wants \(wanted)",
            help: hasBias
              ? "the weights in the order of the inputs, then the bias"
              : "the weights in the order of the inputs; the layer has no bias"
          )
          return nil
        }
        neurons.append(symbols)
      }
      names.append(neurons)
    }
    if let extra = rest.first {
      reader.report(at: extra.keyOffset, "the network has no further neuron for \"\(extra.key)\"")
      return nil
    }
    let all = names.flatMap { $0.flatMap { $0 } }
    if let double = all.first(where: { name in all.filter { $0 == name }.count > 1 }) {
      reader.report(at: node.offset, "the symbol \"\(double)\" names two parameters")
      return nil
    }
    return Neurons(names: names, hasBias: architecture.hasBias)
  }
}

extension YamlReader {
  /// Reports the first name of a formula that is not known.
  package func check(
    _ formula: PlacedFormula,
    known: Set<String>,
    or others: Set<String> = []
  ) {
    do throws(FormulaError) {
      try formula.formula.check(
        known: { known.contains($0) || others.contains($0) },
        suggestions: { known.union(others).sorted() }
      )
    } catch {
      report(error, in: formula.formula.text, at: formula.offset)
    }
  }
}
