import Exercises
import Grading
import Testing

/// The layouts in which people hand in what they measured, of one exercise.
///
/// No value can be told by being right, so names and places have to say all of it. Each layout was once left open.
struct ScoreLayoutTests {
  private static let runs = """
    # Training

    ## The runs

    Train with the learning rates 0.01, 0.1 and 1 and report accuracy and loss.

    ```yaml exercise
    id: runs
    answers:
      test accuracy: {at: {lr: "0.01, 0.1, 1"}, measured: between 0 and 1, credit: 1}
      test loss: {at: {lr: "0.01, 0.1, 1"}, measured: anything, credit: 1}
    ```
    """

  /// The values that were read, by quantity and key.
  private static func read(_ homework: String, _ chapter: String) throws -> [String] {
    let graded = try TestCourse.grade("# The runs\n\n" + homework + "\n", chapter)
    let items = graded.exercises.flatMap(\.items).filter { $0.outcome == .unverifiable }
    return items.map { item in
      let at = item.at.map { "\($0.value)" }
      let words: [String] = [item.name] + at + [item.text ?? ""]
      return words.joined(separator: " ")
    }
  }

  private static let scores = [
    (lr: "0.01", accuracy: "0.91", loss: "0.31"), (lr: "0.1", accuracy: "0.97", loss: "0.11"),
    (lr: "1", accuracy: "0.52", loss: "1.75"),
  ]

  /// A layout with `K`, `A` and `L` in each row for the key, the accuracy and the loss.
  private static func rows(_ row: String) -> String {
    scores.map { score in
      row.replacing("K", with: score.lr).replacing("A", with: score.accuracy)
        .replacing("L", with: score.loss)
    }.joined(separator: "\n")
  }

  private static let printed = """
    ```
            lr TestAcc test loss
          0.01    0.91      0.31
           0.1    0.97      0.11
             1    0.52      1.75
    ```
    """

  private static let layouts: [String] = [
    rows("- lr K: test accuracy A, test loss L"),
    rows("- lr K – test accuracy A, test loss L"),
    rows("- lr K → test accuracy A / test loss L"),
    rows("- **lr = K**: test accuracy of A and test loss of L"),
    rows("- lr K: test accuracy A (test loss L)"),
    "```\n" + rows("lr=K test_acc=A test_loss=L") + "\n```",
    "```\n" + rows("[lr K] test_acc: A - test_loss: L") + "\n```",
    "```\n" + rows("lr: K | test acc: A | test loss: L") + "\n```",
    "```\n" + rows("{'lr': K, 'test_acc': A, 'test loss': L}") + "\n```",
    rows("### lr K\n\nThe test accuracy was A and the test loss L.\n"),
    "With lr 0.01, 0.1 and 1 the test accuracy is 0.91, 0.97 and 0.52, and the test loss is 0.31, 0.11 and 1.75.",
    "test accuracy:\n\n" + rows("- lr K: A") + "\n\ntest loss:\n\n" + rows("- lr K: L"),
    "**test accuracy** by lr:\n\n" + rows("- K: A") + "\n\n**test loss** by lr:\n\n"
      + rows("- K: L"),
    "test accuracy\n\n| lr | value |\n|---|---|\n" + rows("| K | A |")
      + "\n\ntest loss\n\n| lr | value |\n|---|---|\n" + rows("| K | L |"),
    "| # | date | lr | test accuracy | test loss |\n|---|---|---|---|---|\n"
      + rows("| r | 2025-10-01 | K | A | L |"),
    printed,
    rows("- test accuracy with lr K: A\n- test loss with lr K: L"),
    "Test accuracy: 0.91 with lr 0.01, 0.97 with lr 0.1, 0.52 with lr 1.\n\nTest loss: 0.31 with lr 0.01, 0.11 with lr 0.1, 1.75 with lr 1.",
  ]

  @Test(
    "Names and numbers in turn, in lines of a list, a log or a sentence, and tables of them",
    arguments: layouts
  )
  func runs(homework: String) throws {
    #expect(
      try Self.read(homework, Self.runs) == [
        "test accuracy 0.01 0.91", "test accuracy 0.1 0.97", "test accuracy 1.0 0.52",
        "test loss 0.01 0.31", "test loss 0.1 0.11", "test loss 1.0 1.75",
      ]
    )
  }

  private static let models = """
    # Training

    ## Models

    ```yaml exercise
    id: models
    answers:
      accuracy of MLP: {measured: between 0 and 1, credit: 1}
      loss of MLP: {measured: anything, credit: 1}
      accuracy of CNN: {measured: between 0 and 1, credit: 1}
      loss of CNN: {measured: anything, credit: 1}
    ```
    """

  @Test(
    "What a line begins with says whose scores stand in it",
    arguments: [
      "- MLP: accuracy 0.91, loss 0.31\n- CNN: accuracy 0.97, loss 0.11",
      "- **MLP** – accuracy 0.91 / loss 0.31\n- **CNN** – accuracy 0.97 / loss 0.11",
      "- MLP (accuracy 0.91, loss 0.31)\n- CNN (accuracy 0.97, loss 0.11)",
      "The MLP has accuracy 0.91 and loss 0.31. The CNN has accuracy 0.97 and loss 0.11.",
      "- MLP: 0.91 accuracy, 0.31 loss\n- CNN: 0.97 accuracy, 0.11 loss",
      "```\nMLP    accuracy 0.91  loss 0.31\nCNN    accuracy 0.97  loss 0.11\n```",
      "| Model | Metric | Value |\n|---|---|---|\n| MLP | accuracy | 0.91 |\n| MLP | loss | 0.31 |\n| CNN | accuracy | 0.97 |\n| CNN | loss | 0.11 |",
      "| No. | Model | accuracy | loss |\n|---|---|---|---|\n| 1 | MLP | 0.91 | 0.31 |\n| 2 | CNN | 0.97 | 0.11 |",
    ]
  )
  func models(homework: String) throws {
    #expect(
      try Self.read(homework, Self.models) == [
        "accuracy of MLP 0.91", "loss of MLP 0.31", "accuracy of CNN 0.97", "loss of CNN 0.11",
      ]
    )
  }

  @Test(
    "A number beside words of something else, and one that is compared, is no score",
    arguments: [
      "The MLP needs 12 minutes, accuracy not measured.",
      "The MLP is 0.05 better than the accuracy of the CNN.",
      "A friend has accuracy 0.91 with the MLP.",
      "The accuracy would be 0.91 for a perfect MLP.",
    ]
  )
  func others(homework: String) throws {
    #expect(try Self.read(homework, Self.models).isEmpty)
  }

  private static let widths = """
    # Training

    ## Widths

    Train with 16 and 64 hidden units for a while, and report the accuracy.

    ```yaml exercise
    id: widths
    answers:
      test accuracy: {at: {hidden: "16, 64"}, measured: between 0 and 1, credit: 1, called: ["точность"]}
      steps: {at: {hidden: "16, 64"}, is: "100*hidden", to: exactly}
    ```
    """

  @Test(
    "A count of nodes is the key that counts hidden units, and a number may stand before its key",
    arguments: [
      "### 16 nodes\n\nTest accuracy: 0.91\n\n### 64 nodes\n\nTest accuracy: 0.97",
      "### One layer, 16 neurons\n\nAccuracy on the test set: 0.91\n\n### One layer, 64 neurons\n\nAccuracy on the test set: 0.97",
      "Точность на тестовой выборке при 16 нейронах в скрытом слое: 0.91\n\nТочность на тестовой выборке при 64 нейронах в скрытом слое: 0.97",
    ]
  )
  func counted(homework: String) throws {
    let read = try TestCourse.grade("# Widths\n\n" + homework + "\n", Self.widths).exercises
      .flatMap(\.items).filter { $0.outcome == .unverifiable }
    #expect(read.map { $0.at[0].value } == [16, 64])
    #expect(read.map(\.text) == ["0.91", "0.97"])
  }

  @Test("A computed value at each of several keys in one sentence, and never at another one's")
  func computed() throws {
    let homework = "# Widths\n\nSteps: 1600 with 16 hidden units, 6300 with 64 hidden units.\n"
    let items = try TestCourse.grade(homework, Self.widths).exercises.flatMap(\.items)
      .filter { $0.name == "steps" }
    #expect(items.map(\.outcome) == [.correct, .wrong])
  }

  private static let run = """
    # Training

    ## Final numbers

    ```yaml exercise
    id: final
    answers:
      final loss on Simple: {measured: anything, credit: 1}
      correct on Simple: {measured: anything, credit: 1}
      time per epoch on Simple: {measured: anything, credit: 1}
    ```
    """

  @Test("The end of a run is the last line of its log, and a time has its unit")
  func endOfLog() throws {
    let homework = """
      # Final numbers

      ## Simple

      Time per epoch: 0.021s

      ```
      Epoch 0/100  loss 12.5000  correct 20
      Epoch 50/100  loss 5.7961  correct 45
      Epoch 100/100  loss 0.8127  correct 50
      ```
      """
    let items = try TestCourse.grade(homework, Self.run).exercises.flatMap(\.items)
    #expect(items.map { $0.text ?? "" } == ["0.8127", "50", "0.021"])
    #expect(items.allSatisfy { $0.outcome == .unverifiable })
  }

  @Test(
    "A fraction that is no share of hits",
    arguments: [
      "The learning rate was 0.01 (20/40).", "Accuracy 0.95, 30/50 epochs.", "Dropout 20%, 10/64.",
      "Accuracy: 52%, 12/25 are wrong.",
    ]
  )
  func otherFractions(written: String) throws {
    #expect(try TestCourse.grade("# Widths\n\n" + written + "\n", Self.widths).findings.isEmpty)
  }

  @Test(
    "A fraction beside the share that it is not",
    arguments: ["98%, 48/50", "98 % (48/50)", "48/50 (98%)", "0.98 (48/50)"]
  )
  func fractions(written: String) throws {
    let homework = "# Widths\n\nTest accuracy with 16 hidden units: "
    let wrong = try TestCourse.grade(homework + written + "\n", Self.widths)
    #expect(wrong.findings.map(\.kind) == [.inconsistent])
    let right = written.replacing("98", with: "96")
    #expect(try TestCourse.grade(homework + right + "\n", Self.widths).findings.isEmpty)
  }
}
