import Foundation
import Testing

/// `scripts/check-tree` finds what it says it looks for.
struct CheckTreeTests {
  private static let road = """
    | target | what belongs there |
    | --- | --- |
    | `Upper` | first |
    | `Lower` | second |

    """

  private func check(_ files: [String: String]) throws -> Tool {
    let scratch = try Scratch()
    let script = try Data(contentsOf: Tool.root.appendingPathComponent("scripts/check-tree"))
    try scratch.write(script, to: "scripts/check-tree")
    try scratch.write(Self.road, to: "CONTRIBUTING.md")
    try scratch.write("import Upper\n", to: "Sources/Lower/Lower.swift")
    try scratch.write("struct Upper {}\n", to: "Sources/Upper/Upper.swift")
    for (path, text) in files { try scratch.write(text, to: path) }
    return try Tool(
      shell: "git init -q . && git add -A && bash scripts/check-tree",
      in: scratch.url
    )
  }

  @Test(
    "an import down the road, in every spelling",
    arguments: [
      "import Lower", "@testable import Lower", "@_spi(Tests) import Lower", "package import Lower",
      "import struct Lower.Thing", "  import Lower.Part", "let x = 1; import Lower // why",
      "@preconcurrency public import Lower",
    ]
  )
  func down(_ line: String) throws {
    let run = try check(["Sources/Upper/Folder/More.swift": "// one\n\(line)\n"])
    #expect(run.status == 1)
    #expect(
      run.errors.contains(
        "Sources/Upper/Folder/More.swift:2: Upper imports Lower, which stands below it"
      ),
      "\(run.errors)"
    )
  }

  @Test(
    "what is no import, or leads up the road",
    arguments: [
      "// import Lower", "let s = \"import Lower\"", "import Upper", "import Elsewhere",
      "import LowerCase",
    ]
  )
  func up(_ line: String) throws {
    let run = try check(["Sources/Upper/More.swift": "\(line)\n"])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("a target that the table does not name, Foundation, and build output")
  func others() throws {
    #expect(try check(["Sources/New/New.swift": "struct New {}\n"]).errors.contains("Sources/New"))
    for line in [
      "import Foundation", "@preconcurrency import Foundation", "import class Foundation.X",
    ] {
      #expect(try check(["Sources/Upper/F.swift": "\(line)\n"]).status == 1, "\(line)")
    }
    #expect(try check(["dist/a": "x"]).status == 1)
    #expect(try check([:]).status == 0)
  }
}
