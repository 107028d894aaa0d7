import Exercises
import Grading
import Testing

/// What programs print and people copy: lines of strokes, dashes for colons, settings above results, boxes.
struct ReportLayoutTests {
  private static let runs = """
    # Runs

    ## The two runs

    ```yaml exercise
    id: runs
    answers:
      accuracy: {at: {epochs: "50, 100"}, measured: between 0 and 1, credit: 1, points: 2 shared}
      recall: {at: {epochs: "50, 100"}, measured: between 0 and 1, credit: 1, points: 2 shared}
    ```
    """

  private static let sets = """
    # Sets

    ## Demo

    ```yaml exercise
    id: demo
    answers:
      training accuracy: {measured: between 0 and 1, credit: 1}
      test accuracy: {measured: between 0 and 1, credit: 1}
      test loss: {measured: anything, credit: 1}
    ```
    """

  private static let layers = """
    # Layers

    ## Counts

    ```yaml exercise
    id: counts
    answers:
      shape of conv1: {is: "(32, 32, 16)"}
      parameters of conv1: {is: "(5*5*3 + 1)*16", to: exactly}
      parameters of fc: {is: "320*10 + 10", called: [fully connected layer], to: exactly}
      field: {at: {layer: "1, 2"}, is: "4*layer + 3", called: [receptive field], to: exactly}
    ```
    """

  private static func outcomes(_ homework: String, _ chapter: String) throws -> [Outcome] {
    try TestCourse.grade(homework, chapter).exercises.flatMap(\.items).map(\.outcome)
  }

  @Test(
    "Lines of strokes alone are no heads",
    arguments: ["#-------", "##------", "#---- ---", "####", "#~~~~~~~~", "-------#"]
  )
  func strokes(line: String) throws {
    let outcomes = try Self.outcomes("```\n\(line)\ntest loss: 0.05\n```\n", Self.sets)
    #expect(outcomes[2] == .unverifiable)
  }

  @Test("Settings hold for the results below them, the lines of a log only for themselves")
  func settings() throws {
    func part(_ epochs: Int, _ accuracy: String, _ recall: String) -> String {
      """
      --- Setting ---
      Epochs      : \(epochs)
      Batch size  : 84
      Train       : 70% (1050)

      --- Training ---
      20% Epoch 10: loss=0.0086, val loss=0.0092
      40% Epoch 20: loss=0.0085, val loss=0.0091

      --- Results ---
      Accuracy  : \(accuracy)
      Recall    : \(recall)
      """
    }
    let homework = part(50, "0.5667", "0.3256") + "\n\n" + part(100, "0.5867", "0.8354") + "\n"
    let graded = try TestCourse.grade(homework, Self.runs)
    let items = graded.exercises.flatMap(\.items)
    let values = items.map { item in
      (item.outcome, item.range.map { graded.source.string(in: $0) })
    }
    #expect(values.map(\.0).allSatisfy { $0 == .unverifiable })
    #expect(values.map(\.1) == ["0.5667", "0.5867", "0.3256", "0.8354"])
  }

  @Test(
    "Lines of a report",
    arguments: [
      "Training Accuracy - 0.36\nTest Accuracy (200 images) - 0.265\nTest Loss - 0.05\n",
      "Training accuracy – 36 %\n\nTest accuracy – 26.5 %\n\nTest loss – 0.05\n",
      "train set: Accuracy: 590/600 (98.39%)\n\nTest set: Average loss: 0.0491, Accuracy: 985/1000 (98.53%)\n",
      "- Final: Train 96.93%, Test 96.70%, Time 43.9 s\n- Test loss: 0.1\n",
      "Accuracy: train 96.93%, test 96.70%\n\nTest loss: 0.1\n",
    ]
  )
  func lines(homework: String) throws {
    #expect(
      try Self.outcomes(homework, Self.sets) == [.unverifiable, .unverifiable, .unverifiable]
    )
  }

  @Test(
    "A layer alone on its line is what the lines below it are about",
    arguments: [
      """
      conv1 (32x32x16)
      filter size 5x5x3, stride 1
      max activation: 0.88743, min: -1.83078
      parameters: 16x5x5x3+16 = 1216

      fc (1x1x10)
      max activation: 0.8704, min: -2.51126
      parameters: 10x320+10 = 3210

      | layer | receptive field |
      | --- | --- |
      | 1 | 7x7 |
      | 2 | 11x11 |
      """,
      """
      conv1 (32x32x16)
      max activation: 0.88743, min: -1.83078
      parameters: 1216

      Fully connected layer: Input features = 320, Output features = 10
      Number of parameters = (320 x 10) + 10 = 3210

      | layer | receptive field |
      | --- | --- |
      | 1 | 7 × 7 |
      | 2 | 11 |
      """,
    ]
  )
  func layers(homework: String) throws {
    #expect(try Self.outcomes(homework, Self.layers).allSatisfy { $0 == .correct })
  }

  private static let quiz = """
    # Quiz

    ## Week 1

    ```yaml exercise
    id: quiz
    answers:
      dense parameters: {is: "300*300*3*100 + 100", called: [fully connected parameters], to: exactly}
      convolutional parameters: {is: "(5*5*3 + 1)*100", to: exactly}
      padding: {is: "(7 - 1)/2", to: exactly}
    ```
    """

  private static func quiz(_ marks: [String]) -> String {
    """
    1. 100 neurons, fully connected. Parameters?

        - \(marks[0]) 27,000,100
        - \(marks[1]) 9,000,100

    2. 100 convolutional filters of 5x5. Parameters?

        - \(marks[0]) 7600
        - \(marks[1]) 7500

    3. 7x7, "same". Padding?

        - \(marks[1]) 7
        - \(marks[0]) 3
    """
  }

  @Test("What is ticked is the answer", arguments: [["[x]", "[ ]"], ["[X]", "[]"], ["☑", "☐"]])
  func ticked(marks: [String]) throws {
    #expect(try Self.outcomes(Self.quiz(marks), Self.quiz) == [.correct, .correct, .correct])
    let other = try Self.outcomes(Self.quiz([marks[1], marks[0]]), Self.quiz)
    #expect(!other.contains(.correct))
  }

  @Test("A log that ends in what its table says contradicts nothing")
  func log() throws {
    let chapter = """
      # Rule

      ## AND

      ```yaml exercise
      id: and
      given: {W: "[0.5, 1]"}
      answers:
        w: {at: {epoch: "1, 2"}, is: "W[epoch - 1]", to: exactly}
      ```
      """
    let homework = """
      ```
      Epoch: 1
      Updated w= 0.0
      Updated w= 0.5

      Epoch: 2
      Updated w= 0.5
      Updated w= 1.0
      ```

      | epoch | w |
      | --- | --- |
      | 1 | 0.5 |
      | 2 | 1 |
      """
    let graded = try TestCourse.grade(homework, chapter)
    #expect(graded.exercises[0].items.map(\.outcome) == [.correct, .correct])
    #expect(graded.findings.isEmpty)
  }
}
