import Foundation
import Testing

/// docs/class.md is true: its commands, one after the other, print what it shows.
///
/// `UPDATE_GOLDENS=1 swift test --filter ClassPageTests` writes the outputs anew, and fails.
struct ClassPageTests {
  private static let page = Tool.root.appendingPathComponent("docs/class.md")

  /// A folder with the course of this repository, the page's roster, and an archive as Canvas makes it.
  static func folder(roster: String, course: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "class-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["course.yml", "chapters"] {
      try FileManager.default.copyItem(
        at: Tool.root.appendingPathComponent(name),
        to: folder.appendingPathComponent(name)
      )
    }
    let file = folder.appendingPathComponent("course.yml")
    try (String(contentsOf: file, encoding: .utf8) + course).write(
      to: file,
      atomically: true,
      encoding: .utf8
    )
    try roster.write(
      to: folder.appendingPathComponent("roster.csv"),
      atomically: true,
      encoding: .utf8
    )
    let script = """
      import sys, zipfile
      archive = zipfile.ZipFile("hw3.zip", "w")
      def add(name, data, date):
          archive.writestr(zipfile.ZipInfo(name, date_time=date), data)
      def read(name):
          return open(sys.argv[1] + "/answers/" + name, "rb").read()
      add("doejane_4711_90001_hw3.md", read("hw3.md"), (2026, 10, 11, 18, 0, 0))
      add("roejo_LATE_4712_90002_hw3.md", read("hw3-flawed.md"), (2026, 10, 13, 9, 0, 0))
      add("smithadam_4713_90003_hw3.md", b"%PDF-1.7 ...", (2026, 10, 12, 10, 0, 0))
      add("stranger_4799_90004_hw3.md", read("hw3.md"), (2026, 10, 12, 10, 0, 0))
      archive.close()
      """
    try script.write(
      to: folder.appendingPathComponent("archive.py"),
      atomically: true,
      encoding: .utf8
    )
    let made = try Tool(shell: "python3 archive.py \(Tool.root.path)", in: folder)
    try #require(made.status == 0, "\(made.errors)")
    return folder
  }

  @Test func everyCommandPrintsWhatThePageShows() throws {
    var lines = try String(contentsOf: Self.page, encoding: .utf8).components(separatedBy: "\n")
    func body(_ info: String) throws -> String {
      let start = try #require(lines.firstIndex(of: "```\(info)")) + 1
      let end = try #require(lines[start...].firstIndex(of: "```"))
      return lines[start..<end].joined(separator: "\n") + "\n"
    }
    let folder = try Self.folder(roster: body("csv"), course: body("yaml"))
    defer { try? FileManager.default.removeItem(at: folder) }
    var index = 0
    var count = 0
    while let start = lines[index...].firstIndex(of: "```console") {
      let end = try #require(lines[start...].firstIndex(of: "```"))
      var result: [String] = []
      var isDifferent = false
      var shown: [String] = []
      func compare(_ printed: [String]) {
        isDifferent = isDifferent || printed != shown
        shown = []
      }
      var printed: [String] = []
      for line in lines[(start + 1)..<end] {
        guard line.hasPrefix("$ ") else {
          shown.append(line)
          continue
        }
        compare(printed)
        result += printed
        let command = line.dropFirst(2).replacingOccurrences(of: "checker ", with: "\"$checker\" ")
        let tool = try Tool(shell: String(command), in: folder)
        printed = tool.output.split(separator: "\n", omittingEmptySubsequences: false).map(
          String.init
        )
        while printed.last == "" { printed.removeLast() }
        result.append(line)
        count += 1
        if tool.status != 0, !tool.errors.isEmpty {
          printed += tool.errors.split(separator: "\n").map(String.init)
        }
      }
      compare(printed)
      result += printed
      #expect(!isDifferent, "\(result.joined(separator: "\n"))")
      lines.replaceSubrange((start + 1)..<end, with: result)
      index = start + result.count + 2
    }
    #expect(count >= 7)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try lines.joined(separator: "\n").write(to: Self.page, atomically: true, encoding: .utf8)
    }
  }
}
