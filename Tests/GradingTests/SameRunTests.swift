import Grading
import Homework
import Testing

/// Runs that a homework tells twice, and runs that only look alike.
struct SameRunTests {
  private static let matrix = """
    Confusion matrix on the test set, rows are true:

    | true \\ predicted | 0 | 1 | 2 |
    |---|---|---|---|
    | 0 | 46 | 3 | 1 |
    | 1 | 2 | 41 | 7 |
    | 2 | 0 | 2 | 48 |
    """

  @Test(
    "two runs with the same scores are one run",
    arguments: [
      // A summary above and the last line of a log below: two digits are swapped.
      (
        """
        keep_prob: 0.7 -> train_acc = 0.9877, test_acc = 0.9826

        Final: train acc: 0.9877, test acc: 0.9862
        """,
        "test accuracy is 0.9826 and 0.9862"
      ),
      // One run of two sweeps: 30 epochs of batches of 128.
      (
        """
        - **Epochs: 30**
          - Training accuracy: 95.92%
          - Validation accuracy: 95.74%
          - Test accuracy: 95.47%

        - **Batch size: 128**
          - Training accuracy: 95.92%
          - Validation accuracy: 95.74%
          - Test accuracy: 95.74%
        """,
        "test accuracy is 95.47 % and 95.74 %"
      ),
      (
        """
        The accuracy is 98.35071 % in the end.

        | hidden neurons | accuracy |
        | --- | --- |
        | 256 | 97.94048 % |
        | 1000 | 98.03571 % |
        """,
        "has the digits of 98.03571"
      ),
      (
        "I used a training set of 33,600 and a validation set of 8,400 images.\n\n"
          + "The validation accuracy is 97.39826%.",
        "not possible with 8400 rows"
      ),
      (
        "Number of errors: 16/150\n\n\(matrix)\n\nThe accuracy is 0.9.",
        "16 are said to be wrong"
      ),
    ]
  )
  func contradictions(homework: String, message: String) throws {
    let found = try Self.findings(homework)
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.message.contains(message) ?? false, "\(found.map(\.message))")
  }

  @Test(
    "runs that only look alike contradict nothing",
    arguments: [
      // Epochs that lie side by side, with one score that did not move.
      """
      Epoch 14: train acc: 0.9964, val acc: 0.9883
      Epoch 15: train acc: 0.9964, val acc: 0.9838
      """,
      // One score is the same, the others differ by more than a slip.
      """
      With dropout: train_acc = 0.9877, test_acc = 0.9826.

      Without: train_acc = 0.9877, test_acc = 0.9741.
      """,
      // Everything learned by heart in both.
      """
      Small network: training accuracy 1.0000, test accuracy 0.9812.

      Large network: training accuracy 1.0000, test accuracy 0.9821.
      """,
      // Fewer digits are the same by chance.
      """
      Adam: train acc 0.98, val acc 0.97, test acc 0.96.

      SGD: train acc 0.98, val acc 0.97, test acc 0.95.
      """,
      "I used a training set of 33,600 and a validation set of 8,400 images.\n\n"
        + "The validation accuracy is 97.39286%, the training accuracy 97.39881%.",
    ]
  )
  func others(homework: String) throws {
    #expect(try Self.findings(homework).map(\.message) == [])
  }

  @Test("of a report with its matrix the support is wrong, and not the sum")
  func support() throws {
    let found = try Self.findings(
      """
      \(Self.matrix)

      | class | precision | recall | F1 | support |
      |---|---|---|---|---|
      | 0 | 0.958 | 0.920 | 0.939 | 50 |
      | 1 | 0.891 | 0.820 | 0.854 | 500 |
      | 2 | 0.857 | 0.960 | 0.906 | 50 |
      | macro avg | 0.902 | 0.900 | 0.900 | 150 |

      The accuracy is 0.9.
      """
    )
    #expect(found.allSatisfy { !$0.message.contains("sum of the classes") }, "\(found)")
    #expect(found.contains { $0.message.contains("support of 1: 500") }, "\(found)")
  }

  private static func findings(_ homework: String) throws -> [Finding] {
    try TestCourse.grade(homework, TestCourse.step).findings.filter { $0.kind == .inconsistent }
  }
}
