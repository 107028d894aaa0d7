import Exercises
import Grading
import Testing

/// Results of several models and runs: which one is told by headings, by letters before a title, by the words of the
/// question, and by the order in which values stand.
struct SeveralRunsTests {
  private static func outcomes(_ homework: String, _ chapter: String) throws -> [Outcome] {
    try TestCourse.grade(homework + "\n", chapter).exercises.flatMap(\.items).map(\.outcome)
  }

  private static let optimizers = """
    # Runs

    ## Adam and SAM

    ```yaml exercise
    id: runs
    answers:
      test accuracy Adam: {measured: between 0 and 1, credit: 1}
      test accuracy SAM: {measured: between 0 and 1, credit: 1, called: ["test accuracy Adam + SAM"]}
      ảnh sai số Adam: {measured: between 0 and 10000, credit: 1}
      ảnh sai số SAM: {measured: between 0 and 10000, credit: 1, called: ["ảnh sai số Adam + SAM"]}
    ```
    """

  @Test(
    "A heading that shares words with the title of the question says which run is meant",
    arguments: [
      "## Adam and SAM\n\n### Adam\n\n- Test accuracy: 0.97\n- Số ảnh sai: 300\n\n### Adam + SAM (rho = 0.05)\n\n- Test accuracy: 0.98\n- Số ảnh sai: 200",
      "## Adam and SAM\n\n### Adam\n\n#### Results\n\nTest accuracy: 0.97\n\nSố ảnh sai: 300\n\n### SAM\n\n#### Results\n\nTest accuracy: 0.98\n\nSố ảnh sai: 200",
    ]
  )
  func shared(homework: String) throws {
    #expect(
      try Self.outcomes(homework, Self.optimizers) == Array(repeating: .unverifiable, count: 4)
    )
  }

  private static let letters = """
    # Runs

    ## Four runs

    ```yaml exercise
    id: runs
    answers:
      test loss of A: {measured: anything, credit: 1}
      test loss of B: {measured: anything, credit: 1}
    ```

    ## Steps

    ```yaml exercise
    id: steps
    given: {rows: "60000", batch: "128"}
    answers:
      steps per epoch: {is: "steps_per_epoch(rows, batch)", to: exactly}
    ```
    """

  @Test(
    "The letter of a run stands before the title above its results",
    arguments: [
      "A) without dropout\n\nFinal test loss : 1.178\n\nB) with dropout\n\nFinal test loss : 0.976",
      "### Model A\n\n- Test loss: 1.178\n\n### Model B\n\n- Test loss: 0.976",
      "**Run A: plain**\n\nTest loss = 1.178\n\n**Run B: dropout**\n\nTest loss = 0.976",
    ]
  )
  func letter(homework: String) throws {
    let outcomes = try Self.outcomes("# Lab\n\n## Four runs\n\n" + homework, Self.letters)
    #expect(outcomes.prefix(2) == [.unverifiable, .unverifiable])
  }

  @Test(
    "A question is found behind drawings and in the words of other languages",
    arguments: [
      "📊 Câu 2 – Số bước", "🏗️ Question 2", "2️⃣ Steps in an epoch", "Zadanie 2", "Uppgift 2",
      "§ 2 Steps", "Soal 2:", "Tehtävä 2",
    ]
  )
  func labels(heading: String) throws {
    let homework = "## 1\n\nNothing yet.\n\n## \(heading)\n\nsteps per epoch: 60000 / 128 = 469"
    let graded = try TestCourse.grade(homework + "\n", Self.letters)
    #expect(graded.exercises[1].line == 5)
    #expect(graded.exercises[1].items[0].outcome == .correct)
  }

  @Test(
    "What a number is rounded to is meant, in whatever language",
    arguments: ["làm tròn lên là", "zaokrąglone do", "округляем до", "yuvarlanırsa", "afgerond op"]
  )
  func rounded(words: String) throws {
    let homework = "## Steps\n\nsteps per epoch: 60000 / 128 = 468.75, \(words) 469"
    #expect(try Self.outcomes(homework, Self.letters)[2] == .correct)
  }

  private static let grid = """
    # Grid

    ## Sweep

    Vary the number of hidden neurons $n$ and the learning rate $\\eta$.

    ```yaml exercise
    id: grid
    choose: {n: "at least 2 between 1 and 1000", η: "at least 2 strictly between 0 and 10 for each n"}
    answers:
      accuracy: {at: [n, η], measured: between 0 and 1, credit: 1, points: 4 shared}
    ```
    """

  @Test(
    "Columns are called what the question calls their symbols, and the last key is the column that is left",
    arguments: [
      "| hidden neurons | learning rate | accuracy |",
      "| size of the layer | learning rate | accuracy |",
      "| hidden neurons | η | accuracy |", "| width | Lernrate | accuracy |",
    ]
  )
  func columns(header: String) throws {
    let rows =
      "|---|---|---|\n| 16 | 0.1 | 0.91 |\n| 16 | 0.5 | 0.93 |\n| 64 | 0.1 | 0.95 |\n| 64 | 0.5 | 0.96 |"
    let outcomes = try Self.outcomes("## Sweep\n\n\(header)\n\(rows)", Self.grid)
    #expect(!outcomes.isEmpty && outcomes.allSatisfy { $0 == .unverifiable })
  }

  private static let models = """
    # Models

    ## Three models

    ```yaml exercise
    id: counts
    answers:
      first layer: {at: {model: "1, 2"}, is: "784*model + model", to: exactly}
    ```

    ## Performance

    ```yaml exercise
    id: scores
    answers:
      loss: {at: {model: "1, 2"}, measured: anything, credit: 1, called: ["Test score"], points: 2}
    ```
    """

  @Test("Questions that are answered model by model have the key of the heading above")
  func interleaved() throws {
    let homework = """
      # Lab

      ### Model 1

      #### Weights

      first layer: 784 * 1 + 1 = 785

      #### Performance

      Test score: 0.0904

      ### Model 2

      #### Weights

      first layer: 784 * 2 + 2 = 1570

      #### Performance

      Test score: 0.0712
      """
    let outcomes = try Self.outcomes(homework, Self.models)
    #expect(outcomes == [.correct, .correct, .unverifiable, .unverifiable])
  }

  private static let momentum = """
    # Momentum

    ## Three steps

    ```yaml exercise
    id: momentum
    given: {mu: "0.9", eta: "0.1", w0: "1.2"}
    answers:
      v_1: {is: "mu*0 + 0.83", to: 3 decimals}
      w_1: {is: "w0 - eta*v_1", to: 3 decimals}
      v_2: {is: "mu*v_1 - 0.31", to: 3 decimals}
      w_2: {is: "w_1 - eta*v_2", to: 3 decimals}
    ```
    """

  // 0.83; 1.2 - 0.083 = 1.117; 0.747 - 0.31 = 0.437; 1.117 - 0.0437 = 1.0733 (by hand)
  @Test("Values in the order of the cells are found, each of which alone may be chance")
  func chain() throws {
    func accepted(_ values: [String]) throws -> Int {
      let homework =
        "## Three steps\n\n" + values.map { "so this gives \($0) here" }.joined(separator: "\n\n")
      return try Self.outcomes(homework, Self.momentum).count { $0.isAccepted }
    }
    #expect(try accepted(["0.830", "1.117", "0.437", "1.073"]) == 4)
    // One digit each: in order they are meant, in another order they may be anything.
    let digits = """
      # Digits

      ## Three steps

      ```yaml exercise
      id: digits
      answers:
        p: {is: "0.8", to: 1 decimals}
        q: {is: "0.3", to: 1 decimals}
        r: {is: "0.6", to: 1 decimals}
        s: {is: "0.2", to: 1 decimals}
      ```
      """
    func count(_ values: [String]) throws -> Int {
      let lines = values.map { "so this gives \($0) here" }.joined(separator: "\n\n")
      return try Self.outcomes("## Three steps\n\n" + lines, digits).count { $0.isAccepted }
    }
    #expect(try count(["0.8", "0.3", "0.6", "0.2"]) >= 3)
    #expect(try count(["0.2", "0.6", "0.3", "0.8"]) == 0)
  }

  @Test(
    "Names of steps have words before them, and letters that count",
    arguments: ["velocity v_t = 0.830", "velocity   v_t = 0.830", "v_t = 0.830"]
  )
  func steps(line: String) throws {
    let homework = "## Three steps\n\n```\nStep 1\n   \(line)\nStep 2\n   v_t = 0.437\n```"
    let outcomes = try Self.outcomes(homework, Self.momentum)
    #expect(outcomes[0] == .correct && outcomes[2] == .correct)
  }

  private static let scores = """
    # Scores

    ## Confusion

    ```yaml exercise
    id: scores
    answers:
      erros: {is: "62 - 56", called: ["número de erros"], to: exactly}
      acurácia: {is: "56/62", to: 4 decimals}
    ```
    """

  // 56/62 = 0.90323 (NumPy)
  @Test(
    "Of two statements that a short word joins each has its own number",
    arguments: [
      "O número de erros é 6 e a acurácia é 56/62 = 0.9032.", "erros = 6 e acurácia = 0.9032",
      "O número de erros é 6 e acurácia é 0.9032.",
    ]
  )
  func joined(sentence: String) throws {
    let outcomes = try Self.outcomes("## Confusion\n\n\(sentence)", Self.scores)
    #expect(outcomes == [.correct, .correct])
  }

  @Test("A factor behind a star is no new name")
  func star() throws {
    let chapter = """
      # Out

      ## Output

      ```yaml exercise
      id: out
      answers:
        h3: {is: "0.8707", to: 4 decimals}
        y: {is: "4*h3", to: 4 decimals}
      ```
      """
    let homework = "## Output\n\nh3 = 0.8707\n\ny = 4 * h3 = 4 * 0.8707 = 3.4828"
    #expect(try Self.outcomes(homework, chapter) == [.correct, .correct])
  }
}
