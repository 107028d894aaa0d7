import Exercises
import Grading
import Testing

/// Tables and logs of runs: cells of settings, shares in percent, settings that all rows share, before and after.
struct RunTableTests {
  private static let runs = """
    # Runs

    ## Runs

    ```yaml exercise
    id: runs
    answers:
      MAE of ours: {at: {N: "25, 50"}, measured: anything, credit: 1, called: [MAE mine], points: 2 shared}
      MAE of sklearn: {at: {N: "25, 50"}, measured: anything, credit: 1, called: [MAE sklearn], points: 2 shared}
      accuracy: {at: {lr: "0.1, 0.01"}, measured: between 0 and 1, credit: 1, points: 2 shared}
      precision: {at: {layers: "1, 2"}, measured: between 0 and 1, credit: 1, points: 2 shared}
      recall: {at: {hidden: "50, 100"}, measured: between 0 and 1, credit: 1, points: 2 shared}
    ```
    """

  private static func values(_ name: String, _ homework: String) throws -> [String?] {
    let graded = try TestCourse.grade("## Runs\n\n" + homework + "\n", runs)
    return graded.exercises[0].items.filter { $0.name == name && $0.outcome == .unverifiable }
      .map { $0.range.map { graded.source.string(in: $0) } }
  }

  @Test(
    "A cell of settings holds for its row and the blank ones below, and the other labels say what"
  )
  func settings() throws {
    let table = """
      | Configuration | Model | MAE |
      |---|---|---|
      | $N = 25, \\eta = 0.1$ | sklearn | 0.4412 |
      | | mine | 0.0704 |
      | $N = 50, \\eta = 0.05$ | sklearn | 0.4388 |
      | | mine | 0.0619 |
      """
    #expect(try Self.values("MAE of ours", table) == ["0.0704", "0.0619"])
    #expect(try Self.values("MAE of sklearn", table) == ["0.4412", "0.4388"])
  }

  @Test("Rows that differ by what is asked elsewhere are no values of the key that the text sets")
  func otherRows() throws {
    let table = "### Sizes (lr = 0.1)\n\n| Size | accuracy |\n|---|---|\n| s | 0.91 |\n| m | 0.93 |"
    #expect(try Self.values("accuracy", table).isEmpty)
    let one = "### Size s (lr = 0.1)\n\n| Size | accuracy |\n|---|---|\n| s | 0.91 |"
    #expect(try Self.values("accuracy", one).count < 2)
  }

  @Test("A share without its sign is a percentage where it can be nothing else; 1.03 is a slip")
  func percent() throws {
    let table = "| LR | accuracy [%] |\n|---|---|\n| 0.1 | 94.3 |\n| 0.01 | 1.03 |"
    let graded = try TestCourse.grade("## Runs\n\n" + table + "\n", Self.runs)
    #expect(graded.outcomes("accuracy") == [.unverifiable, .wrong])
  }

  @Test("A setting that all rows share is not the key, though it may be one of its values")
  func shared() throws {
    let table = """
      Epochs | Hidden Units | Recall | Minibatch size
      ------ | ------------ | ------ | --------------
      10 | 50 | 0.912 | 100
      30 | 100 | 0.939 | 100
      """
    #expect(try Self.values("recall", table) == ["0.912", "0.939"])
  }

  @Test(
    "Adjectives that count give a key its value",
    arguments: [
      ("single-layer network", "two-layer network"), ("2-layer network", "1-layer network"),
    ]
  )
  func counting(first: String, second: String) throws {
    let homework = "### The \(first)\n\nprecision: 0.91\n\n### The \(second)\n\nprecision: 0.93"
    let graded = try TestCourse.grade("## Runs\n\n" + homework + "\n", Self.runs)
    let read = graded.exercises[0].statements.map { $0.at.map(\.value) }
    #expect(read == (first.hasPrefix("2") ? [[2], [1]] : [[1], [2]]))
  }

  private static let step = """
    # Step

    ## Step

    ```yaml exercise
    id: step
    given: {x: "0.3"}
    answers:
      L: {is: "x + 0.1004", called: [loss], to: 4 decimals}
      y: {is: "x + 0.0672", to: 4 decimals}
      new L: {is: "x - 0.2166", called: [new loss], to: 4 decimals}
    ```
    """

  @Test(
    "After a step a name is that of the new value, where both are asked",
    arguments: [
      "| | Before | After |\n|---|---|---|\n| Loss L | 0.4004 | 0.0834 |\n| y | 0.3672 | 0.7112 |",
      "| | Antes | Depois |\n|---|---|---|\n| L | 0.4004 | 0.0834 |\n| y | 0.3672 | 0.7112 |",
      "L = 0.4004 and y = 0.3672\n\n### After the update\n\nL = 0.0834\n\ny = 0.7112",
    ]
  )
  func time(homework: String) throws {
    let graded = try TestCourse.grade("## Step\n\n" + homework + "\n", Self.step)
    #expect(graded.exercises[0].items.map(\.outcome) == [.correct, .correct, .correct])
  }
}
