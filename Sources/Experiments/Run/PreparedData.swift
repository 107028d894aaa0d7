import Datasets
import Formulas
import Matrices
import Networks
import Training

/// The sets of a plan, scaled and parted, as the trainer takes them.
package struct PreparedData: Sendable {
  package let training: Examples
  package let validation: Examples?
  package let test: Examples?
  /// What the classes are called.
  package let classes: [String]
  /// What is odd about the data and no error.
  package let warnings: [String]

  /// The set whose scores stand beside those of the training set.
  package var second: (name: String, examples: Examples)? {
    validation.map { ("validation", $0) } ?? test.map { ("test", $0) }
  }

  /// The sets with their names.
  package var sets: [(name: String, examples: Examples)] {
    [("training", training)] + (validation.map { [("validation", $0)] } ?? [])
      + (test.map { [("test", $0)] } ?? [])
  }
}

extension PreparedData {
  /// Reads and parts the data of a plan.
  ///
  /// - Throws: `DataError` if a file cannot be read or does not fit the network and the plan.
  package init(_ plan: TrainingPlan, _ files: DataFiles) throws(DataError) {
    switch plan.data {
    case .source(let source): try self.init(plan, dataset: source.load(files))
    case .given: try self.init(given: plan)
    }
  }

  private init(_ plan: TrainingPlan, dataset: Dataset) throws(DataError) {
    let architecture = plan.network.architecture
    try Self.check(dataset, architecture)
    let parts = try RowParts(plan.parts, rows: dataset.rows.count, tests: dataset.tests?.count)
    var rows = dataset.rows
    if let order = plan.parts.order {
      rows = rows.ordered(order.stream.permutation(rows.count))
    }
    let training = parts.training.of(rows)
    let scaling = FittedScaling(plan.scaling, training: training.features)
    func examples(_ rows: Rows) -> Examples {
      Examples(
        features: rows.scaled(scaling).features,
        targets: .classes(rows.labels),
        outputs: architecture.outputs
      )
    }
    self.training = examples(training)
    validation = parts.validation.map { examples($0.of(rows)) }
    test = parts.test.map { examples($0.of(dataset.tests ?? rows)) }
    classes = dataset.classes
    var warnings = parts.warnings
    let seen = Set(training.labels)
    let missing = dataset.classes.indices.filter { !seen.contains(Int32($0)) }
    if !missing.isEmpty {
      warnings.append(
        "no training row of the "
          + (missing.count == 1 ? "class " : "classes ")
          + missing.map { dataset.classes[$0] }.joined(separator: ", ")
          + ": the network never sees it, and its precision, recall and F1 count as 0 where they have "
          + "no examples"
      )
    }
    self.warnings = warnings + Self.penaltyWarnings(architecture, rows: training.count)
    try Self.check(plan, rows: training.count)
  }

  /// λ/n is meant by the training rows; another n is hardly ever meant.
  private static func penaltyWarnings(_ architecture: Architecture, rows: Int) -> [String] {
    guard let penalty = architecture.penalty, penalty.form == .nndl, penalty.rows != rows else {
      return []
    }
    return ["the penalty divides λ by \(penalty.rows) rows; there are \(rows) training rows"]
  }

  private static func check(_ plan: TrainingPlan, rows: Int) throws(DataError) {
    if case .rows(let size) = plan.dials.miniBatch, size > rows {
      throw DataError(
        "a mini-batch of \(size) rows, but there are only \(rows) training rows",
        help: "write mini-batch: full for all of them"
      )
    }
  }

  private static func check(_ dataset: Dataset, _ architecture: Architecture) throws(DataError) {
    let (inputs, outputs) = (architecture.layerSizes[0], architecture.outputs)
    guard dataset.rows.features.columns == inputs else {
      throw DataError(
        "\(dataset.name) has \(dataset.rows.features.columns) inputs in a row, the network \(inputs)"
      )
    }
    let classes = max(outputs, 2)
    for rows in [dataset.rows, dataset.tests].compactMap({ $0 }) {
      guard let place = rows.labels.firstIndex(where: { $0 >= Int32(classes) }) else { continue }
      throw DataError(
        "row \(place + 1) of \(dataset.name) has the class \(dataset.classes[Int(rows.labels[place])]), "
          + (outputs == 1
            ? "but one output tells two classes apart"
            : "but the network has \(outputs) outputs: classes 0 to \(outputs - 1)"),
        help: dataset.classes.count > classes
          ? "the data has \(dataset.classes.count) classes" : nil
      )
    }
  }
}

// MARK: - Givens

extension PreparedData {
  /// `x` and `y` of the network's givens.
  private init(given plan: TrainingPlan) throws(DataError) {
    let architecture = plan.network.architecture
    let values = try plan.givenValues()
    guard case .matrix(let x)? = values["x"], case .matrix(let y)? = values["y"] else {
      throw DataError("the network's givens have no x and y in its shapes")
    }
    let isNNDL = architecture.convention == .nndl
    let (inputs, targets) = isNNDL ? (x.transposed, y.transposed) : (x, y)
    training = Examples(
      features: Features(.doubles(inputs.elements), rows: inputs.rows, columns: inputs.columns),
      targets: .values(targets.elements),
      outputs: architecture.outputs
    )
    validation = nil
    test = nil
    classes = (0..<max(architecture.outputs, 2)).map(String.init)
    warnings = Self.penaltyWarnings(architecture, rows: inputs.rows)
    try Self.check(plan, rows: inputs.rows)
  }
}

extension TrainingPlan {
  /// The givens of the network in its shapes.
  func givenValues() throws(DataError) -> [String: Value] {
    var values: [String: Value] = [:]
    do throws(EvaluationError) {
      for given in network.givens {
        let evaluator = Evaluator(graph: Graph(), givens: values)
        values[given.name] = try evaluator.evaluate(given.formula.expression)
      }
      return try NetworkGivens(network.architecture, neurons: network.neurons).shaped(values)
    } catch {
      throw DataError(error.message, help: error.help)
    }
  }

  /// The network with the weights and biases of its givens.
  func givenNetwork() throws(DataError) -> Network {
    let values = try givenValues()
    let evaluator = Evaluator(graph: network.graph, givens: values)
    func matrices(_ list: String) throws(DataError) -> [Matrix] {
      var matrices: [Matrix] = []
      for layer in 0..<network.architecture.depth {
        let element = Expression.index(.name(list), [.number(Double(layer))])
        guard case .matrix(let matrix)? = try? evaluator.evaluate(element) else {
          throw DataError(
            "the network's givens have no \(list)[\(layer)]",
            help: "\"start: given\" wants all weights and biases; other starts are drawn"
          )
        }
        matrices.append(matrix)
      }
      return matrices
    }
    do {
      return try Network(
        network.architecture,
        weights: try matrices("weights"),
        biases: try matrices("biases")
      )
    } catch let error as DataError {
      throw error
    } catch {
      throw DataError("\(error)")
    }
  }
}
