import Foundation
import Testing

/// `checker read --why` says how a line was read.
struct WhyTests {
  private static let homework = """
    ---
    assignment: hw3
    ---

    ## Question b

    z1 = 0.5 · 0 - 0.5 · 6 + 0.1 = -2.9

    1 - n1 = 0.9478

    foo = 3

    | quantity | value | page |
    |---|---|---|
    | E | 0.1128 | 3 |

    """

  private func why(_ place: String) throws -> Tool {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("why-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("hw3.md")
    try Data(Self.homework.utf8).write(to: file)
    return try Tool(["read", file.path, "--course", Tool.root.path, "--why", place])
  }

  @Test(
    "A line is explained",
    arguments: [
      ("7", "`-2.9`: read as z1, by its whole name"), ("7", "said of the question itself"),
      ("9", "a calculation or a comparison, and no name"),
      ("11", "`foo`, `3`: names nothing that is asked"),
      ("15", "column `value`, row `E`, `0.1128`: read as E"),
      ("15", "column `page`, row `E`, `3`: named by neither of them"),
    ]
  )
  func line(place: String, words: String) throws {
    let tool = try why(place)
    #expect(tool.status == 0)
    #expect(tool.output.contains(words), "\(tool.output)")
  }

  @Test(
    "Places that there are not are errors",
    arguments: [("99", 2 as Int32), ("x", 64), ("0", 64)]
  )
  func misuse(place: String, status: Int32) throws {
    #expect(try why(place).status == status)
  }
}
