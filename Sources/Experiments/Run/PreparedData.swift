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
  /// How many rows the file has from which the training rows come.
  let fileRows: Int
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
    if let order = plan.orderStream {
      rows = rows.ordered(order.permutation(rows.count))
    }
    fileRows = dataset.rows.count
    let training = parts.training.of(rows)
    let validationRows = parts.validation.map { $0.of(rows) }
    let testRows = parts.test.map { $0.of(dataset.tests ?? rows) }
    let learning: [Rows?] =
      switch plan.scaling.scope {
      case .training: [training]
      case .trainingAndValidation: [training, validationRows]
      case .all: [rows, dataset.tests]
      }
    let scaling = FittedScaling(plan.scaling, learning: learning.compactMap { $0?.features })
    func examples(_ rows: Rows) -> Examples {
      Examples(
        features: rows.scaled(scaling).features,
        targets: .classes(rows.labels),
        outputs: architecture.outputs
      )
    }
    self.training = examples(training)
    validation = validationRows.map(examples)
    test = testRows.map(examples)
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
    self.warnings =
      warnings + Self.penaltyWarnings(architecture, rows: training.count)
      + Self.costWarnings(architecture)
    try Self.check(plan, rows: training.count)
  }

  /// λ/n is meant by the training rows; another n is hardly ever meant.
  private static func penaltyWarnings(_ architecture: Architecture, rows: Int) -> [String] {
    guard let penalty = architecture.penalty, penalty.form == .nndl, penalty.rows != rows else {
      return []
    }
    return ["the penalty divides λ by \(penalty.rows) rows; there are \(rows) training rows"]
  }

  /// A logarithm of outputs wants outputs that are probabilities.
  private static func costWarnings(_ architecture: Architecture) -> [String] {
    let output = architecture.outputActivation
    let isFit =
      switch architecture.cost {
      case .categoricalCrossEntropy: output == .softmax
      case .crossEntropy:
        [.sigmoid, .softmax, .hardSigmoidKeras2, .hardSigmoidKeras3].contains(output)
      case .quadratic, .meanSquaredError, .meanAbsoluteError: true
      }
    return isFit
      ? []
      : [
        "\(architecture.cost.rawValue) takes logarithms of outputs from 0 to 1; those of "
          + "\(output.name) are others, and count as at least 2⁻⁵³"
      ]
  }

  private static func check(_ plan: TrainingPlan, rows: Int) throws(DataError) {
    if case .rows(let size) = plan.dials.miniBatch, size > rows {
      throw DataError(
        key: "mini-batch",
        "a mini-batch of \(size) rows, but there are only \(rows) training rows",
        help: "write mini-batch: full for all of them"
      )
    }
  }

  private static func check(_ dataset: Dataset, _ architecture: Architecture) throws(DataError) {
    let (inputs, outputs) = (architecture.layerSizes[0], architecture.outputs)
    guard dataset.rows.features.columns == inputs else {
      throw DataError(
        key: "data",
        "\(dataset.name) has \(dataset.rows.features.columns) inputs in a row, the network \(inputs)"
      )
    }
    let classes = max(outputs, 2)
    for rows in [dataset.rows, dataset.tests].compactMap({ $0 }) {
      guard let place = rows.labels.firstIndex(where: { $0 >= Int32(classes) }) else { continue }
      throw DataError(
        key: "data",
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
    fileRows = inputs.rows
    classes = (0..<max(architecture.outputs, 2)).map(String.init)
    warnings =
      Self.penaltyWarnings(architecture, rows: inputs.rows) + Self.costWarnings(architecture)
    try Self.check(plan, rows: inputs.rows)
  }
}

extension TrainingPlan {
  /// The generator that orders the rows, at its first number; nil if they stay as they are.
  var orderStream: RandomStream? {
    switch parts.order {
    case .own(let source): source.stream
    case .shared: random.stream
    case nil: nil
    }
  }

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
