import Exercises
import Grading
import Testing

/// Points for chosen inputs: what is worth choosing, and what surplus cells do.
struct ChosenInputsTests {
  private static func chapter(_ more: String = "", to: String = "4 decimals") -> String {
    """
    ## Costs

    ```yaml exercise
    id: costs
    choose: {a: "at least 3 strictly between 0 and 1"}
    \(more)
    answers:
      C: {at: [a], is: "-ln(a)", to: \(to), points: 3 shared}
    ```
    """
  }

  private func score(_ rows: [(String, String)], _ chapter: String) throws -> Fraction {
    let table = rows.map { "| \($0.0) | \($0.1) |\n" }.joined()
    return try TestCourse.grade("# 1\n\n| a | C |\n|---|---|\n\(table)", chapter).score
  }

  // −ln a with Python's math.log, four decimals.
  private static let right = [
    ("0.2", "1.6094"), ("0.4", "0.9163"), ("0.5", "0.6931"), ("0.6", "0.5108"), ("0.8", "0.2231"),
  ]

  @Test("Three inputs earn three points, five no more")
  func enough() throws {
    #expect(try score(Array(Self.right.prefix(3)), Self.chapter()) == Fraction(3))
    #expect(try score(Self.right, Self.chapter()) == Fraction(3))
    #expect(try score(Array(Self.right.prefix(2)), Self.chapter()) == Fraction(2))
  }

  @Test("Surplus cells can only lose")
  func surplus() throws {
    let wrong = [("0.3", "9.0000"), ("0.7", "9.0000")]
    #expect(try score(Self.right + wrong.prefix(1), Self.chapter()) == Fraction(2))
    #expect(try score(Self.right + wrong, Self.chapter()) == Fraction(1))
    #expect(try score(wrong + Self.right, Self.chapter()) == Fraction(1))
  }

  @Test("Inputs between which nothing changes count once")
  func near() throws {
    let close = [("0.5", "0.6931"), ("0.5000001", "0.6931"), ("0.50000001", "0.6931")]
    #expect(try score(close, Self.chapter()) == Fraction(1))
    #expect(try score(close + [("0.8", "0.2231")], Self.chapter()) == Fraction(2))
    // With more digits asked for the same inputs are different.
    let precise = [("0.5", "0.69314718"), ("0.5000001", "0.69314698"), ("0.5000002", "0.69314678")]
    #expect(try score(precise, Self.chapter(to: "8 decimals")) == Fraction(3))
  }

  @Test("An author says how far apart they lie")
  func apart() throws {
    let rows = [("0.50", "0.6931"), ("0.52", "0.6539"), ("0.54", "0.6162"), ("0.56", "0.5798")]
    #expect(try score(rows, Self.chapter()) == Fraction(3))
    #expect(try score(rows, Self.chapter("apart: 0.05")) == Fraction(2))
    #expect(try score(rows, Self.chapter("apart: {a: 0.02}")) == Fraction(3))
    #expect(try score(rows, Self.chapter("apart: {a: 0.1}")) == Fraction(1))
  }

  @Test("Symmetric inputs have one cost and are two")
  func symmetric() throws {
    let chapter = """
      ## Costs

      ```yaml exercise
      id: costs
      choose: {a: "at least 2 strictly between 0 and 1"}
      answers:
        C: {at: [a], is: "(a - 0.5)^2", to: 4 decimals, points: 2 shared}
      ```
      """
    #expect(try score([("0.4", "0.01"), ("0.6", "0.01")], chapter) == Fraction(2))
  }
}
