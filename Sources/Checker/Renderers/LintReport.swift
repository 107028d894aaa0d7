import Authoring
import Markdown
import Terminal

/// Findings for a person, a program, or the log of a build.
struct LintReport {
  let style: ReportStyle

  /// A finding of a chapter like a compiler's: place, severity, message and check; then notes and help.
  func text(_ findings: [LintFinding], of subject: LintSubject) -> PaintedText {
    var lines: [PaintedText] = []
    for finding in findings {
      let diagnostic = finding.diagnostic
      let place = Diagnostic.place(path: diagnostic.path, location: diagnostic.location)
      let severity = style.paint(
        diagnostic.severity.rawValue,
        diagnostic.severity == .error ? .red : .yellow
      )
      lines.append(
        "\(place.isEmpty ? "" : "\(place): ")\(severity): \(diagnostic.message) [\(finding.check)]"
      )
      for note in finding.notes.prefix(Self.mostNotes) { lines.append("  note: \(note)") }
      if finding.notes.count > Self.mostNotes {
        lines.append(
          "  note: \(finding.notes.count - Self.mostNotes) more; --format json has them all"
        )
      }
      if let help = diagnostic.help {
        lines.append(
          PaintedText(help.hasPrefix("\n") ? String(help.dropFirst()) : "  help: \(help)")
        )
      }
    }
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count { $0.severity == .warning }
    let exercises = subject.chapters.reduce(0) { $0 + $1.exercises.count }
    lines.append(
      "\(Self.count(subject.chapters.count, "chapter")), \(Self.count(exercises, "exercise")): "
        + "\(Self.count(errors, "error")), \(Self.count(warnings, "warning"))"
    )
    return PaintedText(lines: lines) + "\n"
  }

  private static let mostNotes = 12

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number == 0 ? "no" : String(number)) \(word)\(number == 1 ? "" : "s")"
  }

  /// A line for each finding, which GitHub shows beside the changed line.
  static func github(_ findings: [LintFinding]) -> String {
    findings.map { finding in
      let diagnostic = finding.diagnostic
      let level: GitHubAnnotation.Level =
        switch diagnostic.severity {
        case .error: .error
        case .warning: .warning
        case .note: .notice
        }
      return GitHubAnnotation(
        level: level,
        path: diagnostic.path,
        place: diagnostic.location.map { ($0.line, $0.editorColumn) },
        title: finding.check,
        message: ([diagnostic.message] + finding.notes + [diagnostic.help].compactMap { $0 })
          .joined(separator: "\n")
      ).line
    }.joined()
  }

  /// All findings as one JSON array.
  static func json(_ findings: [LintFinding]) -> String {
    JSON.array(
      findings.map { finding in
        let diagnostic = finding.diagnostic
        return .object([
          ("check", .string(finding.check)),
          ("severity", .string(diagnostic.severity.rawValue)),
          ("path", .string(diagnostic.path)),
          ("line", .number(diagnostic.location?.line)),
          ("column", .number(diagnostic.location?.column)),
          ("editorColumn", .number(diagnostic.location?.editorColumn)),
          ("message", .string(diagnostic.message)),
          ("answer", .string(finding.answer)),
          ("notes", .array(finding.notes.map { .string($0) })),
          ("help", .string(diagnostic.help)),
        ])
      }
    ).text()
  }
}
