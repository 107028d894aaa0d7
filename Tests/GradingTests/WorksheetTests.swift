import Exercises
import Grading
import Testing

/// Layouts of worksheets, notes and reports: filled-in blanks, steps in rows, settings above results.
///
/// Expected numbers are hand calculations: v = 0.8, 0.9 · 0.8 − 0.3 = 0.42; 1.2 − 0.1 · 0.8 = 1.12; and so on.
struct WorksheetTests {
  private static let course = """
    # Sheet

    ## Metrics

    ```yaml exercise
    id: metrics
    given: {TP: "38", FP: "12", FN: "7", TN: "63"}
    answers:
      precision: {is: "TP/(TP + FP)", to: 3 digits}
      accuracy: {is: "(TP + TN)/(TP + FP + FN + TN)", to: 3 digits}
      false negatives: {is: "FN", called: [FN], to: exactly}
      loss: {is: "-ln(0.581)", to: 3 decimals}
    ```

    ## Momentum

    ```yaml exercise
    id: momentum
    given: {w_0: "1.2", g_1: "0.8", g_2: "-0.3", mu: "0.9", eta: "0.1"}
    answers:
      v_1: {is: "g_1", to: 4 decimals}
      w_1: {is: "w_0 - eta*v_1", to: 4 decimals}
      v_2: {is: "mu*v_1 + g_2", to: 4 decimals}
      w_2: {is: "w_1 - eta*v_2", to: 4 decimals}
    ```

    ## Activations

    ```yaml exercise
    id: activations
    given: {x: "0.53", y: "-0.42"}
    answers:
      s1: {is: "x", to: exactly}
      s2: {is: "y", to: exactly}
      h1: {is: "sigmoid(s1)", to: 4 decimals}
      h2: {is: "sigmoid(s2)", to: 4 decimals}
    ```

    ## Receptive field

    ```yaml exercise
    id: rf
    given: {r: "1"}
    answers:
      conv1 RF: {is: "r + 4", to: exactly}
      pool1 RF: {is: "r + 5", to: exactly}
      conv2 RF: {is: "r + 9", to: exactly}
    ```

    ## Runs

    ```yaml exercise
    id: runs
    answers:
      success rate: {at: {size: "32, 64", lr: "0.1, 1"}, measured: between 0 and 1, credit: 1}
      time: {at: {size: "32, 64", lr: "0.1, 1"}, measured: anything, credit: 1}
      accuracy tanh: {at: {hidden: "9, 100"}, measured: between 0 and 1, credit: 1}
      accuracy sigmoid: {at: {hidden: "9, 100"}, measured: between 0 and 1, credit: 1}
    ```

    ## Classes

    ```yaml exercise
    id: classes
    given: {M: "[[42, 5, 3], [6, 31, 8], [2, 4, 19]]"}
    answers:
      recall: {at: {class: "1, 2, 3"}, is: "M[class-1, class-1]/(M[0, class-1] + M[1, class-1] + M[2, class-1])", to: 3 decimals}
      macro recall: {is: "(recall(class: 1) + recall(class: 2) + recall(class: 3))/3", to: 3 decimals}
    ```
    """

  private static func graded(_ title: String, _ homework: String) throws -> GradedHomework {
    try TestCourse.grade("## \(title)\n\n" + homework + "\n", course)
  }

  @Test(
    "A blank that is filled in, an answer behind a question mark, a calculation behind a name",
    arguments: [
      ("precision", "1. Precision = ____38/(38+12) = 0.76______"),
      ("precision", "Precision: ___0.76___"),
      ("false negatives", "1. What is the number of **False Negatives (FN)**? ___7____"),
      ("accuracy", "Accuracy (38 + 63) / 120 = 0.842"),
      ("accuracy", "accuracy → (38 + 63)/120 = 0.842"),
      ("loss", "Loss: --ln 0.581 = 0.543"),
    ]
  )
  func written(_ name: String, _ text: String) throws {
    #expect(try Self.graded("Metrics", text).outcomes(name) == [.correct])
  }

  @Test("A blank that is empty is none")
  func empty() throws {
    #expect(try Self.graded("Metrics", "Precision = ________").outcomes("precision") != [.correct])
  }

  @Test(
    "A row for each step, and lines below each step",
    arguments: [
      "| t | g_t | v_t | w_t |\n|---|---|---|---|\n| 1 | 0.8 | 0.8 | 1.12 |\n| 2 | -0.3 | 0.42 | 1.078 |",
      """
      **Step 1**

      - v_t = 0.8
      - w_t = 1.12

      **Step 2**

      - v_t = 0.42
      - w_t = 1.078
      """,
    ]
  )
  func steps(_ text: String) throws {
    let graded = try Self.graded("Momentum", text)
    for name in ["v_1", "w_1", "v_2", "w_2"] { #expect(graded.outcomes(name) == [.correct]) }
  }

  @Test("f(s_1) is what is computed as an activation of s1")
  func activations() throws {
    let graded = try Self.graded("Activations", "$f(s_1) = 0.6295$, $f(s_2) = 0.3965$")
    #expect(graded.outcomes("h1") == [.correct])
    #expect(graded.outcomes("h2") == [.correct])
  }

  @Test(
    "What all answers are called may be left out, and of a row's cells the one below that name is meant",
    arguments: [
      "- conv1: 1 + 4*1 = 5\n- pool1 ➡ 5 + 1*1 = 6\n- conv2 → 6 + 2*2 = 10",
      "| layer | k | stride | RF |\n|---|---|---|---|\n| conv1 | 5 | 1 | 5 |\n| pool1 | 2 | 2 | 6 |\n| conv2 | 3 | 1 | 10 |",
    ]
  )
  func sharedWords(_ text: String) throws {
    let graded = try Self.graded("Receptive field", text)
    for name in ["conv1 RF", "pool1 RF", "conv2 RF"] {
      #expect(graded.outcomes(name) == [.correct])
    }
  }

  @Test(
    "Several keys in one column, by their other names, too",
    arguments: ["(size; lr)", "Parameters (layer size; learning rate)", "size; LR"]
  )
  func composite(_ header: String) throws {
    let table = """
      | \(header) | time | success rate (%) |
      |---|---|---|
      | 32; 0.1 | 39.2 | 83.1 |
      | 64; 1 | 56.2 | 55.0 |
      """
    let graded = try Self.graded("Runs", table)
    #expect(graded.outcomes("time").count { $0 == .unverifiable } == 2)
    #expect(graded.outcomes("success rate").count { $0 == .unverifiable } == 2)
  }

  @Test(
    "A setting's word says what is below it; a list of several sizes is none of the key's values"
  )
  func settings() throws {
    let list = """
      ### Configuration 1
      - Activation: tanh
      - Hidden: [9]
      - Accuracy: 57.3%

      ### Configuration 2
      - Activation: sigmoid
      - Hidden: [100]
      - Accuracy: 59.0%

      ### Configuration 3
      - Activation: sigmoid
      - Hidden: [100, 100]
      - Accuracy: 9.5%
      """
    let graded = try Self.graded("Runs", list)
    #expect(graded.outcomes("accuracy tanh").first == .unverifiable)
    #expect(graded.outcomes("accuracy sigmoid").count { $0 == .unverifiable } == 1)
    #expect(!graded.findings.contains { $0.places.count > 1 })
  }

  @Test("What follows from one's own value at a key is carried")
  func carriedAtKeys() throws {
    // 42/50, 31/40, and 19/25 for 19/30; their mean is 0.792.
    let text =
      "recall: class 1: 0.840, class 2: 0.775, class 3: 0.760\n\nmacro recall = 0.792"
    let graded = try Self.graded("Classes", text)
    #expect(graded.outcomes("recall").count { $0 == .wrong } == 1)
    #expect(graded.outcomes("macro recall") == [.carried])
  }

  @Test("What stands above all headings may hold what is missing below them")
  func introduction() throws {
    let text = "The loss is 0.543.\n\n## Metrics\n\nPrecision = 0.76\n\n## Momentum\n\nv_1 = 0.8\n"
    let graded = try TestCourse.grade(text, Self.course)
    #expect(graded.outcomes("loss") != [.missing])
    #expect(graded.outcomes("accuracy") != [.correct])
  }

  @Test("The summary of a part that opens is a heading")
  func summary() throws {
    let text = """
      <details>
      <summary><b>Metrics</b></summary>

      Precision = 0.76

      </details>

      <details><summary>Momentum</summary>

      v_1 = 0.8

      </details>
      """
    let graded = try TestCourse.grade(text, Self.course)
    #expect(graded.outcomes("v_1") == [.correct])
  }
}
