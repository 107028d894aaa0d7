import Exercises
import Grading
import Testing

/// Plain sentences that say a value in words of the student's own.
struct SentenceTests {
  // A network 2-2-1 with sigmoid neurons, computed with NumPy: z1 = 0.74, z2 = 0.48, a1 = 0.6769958559,
  // a2 = 0.6177478749, z3 = 0.0442996280, ŷ = 0.5110730962, E = (ŷ − 1)²/2 = 0.1195247587.
  private static let chapter = """
    ## One step

    ```yaml network
    name: small
    layers: "2 - 2 sigmoid - 1 sigmoid"
    cost: quadratic
    neurons: {h1: [w1, w2, b1], h2: [w3, w4, b2], o: [w5, w6, b3]}
    names: {z1: "zs[0][0]", z2: "zs[0][1]", a1: "activations[1][0]", a2: "activations[1][1]", z3: "zs[1][0]", y_hat: "activations[2][0]", E: "cost"}
    given: {x: "[0.7, 1.2]", y: "1", eta: "1", w1: "0.4", w2: "0.3", b1: "0.1", w3: "-0.2", w4: "0.6", b2: "-0.1", w5: "0.5", w6: "-0.8", b3: "0.2"}
    ```

    ```yaml exercise
    id: step
    network: small
    answers:
      z1: {is: "z1", to: 2 decimals}
      z2: {is: "z2", to: 2 decimals}
      a1: {is: "a1", to: 3 decimals}
      a2: {is: "a2", to: 3 decimals}
      z3: {is: "z3", to: 3 decimals}
      y_hat: {is: "y_hat", to: 3 decimals}
      E: {is: "E", to: 3 decimals}
      "dE/d{p}": {for: "p in w1, w5", is: "gradient of p", to: 3 digits}
      "{p} new": {for: "p in w1, w5", is: "p - eta * gradient of p", to: 4 digits}
    ```
    """

  static let sentences: [(text: String, name: String)] = [
    ("Putting everything together, the prediction lands at 0.511.", "y_hat"),
    ("The network answers with an output of 0.511.", "y_hat"),
    ("In iteration 1 the net says 0.511, although the target was 1.", "y_hat"),
    ("0.511 is the output of the whole network.", "y_hat"),
    ("Hidden neuron 1 fires at 0.677.", "a1"), ("We find 0.677 as the activation of h1.", "a1"),
    ("The second hidden neuron's activation comes to 0.618.", "a2"),
    ("The pre-activation of hidden neuron 2 is 0.48.", "z2"),
    ("Before squashing, h1 has 0.74.", "z1"), ("The sigmoid of z1 is 0.677.", "a1"),
    ("With the bias of 0.2 the weighted input of the output neuron is 0.044.", "z3"),
    ("All of this costs us 0.120.", "E"), ("I end up with a loss of 0.120 on this example.", "E"),
    ("Half the squared error is 0.120.", "E"), ("z3 turns out to be 0.044.", "z3"),
    ("The weight w5 moves to 0.5827.", "w5 new"), ("After the update w5 is now 0.5827.", "w5 new"),
    ("Going from 0.5, w5 lands on 0.5827.", "w5 new"),
    ("The derivative of the cost by w5 amounts to -0.0827.", "dE/dw5"),
    ("I obtain -0.0827 for dE/dw5.", "dE/dw5"), ("-0.0827 is the gradient for w5.", "dE/dw5"),
  ]

  @Test("A sentence says one value of one quantity", arguments: sentences.map(\.text))
  func sentence(text: String) throws {
    let name = try #require(Self.sentences.first { $0.text == text }).name
    let graded = try TestCourse.grade("# 1\n\n\(text)\n", Self.chapter)
    #expect(try graded.item(name).outcome.isAccepted, "\(graded.exercises[0].statements)")
    #expect(graded.exercises[0].statements.count == 1)
  }

  // −ln(1 − a) for y = 0 (Python, math.log).
  @Test(
    "A list along a key goes to its steps, in order; one number too few goes nowhere",
    arguments: [
      ("0.1054, 0.2231, 0.3567 and 0.5108", 4), ("0.1111, 0.2222 and 0.3333", 0),
    ]
  )
  func list(values: String, read: Int) throws {
    let chapter = """
      ## Cost

      ```yaml exercise
      id: cost
      answers:
        C: {at: {y: "0, 1", a: "0.1, 0.2, 0.3, 0.4"}, is: "-y*ln(a) - (1-y)*ln(1-a)", to: 4 decimals}
      ```
      """
    let graded = try TestCourse.grade(
      "# 1\n\nWith y = 0 I get, for a from 0.1 to 0.4 in steps of 0.1, the costs \(values).\n",
      chapter
    )
    #expect(graded.exercises[0].statements.count == read)
    #expect(graded.exercises[0].statements.allSatisfy { $0.outcome == .correct })
  }

  @Test(
    "What a sentence says is never wrong",
    arguments: [
      "Putting everything together, the prediction lands at 0.9.", "This costs us 7.5.",
      "Hidden neuron 1 fires at 0.1.",
    ]
  )
  func neverWrong(text: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(text)\n", Self.chapter)
    #expect(graded.exercises[0].items.allSatisfy { $0.outcome != .wrong })
  }

  @Test(
    "Numbers that are nobody's stay nobody's",
    arguments: [
      "A network with 3 layers is deep.", "The target is 1 and the inputs are 0.7 and 1.2.",
      "I used 2 hidden neurons and 1 output.", "The learning rate is 0.3.",
      "It took me 2.5 hours to find the error.", "Section 3.2 of the book derives it.",
    ]
  )
  func nobodys(text: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(text)\n", Self.chapter)
    #expect(graded.exercises[0].statements.isEmpty, "\(graded.exercises[0].statements)")
  }
}
