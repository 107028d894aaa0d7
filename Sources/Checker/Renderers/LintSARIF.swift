import Authoring
import Markdown
import Terminal

/// Findings as SARIF 2.1.0, which code hosts and editors show beside the text.
enum LintSARIF {
  static func text(_ findings: [LintFinding]) -> String {
    let rules = LintChecks.all.map { check in
      JSON.object([
        ("id", .string(check.name)),
        ("shortDescription", .object([("text", .string(check.summary))])),
      ])
    }
    let driver = JSON.object([
      ("name", .string("checker")),
      ("version", .string(Checker.configuration.version)),
      ("rules", .array(rules)),
    ])
    let run = JSON.object([
      ("tool", .object([("driver", driver)])),
      ("columnKind", .string("utf16CodeUnits")),
      ("results", .array(findings.map(result))),
    ])
    return JSON.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      ("runs", .array([run])),
    ]).text()
  }

  private static func result(_ finding: LintFinding) -> JSON {
    let diagnostic = finding.diagnostic
    let text = ([diagnostic.message] + finding.notes + [diagnostic.help].compactMap { $0 })
      .joined(separator: "\n")
    var fields: [(String, JSON)] = [
      ("ruleId", .string(finding.check)),
      ("level", .string(diagnostic.severity.rawValue)),
      ("message", .object([("text", .string(text))])),
    ]
    if let path = diagnostic.path {
      var place: [(String, JSON)] = [
        ("artifactLocation", .object([("uri", .string(uri(path)))]))
      ]
      if let location = diagnostic.location {
        place.append(
          (
            "region",
            .object([
              ("startLine", .number(location.line)),
              ("startColumn", .number(location.editorColumn)),
            ])
          )
        )
      }
      fields.append(
        ("locations", .array([.object([("physicalLocation", .object(place))])]))
      )
    }
    return .object(fields)
  }

  /// A path as the reference that SARIF wants: bytes beyond letters, digits and a few marks as `%20`.
  private static func uri(_ path: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in FileName.bytes(of: path) {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
