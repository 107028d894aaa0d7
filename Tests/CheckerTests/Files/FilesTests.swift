import Foundation
import Markdown
import Terminal
import Testing

@testable import Checker

/// Files are replaced whole, through links, and never under somebody's hands.
struct FilesTests {
  private func message(_ body: () throws(Diagnostic) -> Void) -> String? {
    do throws(Diagnostic) {
      try body()
      return nil
    } catch {
      return error.message
    }
  }

  @Test("a link is followed to its file, which need not be there yet")
  func links() throws {
    let scratch = try Scratch()
    let root = scratch.url.path
    try scratch.write("old", to: "real/a.md")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: "\(root)/a.md", withDestinationPath: "real/a.md")
    try files.createSymbolicLink(atPath: "\(root)/b.md", withDestinationPath: "a.md")
    try files.createSymbolicLink(atPath: "\(root)/new.md", withDestinationPath: "real/new.md")
    try files.createSymbolicLink(atPath: "\(root)/loop.md", withDestinationPath: "loop.md")
    try Files.replace("\(root)/b.md", with: Array("new".utf8))
    try Files.replace("\(root)/new.md", with: Array("made".utf8))
    #expect(try scratch.text("real/a.md") == "new")
    #expect(try scratch.text("real/new.md") == "made")
    #expect(try files.destinationOfSymbolicLink(atPath: "\(root)/b.md") == "a.md")
    #expect(
      message { () throws(Diagnostic) in try Files.replace("\(root)/loop.md", with: []) } != nil
    )
    #expect(try files.contentsOfDirectory(atPath: "\(root)/real").sorted() == ["a.md", "new.md"])
  }

  @Test(
    "folders, devices and pipes are refused",
    arguments: ["/dev/null", "/dev/full", "folder", "pipe"]
  )
  func refused(_ name: String) throws {
    let scratch = try Scratch()
    try scratch.write("x", to: "folder/x")
    mkfifo("\(scratch.url.path)/pipe", 0o644)
    let path = name.hasPrefix("/") ? name : "\(scratch.url.path)/\(name)"
    #expect(
      message { () throws(Diagnostic) in try Files.replace(path, with: [0x61]) }?.hasPrefix("is a ")
        == true
    )
    #expect(
      message { () throws(Diagnostic) in try Files.checkWritable(path) }?.hasPrefix("is a ") == true
    )
  }

  @Test("a file that somebody saved meanwhile is left alone and reported")
  func savedMeanwhile() throws {
    let scratch = try Scratch()
    let path = "\(scratch.url.path)/a.md"
    try scratch.write("as it was read", to: "a.md")
    let disk = ReadFiles()
    _ = try disk.forCourses.read(path)
    try scratch.write("as somebody saved it", to: "a.md")
    #expect(
      message { () throws(Diagnostic) in try disk.replace(path, with: [0x61]) }
        == "was saved by somebody else meanwhile and is left as it is"
    )
    #expect(try scratch.text("a.md") == "as somebody saved it")
    _ = try disk.forCourses.read(path)
    try disk.replace(path, with: Array("computed".utf8))
    #expect(try scratch.text("a.md") == "computed")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == ["a.md"])
  }

  @Test("a file without end is read up to the limit and refused")
  func endless() {
    #expect(
      message { () throws(Diagnostic) in _ = try Files.contents(of: "/dev/zero", upTo: 3 << 20) }
        == "is larger than 3 MB, which is not read"
    )
  }

  @Test("leftovers of other runs go, what another run is writing stays")
  func leftovers() throws {
    let scratch = try Scratch()
    let path = "\(scratch.url.path)/a.md"
    let running = try TemporaryFile(beside: path, called: "a.md")
    try scratch.write("x", to: "a.md.checker-1-0.tmp")
    try scratch.write("x", to: "a.md.checker-12345.tmp")
    try scratch.write("x", to: "b.md.checker-1-0.tmp")
    TemporaryFile.removeLeftovers(beside: [path])
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).sorted()
    #expect(names == ["a.md.checker-\(getpid())-0.tmp", "b.md.checker-1-0.tmp"])
    running.remove()
  }

  @Test("folders that link to one another are listed once")
  func loops() throws {
    let scratch = try Scratch()
    let root = scratch.url.path
    try scratch.write("# A\n", to: "chapters/a.md")
    try scratch.write("# R\n", to: "chapters/RUBRICS/r.md")
    try scratch.write("# C\n", to: "chapters/out/c.md")
    try scratch.write("c.md\n", to: "chapters/out/.checker-published")
    mkfifo("\(root)/chapters/pipe.md", 0o644)
    for name in ["one", "two", "three"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(root)/chapters/\(name)",
        withDestinationPath: "."
      )
    }
    #expect(try Files.markdownFiles(in: "\(root)/chapters") == ["\(root)/chapters/a.md"])
  }
}
