/// What `checker new` writes: it lints clean, and every line says what to change.
package enum StartingPoint {
  package static func course(
    title: String,
    chapters: String,
    assignment: String,
    exercise: String
  ) -> String {
    """
    # A course: which chapters, which assignments, how much a report shows.
    title: "\(title)"
    chapters: \(chapters)
    assignments:
      # The name of the homework, then for each question its label and the id of its exercise.
      \(assignment): {1: \(exercise)}
    # What a report shows at most: none, outcome, hint (the mistake) or full (the expected values too).
    reveal: hint

    """
  }

  package static func chapter(name: String) -> String {
    """
    # One neuron

    What is this chapter about? A neuron adds up its weighted inputs and its bias to $z = w_1 x_1 + w_2 x_2 + b$, and squeezes it: $a = \\sigma(z)$.

    <!-- A network: its layers with their activations, its cost, the symbols of its parameters, and values that hold wherever it is used. -->

    ```yaml network
    name: \(name)-network
    layers: "2 - 1 sigmoid"
    cost: quadratic
    neurons: {output: [w1, w2, b]}
    names: {z: "zs[0][0]", a: "activations[-1][0]", C: "cost"}
    given: {x: "[0.6, -0.4]", y: "1", eta: "0.5", w1: "0.8", w2: "-0.3", b: "0.1"}
    ```

    With $x = (0.6, -0.4)$ and $w_1 = 0.8$, $w_2 = -0.3$, $b = 0.1$ the output is <!--= a | \(name)-network | 4 decimals -->0.6682<!--/-->. The slopes:

    <!-- A table: `checker tables` computes it and writes it below the block. -->

    ```yaml table
    network: \(name)-network
    rows: {p: parameters}
    columns: {gradient: "gradient of p"}
    format: 6 decimals
    ```

    | p   | gradient  |
    | --- | --------- |
    | w1  | -0.044140 |
    | w2  | 0.029427  |
    | b   | -0.073567 |

    \(exercise(id: name, network: "\(name)-network"))
    """
  }

  /// An exercise of its own, or of a network.
  package static func exercise(id: String) -> String {
    """
    ## The cost of one output

    What does the student have to do? The cross-entropy of one output is $C = -[y \\ln a + (1-y) \\ln(1-a)]$. Compute its two terms and $C$ for $y = 0.3$ and $a = 0.65$, with 4 decimals.

    <!-- The exercise: `is` is the formula of each answer, never a number. `to` says how precise it has to be, `points` what it is worth. -->

    ```yaml exercise
    id: \(id)
    given: {y: "0.3", a: "0.65"}
    answers:
      y ln a: {is: "y*ln(a)", to: 4 decimals, points: 1}
      (1-y) ln(1-a): {is: "(1-y)*ln(1-a)", to: 4 decimals, points: 1}
      C: {is: "-(`y ln a` + `(1-y) ln(1-a)`)", to: 4 decimals, points: 1}
    ```

    <!-- yaml tests
    # An answer as a student would write it, and what it must get. `{= C}` is the right value.
    right:
      answer: |
        - y ln a = {= y ln a}
        - (1-y) ln(1-a) = {= (1-y) ln(1-a)}
        - C = {= C}
      gets: correct
    the sign forgotten:
      answer: "C = {= -C}"
      gets: {C: wrong}
    log10 instead of ln:
      answer: "C = {= C with this is what you get with log10 instead of ln}"
      gets: {C: "wrong: log10"}
    -->

    """
  }

  private static func exercise(id: String, network: String) -> String {
    """
    ## One step by hand

    What does the student have to do? Let $x = (1.2, 0.7)$, $y = 0$, $w_1 = 0.4$, $w_2 = 0.9$, $b = -0.2$ and $\\eta = 0.5$. Compute the output, the gradient of each parameter with 4 digits, and each parameter after one step.

    <!-- The exercise: `is` is the formula of each answer, never a number. `to` says how precise it has to be, `points` what it is worth. -->

    ```yaml exercise
    id: \(id)
    network: \(network)
    given: {x: "[1.2, 0.7]", y: "0", w1: "0.4", w2: "0.9", b: "-0.2", eta: "0.5"}
    answers:
      a: {is: "a", called: [output], to: 4 digits, points: 1}
      "dC/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits, points: 1 each}
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 3 digits of the change from p, points: 1 each}
    ```

    <!-- yaml tests
    # An answer as a student would write it, and what it must get. `{= a}` is the right value.
    right:
      answer: |
        - a = {= a}
        - dC/dw1 = {= `dC/dw1`}
        - dC/dw2 = {= `dC/dw2`}
        - dC/db = {= `dC/db`}
        - w1 new = {= `w1 new`}
        - w2 new = {= `w2 new`}
        - b new = {= `b new`}
      gets: correct
    too few digits:
      answer: "dC/dw1 = {= `dC/dw1` | 2 digits}"
      gets: {dC/dw1: coarse}
    σ′ forgotten:
      answer: "dC/dw1 = {= `dC/dw1` with σ′(z) was left out}"
      gets: {dC/dw1: "wrong: σ′(z) was left out"}
    carried:
      answer: |
        - dC/dw1 = {= 1.1*`dC/dw1` | 4 digits}
        - w1 new = {= `w1 new` after `dC/dw1` = 1.1*`dC/dw1`}
      gets: {dC/dw1: wrong, w1 new: carried}
    -->

    """
  }
}
