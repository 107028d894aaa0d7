import Grading
import Testing

/// What leads to values, and what stands above them: layers, runs, sizes of networks, and words that say when.
struct LeadLayoutTests {
  private static func right(_ homework: String, _ chapter: String) throws -> [String] {
    try graded(homework, chapter, [.correct])
  }

  private static func measured(_ homework: String, _ chapter: String) throws -> [String] {
    try graded(homework, chapter, [.unverifiable])
  }

  private static func graded(_ homework: String, _ chapter: String, _ outcomes: Set<Outcome>) throws
    -> [String]
  {
    try TestCourse.grade(homework + "\n", chapter).exercises.flatMap(\.items)
      .filter { outcomes.contains($0.outcome) }.map { item in
        ([item.name] + item.at.map { "at \($0.name) = \($0.text)" }).joined(separator: " ")
      }
  }

  // Weights and biases by hand: (5·5 + 1)·6 = 156, 2·6 = 12, (5·5·16 + 1)·120 = 48120; in all 48288.
  private static let layers = """
    # Sizes

    ## LeNet

    ```yaml exercise
    id: sizes
    answers:
      parameters of C1: {is: "(5*5 + 1)*6", called: ["C1"], to: exactly}
      parameters of S2: {is: "2*6", called: ["S2"], to: exactly}
      parameters of C5: {is: "(5*5*16 + 1)*120", called: ["C5"], to: exactly}
      output of C1: {is: "(28, 28, 6)"}
      output of S2: {is: "(14, 14, 6)"}
      total: {is: "`parameters of C1` + `parameters of S2` + `parameters of C5`", called: ["total parameters"], to: exactly}
    ```
    """

  @Test(
    "A word of kind is of the layer that leads to it, with blanks in the calculation or none",
    arguments: ["**C5.**", "### C5", "**C5**", "C5:"],
    ["params = (5 * 5 * 16 + 1) * 120 = 48120", "trainable parameters: (5*5*16 + 1)*120 = 48120"]
  )
  func layersLead(lead: String, line: String) throws {
    let homework = "# LeNet\n\n**S2.**\n\nparams = (1 + 1) * 6 = 12\n\n\(lead)\n\n\(line)"
    #expect(try Self.right(homework, Self.layers) == ["parameters of S2", "parameters of C5"])
  }

  @Test("A name in bold that is an answer's own stands beside the layers, and below none")
  func total() throws {
    let homework = "# LeNet\n\n**S2.**\n\nparams = 12\n\n**Total** = 156 + 12 + 48120 = 48288"
    #expect(try Self.right(homework, Self.layers) == ["parameters of S2", "total"])
  }

  @Test(
    "A column of sizes holds the shapes of what its rows name, with a hyphen or none",
    arguments: ["Tensor Size", "Output", "Output Shape", "größe"],
    ["C1", "C-1"]
  )
  func sizes(head: String, name: String) throws {
    let homework = """
      # LeNet

      | Layer | \(head) | Weights | Parameters |
      |---|---|---|---|
      | Input | 32x32x1 | 0 | 0 |
      | \(name) | 28x28x6 | 150 | 156 |
      | S2 | 14x14x6 | 6 | 12 |
      | **Total** | | | 48288 |
      """
    let chapter = name == "C1" ? Self.layers : Self.layers.replacing("C1", with: "C-1")
    #expect(
      try Self.right(homework, chapter).sorted()
        == [
          "output of \(name)", "output of S2", "parameters of \(name)", "parameters of S2", "total",
        ].sorted()
    )
  }

  private static let runs = """
    # Runs

    ## Rate

    ```yaml exercise
    id: rate
    answers:
      test accuracy: {at: {eta: "0.001, 3, 100"}, measured: between 0 and 1, credit: 1}
      test loss: {at: {eta: "0.001, 3, 100"}, measured: anything, credit: 1}
    ```

    ## Width

    ```yaml exercise
    id: width
    answers:
      parameters: {at: {hidden: "0, 30, 100"}, is: "[7850, 23860, 79510][round(hidden/50 + 0.1)]", to: exactly}
      correct: {at: {hidden: "0, 30, 100"}, measured: between 0 and 10000, credit: 1}
    ```
    """

  @Test(
    "The value of a key leads the line of what is said at it",
    arguments: [
      "- 0.001: test accuracy 0.2142, test loss 2.3\n- 3: test accuracy 0.9534, test loss 0.2",
      "- 0.001: 21.42 % test accuracy, test loss 2.3\n- 3: 95.34 % test accuracy, test loss 0.2",
      "- eta 0.001: accuracy 0.2142, loss 2.3\n- eta 3: accuracy 0.9534, loss 0.2",
    ]
  )
  func keysLead(lines: String) throws {
    #expect(
      try Self.measured("# Learning rate (30 nodes)\n\n" + lines, Self.runs).sorted() == [
        "test accuracy at eta = 0.001", "test accuracy at eta = 3", "test loss at eta = 0.001",
        "test loss at eta = 3",
      ]
    )
  }

  @Test("The argument in which calls differ is the key's value")
  func calls() throws {
    let homework = """
      # Rate

      ```
      >>> net.SGD(data, 30, 10, 0.001, test_data=test)
      test accuracy: 0.2142
      ```

      ```
      >>> net.SGD(data, 30, 10, 3.0, test_data=test)
      test accuracy: 0.9534
      ```
      """
    #expect(
      try Self.measured(homework, Self.runs) == [
        "test accuracy at eta = 0.001", "test accuracy at eta = 3.0",
      ]
    )
  }

  @Test(
    "The sizes of a network say how many hidden neurons it has",
    arguments: ["[784, 30, 10]", "784-30-10"]
  )
  func networks(sizes: String) throws {
    let homework = """
      # Width

      [784, 10]
        parameters: 784*10 + 10 = 7850
        after the last epoch: 9175 / 10000

      \(sizes)
        parameters: 784*30 + 30 + 30*10 + 10 = 23860
        after the last epoch: 9534 / 10000
      """
    #expect(
      try Self.right(homework, Self.runs) == [
        "parameters at hidden = 0", "parameters at hidden = 30",
      ]
    )
    #expect(
      try Self.measured(homework, Self.runs) == ["correct at hidden = 0", "correct at hidden = 30"]
    )
  }

  @Test("A heading is about the key that one question alone has")
  func keysInHeadings() throws {
    let homework =
      "# Hidden nodes\n\n| hidden | parameters |\n|---|---|\n| 0 | 7850 |\n| 30 | 23860 |\n| 100 | 79400 |"
    let graded = try TestCourse.grade(homework + "\n", Self.runs)
    #expect(graded.exercises[1].items.map(\.outcome).prefix(3) == [.correct, .correct, .wrong])
  }

  @Test(
    "Where one accuracy is asked, the set that it is of need not be said",
    arguments: [
      ("With eta = 3 the accuracy is 0.9534.", ["test accuracy at eta = 3"]),
      ("eta = 3: acc = 0.9534", ["test accuracy at eta = 3"]),
      ("eta = 3: train accuracy = 0.9534", []),
      ("eta = 3, epoch 4: accuracy = 0.9534", []),
    ]
  )
  func implied(line: String, names: [String]) throws {
    #expect(try Self.measured("# Rate\n\n" + line, Self.runs) == names)
  }

  // w = 0.5 − 0.1·0.38 = 0.462; v = 0.9 + 0.1·0.15 = 0.915.
  private static let steps = """
    # Steps

    ## Update

    ```yaml exercise
    id: update
    given: {w13: "0.5", w14: "0.9"}
    answers:
      Delta w13: {is: "0.1*0.038", called: ["Δw13"], to: 4 decimals}
      Delta w14: {is: "0.1*0.015", called: ["Δw14"], to: 4 decimals}
      w13 new: {is: "w13 + `Delta w13`", to: 4 decimals}
      w14 new: {is: "w14 + `Delta w14`", to: 4 decimals}
    ```
    """

  @Test(
    "Columns say before, change and after",
    arguments: [
      ("antes", "correção", "depois"), ("before", "change", "after"),
      ("vorher", "Korrektur", "nachher"),
    ]
  )
  func times(heads: (String, String, String)) throws {
    let homework = """
      # Update

      | | \(heads.0) | \(heads.1) | \(heads.2) |
      |---|---|---|---|
      | w13 | 0.5 | 0.0038 | 0.5038 |
      | w14 | 0.9 | 0.0150 | 0.9015 |
      """
    let graded = try TestCourse.grade(homework + "\n", Self.steps)
    let outcomes = Dictionary(
      uniqueKeysWithValues: graded.exercises.flatMap(\.items).map { ($0.name, $0.outcome) }
    )
    #expect(
      outcomes == [
        "Delta w13": .correct, "Delta w14": .wrong, "w13 new": .correct, "w14 new": .correct,
      ]
    )
  }

  private static let values = """
    # Values

    ## Numbers

    ```yaml exercise
    id: numbers
    given: {q: "0.5"}
    answers:
      var_1: {is: "0.5^2", called: ["σ²1"], to: 2 decimals}
      p: {is: "[0.25, 0.75]", to: 2 decimals}
      i: {is: "0.873", to: 3 decimals}
      g: {is: "0.98", to: 2 decimals}
      b3: {is: "0.0662", to: 4 decimals}
      slope: {at: {y: "0, 1"}, is: "y/4", to: 2 decimals}
    ```
    """

  @Test(
    "Where names and values end",
    arguments: [
      ("$\\sigma_1^2 = (0.2 + 0.3)/2 = 0.25$", ["var_1"]),
      ("σ₁² = 0.25", ["var_1"]),
      ("p = [0.25, 0.75] (it sums to one, as it should)", ["p"]),
      ("f=0.83 i=0.873 g=0.98", ["i", "g"]),
      ("i = 0.873\nb3의 새 값은 0.0662입니다.", ["i", "b3"]),
      ("•\ti = 0.873\n•\tg = 0.98", ["i", "g"]),
      ("slope = 0.25 für y = 1", ["slope at y = 1"]),
      ("slope = 0.25 pour y = 1", ["slope at y = 1"]),
    ]
  )
  func ends(text: String, names: [String]) throws {
    #expect(try Self.right("# Numbers\n\n" + text, Self.values) == names)
  }

  @Test("A label before a row that names its own key is none of another one")
  func ownKeys() throws {
    let chapter = """
      # Costs

      ## Cost

      ```yaml exercise
      id: cost
      answers:
        C: {at: {y: "0.45", a: "0.3, 0.9"}, is: "-(y*ln(a) + (1-y)*ln(1-a))", to: 4 decimals}
      ```
      """
    // −(0.45 ln 0.3 + 0.55 ln 0.7) = 0.7380, −(0.45 ln 0.9 + 0.55 ln 0.1) = 1.3138
    let homework = "# Cost\n\n| a | C (y = 0.45) |\n|---|---|\n| 0.3 | 0.7380 |\n| 0.9 | 1.1329 |"
    let graded = try TestCourse.grade(homework + "\n", chapter)
    #expect(graded.exercises[0].items.map(\.outcome) == [.correct, .wrong])
  }

  // z = 0.6 x1 − 0.9 x2 + 0.25 at (0, 0), (0, 1), (1, 0): 0.25, −0.65, 0.85.
  private static let batch = """
    # Batches

    ## Four

    ```yaml network
    name: four
    layers: "2 - 1 sigmoid"
    weights: row
    batch: mean
    given: {x: "[[0, 0], [0, 1], [1, 0], [1, 1]]", y: "[0, 1, 1, 0]", "weights[0]": "[0.6, -0.9]", "biases[0]": "[0.25]"}
    ```

    ```yaml exercise
    id: four
    network: four
    answers:
      z: {at: {example: "0, 1, 2, 3"}, is: "zs[0][example, 0]", to: 2 decimals}
    ```

    ## z

    ```yaml exercise
    id: other
    given: {a: "0.7", y: "1"}
    answers:
      formula of dC/da: {is: "a - y", as: formula}
    ```
    """

  @Test("The examples of a batch are known by their inputs, and no column of inputs counts them")
  func batches() throws {
    let homework =
      "# Four\n\n| x1 | x2 | z |\n|---|---|---|\n| 0 | 0 | 0.25 |\n| 0 | 1 | -0.65 |\n| 1 | 0 | 0.85 |"
    #expect(
      try Self.right(homework, Self.batch)
        == ["z at example = 0", "z at example = 1", "z at example = 2"]
    )
    let unknown = "# Four\n\n| p | z |\n|---|---|\n| 0 | 0.25 |\n| 0 | -0.65 |\n| 1 | 0.85 |"
    #expect(
      try TestCourse.grade(unknown + "\n", Self.batch).exercises[0].items
        .allSatisfy { $0.outcome != .wrong }
    )
  }

  @Test("A value is no head, though its name is another question's title")
  func titles() throws {
    let homework = "# Four\n\nExample 0:\n\nz = 0.25\n\nExample 1:\n\nz = -0.65"
    #expect(try Self.right(homework, Self.batch) == ["z at example = 0", "z at example = 1"])
  }

  @Test("A name is defined with a word of any language", arguments: ["令", "Let", "Пусть", "Soit"])
  func definitions(word: String) throws {
    let homework = "# z\n\n\(word) q = a − y。\n\nformula of dC/da: q"
    #expect(try Self.right(homework, Self.batch) == ["formula of dC/da"])
  }
}
