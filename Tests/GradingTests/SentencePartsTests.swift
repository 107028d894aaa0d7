import Exercises
import Grading
import Testing

/// A sentence is read by its part that says the value: reasons, comparisons, operands and values of before
/// are none, in any of its languages.
struct SentencePartsTests {
  // Values by NumPy: see `TestCourse.oneNeuron`.
  static let sentences: [(sentence: String, name: String)] = [
    ("Because the bias of 0.1 helps a little, the weighted input is only 0.74.", "z"),
    ("The weighted input is 0.74, well above the 0.5 of the example.", "z"),
    ("The neuron fires at 0.6770, not at the target of 1.", "a"),
    ("With the target 1 the prediction, 0.6770, is too low.", "a"),
    ("As the output is below 1, we have a cost of 0.05217.", "E"),
    ("w rises from 0.4 to 0.4494.", "w new"),
    ("After gradient descent, w is left at 0.4494.", "w new"),
    ("w was 0.4 before and is 0.4494 after the step.", "w new"),
    ("w wächst von 0,4 auf 0,4494.", "w new"), ("w pasa de 0.4 a 0.4494.", "w new"),
    ("w passe de 0,4 à 0,4494.", "w new"), ("w passa da 0,4 a 0,4494.", "w new"),
    ("w gaat van 0,4 naar 0,4494.", "w new"), ("w diminui de 0.4 para 0.4494.", "w new"),
    ("Le réseau prédit 0,6770 alors que la cible est 1.", "a"),
    ("La rete prevede 0,6770.", "a"), ("A rede prevê 0,6770, mas o alvo é 1.", "a"),
    ("De fout bedraagt 0,05217.", "E"), ("损失为0.05217。", "E"), ("コストは0.05217です。", "E"),
    ("오차는 약 0.05217입니다.", "E"), ("更新后的w是0.4494。", "w new"),
  ]

  @Test("The part that says the value is read", arguments: sentences)
  func read(sentence: String, name: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(sentence)\n", TestCourse.oneNeuron)
    #expect(graded.outcomes(name).allSatisfy { $0.isAccepted })
  }

  static let silent = [
    "Anna thinks that a is 0.6770.", "Somebody in the forum claims that a is 0.6770.",
    "The slope would be steeper if a were 0.5.", "z is larger than 0.5.",
    "The sigmoid of 2 is 0.8808.", "It took 3 hours and 40 epochs.",
  ]

  @Test("What says no value of the question gives none", arguments: silent)
  func silence(sentence: String) throws {
    let graded = try TestCourse.grade("# 1\n\n\(sentence)\n", TestCourse.oneNeuron)
    for name in ["z", "a", "E", "w new"] {
      #expect(graded.outcomes(name).allSatisfy { $0 != .wrong })
    }
  }
}
