import Grading
import Testing

/// Steps that a homework numbers, and values that a table or a line of a program names.
struct StepLayoutTests {
  // A perceptron by hand: 0.25 ≥ 0 gives 1, the bias falls by 0.25, the weights stay (x = 0); then 0.25 again, and
  // w2 falls to 0.
  private static let perceptron = """
    # Perceptron

    ## Learning and

    ```yaml exercise
    id: and
    given: {w1: "0.5", w2: "0.25", b: "0.25", alpha: "0.25"}
    answers:
      net_1: {is: "b", to: exactly}
      y_1: {is: "ceil((sign(net_1) + 1)/2)", to: exactly}
      w1 after 1: {is: "w1 + alpha*(0 - y_1)*0", to: exactly}
      w2 after 1: {is: "w2 + alpha*(0 - y_1)*0", to: exactly}
      b after 1: {is: "b + alpha*(0 - y_1)", to: exactly}
      net_2: {is: "`w2 after 1` + `b after 1`", to: exactly}
      y_2: {is: "ceil((sign(net_2) + 1)/2)", to: exactly}
      w1 after 2: {is: "`w1 after 1` + alpha*(0 - y_2)*0", to: exactly}
      w2 after 2: {is: "`w2 after 1` + alpha*(0 - y_2)", to: exactly}
      b after 2: {is: "`b after 1` + alpha*(0 - y_2)", to: exactly}
    ```
    """

  private static func right(_ homework: String) throws -> [String] {
    try TestCourse.grade("# Learning and\n\n" + homework + "\n", perceptron).exercises
      .flatMap(\.items).filter { $0.outcome == .correct }.map(\.name)
  }

  @Test("The number of a paragraph is the step of the lines below it")
  func paragraphs() throws {
    let homework = """
      1\\. First input (0, 0), target 0

      - net: 0.25
      - y = 1
      - new weights: w1 = 0.5, w2 = 0.25, b = 0.25 + 0.25·(−1) = 0

      2\\. Second input (0, 1), target 0

      - net: 0·0.5 + 1·0.25 + 0 = 0.25
      - y = 1
      - new weights: w1 = 0.5, w2 = 0.25 − 0.25 = 0, b = 0 − 0.25 = -0.25
      """
    #expect(try Self.right(homework).count == 10)
  }

  @Test(
    "A column that counts steps has whatever head counts",
    arguments: ["No", "#", "pattern", "Pola", "t"]
  )
  func counters(head: String) throws {
    let homework = """
      | \(head) | net | y | w1 | w2 | b |
      |---|---|---|---|---|---|
      | 1 | 0.25 | 1 | 0.5 | 0.25 | 0 |
      | 2 | 0.25 | 1 | 0.5 | 0 | -0.25 |
      """
    #expect(try Self.right(homework).count == 10)
  }

  @Test("A value does not follow from another place where it stands itself")
  func saidTwice() throws {
    let homework = """
      w1 after 2 = 0.25

      | t | net | y | w1 | w2 | b |
      |---|---|---|---|---|---|
      | 1 | 0.25 | 1 | 0.5 | 0.25 | 0 |
      | 2 | 0.25 | 1 | 0.25 | 0 | -0.25 |
      """
    let graded = try TestCourse.grade("# Learning and\n\n" + homework, Self.perceptron)
    let said = graded.exercises.flatMap(\.statements).filter { $0.name == "w1 after 2" }
    #expect(said.map(\.outcome) == [.wrong, .wrong])
  }

  // z = (0.3, 0.5), net and out of two neurons (NumPy: σ(0.3) = 0.5744, σ(0.5) = 0.6225).
  private static let neurons = """
    ## Neurons

    ```yaml exercise
    id: neurons
    given: {a: "0.3", c: "0.5"}
    answers:
      net_h1: {is: "a", to: 2 decimals}
      out_h1: {is: "sigmoid(net_h1)", to: 4 decimals}
      net_h2: {is: "c", to: 2 decimals}
      out_h2: {is: "sigmoid(net_h2)", to: 4 decimals}
    ```
    """

  @Test(
    "A row and a column join to one symbol, and a cell may say what it holds",
    arguments: [
      """
      | neuron | net | out |
      |---|---|---|
      | h₁ | 0.30 | 0.5744 |
      | h₂ | 0.50 | 0.6225 |
      """,
      """
      | Neuron | Net input | Output |
      |---|---|---|
      | h1 | 0.30 | 0.5744 |
      | h2 | 0.50 | 0.6225 |
      """,
      """
      | neuron | sum | net | sigmoid |
      |---|---|---|---|
      | upper | 0.1·1 + 0.2·1 = 0.3 | net_h1 = 0.30 | out_h1 = 0.5744 |
      | lower | 0.3·1 + 0.2·1 = 0.5 | net_h2 = 0.50 | out_h2 = 0.6225 |
      """,
      """
      ```
      net_h1 0.30
      out_h1: 0.5744
      net_h2 = 0.50, out_h2 = 0.6225
      ```
      """,
    ]
  )
  func joined(homework: String) throws {
    let items = try TestCourse.grade("# Neurons\n\n" + homework + "\n", Self.neurons).exercises
      .flatMap(\.items)
    #expect(items.allSatisfy { $0.outcome == .correct }, "\(items.map { ($0.name, $0.outcome) })")
  }

  @Test("A program prints a name and what it holds")
  func printed() throws {
    let chapter = """
      ## Matrices

      ```yaml exercise
      id: matrices
      given: {A: "[[1, 2], [3, 4]]"}
      answers:
        B: {is: "2*A", to: exactly}
      ```
      """
    let homework = "# Matrices\n\n```\nB [[2.0, 4.0], [6.0, 8.0]]\n```\n"
    #expect(try TestCourse.grade(homework, chapter).item("B").outcome == .correct)
  }

  @Test(
    "A hat is written over a letter in any way",
    arguments: ["$\\hat m = 0.5$", "m\u{302} = 0.5", "m_hat = 0.5", "| m\u{302} |\n|---|\n| 0.5 |"]
  )
  func hats(homework: String) throws {
    let chapter = """
      ## Moments

      ```yaml exercise
      id: moments
      given: {m: "0.05"}
      answers:
        m_hat: {is: "m/(1 - 0.9)", to: 2 decimals}
      ```
      """
    let item = try TestCourse.grade("# Moments\n\n" + homework + "\n", chapter).item("m_hat")
    #expect(item.outcome == .correct)
  }

  private static let counts = """
    # Counts

    ## Parameters

    ```yaml exercise
    id: counts
    answers:
      conv1 parameters: {is: "16*26", to: exactly}
      fc1 parameters: {is: "1440*96 + 96", to: exactly}
      total parameters: {is: "`conv1 parameters` + `fc1 parameters`", to: exactly}
    ```
    """

  @Test(
    "A total below a part is that part's, and a layer has its number behind its kind",
    arguments: [
      "**conv1**:\n- Filters: 16 × 26 = 416\n- Total: 416\n\n**fc1**:\n- Weights: 138,240\n- Total: 138,336\n\nTotal parameters: 138,752",
      "**Convolution Layer 1:**\n\nParameters: 16 × 26 = 416\n\n**Fully Connected Layer 1:**\n\nParameters: 138,336\n\nTotal parameters: 138,752",
    ]
  )
  func totals(homework: String) throws {
    let items = try TestCourse.grade("# Parameters\n\n" + homework + "\n", Self.counts).exercises
      .flatMap(\.items)
    #expect(items.allSatisfy { $0.outcome == .correct }, "\(items.map { ($0.name, $0.outcome) })")
  }

  // w − η g = 0.7 − 0.5·0.2 = 0.6.
  @Test(
    "A new value has its word before the symbol, too",
    arguments: ["new_w = 0.6", "nuevo_w = 0.6", "w_new = 0.6", "w nuevo = 0.6", "w baru = 0.6"]
  )
  func news(homework: String) throws {
    let chapter = """
      ## Step

      ```yaml exercise
      id: step
      given: {w: "0.7", g: "0.2", eta: "0.5"}
      answers:
        w new: {is: "w - eta*g", to: 2 decimals}
      ```
      """
    #expect(
      try TestCourse.grade("# Step\n\n" + homework, chapter).item("w new").outcome == .correct
    )
  }

  @Test("Shapes behind names on one line, one of which is written small")
  func shapes() throws {
    let chapter = """
      ## Shapes

      ```yaml exercise
      id: shapes
      given: {W1: "zeros(4, 2)", b1: "zeros(4, 1)", W2: "zeros(1, 4)", b2: "zeros(1, 1)"}
      answers:
        shape of W1: {is: "W1.shape"}
        shape of b1: {is: "b1.shape"}
        shape of W2: {is: "W2.shape"}
        shape of b2: {is: "b2.shape"}
      ```
      """
    let homework = "# Shapes\n\nb1: (4,1) W1: (4,2)  w2 (1,4) b2 (1,1)\n"
    let items = try TestCourse.grade(homework, chapter).exercises.flatMap(\.items)
    #expect(items.filter { $0.outcome == .correct }.count > 2)
    #expect(!items.contains { $0.outcome == .wrong })
  }
}
