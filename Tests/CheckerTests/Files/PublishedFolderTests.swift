import Authoring
import Foundation
import Markdown
import Testing

@testable import Checker

/// `publish` writes into a folder of its own, and nowhere else.
struct PublishedFolderTests {
  private func refusal(_ path: String, apartFrom sources: [String] = []) -> String? {
    do throws(Diagnostic) {
      _ = try PublishedFolder(path, apartFrom: sources)
      return nil
    } catch {
      return error.message
    }
  }

  @Test(
    "the root of the disk, however it is written, and nothing at all",
    arguments: [
      "", "/", "//", "/.", "/..", "/../", "/tmp/..", "/nowhere/..", "/tmp/../nowhere/../..",
    ]
  )
  func root(_ path: String) {
    #expect(refusal(path) != nil)
  }

  @Test("a folder that holds the course")
  func course() throws {
    let scratch = try Scratch()
    try scratch.write("x", to: "a/b/course.yml")
    let root = scratch.url.path
    let course = "\(root)/a/b/course.yml"
    for path in [root, "\(root)/a", "\(root)/a/b", "\(root)/a/b/../b/", "\(root)/new/../a"] {
      #expect(refusal(path, apartFrom: [course])?.hasPrefix("the course itself lies") == true)
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/link",
      withDestinationPath: "\(root)/a"
    )
    #expect(refusal("\(root)/link", apartFrom: [course]) != nil)
    for path in ["\(root)/a/b/out", "\(root)/a/bc", "\(root)/x/y/z"] {
      #expect(refusal(path, apartFrom: [course]) == nil)
    }
  }

  @Test("a link in the folder is not followed, and a list that names the folder removes nothing")
  func links() throws {
    let scratch = try Scratch()
    let root = scratch.url.path
    try scratch.write("precious", to: "other/precious.md")
    let folder = try PublishedFolder("\(root)/out", apartFrom: [])
    try folder.write([("chapters/a.md", [0x61])])
    // Somebody puts a link in place of a folder, and one in place of a file.
    try FileManager.default.removeItem(atPath: "\(root)/out/chapters")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/out/chapters",
      withDestinationPath: "\(root)/other"
    )
    #expect(throws: Diagnostic.self) { try folder.write([("chapters/a.md", [0x62])]) }
    #expect(throws: Diagnostic.self) { try folder.write([("chapters/precious.md", [0x62])]) }
    #expect(try scratch.text("other/precious.md") == "precious")
    try scratch.write(
      ".\n..\n\n../other/precious.md\nchapters/precious.md\n",
      to: "out/.checker-published"
    )
    try folder.write([("b.md", [0x62])])
    #expect(try scratch.text("other/precious.md") == "precious")
    #expect(try scratch.text("out/b.md") == "b")
    try FileManager.default.removeItem(atPath: "\(root)/out/b.md")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/out/b.md",
      withDestinationPath: "\(root)/other/precious.md"
    )
    try folder.write([("b.md", [0x63])])
    #expect(try scratch.text("out/b.md") == "c")
    #expect(try scratch.text("other/precious.md") == "precious")
  }

  @Test("what somebody put where a published file belongs is not overwritten")
  func foreign() throws {
    let scratch = try Scratch()
    let folder = try PublishedFolder("\(scratch.url.path)/out", apartFrom: [])
    try folder.write([("a.md", [0x61])])
    try scratch.write("mine", to: "out/README.md")
    #expect(throws: Diagnostic.self) {
      try folder.write([("a.md", [0x62]), ("README.md", [0x62])])
    }
    #expect(try scratch.text("out/README.md") == "mine")
    #expect(try scratch.text("out/a.md") == "a")
  }

  @Test("what an interrupted run left stops nothing and is removed")
  func leftovers() throws {
    let scratch = try Scratch()
    let folder = try PublishedFolder("\(scratch.url.path)/out", apartFrom: [])
    // Killed while the very first list was written, by a process with any number.
    for number in [1, Int(getpid())] {
      try scratch.write("x", to: "out/.checker-published.checker-\(number)-0.tmp")
    }
    try folder.write([("a.md", [0x61]), ("b/c.md", [0x61])])
    try scratch.write("x", to: "out/b/c.md.checker-\(getpid())-0.tmp")
    try scratch.write("mine", to: "out/b/notes.checker-plan.tmp")
    try folder.write([("a.md", [0x62]), ("b/c.md", [0x62])])
    let names = try FileManager.default.subpathsOfDirectory(atPath: "\(scratch.url.path)/out")
    #expect(
      names.sorted() == [".checker-published", "a.md", "b", "b/c.md", "b/notes.checker-plan.tmp"]
    )
  }
}
