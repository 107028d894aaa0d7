import Testing

@testable import Classroom

struct ClassListTests {
  private func file(_ path: String, date: Int? = nil) -> HandIn {
    HandIn(
      path: path,
      origin: .file(path),
      date: date,
      name: NameReader(assignments: ["hw1", "hw2"]).name(of: path)
    )
  }

  @Test func theNewestFileCounts() {
    let files = [
      file("doe_hw1.md", date: 100), file("doe_hw1 (2).md", date: 50), file("roe_hw1.md", date: 10),
      file("hw1_roe.md", date: 20),
    ]
    let list = ClassList(files, roster: nil, assignment: nil)
    #expect(list.current.map(\.path) == ["doe_hw1 (2).md", "hw1_roe.md"])
    #expect(list.older.map(\.file.path) == ["doe_hw1.md", "roe_hw1.md"])
    #expect(list.older.map(\.newer) == ["doe_hw1 (2).md", "hw1_roe.md"])
  }

  @Test func nobodysFilesAreSaid() {
    let roster = Roster([Roster.Student(id: "s1", name: "Jane Doe")])
    let files = [
      file("doejane_4711_1_hw1.md"), file("stranger_hw1.md"), file("hw1.md"),
      file("janedoe_notes.md"),
    ]
    let list = ClassList(files, roster: roster, assignment: nil)
    #expect(list.current.map(\.student) == ["s1"])
    #expect(
      list.strays.map(\.problem) == [
        "the name says of no student whose it is", "\"janedoe_notes\" is nobody of the roster",
        "\"stranger\" is nobody of the roster",
      ]
    )
  }

  @Test(arguments: [
    ("%PDF-1.7", "hw1.md", FileKind.pdf), ("PK\u{3}\u{4}...word/document.xml", "hw1.md", .word),
    (" \n", "hw1.md", .empty),
    ("PK\u{3}\u{4}abc", "hw1.md", .archive), ("{\"cells\": []}", "hw1.md", .notebook),
    ("{\\rtf1", "hw1.md", .rich),
    ("\\section{A}", "hw1.tex", .latex), ("# Homework", "hw1.md", .text),
    ("<!DOCTYPE html>", "hw1.md", .web),
    ("a\u{0}b", "hw1.md", .binary),
  ])
  func knowsWhatAFileIs(_ text: String, _ path: String, _ kind: FileKind) {
    #expect(FileKind(Array(text.utf8), path: path) == kind)
  }
}
