import Classroom
import Foundation
import Markdown
import Testing

@testable import Gradebook

/// A gradebook in a file of its own, with the reports that a grading program would give.
struct GradebookTests {
  private static func path() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent(
      "gradebook-\(UUID().uuidString).sqlite"
    ).path
  }

  private func book(_ path: String = path()) throws -> Gradebook {
    try Gradebook(path, makingNew: true, exists: FileManager.default.fileExists(atPath: path))
  }

  private func file(_ path: String, attempt: Int = 0) -> HandIn {
    var name = HandInName()
    name.attempt = attempt
    return HandIn(path: path, origin: .file(path), date: 1000 + attempt, name: name)
  }

  private func arrival(_ student: String, _ text: String, attempt: Int = 0) -> Gradebook.Arrival {
    Gradebook.Arrival(
      file("\(student)\(attempt).md", attempt: attempt),
      assignment: "hw1",
      student: student,
      content: Array(text.utf8)
    )
  }

  private func version(_ text: String, tool: String = "t1") -> GradingVersion {
    GradingVersion(
      assignment: "hw1",
      exercises: [.init(id: "e", text: text)],
      settings: "s",
      tool: tool
    )
  }

  /// A report with a number and an answer in prose.
  private func report(_ points: Double, said: String = "because") -> [UInt8] {
    let open =
      "{\"name\":\"why\",\"outcome\":\"human\",\"open\":true,\"text\":\"\(said)\",\"points\":0,\"possible\":2}"
    let number =
      "{\"name\":\"C\",\"at\":{\"y\":0.5},\"outcome\":\"\(points > 0 ? "correct" : "wrong")\",\"text\":\"0.7\",\"points\":\(points),\"possible\":1}"
    return Array(
      "{\"version\":1,\"score\":\(points),\"possible\":3,\"pending\":2,\"exercises\":[{\"id\":\"e\",\"items\":[\(number),\(open)]}]}"
        .utf8
    )
  }

  private func grade(_ book: Gradebook, _ text: String, _ points: [String: Double]) throws {
    let number = try book.number(of: version(text))
    let gradings = try book.waiting(for: number, of: "hw1").map { homework in
      NewGrading(homework: homework.id, report: report(points[homework.student] ?? 0), problem: nil)
    }
    try book.keep(gradings, version: number)
  }

  @Test func theNewestHomeworkCountsAndAllAreKept() throws {
    let book = try book()
    try book.keep([arrival("doe", "one"), arrival("doe", "two", attempt: 1), arrival("doe", "one")])
    try grade(book, "x", ["doe": 1])
    let standings = try book.standings()
    #expect(standings.map(\.file) == ["doe1.md"])
    #expect(standings.map(\.score) == [1])
    #expect(standings.map(\.pending) == [2])
  }

  /// Two gradebooks of halves of a class make what one run makes; a second time changes nothing.
  @Test func halvesMakeTheWhole() throws {
    let points = ["doe": 1.0, "roe": 0, "poe": 1]
    let whole = try book()
    try whole.keep([arrival("doe", "1"), arrival("roe", "2"), arrival("poe", "3")])
    let halves = [try book(), try book()]
    try halves[0].keep([arrival("doe", "1")])
    try halves[1].keep([arrival("roe", "2"), arrival("poe", "3")])
    for book in [whole] + halves {
      try grade(book, "x", points)
      try grade(book, "y", points.mapValues { 1 - $0 })
      for group in try book.groups(of: "hw1", all: false) {
        try book.decide(Decision(points: 1.5, comment: "well", reviewer: "ann"), for: group)
      }
    }
    let merged = try book()
    for (half, count) in zip(halves, [1, 2]) {
      let brought = try merged.merge(half)
      #expect(brought == .init(homeworks: count, gradings: 2 * count, decisions: count))
      #expect(try merged.merge(half) == .init(homeworks: 0, gradings: 0, decisions: 0))
    }
    func table(_ book: Gradebook) throws -> [String] {
      try book.standings().map {
        "\($0.student) \($0.file) \($0.score) \($0.possible) \($0.pending)"
      }
    }
    #expect(try table(merged) == table(whole))
    #expect(try table(merged).contains("doe doe0.md 1.5 3.0 0.0"))
    #expect(
      try merged.statistics(of: "hw1").map { "\($0)" }
        == whole.statistics(of: "hw1").map { "\($0)" }
    )
  }

  /// A result is the current one because its version is the last: where two gradebooks disagree, nothing is joined.
  @Test func versionsInAnotherOrderAreNotJoined() throws {
    let (first, second) = (try book(), try book())
    try first.keep([arrival("doe", "1")])
    try second.keep([arrival("roe", "2")])
    for text in ["x", "y"] { try grade(first, text, [:]) }
    for text in ["y", "x"] { try grade(second, text, [:]) }
    #expect(throws: Diagnostic.self) { try first.merge(second) }
    #expect(try first.standings().map(\.student) == ["doe"])
  }

  @Test func onlyWhatChangedIsGradedAgain() throws {
    let book = try book()
    try book.keep([arrival("doe", "one"), arrival("roe", "two")])
    try grade(book, "x", ["doe": 1])
    let first = try book.number(of: version("x"))
    #expect(try book.waiting(for: first, of: "hw1").isEmpty)
    #expect(try book.number(of: version("x")) == first)
    try book.keep([arrival("doe", "three", attempt: 1)])
    #expect(try book.waiting(for: first, of: "hw1").map(\.student) == ["doe"])
    #expect(try book.number(of: version("x", tool: "t2")) != first)
  }

  @Test func aDryRegradeSaysExactlyWhoMovesAndChangesNothing() throws {
    let book = try book()
    try book.keep((1...5).map { arrival("s\($0)", "text \($0)") })
    try grade(book, "key: 1", ["s1": 1, "s2": 1, "s3": 1])
    for isDry in [true, false] {
      let regrading = try book.regrade(with: version("key: 2"), isDry: isDry) {
        waiting,
        keep throws(Diagnostic) in
        let gradings = waiting.map { homework in
          NewGrading(
            homework: homework.id,
            report: report(["s1": 1, "s2": 0, "s4": 1][homework.student] ?? 0),
            problem: nil
          )
        }
        try keep(gradings)
      }
      #expect(regrading.movements.map(\.student) == ["s2", "s3", "s4"])
      #expect(regrading.movements.map(\.to) == [0, 0, 1])
      #expect(regrading.movements.map(\.item) == Array(repeating: "C at y = 0.5", count: 3))
      #expect(regrading.changes.map(\.exercise) == ["e"])
      #expect(regrading.changes.map(\.before) == ["key: 1"])
      #expect(try book.standings().map(\.score) == (isDry ? [1, 1, 1, 0, 0] : [1, 0, 0, 1, 0]))
    }
  }

  @Test func aDecisionHoldsWhereTheStudentWroteTheSame() throws {
    let book = try book()
    try book.keep([arrival("doe", "one"), arrival("roe", "two")])
    try grade(book, "x", [:])
    let group = try #require(try book.groups(of: "hw1").first)
    #expect(group.members.map(\.student) == ["doe", "roe"])
    let made = try book.decide(Decision(points: 1.5, comment: "good", reviewer: "ann"), for: group)
    #expect(try book.standings().map(\.score) == [1.5, 1.5])
    #expect(try book.standings().map(\.pending) == [0, 0])
    // The same text, graded with another version.
    try grade(book, "y", [:])
    #expect(try book.standings().map(\.score) == [1.5, 1.5])
    // Another text: it waits again, and the decision is said to fit nothing.
    try book.keep([arrival("roe", "other", attempt: 1)])
    let regrading = try book.regrade(with: version("y"), isDry: false) {
      waiting,
      keep throws(Diagnostic) in
      let gradings = waiting.map {
        NewGrading(homework: $0.id, report: report(0, said: "not so"), problem: nil)
      }
      try keep(gradings)
    }
    #expect(try book.standings().map(\.pending) == [0, 2])
    #expect(regrading.lost.map(\.student) == ["roe"])
    try book.undo(made)
    #expect(try book.standings().map(\.pending) == [2, 2])
  }

  /// 1,000 answers in 40 wordings, each with its own blanks, capitals and marks, are 40 groups.
  @Test func likeAnswersAreOneGroup() throws {
    let book = try book()
    let students = (0..<1000).map { "s\($0)" }
    try book.keep(students.map { arrival($0, "homework of \($0)") })
    let number = try book.number(of: version("x"))
    let waiting = try book.waiting(for: number, of: "hw1")
    let gradings = waiting.enumerated().map { place, homework in
      let words = "the cost with wording number \(place % 40) is smallest at y"
      let said = place % 3 == 0 ? words.uppercased() : place % 3 == 1 ? "\(words)." : "*\(words)*"
      return NewGrading(homework: homework.id, report: report(0, said: said), problem: nil)
    }
    try book.keep(gradings, version: number)
    #expect(try book.groups(of: "hw1").count == 40)
  }

  @Test func aForgottenStudentIsNowhereInTheFile() throws {
    let path = Self.path()
    let book = try book(path)
    try book.keep([arrival("doe", "a very secret homework"), arrival("roe", "another one")])
    try grade(book, "x", [:])
    #expect(try book.forget("doe") == 1)
    #expect(try book.standings().map(\.student) == ["roe"])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.range(of: Data("very secret".utf8)) == nil)
    #expect(bytes.range(of: Data("another one".utf8)) != nil)
  }

  @Test func aBackupIsWhole() throws {
    let book = try book()
    try book.keep([arrival("doe", "one")])
    try grade(book, "x", ["doe": 1])
    let copy = Self.path()
    try book.backup(to: copy)
    #expect(try self.book(copy).standings().map(\.score) == [1])
  }

  @Test func otherFilesAreNoGradebooks() throws {
    let path = Self.path()
    try Data("# no database at all, but long enough to be one".utf8).write(
      to: URL(fileURLWithPath: path)
    )
    let error = try #require(throws: Diagnostic.self) { try book(path) }
    #expect(error.message == "is no gradebook")
    let missing = try #require(throws: Diagnostic.self) {
      try Gradebook("/nowhere/x", makingNew: false, exists: false)
    }
    #expect(missing.message == "there is no gradebook here")
  }

  /// FIPS 180-4's example "abc".
  @Test func hashesAsSha256sumDoes() {
    #expect(
      Digest.sha256(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  }
}
