import Markdown
import Testing

@testable import Classroom

struct RosterTests {
  private static let csv = #"""
    ID;Full name;Group;Canvas ID;Email
    s1;Jane Doe;A;4711;jane@example.org
    s2;"Roe, ""Jo""";B;4712;jo.roe@example.org
    s3;Adam van Smith;A;4713;adam@example.org
    """#

  private func roster(_ text: String = csv) throws -> Roster {
    try Roster(Array(text.utf8), path: "roster.csv")
  }

  @Test(arguments: [
    ("s1", "s1"), ("S1", "s1"), ("Doe, Jane", "s1"), ("doejane", "s1"), ("janedoe", "s1"),
    ("jane_doe", "s1"),
    ("4712", "s2"), ("jo.roe@example.org", "s2"), ("jo.roe", "s2"), ("smithadamvan", "s3"),
    ("van Smith Adam", "s3"),
  ])
  func knowsAStudentByAnyName(_ text: String, _ id: String) throws {
    #expect(try roster().student(named: [text])?.id == id)
  }

  @Test func whatTwoAreCalledNamesNeither() throws {
    let two = try roster("ID,name\n1,Jane Doe\n2,Jane Doe\n")
    #expect(two.student(named: ["Jane Doe"]) == nil)
    #expect(two.student(named: ["2"])?.id == "2")
  }

  @Test(arguments: [
    ("name\nx\n", "roster.csv:1:1: error: no column is the student's ID"),
    ("ID\n1\n2\n1\n", "roster.csv:4:1: error: the ID \"1\" stands in line 2, too"),
    ("ID,name\n,x\n", "roster.csv:2:1: error: the row has no ID"),
    ("ID,grace days\n1,soon\n", "roster.csv:2:1: error: \"soon\" is no number of days"),
    ("ID,name\n1,\"x\n", "roster.csv: error: a quote that opens in line 2 is not closed"),
    ("", "roster.csv: error: is empty; a header and rows are wanted"),
  ])
  func saysWhatIsWrong(_ text: String, _ message: String) throws {
    let error = try #require(throws: Diagnostic.self) { try roster(text) }
    #expect(error.formatted.hasPrefix(message))
  }

  /// What a spreadsheet would run gets an apostrophe; numbers stay numbers.
  @Test(arguments: [
    (["=1+1", "-3.5", "+49 30", "@x", "a,b"], "'=1+1,-3.5,'+49 30,'@x,\"a,b\"\n"),
    (
      [" =HYPERLINK(\"x\")", "\tx", "say \"hi\""],
      "\"' =HYPERLINK(\"\"x\"\")\",\"'\tx\",\"say \"\"hi\"\"\"\n"
    ),
  ])
  func cellsAreHarmless(_ fields: [String], _ line: String) {
    #expect(CSVText.line(fields) == line)
  }
}
