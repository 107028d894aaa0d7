import Foundation
import Testing

@testable import Markdown

/// Compares tables with those that the program `cmark-gfm` finds in random documents.
struct GFMDifferentialTests {
  static let program = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":").map { "\($0)/cmark-gfm" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(
    "Random documents have the same tables",
    .enabled(if: program != nil, "cmark-gfm is not on PATH"),
    arguments: 0..<40
  )
  func sameTables(seed: Int) throws {
    var generator = SplitMix64(state: UInt64(seed))
    let documents = (0..<100).map { _ in Self.document(&generator) }
    let separator = "\n\n# SEPARATOR\n\n"
    let html = try Self.html(of: documents.joined(separator: separator))
    let expected = html.components(separatedBy: "<h1>SEPARATOR</h1>").map(Self.cells(inHTML:))
    try #require(expected.count == documents.count)
    for (text, expected) in zip(documents, expected) where !Self.hasLonePipe(text) {
      let document = try read(text)
      let found = gfmCells(document)
      #expect(found == expected, "seed \(seed): \(text.debugDescription)")
    }
  }

  private func gfmCells(_ document: Document) -> [[[String]]] {
    tables(in: document).filter { $0.form == .gfm }.map { table in
      texts(table, document).map { row in
        row.map { $0.replacingOccurrences(of: "\\|", with: "|") }
      }
    }
  }

  /// A line with nothing but a pipe ends a table, but as a lazy line it makes cmark-gfm 0.29 find a
  /// header in it, which no rule of the specification says.
  private static func hasLonePipe(_ text: String) -> Bool {
    text.split(separator: "\n").contains { $0.filter { !" \t>-".contains($0) } == "|" }
  }

  private static let pieces = [
    "a", "b 1", "0.5", " ", "|", "|", "|", " | ", "\\|", "-", "---", ":-:", "|-|", "|---|---|",
    "\n",
    "\n", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n2. ", "\n  ", "\n    ", "\t", "\n# ", "\n===\n",
    "\n| a | b |\n|---|---|\n", "\na | b\n-- | :-\n", "\n> |x|\n> |-|\n> ", "\n- |x|\n  |-|\n  ",
  ]

  private static func document(_ generator: inout SplitMix64) -> String {
    let count = Int.random(in: 3...24, using: &generator)
    // A text that starts with a thematic break could be front matter.
    return "x" + (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  private static func html(of text: String) throws -> String {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: try #require(program))
    process.arguments = ["-e", "table"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Reads the texts of cells out of the HTML, which holds no other markup in these documents.
  private static func cells(inHTML html: String) -> [[[String]]] {
    html.components(separatedBy: "<table>").dropFirst().map { table in
      let body = table.components(separatedBy: "</table>")[0]
      return body.components(separatedBy: "<tr>").dropFirst().map { row in
        row.split(separator: "\n").filter { $0.hasPrefix("<th") || $0.hasPrefix("<td") }.map {
          let content = $0.drop { $0 != ">" }.dropFirst()
          return String(content.dropLast("</td>".count))
        }
      }
    }
  }
}
