import Grading
import Testing

/// What sections of a homework answer, and what a table says for another question than the one it stands under.
struct SectionLayoutTests {
  // ∂C/∂a = a − y; sigmoid: ∂a/∂z = a(1 − a); tanh: 1 − a². Compared at random points.
  private static let slopes = """
    # Slopes

    ```yaml network
    name: sigmoid
    layers: "1 - 1 sigmoid"
    cost: quadratic
    neurons: {o: [w, b]}
    names: {z: "zs[0][0]", a: "activations[-1][0]"}
    given: {x: "[1.5]", y: "1", w: "0.6", b: "0.1"}
    ```

    ```yaml network
    name: tanh
    layers: "1 - 1 tanh"
    cost: quadratic
    neurons: {o: [w, b]}
    names: {z: "zs[0][0]", a: "activations[-1][0]"}
    given: {x: "[1.5]", y: "1", w: "0.6", b: "0.1"}
    ```

    ## Задача 1

    ```yaml exercise
    id: slopes
    network: sigmoid
    answers:
      da/dz для сигмоиды: {is: "derivative of a by z", as: formula}
      da/dz для тангенса: {is: "derivative of a by z", network: tanh, as: formula}
    ```
    """

  @Test("A paragraph begins with a head in bold, in whatever case its words are")
  func boldHeads() throws {
    let homework = """
      # Задача 1

      **а) Сигмоида.** Дифференцируем $a = (1 + e^{-z})^{-1}$:

      $$\\frac{\\partial a}{\\partial z} = a(1-a)$$

      **б) Гиперболический тангенс.** По правилу для частного

      $$\\frac{\\partial a}{\\partial z} = 1 - a^2$$
      """
    let items = try TestCourse.grade(homework, Self.slopes).exercises.flatMap(\.items)
    #expect(items.map(\.outcome) == [.correct, .correct])
  }

  // z = 0.7·1 − 0.4·0 + 0.3 = 1, a = σ(1) = 0.7311, C = (a − 1)²/2 = 0.0362; ∂C/∂w = (a − 1)a(1 − a) = −0.05287
  // (NumPy); w − 0.5·(−0.05287) = 0.7264.
  private static let neuron = """
    # Neuron

    ```yaml network
    name: neuron
    layers: "2 - 1 sigmoid"
    cost: quadratic
    neurons: {o: [w, v, b]}
    names: {z: "zs[0][0]", a: "activations[-1][0]", C: "cost"}
    given: {x: "[1, 0]", y: "1", eta: "0.5", w: "0.7", v: "-0.4", b: "0.3"}
    ```

    ## Forward pass

    ```yaml exercise
    id: forward
    network: neuron
    answers:
      z: {is: "z", to: 2 decimals}
      a: {is: "a", to: 4 decimals}
      C: {is: "C", to: 4 decimals}
    ```

    ## Backward pass

    ```yaml exercise
    id: backward
    network: neuron
    answers:
      dC/dw: {is: "gradient of w", to: 3 digits}
      dC/dv: {is: "gradient of v", to: 3 digits}
      dC/db: {is: "gradient of b", to: 3 digits}
    ```

    ## New weights

    ```yaml exercise
    id: update
    network: neuron
    answers:
      "{p} new": {for: "p in w, b", is: "p - eta * gradient of p", to: 3 digits of the change from p}
    ```
    """

  private static func update(_ gradient: String) -> String {
    """
    ## Forward pass

    z = 1.00, a = 0.7311, C = 0.0362

    ## Backward pass

    dC/dw = -0.0529, dC/dv = 0, dC/db = -0.0529

    ## New weights

    | weight | old | gradient | new |
    |---|---|---|---|
    | w | 0.7 | -0.0529 | 0.7264 |
    | v | -0.4 | 0 | -0.4 |
    | b | 0.3 | \(gradient) | 0.3264 |
    """
  }

  @Test("A table repeats the values of the question before")
  func retold() throws {
    let graded = try TestCourse.grade(Self.update("-0.0529"), Self.neuron)
    let said = graded.exercises.flatMap(\.statements).filter { $0.name.hasPrefix("dC/d") }
    #expect(said.count > 4)
    #expect(said.allSatisfy { $0.outcome == .correct })
    #expect(graded.findings.isEmpty)
  }

  @Test("What it repeats otherwise is a contradiction, and makes nothing wrong")
  func contradicted() throws {
    let graded = try TestCourse.grade(Self.update("0.0529"), Self.neuron)
    #expect(graded.findings.map(\.kind) == [.inconsistent])
    #expect(try graded.item("dC/db").outcome == .correct)
  }

  @Test("Numbered parts of a question that its title names are the writer's")
  func ownNumbers() throws {
    let homework = """
      ## 一、Forward pass

      ### 1. Sum

      z = 1.00

      ### 2. Activation

      a = 0.7311

      ### 3. Cost

      C = 0.0362

      ## 二、Backward pass

      ### 1. Weights

      dC/dw = -0.0529, dC/dv = 0

      ### 2. Bias

      dC/db = -0.0529
      """
    let items = try TestCourse.grade(homework, Self.neuron).exercises.prefix(2).flatMap(\.items)
    #expect(items.allSatisfy { $0.outcome == .correct }, "\(items.map { ($0.name, $0.outcome) })")
  }

  @Test(
    "A line numbered as titles beside it opens a section",
    arguments: [["3.1 ", "3.2 ", "3.3 "], ["一、", "二、", "三、"]]
  )
  func numberedLines(numbers: [String]) throws {
    let homework = """
      \(numbers[0])Forward pass

      z = 1.00, a = 0.7311, C = 0.0362

      \(numbers[1])Backward pass

      dC/dw = -0.0529, dC/dv = 0, dC/db = -0.0529

      \(numbers[2])Changes of all the weights

      w = 0.7 + 0.0264 = 0.7264, b = 0.3264
      """
    let items = try TestCourse.grade(homework, Self.neuron).exercises.flatMap(\.items)
    #expect(items.allSatisfy { $0.outcome == .correct }, "\(items.map { ($0.name, $0.outcome) })")
  }

  @Test("A formula may use a number of the forward pass that is asked beside it")
  func forwardNames() throws {
    let chapter = Self.neuron.replacing(
      "  C: {is: \"C\", to: 4 decimals}",
      with:
        "  C: {is: \"C\", to: 4 decimals}\n  formula of dC/dw: {is: \"gradient of w\", as: formula}"
    )
    let homework = "## Forward pass\n\n- formula of dC/dw: `(a - y) * a * (1 - a) * x[0]`\n"
    let item = try TestCourse.grade(homework, chapter).item("formula of dC/dw")
    #expect(item.outcome == .correct, "\(item)")
  }

  @Test("A wrong step carries into the weight whose formula takes it with the other sign")
  func opposite() throws {
    let chapter = """
      # Step

      ## Steps

      ```yaml exercise
      id: step
      given: {w: "0.7", g: "-0.0529", eta: "0.5"}
      answers:
        Δw: {is: "-eta*g", to: 4 decimals}
        w2: {is: "w - eta*g", to: 4 decimals}
      ```
      """
    // 0.0246 for 0.0264: digits swapped; 0.7 + 0.0246 = 0.7246.
    let graded = try TestCourse.grade("# Steps\n\nΔw = 0.0246\n\nw2 = 0.7246\n", chapter)
    #expect(try graded.item("Δw").outcome == .wrong)
    #expect(try graded.item("w2").outcome == .carried)
  }
}
