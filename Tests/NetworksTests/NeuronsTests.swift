import Formulas
import Matrices
import Testing

@testable import Networks

/// The course's symbols for a 2-3-1 network, against the first two networks of NumPy.
struct NeuronsTests {
  static let symbols = Neurons(
    names: [
      [["w1", "w2", "b1"], ["w3", "w4", "b2"], ["w5", "w6", "b3"]], [["w7", "w8", "w9", "b4"]],
    ],
    hasBias: [true, true]
  )
  static let goldens = networkGoldens.filter { $0.layers == "2 - 3 sigmoid - 1 sigmoid" }
  /// Layer, neuron and input of each symbol, as the course's drawing has them; −1 for a bias.
  static let places: [(name: String, layer: Int, neuron: Int, input: Int)] = [
    ("w1", 0, 0, 0), ("w2", 0, 0, 1), ("w3", 0, 1, 0), ("w4", 0, 1, 1), ("w5", 0, 2, 0),
    ("w6", 0, 2, 1), ("w7", 1, 0, 0), ("w8", 1, 0, 1), ("w9", 1, 0, 2), ("b1", 0, 0, -1),
    ("b2", 0, 1, -1), ("b3", 0, 2, -1), ("b4", 1, 0, -1),
  ]

  /// The element of a golden list of weights or biases that a symbol names.
  private func element(
    _ golden: NetworkGolden,
    _ place: (name: String, layer: Int, neuron: Int, input: Int),
    weights: [[[Double]]],
    biases: [[[Double]]]
  ) -> Double {
    let isColumn = golden.convention == "nndl"
    let (neuron, input) = (place.neuron, max(0, place.input))
    let list = (place.input < 0 ? biases : weights)[place.layer]
    return isColumn ? list[neuron][input] : list[input][neuron]
  }

  private func evaluator(_ golden: NetworkGolden, givens: [String: Value]) throws -> Evaluator {
    let architecture = try golden.architecture
    return Evaluator(
      graph: Derivation(architecture, neurons: Self.symbols).graph,
      givens: try NetworkGivens(architecture, neurons: Self.symbols).shaped(givens)
    )
  }

  private func expectGolden(_ golden: NetworkGolden, _ evaluator: Evaluator) throws {
    for place in Self.places {
      func value(_ formula: String) throws -> Double {
        try #require(try evaluator.evaluate(Formula(formula).expression).number)
      }
      let gradient = element(golden, place, weights: golden.nablaW, biases: golden.nablaB)
      let new = element(golden, place, weights: golden.newWeights, biases: golden.newBiases)
      #expect(abs(try value("gradient of \(place.name)") - gradient) < 1e-14, "\(place.name)")
      #expect(abs(try value("`\(place.name) new`") - new) < 1e-14, "\(place.name)")
      #expect(
        try value(place.name)
          == element(golden, place, weights: golden.weights, biases: golden.biases)
      )
    }
  }

  @Test(
    "Gradients and new values of single parameters, from parameters given one by one",
    arguments: goldens
  )
  func oneByOne(golden: NetworkGolden) throws {
    var givens: [String: Value] = [
      "x": .vector(golden.x.flatMap { $0 }), "y": .number(golden.y[0][0]),
      "eta": .number(golden.eta),
    ]
    for place in Self.places {
      givens[place.name] = .number(
        element(golden, place, weights: golden.weights, biases: golden.biases)
      )
    }
    try expectGolden(golden, evaluator(golden, givens: givens))
  }

  @Test("The same from whole matrices", arguments: goldens)
  func matrices(golden: NetworkGolden) throws {
    try expectGolden(
      golden,
      evaluator(
        golden,
        givens: [
          "x": .vector(golden.x.flatMap { $0 }), "y": .number(golden.y[0][0]),
          "eta": .number(golden.eta),
          "weights": .list(golden.weights.map { .matrix(matrix($0)) }),
          "biases": .list(golden.biases.map { .matrix(matrix($0)) }),
        ]
      )
    )
  }

  @Test("The same from matrices layer by layer", arguments: goldens)
  func layers(golden: NetworkGolden) throws {
    try expectGolden(
      golden,
      evaluator(
        golden,
        givens: [
          "x": .vector(golden.x.flatMap { $0 }), "y": .number(golden.y[0][0]),
          "eta": .number(golden.eta),
          "weights[0]": .matrix(matrix(golden.weights[0])),
          "weights[1]": .matrix(matrix(golden.weights[1])),
          "biases[0]": .vector(golden.biases[0].flatMap { $0 }),
          "biases[1]": .number(golden.biases[1][0][0]),
        ]
      )
    )
  }

  @Test("Weights come first, in the order of the neurons, then the biases")
  func order() {
    #expect(
      Self.symbols.inOrder == [
        "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9", "b1", "b2", "b3", "b4",
      ]
    )
    let graph = Derivation(
      Architecture(layerSizes: [2, 3, 1], activations: [.sigmoid, .sigmoid]),
      neurons: Self.symbols
    ).graph
    #expect(graph.parameters == Self.symbols.inOrder)
  }

  @Test("A symbol knows its layer, neuron and input, and its place in both conventions")
  func places() throws {
    for place in Self.places {
      let parameter = try #require(Self.symbols.parameter(named: place.name))
      #expect(parameter.layer == place.layer && parameter.neuron == place.neuron)
      #expect(parameter.input == (place.input < 0 ? nil : place.input))
    }
    #expect(Self.symbols.parameter(named: "w10") == nil)
    let w4 = try #require(Self.symbols.parameter(named: "w4"))
    let nndl = Architecture(layerSizes: [2, 3, 1], activations: [.sigmoid, .sigmoid])
    let row = Architecture(
      layerSizes: [2, 3, 1],
      activations: [.sigmoid, .sigmoid],
      convention: .row
    )
    #expect(Self.symbols.position(of: w4, in: nndl) == (1, 1))
    let w5 = try #require(Self.symbols.parameter(named: "w5"))
    #expect(Self.symbols.position(of: w5, in: nndl) == (2, 0))
    #expect(Self.symbols.position(of: w5, in: row) == (0, 2))
    let b3 = try #require(Self.symbols.parameter(named: "b3"))
    #expect(Self.symbols.position(of: b3, in: nndl) == (2, 0))
    #expect(Self.symbols.position(of: b3, in: row) == (0, 2))
  }

  @Test("There is no gradient of what is no parameter, and a near miss is named")
  func noGradient() throws {
    let golden = Self.goldens[0]
    let evaluator = try evaluator(golden, givens: [:])
    let error = #expect(throws: EvaluationError.self) {
      try evaluator.evaluate(Formula("gradient of w10").expression)
    }
    #expect(error?.message == "there is no gradient of `w10`")
    #expect(error?.help == "did you mean `w1`?")
  }
}

struct NetworkGivensTests {
  private static let nndl = Architecture(layerSizes: [2, 3, 1], activations: [.sigmoid, .sigmoid])
  private static let row = Architecture(
    layerSizes: [2, 3, 1],
    activations: [.sigmoid, .sigmoid],
    convention: .row
  )

  struct Refused: Sendable, CustomTestStringConvertible {
    let architecture: Architecture
    let name: String
    let value: Value
    let message: String
    let help: String?

    init(
      _ name: String,
      _ value: Value,
      _ message: String,
      help: String? = nil,
      in architecture: Architecture = NetworkGivensTests.nndl
    ) {
      self.architecture = architecture
      self.name = name
      self.value = value
      self.message = message
      self.help = help
    }

    var testDescription: String { message }
  }

  private static let twoByThree = Matrix(rows: 2, columns: 3, repeating: 1)
  private static let threeByTwo = Matrix(rows: 3, columns: 2, repeating: 1)

  static let refused: [Refused] = [
    Refused("x", .vector([1, 2, 3]), "`x` is a vector of 3, but the network wants (2, 1)"),
    Refused("x", .number(1), "`x` is a number, but the network wants (2, 1)"),
    Refused("x", .shape([2, 1]), "`x` is a shape, but the network wants (2, 1)"),
    Refused(
      "x",
      .vector([1, 2, 3]),
      "`x` is a vector of 3, but the network wants (1, 2)",
      in: row
    ),
    Refused("x", .vector([1, .nan]), "`x` holds a value that is no number"),
    Refused("x", .vector([1, .infinity]), "`x` holds a value that is no number"),
    Refused("y", .vector([1, 0]), "`y` is a vector of 2, but the network wants (1, 1)"),
    Refused(
      "weights[0]",
      .matrix(twoByThree),
      "`weights[0]` is a 2×3 matrix, but the network wants (3, 2)",
      help: "it looks transposed; the network's weights are out × in (nndl)"
    ),
    Refused(
      "weights[0]",
      .matrix(threeByTwo),
      "`weights[0]` is a 3×2 matrix, but the network wants (2, 3)",
      help: "it looks transposed; the network's weights are in × out (row)",
      in: row
    ),
    Refused(
      "weights[0]",
      .matrix(Matrix(rows: 3, columns: 3, repeating: 1)),
      "`weights[0]` is a 3×3 matrix, but the network wants (3, 2)"
    ),
    Refused(
      "weights[0]",
      .vector([1, 2, 3, 4, 5, 6]),
      "`weights[0]` is a vector of 6, but the network wants (3, 2)"
    ),
    Refused(
      "weights",
      .list([.matrix(threeByTwo), .vector([1, 2])]),
      "`weights[1]` is a vector of 2, but the network wants (1, 3)"
    ),
    Refused(
      "weights",
      .list([.matrix(threeByTwo), .vector([1, 2, 3]), .number(1)]),
      "`weights` is a list of 3; the network has 2 layers",
      help:
        "give a list with one matrix for each layer, or weights[0], weights[1] … one by one"
    ),
    Refused(
      "weights",
      .number(0.5),
      "`weights` is a number; the network has 2 layers",
      help:
        "give a list with one matrix for each layer, or weights[0], weights[1] … one by one"
    ),
    Refused(
      "biases",
      .list([.vector([1, 2])]),
      "`biases` is a list of 1; the network has 2 layers",
      help: "give a list with one matrix for each layer, or biases[0], biases[1] … one by one"
    ),
    Refused(
      "biases[1]",
      .list([.number(1)]),
      "`biases[1]` is a list of 1, but the network wants (1, 1)"
    ),
  ]

  @Test("A given that does not fit is refused in words", arguments: refused)
  func refuses(given: Refused) {
    let givens = NetworkGivens(given.architecture, neurons: nil)
    #expect(throws: EvaluationError(given.message, help: given.help)) {
      try givens.shaped([given.name: given.value])
    }
  }

  @Test("A bare vector, a row and a column are the same input in both conventions")
  func vectors() throws {
    for value in [
      Value.vector([1, 2]), .matrix(Matrix(row: [1, 2])), .matrix(Matrix(column: [1, 2])),
    ] {
      #expect(
        try NetworkGivens(Self.nndl, neurons: nil).shaped(["x": value])["x"]
          == .matrix(Matrix(column: [1, 2]))
      )
      #expect(
        try NetworkGivens(Self.row, neurons: nil).shaped(["x": value])["x"]
          == .matrix(Matrix(row: [1, 2]))
      )
    }
  }

  @Test("Lists of biases are split into layers, also where their rows form a matrix")
  func biases() throws {
    let square = Architecture(layerSizes: [2, 2, 2], activations: [.tanh, .tanh])
    let shaped = try NetworkGivens(square, neurons: nil).shaped([
      "biases": try Value.listed([.vector([1, 2]), .vector([3, 4])])
    ])
    #expect(shaped["biases[0]"] == .matrix(Matrix(column: [1, 2])))
    #expect(shaped["biases[1]"] == .matrix(Matrix(column: [3, 4])))
    #expect(shaped["biases"] == nil)
    let ragged = try NetworkGivens(Self.nndl, neurons: nil).shaped([
      "biases": try Value.listed([.vector([1, 2, 3]), .vector([4])])
    ])
    #expect(ragged["biases[1]"] == .matrix(Matrix(row: [4])))
  }

  @Test("A given of one layer goes before the list of all")
  func precedence() throws {
    let shaped = try NetworkGivens(Self.nndl, neurons: nil).shaped([
      "biases": .list([.vector([1, 2, 3]), .vector([4])]), "biases[1]": .number(9),
    ])
    #expect(shaped["biases[1]"] == .matrix(Matrix(row: [9])))
    #expect(shaped["biases[0]"] == .matrix(Matrix(column: [1, 2, 3])))
  }

  @Test("Other givens pass through, and placeholders make the whole graph computable")
  func placeholders() throws {
    for architecture in [Self.nndl, Self.row] {
      for neurons in [nil, NeuronsTests.symbols] as [Neurons?] {
        let givens = NetworkGivens(architecture, neurons: neurons)
        #expect(try givens.shaped(["lambda": .number(3)])["lambda"] == .number(3))
        let graph = Derivation(architecture, neurons: neurons).graph
        let evaluator = Evaluator(graph: graph, givens: givens.placeholders())
        for name in graph.names {
          #expect(try evaluator.value(of: Cell(name: name)).isFinite, "\(name)")
        }
      }
    }
  }
}
