import Exercises
import Grading
import Testing

/// Whose numbers the heads count by, and what their text says against them.
struct OutlineTests {
  private static let chapter = """
    # Chapter

    ## The hidden layer

    ```yaml exercise
    id: hidden
    given: {a: "2"}
    answers:
      s: {is: "a + 1", to: exactly}
      u: {is: "a + 2", to: exactly}
    ```

    ## The output layer

    ```yaml exercise
    id: output
    given: {a: "3"}
    answers:
      t: {is: "a + 1", to: exactly}
      v: {is: "a + 2", to: exactly}
    ```
    """

  private static func lines(_ homework: String) throws -> [Int?] {
    try TestCourse.grade(homework, chapter).exercises.map(\.line)
  }

  @Test("Numbers of heads that go beyond the course's are the writer's own")
  func ownNumbers() throws {
    let homework = """
      ## 1. What is given

      Two networks.

      ## 2. First

      s = 3, u = 4

      ## 3. Second

      t = 4, v = 5
      """
    #expect(try Self.lines(homework) == [5, 9])
  }

  @Test("Numbers with parts that no question has are the writer's own, if the text says so")
  func ownParts() throws {
    let homework = "# 2.1 First\n\ns = 3, u = 4\n\n# 2.2 Then\n\nt = 4, v = 5\n"
    #expect(try Self.lines(homework) == [1, 5])
  }

  @Test("A list that counts on is no list of the questions")
  func steps() throws {
    let homework = """
      1. I take the first layer.

      2. s = 3 and u = 4.

      3. Then the second one.

      4. t = 4 and v = 5.
      """
    let graded = try TestCourse.grade(homework, Self.chapter)
    #expect(graded.exercises.map(\.line) == [3, 7])
    #expect(graded.exercises.flatMap(\.items).map(\.outcome).allSatisfy { $0 == .correct })
  }

  @Test("The course's number holds, whatever the values say")
  func number() throws {
    let chapter = """
      # Chapter

      ## The first

      ```yaml exercise
      id: first
      given: {a: "2"}
      answers:
        s: {is: "a + 1", to: exactly}
      ```

      ## The other

      ```yaml exercise
      id: other
      given: {a: "3"}
      answers:
        s: {is: "a + 1", to: exactly}
      ```
      """
    let graded = try TestCourse.grade("## 1\n\ns = 4\n\n## 2\n\ns = 3\n", chapter)
    #expect(graded.exercises.map(\.line) == [1, 5])
    #expect(graded.exercises.flatMap(\.items).map(\.outcome) == [.wrong, .wrong])
  }

  @Test("A part of a question without parts is that question's")
  func part() throws {
    let homework = "## 1 The hidden layer\n\n(a) The sum:\n\ns = 3, u = 4\n\n## 2\n\nt = 4, v = 5\n"
    #expect(try Self.lines(homework) == [1, 7])
  }

  @Test("A table that names a question found nowhere keeps it open, wherever it stands")
  func table() throws {
    let chapter = """
      # Chapter

      ## Networks

      ```yaml exercise
      id: networks
      answers:
        small accuracy: {measured: between 0 and 1, credit: 1}
        large accuracy: {measured: between 0 and 1, credit: 1}
        small gap: {measured: between 0 and 1, credit: 1}
        large gap: {measured: between 0 and 1, credit: 1}
      ```

      ## Five seeds

      ```yaml exercise
      id: seeds
      answers:
        accuracy: {at: {seed: "1, 2, 3"}, measured: between 0 and 1, credit: 1}
        loss: {at: {seed: "1, 2, 3"}, measured: anything, credit: 1}
      ```
      """
    let homework = """
      ## Networks

      | model | accuracy | gap |
      |---|---|---|
      | small | 97.64% | 1.48% |
      | large | 98.12% | 1.49% |

      ### Again and again

      ```
              accuracy    loss
      1         0.9889  0.0352
      2         0.9902  0.0311
      3         0.9896  0.0327
      mean      0.9894  0.0338
      ```
      """
    let graded = try TestCourse.grade(homework + "\n", chapter)
    #expect(graded.exercises[1].items.allSatisfy { $0.outcome != .missing && $0.outcome != .wrong })
  }
}
