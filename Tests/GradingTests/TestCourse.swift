import Exercises
import Formulas
import Grading
import Homework
import Markdown
import Testing

/// A course in one chapter, for tests that grade.
enum TestCourse {
  static let costs = """
    # Costs

    ## Where is the cross-entropy smallest?

    Choose at least three y and nine a for each.

    ```yaml exercise
    id: minimum
    choose: {y: "at least 3 strictly between 0 and 1", a: "at least 9 strictly between 0 and 1 for each y"}
    quantities:
      y ln a: {at: [y, a], is: "y*ln(a)", to: 4 decimals}
      (1-y) ln(1-a): {at: [y, a], is: "(1-y)*ln(1-a)", to: 4 decimals}
    answers:
      C: {at: [y, a], is: "-(`y ln a` + `(1-y) ln(1-a)`)", to: 4 decimals, points: 6 shared}
      minimum: {at: [y], is: "min(C over a)", or: "C(a: y)", to: 4 decimals, points: 1 shared}
      argmin: {at: [y], is: "argmin(C over a)", or: "y", to: exactly, points: 2 shared}
    ```
    """

  // z = 0.4·0.7 + 0.3·1.2 + 0.1 = 0.74, a = σ(z) = 0.6770, E = (a − 1)²/2 = 0.05217, ∂E/∂w = −0.04944,
  // w − ∂E/∂w = 0.4494 (NumPy).
  static let oneNeuron = """
    ## One neuron

    ```yaml network
    name: one
    layers: "2 - 1 sigmoid"
    cost: quadratic
    neurons: {o: [w, v, b]}
    names: {z: "zs[0][0]", a: "activations[1][0]", E: "cost", α: "eta"}
    given: {x: "[0.7, 1.2]", y: "1", eta: "1", w: "0.4", v: "0.3", b: "0.1"}
    ```

    ```yaml exercise
    id: step
    network: one
    answers:
      z: {is: "z", to: 2 decimals}
      a: {is: "a", called: [output], to: 4 decimals}
      E: {is: "E", to: 4 decimals}
      dE/dw: {is: "gradient of w", to: 3 digits}
      w new: {is: "w - eta * gradient of w", to: 3 digits of the change from w}
    ```
    """

  static let step = """
    ## One step by hand

    ```yaml network
    name: two-three-one
    layers: "2 - 3 sigmoid - 1 sigmoid"
    neurons: {hidden 1: [w1, w2, b1], hidden 2: [w3, w4, b2], hidden 3: [w5, w6, b3], output: [w7, w8, w9, b4]}
    names: {a4: "activations[-1][0]"}
    ```

    ```yaml exercise
    id: step
    network: two-three-one
    given: {x: "[2, 3]", y: "1", eta: "0.1", w1 w2 w3 w4 w5 w6 w7 w8 w9: "0.5", b1 b2 b3 b4: "0.1"}
    answers:
      a4: {is: "a4", to: 4 digits, points: 1}
      "dE/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits, points: 1/2 each}
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 3 digits of the change from p, points: 1/2 each}
      shape of delta: {is: "delta.shape", to: exactly}
      "shape of nabla_w[-1]": {is: "nabla_w[-1].shape", to: exactly}
      shape of delta in letters: {is: "delta.shape", as: letters}
      "shape of nabla_w[-1] in letters": {is: "nabla_w[-1].shape", as: letters}
      why equal values hardly learn: {human: "say why", points: 2}
    ```
    """

  /// The five questions of the generated homework.
  static let generated =
    costs + "\n" + """
      ## One step by hand

      ```yaml network
      name: two-three-one
      layers: "2 - 3 sigmoid - 1 sigmoid"
      neurons: {hidden 1: [w1, w2, b1], hidden 2: [w3, w4, b2], hidden 3: [w5, w6, b3], output: [w7, w8, w9, b4]}
      names: {E: "cost"}
      given: {x: "[0.6, -0.4]", y: "1", eta: "0.5", weights: "[[[0.5, -0.3], [0.8, 0.4], [-0.6, 0.9]], [[0.7, -0.5, 0.4]]]", biases: "[[0.1, -0.2, 0.3], [-0.1]]"}
      ```

      ```yaml exercise
      id: step
      network: two-three-one
      answers:
        "dE/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits, points: 1/2 each}
        "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 3 digits of the change from p, points: 1/2 each}
      ```

      ## The x_j term

      ```yaml network
      name: one-neuron
      layers: "2 - 1 sigmoid"
      neurons: {output: [w_i, w_j, b]}
      names: {x_j: "x[1]", z: "zs[0][0]", a: "activations[-1][0]"}
      ```

      ```yaml exercise
      id: term
      network: one-neuron
      given: {x: "[0.5, x_j]", y: "0", w_i: "1.2", w_j: "0.8", b: "0.9"}
      answers:
        formula of dC/dw_j: {is: "gradient of w_j", as: formula, points: 1}
        dC/dw_j: {at: {x_j: "0, 0.01, 1"}, is: "gradient of w_j", to: 4 digits, points: 3 shared}
      ```

      ## Matrices

      ```yaml network
      name: rows
      layers: "2 - 2 sigmoid - 2 softmax"
      cost: categorical-cross-entropy
      weights: row
      given: {x: "[1, 2]", y: "[0, 1]", "weights[0]": "[[0.1, 0.2], [0.3, 0.4]]", "weights[1]": "[[0.5, -0.5], [-0.6, 0.6]]", "biases[0]": "[0, 0.2]", "biases[1]": "[0, 0.2]"}
      ```

      ```yaml exercise
      id: matrices
      network: rows
      answers:
        "nabla_w[0]": {is: "nabla_w[0]", to: 4 decimals, points: 1}
      ```

      ## Shapes of arrays

      ```yaml network
      name: shaped
      layers: "2 - 3 sigmoid"
      weights: row
      ```

      ```yaml exercise
      id: shapes
      network: shaped
      answers:
        shape of W: {is: "weights[0].shape", points: 1}
        shape of W in letters: {is: "weights[0].shape", as: letters, points: 1}
        shape of x in letters: {is: "x.shape", as: letters, points: 1}
      ```
      """

  /// The exercises of a chapter's text; a test fails if the chapter has errors.
  static func exercises(_ chapter: String) throws -> [Exercise] {
    var chapters = [Chapter(try Document(parsing: SourceText(chapter), limits: .chapter))]
    CourseReader.link(&chapters, notation: CourseSettings().notation)
    let diagnostics = chapters[0].diagnostics
    try #require(diagnostics.isEmpty, "\(diagnostics.map(\.formatted))")
    return chapters[0].exercises
  }

  static func assignment(_ chapter: String) throws -> Assignment {
    let exercises = try exercises(chapter)
    return Assignment(
      name: "hw",
      questions: exercises.enumerated().map { index, exercise in
        .init(label: String(index + 1), exercise: exercise)
      }
    )
  }

  static func grade(
    _ homework: String,
    _ chapter: String,
    settings: CourseSettings = CourseSettings(),
    findsByValue: Bool = true
  ) throws -> GradedHomework {
    let grader = HomeworkGrader(try assignment(chapter), settings: settings)
    return grader.grade(
      Submission(try Document(parsing: SourceText(homework), dialect: .homework)),
      findsByValue: findsByValue
    )
  }
}

extension GradedHomework {
  /// The outcomes of the items of a name, in order.
  func outcomes(_ name: String) -> [Outcome] {
    exercises.flatMap(\.items).filter { $0.name == name }.map(\.outcome)
  }

  func item(_ name: String) throws -> GradedItem {
    try #require(exercises.flatMap(\.items).first { $0.name == name })
  }
}
