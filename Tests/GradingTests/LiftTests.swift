import Exercises
import Grading
import Testing

/// Answers that no label names, found by their values: never by labels of something else, never by chance,
/// never where something else answers.
struct LiftTests {
  private static func outcome(of name: String, _ homework: String) throws -> Outcome? {
    try TestCourse.grade("## One neuron\n\n" + homework + "\n", TestCourse.oneNeuron)
      .exercises[0].items.first { $0.name == name }?.outcome
  }

  // σ(0.74) = 0.67699586 (NumPy); the other figures stand in TestCourse.
  @Test(
    "A value of four digits in the question's own section is found under any label",
    arguments: [
      "neuron_1_b: 0.6770", "Result of step two → 0.6770",
      "So after the sigmoid there is 0.6770 left.",
      "```\n[[0.6770]]\n```", "| what | came out |\n|---|---|\n| step 2 | 0.6770 |",
      "- q_2\n  - 0.6770", "$$\\Psi = \\frac{1}{1 + e^{-0.74}} = 0.6770$$",
    ]
  )
  func found(homework: String) throws {
    #expect(try Self.outcome(of: "a", homework) == .correct)
  }

  @Test(
    "What is said of something else, compared or counted with is no answer",
    arguments: [
      "E = 0.6770", "w = 0.6770", "z < 0.6770", "z ≠ 0.6770", "If I take 0.6770 · 2 I see nothing.",
      "The bias b is 0.6770 here.", "x 0.6770·3 = 2.031",
    ]
  )
  func strangers(homework: String) throws {
    let outcome = try Self.outcome(of: "a", homework)
    #expect(outcome.map { !$0.isAccepted } ?? true)
  }

  @Test("Two digits may stand anywhere by chance; beside the name they do not")
  func chance() throws {
    // z = 0.74
    let plain = "There were 0.74 and 0.31 and 0.52 and 0.83 and 0.65 and 0.97 in my notes."
    #expect(try Self.outcome(of: "z", plain)?.isAccepted != true)
    #expect(try Self.outcome(of: "z", "conv 320, z 0.74, fc 1290") == .correct)
  }

  @Test("Of shots at an answer none counts")
  func shots() throws {
    let shots = "0.6650 ; 0.6690 ; 0.6730 ; 0.6770 ; 0.6810 ; 0.6850"
    #expect(try Self.outcome(of: "a", shots)?.isAccepted != true)
  }

  @Test("What is labelled is the answer, and a right value elsewhere takes nothing back")
  func labels() throws {
    #expect(try Self.outcome(of: "a", "a = 0.5512\n\nneuron_1_b: 0.6770") == .wrong)
  }

  @Test("Nobody learns by reading what is right")
  func reading() throws {
    func statements(_ value: String, findsByValue: Bool) throws -> Int {
      try TestCourse.grade(
        "## One neuron\n\nneuron_1_b: \(value)\n",
        TestCourse.oneNeuron,
        findsByValue: findsByValue
      ).exercises[0].statements.count
    }
    #expect(try statements("0.6770", findsByValue: true) == 1)
    #expect(try statements("0.6770", findsByValue: false) == 0)
  }
}
