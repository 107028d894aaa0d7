import Grading
import Testing

/// Lines of a log that are a key alone, and cells with a value for each name in the header's brackets.
struct PairedCellTests {
  private static func read(_ homework: String, _ chapter: String) throws -> [String] {
    try TestCourse.grade(homework + "\n", chapter).exercises.flatMap(\.items)
      .filter { $0.outcome == .unverifiable }.map { item in
        "\(item.title) = \(item.text ?? "")"
      }
  }

  private static let runs = """
    # Runs

    ## Five runs

    ```yaml exercise
    id: runs
    answers:
      test MAE: {at: {run: "0, 1"}, measured: anything, credit: 1}
    ```
    """

  @Test(
    "A line of a log that is a key and its value holds for the lines below it",
    arguments: [
      "Run #%", ">>>>> Run #% ...", "=== Run % ===", "[Run %]", "--- run % ---", "Run %",
      "Run #% ...\nFinal Model #%:",
    ]
  )
  func keysInLogs(line: String) throws {
    let log = ["0", "1"].map { run in
      line.replacing("%", with: run) + "\n    test  MAE: 0.23\(run)460, test  R2: 0.69"
    }
    let homework = "# Five runs\n\n```\n\(log.joined(separator: "\n----------\n"))\n```"
    #expect(
      try Self.read(homework, Self.runs)
        == ["test MAE at run = 0 = 0.230460", "test MAE at run = 1 = 0.231460"]
    )
  }

  private static let problems = """
    # MONK

    ## Results

    ```yaml exercise
    id: monk
    answers:
      MSE TR of MONK1: {measured: anything, credit: 1}
      MSE TS of MONK1: {measured: anything, credit: 1}
      MSE TR of MONK3: {measured: anything, credit: 1}
      MSE TS of MONK3: {measured: anything, credit: 1}
    ```
    """

  private static func table(_ head: String, _ cells: [String]) -> String {
    let rows = zip(["MONK1", "MONK3", "MONK3 (reg.)"], cells).map { "| \($0) | 4 | \($1) |" }
    return "# Results\n\n| Problem | units | \(head) |\n|---|---|---|\n"
      + rows.joined(separator: "\n")
  }

  @Test(
    "Names in the brackets of a header are of the values between slashes",
    arguments: ["MSE (TR/TS)", "MSE (TR / TS)", "**MSE** (TR/TS)"]
  )
  func pairs(head: String) throws {
    let homework = Self.table(head, ["0.0004/0.0007", "0.0121 / 0.0487", "0.0449/0.0312"])
    #expect(
      try Self.read(homework, Self.problems) == [
        "MSE TR of MONK1 = 0.0004", "MSE TS of MONK1 = 0.0007", "MSE TR of MONK3 = 0.0121",
        "MSE TS of MONK3 = 0.0487",
      ]
    )
  }

  /// A row that only its remark tells from another one is not that one.
  @Test func remarksThatTellRowsApart() throws {
    let homework = Self.table("MSE (TR/TS)", ["0.0004/0.0007", "", "0.0449/0.0312"])
    #expect(
      try Self.read(homework, Self.problems)
        == ["MSE TR of MONK1 = 0.0004", "MSE TS of MONK1 = 0.0007"]
    )
  }

  /// One cell that is no pair, and the column stays as it is.
  @Test func whatIsNoPairStaysWhole() throws {
    let homework = Self.table("MSE (TR/TS)", ["0.0004/0.0007", "n/a/0.0487", "0.0449"])
    #expect(try Self.read(homework, Self.problems).isEmpty)
  }
}
