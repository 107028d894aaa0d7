/// Something that a document's author or sender should know, with its place.
///
/// The library returns diagnostics; only the command line prints them.
package struct Diagnostic: Error, Equatable, Sendable {
  package enum Severity: String, Sendable {
    case error, warning, note
  }

  package let severity: Severity
  package let path: String?
  package let location: SourceLocation?
  /// One phrase: what was found and what is allowed.
  package let message: String
  /// What to do about it, if the message does not say so itself.
  package let help: String?

  package init(
    _ severity: Severity = .error,
    path: String? = nil,
    location: SourceLocation? = nil,
    message: String,
    help: String? = nil
  ) {
    self.severity = severity
    self.path = path
    self.location = location
    self.message = message
    self.help = help
  }

  /// A diagnostic at a byte offset of a source text.
  package init(
    _ severity: Severity = .error,
    in source: SourceText,
    at offset: Int,
    _ message: String,
    help: String? = nil
  ) {
    self.init(
      severity,
      path: source.path,
      location: source.location(at: offset),
      message: message,
      help: help
    )
  }

  /// The diagnostic as a person reads it: `path:line:column: error: message`, then the help.
  package var formatted: String {
    let place = Self.place(path: path, location: location)
    let head = place.isEmpty ? "" : "\(place): "
    // A formula with a caret under it stands on lines of its own.
    let tail = help.map { $0.hasPrefix("\n") ? $0 : "\n  help: \($0)" } ?? ""
    return "\(head)\(severity.rawValue): \(message)\(tail)"
  }

  /// `path:line:column`, with whatever of it is known; columns count UTF-16 units, as editors do.
  package static func place(path: String?, location: SourceLocation?) -> String {
    switch (path, location) {
    case (let path?, let location?): "\(path):\(location.line):\(location.editorColumn)"
    case (let path?, nil): path
    case (nil, let location?): "\(location.line):\(location.editorColumn)"
    case (nil, nil): ""
    }
  }
}

/// All the diagnostics that kept something from being done.
package struct Diagnostics: Error, Sendable {
  package let all: [Diagnostic]

  package init(_ all: [Diagnostic]) {
    self.all = all
  }
}

extension SourceError {
  /// The error as a diagnostic of the file at `path`.
  package func diagnostic(path: String?) -> Diagnostic {
    let location = line.map {
      SourceLocation(line: $0, column: column ?? 1, editorColumn: column ?? 1)
    }
    return Diagnostic(path: path, location: location, message: message)
  }
}
