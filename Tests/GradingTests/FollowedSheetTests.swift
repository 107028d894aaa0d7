import Grading
import Testing

/// Mistakes and roundings in whole sheets, whose numbers Python's own arithmetic wrote (Benchmarks/Follow).
struct FollowedSheetTests {
  private static let inputs = (
    chapter: """
    # Follow

    ## The step

    Compute the forward pass, the cost, the errors, the gradients and the new parameters.

    ```yaml network
    name: trial
    layers: "3 - 3 softmax"
    cost: categorical-cross-entropy
    weights: nndl
    batch: mean
    neurons:
      neuron 1.1: [w1, w2, w3, b1]
      neuron 1.2: [w4, w5, w6, b2]
      neuron 1.3: [w7, w8, w9, b3]
    given: {x: "[[0.94, 0.57], [0.4, 1.43], [1.55, -0.47]]", y: "[[0.1, 0.2], [0.1, 0.2], [0.8, 0.6]]", eta: "0.25", w1: "0.8", w2: "0.98", w3: "0.6", b1: "-0.6", w4: "0.47", w5: "0.3", w6: "-0.52", b2: "-0.47", w7: "-0.8", w8: "-1", w9: "0.83", b3: "0.7"}
    ```

    ```yaml exercise
    id: step
    network: trial
    quantities:
      "deltas[0]": {is: "deltas[0]", called: ["δ1"], to: 4 digits}
    answers:
      "zs[0]": {is: "zs[0]", to: 4 digits}
      "activations[1]": {is: "activations[1]", to: 4 digits}
      C: {is: "cost", to: 4 digits}
      "dC/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits}
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 3 digits of the change from p}
    ```
    """,
    homework: """
    # My solution

    ## Question 1

    - deltas[0] = [[0.2550, 0.1973], [-0.01581, 0.07955], [-0.2392, -0.2768]]
      - dC/dw1 = 0.4523
    - dC/dw2 = 0.4523
    - dC/dw3 = 0.4523
    - dC/dw4 = 0.06374
    - dC/dw5 = 0.06374
    - dC/dw6 = 0.06374
    - dC/dw7 = -0.5160
    - dC/dw8 = -0.5160
    - dC/dw9 = -0.5160
    """
  )

  private static let rounding = (
    chapter: """
    # Follow

    ## The step

    Compute the forward pass, the cost, the errors, the gradients and the new parameters.

    ```yaml network
    name: trial
    layers: "3 - 1 relu - 2 softmax"
    cost: categorical-cross-entropy
    weights: row
    neurons:
      neuron 1.1: [w1, w2, w3, b1]
      neuron 2.1: [w4, b2]
      neuron 2.2: [w5, b3]
    names: {z11: "zs[0][0]", a11: "activations[1][0]", d11: "deltas[0][0]", z21: "zs[1][0]", a21: "activations[2][0]", d21: "deltas[1][0]", z22: "zs[1][1]", a22: "activations[2][1]", d22: "deltas[1][1]"}
    given: {x: "[0.95, 1.14, 0.94]", y: "[0, 1]", eta: "0.05", w1: "-0.65", w2: "0.6", w3: "-0.5", b1: "0.62", w4: "0.8", b2: "0.78", w5: "0.59", b3: "-0.4"}
    ```

    ```yaml exercise
    id: step
    network: trial
    answers:
      z11: {is: "z11", to: 4 digits}
      a11: {is: "a11", to: 4 digits}
      z21: {is: "z21", to: 4 digits}
      z22: {is: "z22", to: 4 digits}
      a21: {is: "a21", to: 4 digits}
      a22: {is: "a22", to: 4 digits}
      C: {is: "cost", to: 4 digits}
      d21: {is: "d21", called: ["δ21"], to: 4 digits}
      d22: {is: "d22", called: ["δ22"], to: 4 digits}
      d11: {is: "d11", called: ["δ11"], to: 4 digits}
      "dC/d{p}": {for: p in parameters, is: "gradient of p", to: 4 digits}
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 4 digits}
    ```
    """,
    homework: """
    # My solution

    ## Question 1

    z11 = 0.21650000

    a11 = 0.22

    z21 = 0.95600000

    z22 = -0.27020000

    a21 = 0.77

    a22 = 0.23

    C = 1.4696760

    δ21 = 0.77000000

    δ22 = -0.77000000

    δ11 = 0.16170000

    ∂C/∂w1 = 0.15361500

    ∂C/∂w2 = 0.18433800

    ∂C/∂w3 = 0.15199800

    ∂C/∂w4 = 0.16940000

    ∂C/∂w5 = -0.16940000

    ∂C/∂b1 = 0.16170000

    ∂C/∂b2 = 0.77000000

    ∂C/∂b3 = -0.77000000

    w1 new = -0.65768075

    w2 new = 0.59078310

    w3 new = -0.50759990

    w4 new = 0.79153000

    w5 new = 0.59847000

    b1 new = 0.61191500

    b2 new = 0.74150000

    b3 new = -0.36150000
    """
  )

  private static let digit = (
    chapter: """
    # Follow

    ## The step

    Compute the forward pass, the cost, the errors, the gradients and the new parameters.

    ```yaml network
    name: trial
    layers: "3 - 2 tanh - 1 tanh - 1 tanh"
    cost: quadratic
    weights: nndl
    neurons:
      neuron 1.1: [w1, w2, w3, b1]
      neuron 1.2: [w4, w5, w6, b2]
      neuron 2.1: [w7, w8, b3]
      neuron 3.1: [w9, b4]
    names: {z1: "zs[0][0]", a1: "activations[1][0]", d1: "deltas[0][0]", z2: "zs[0][1]", a2: "activations[1][1]", d2: "deltas[0][1]", z3: "zs[1][0]", a3: "activations[2][0]", d3: "deltas[1][0]", z4: "zs[2][0]", a4: "activations[3][0]", d4: "deltas[2][0]"}
    given: {x: "[0.76, -0.3, -1.6]", y: "0.3", eta: "0.1", w1: "0.36", w2: "0.91", w3: "0.8", b1: "0.12", w4: "0.7", w5: "-0.74", w6: "0.52", b2: "0.5", w7: "0.2", w8: "-0.43", b3: "0.44", w9: "0.1", b4: "-0.1"}
    ```

    ```yaml exercise
    id: step
    network: trial
    quantities:
      d4: {is: "d4", called: ["δ4"], to: 4 decimals}
      d3: {is: "d3", called: ["δ3"], to: 4 decimals}
      d1: {is: "d1", called: ["δ1"], to: 4 decimals}
      d2: {is: "d2", called: ["δ2"], to: 4 decimals}
    answers:
      z1: {is: "z1", to: 4 decimals}
      z2: {is: "z2", to: 4 decimals}
      a1: {is: "a1", to: 4 decimals}
      a2: {is: "a2", to: 4 decimals}
      z3: {is: "z3", to: 4 decimals}
      a3: {is: "a3", to: 4 decimals}
      z4: {is: "z4", to: 4 decimals}
      a4: {is: "a4", to: 4 decimals}
      E: {is: "cost", to: 4 decimals}
      "dE/d{p}": {for: p in parameters, is: "gradient of p", to: 4 decimals}
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 4 decimals}
    ```
    """,
    homework: """
    # My solution

    ## Question 1

    | quantity | value |
    | --- | --- |
    | a1 | -0.8208 |
    | a2 | 0.3986 |
    | a3 | -0.9116 |
    | a4 | -0.1889 |
    | E | 0.1195 |
    | d4 | -0.4715 |
    | d3 | -0.0080 |
    | d1 | -0.0057 |
    | d2 | 0.0029 |

    | parameter | gradient | new |
    | --- | --- | --- |
    | w1 | -0.0043 | 0.3604 |
    | w2 | 0.0017 | 0.9098 |
    | w3 | 0.0091 | 0.7991 |
    | w4 | 0.0022 | 0.6998 |
    | w5 | -0.0009 | -0.7399 |
    | w6 | -0.0046 | 0.5205 |
    | w7 | 0.0066 | 2.1993 |
    | w8 | -0.0032 | -0.4297 |
    | w9 | 0.4298 | 0.0570 |
    | b1 | -0.0057 | 0.1206 |
    | b2 | 0.0029 | 0.4997 |
    | b3 | -0.0080 | 0.4408 |
    | b4 | -0.4715 | -0.0529 |
    """
  )

  private static let tie = (
    chapter: """
    # Follow

    ## The step

    Compute the forward pass, the cost, the errors, the gradients and the new parameters.

    ```yaml network
    name: trial
    layers: "3 - 1 sigmoid - 4 sigmoid"
    cost: quadratic
    weights: row
    batch: mean
    neurons:
      neuron 1.1: [w1, w2, w3, b1]
      neuron 2.1: [w4, b2]
      neuron 2.2: [w5, b3]
      neuron 2.3: [w6, b4]
      neuron 2.4: [w7, b5]
    given: {x: "[[1.2, -1.38, 0.3], [0.65, -0.53, -0.5]]", y: "[[1, 1, 1, 0.7], [0, 1, 0.4, 0]]", eta: "0.25", w1: "0.58", w2: "-0.61", w3: "-0.66", b1: "-0.8", w4: "-0.9", b2: "-0.73", w5: "0.54", b3: "0.37", w6: "0.64", b4: "0.51", w7: "-0.5", b5: "0.5"}
    ```

    ```yaml exercise
    id: step
    network: trial
    quantities:
      "deltas[1]": {is: "deltas[1]", called: ["δ2"], to: 4 decimals}
      "deltas[0]": {is: "deltas[0]", called: ["δ1"], to: 4 decimals}
    answers:
      "zs[0]": {is: "zs[0]", to: 4 decimals}
      "activations[1]": {is: "activations[1]", to: 4 decimals}
      "zs[1]": {is: "zs[1]", to: 4 decimals}
      "activations[2]": {is: "activations[2]", to: 4 decimals}
      E: {is: "cost", to: 4 decimals}
      "dE/d{p}": {for: p in parameters, is: "gradient of p", to: 4 decimals}
      "{p} new": {for: p in parameters, is: "p - eta * gradient of p", to: 3 digits of the change from p}
    ```
    """,
    homework: """
    # My solution

    ## Question 1

    - activations[1] = [[0.6318], [0.5573]]
    - activations[2] = [[0.2144, 0.6707, 0.7139, 0.5459], [0.2259, 0.6617, 0.7041, 0.5551]]
    - E = 0.3493
    - δ2 = [[-0.0661, -0.0364, -0.0292, -0.0191], [0.0198, -0.0379, 0.0317, 0.0686]]
    - δ1 = [[0.0071], [-0.0129]]
    - ∂E/∂w1 = 0.0001
    - ∂E/∂w2 = -0.0030
    - ∂E/∂w3 = 0.0086
    - ∂E/∂w4 = -0.0308
    - ∂E/∂w5 = -0.0441
    - ∂E/∂w6 = -0.0007
    - ∂E/∂w7 = 0.0261
    - ∂E/∂b1 = -0.0058
    - ∂E/∂b2 = -0.0463
    - ∂E/∂b3 = -0.0743
    - ∂E/∂b4 = 0.0025
    - ∂E/∂b5 = 0.0495
    - w1 new = 0.5800000
    - w2 new = -0.609200
    - w3 new = -0.66220
    - w4 new = -0.89230
    - w5 new = 0.5510
    - w6 new = 0.640200
    - w7 new = -0.50650
    - b1 new = -0.79850
    - b2 new = -0.7184
    - b3 new = 0.3886
    - b4 new = 0.509400
    - b5 new = 0.4876
    """
  )

  private func mistakes(_ sheet: (chapter: String, homework: String)) throws -> [String] {
    try TestCourse.grade(sheet.homework, sheet.chapter).exercises.flatMap(\.items)
      .compactMap(\.mistake)
  }

  @Test("the inputs of a batch are forgotten in the gradient")
  func inputsForgotten() throws {
    let mistakes = try mistakes(Self.inputs)
    #expect(mistakes.count == 9)
    #expect(mistakes.allSatisfy { $0.hasPrefix("the input was left out in the gradient") })
  }

  @Test("what is right as far as it goes and is gone on with was rounded too early")
  func roundedEarly() throws {
    let mistakes = try mistakes(Self.rounding)
    #expect(mistakes.count >= 2)
    #expect(Set(mistakes) == ["rounded too early: to 2 digits, and gone on with"])
  }

  @Test("the 0 before a point is read as another digit")
  func misread() throws {
    let mistakes = try mistakes(Self.digit)
    #expect(mistakes.contains { $0.contains("w7 was read as 2.2 instead of 0.2") }, "\(mistakes)")
  }

  @Test("a tie at the sheet's own digits is rounded either way, with zeros behind it")
  func tie() throws {
    // −0.8 + 0.25 · 0.0058 = −0.79855, at four decimals −0.7985 or −0.7986.
    let items = try TestCourse.grade(Self.tie.homework, Self.tie.chapter)
    #expect(try items.item("b1 new").outcome == .correct)
    let other = Self.tie.homework.replacing("b1 new = -0.79850", with: "b1 new = -0.79830")
    #expect(try TestCourse.grade(other, Self.tie.chapter).item("b1 new").outcome == .wrong)
  }
}
