import Exercises
import Grading
import Testing

/// Measured answers of one question against each other.
///
/// The numbers that do not fit are worked out by hand:
/// 1 - 0.9721 of 10000 is 279, 2 · 0.66 · 0.544 / (0.66 + 0.544) is 0.596.
struct MeasuredAgreementTests {
  private static let chapter = """
    # Training

    ## Runs

    ```yaml exercise
    id: runs
    answers:
      test accuracy: {at: {neurons: "10, 30, 100"}, measured: between 0 and 1, credit: 1}
      best test accuracy: {measured: between 0 and 1, credit: 1}
      best number of neurons: {measured: anything, credit: 1}
      number of errors: {measured: between 0 and 10000, credit: 1}
      precision: {measured: between 0 and 1, credit: 1}
      recall: {measured: between 0 and 1, credit: 1}
      F1: {measured: between 0 and 1, credit: 1}
    ```
    """

  private static func findings(_ rest: String) throws -> [String] {
    let homework = """
      ## Runs

      | neurons | test accuracy |
      | --- | --- |
      | 10 | 0.9412 |
      | 30 | 0.9721 |
      | 100 | 0.9655 |

      \(rest)

      """
    return try TestCourse.grade(homework, chapter).findings.map(\.message)
  }

  @Test(
    "What fits, or was rounded, is no finding",
    arguments: [
      "Best test accuracy: 0.9721", "Best test accuracy: 97.2 %", "Best number of neurons: 30",
      "Number of errors: 279", "Number of errors: 588",
      "Precision: 0.66\n\nRecall: 0.544\n\nF1: 0.596", "Precision: 0.66\n\nF1: 0.7",
      // Means over the classes, which a report says they are: the mean of F1 follows from no other means.
      "Precision: 0.66\n\nRecall: 0.544\n\nF1: 0.52\n\n```\n  macro avg  0.66  0.544  0.52  300\n```",
      "Precision: 0.66\n\nRecall: 0.544\n\nF1: 0.52\n\n```\n  média ponderada  0.66  0.544  0.52  300\n```",
      "Precision: 0.66\n\nRecall: 0.544\n\nF1: 0.52\n\nMakro 0.66 0.544 0.52",
    ]
  )
  func fitting(rest: String) throws {
    #expect(try Self.findings(rest).isEmpty)
  }

  @Test(
    "What no reading of the others explains is said",
    arguments: [
      (
        "Best test accuracy: 0.9655",
        "test accuracy 0.9655 is called the best; in the table it is 0.9721"
      ),
      ("Best number of neurons: 100", "100 is not the best neurons: at 30 it is better"),
      ("Number of errors: 297", "297 of 10000 does not follow from the accuracy 0.9412"),
      (
        "Precision: 0.66\n\nRecall: 0.544\n\nF1: 0.602",
        "F1 0.602 is not 2PR/(P + R) of the precision 0.66 and the recall 0.544"
      ),
    ]
  )
  func contradicting(rest: String, message: String) throws {
    #expect(try Self.findings(rest) == [message])
  }
}
