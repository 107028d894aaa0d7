/// Something about several places of a homework at once.
package struct Finding: Sendable {
  /// What is found; the raw value is its name in reports.
  package enum Kind: String, Sendable {
    /// A label that may mean several quantities.
    case ambiguous
    /// One thing is written with different values.
    case contradiction
    /// Numbers that determine each other do not agree.
    case inconsistent
    /// A check was not made, and why.
    case unchecked
    /// Something stands in the source that the page does not show.
    case hidden
  }

  package let kind: Kind
  package let message: String
  /// Places in the source, in bytes.
  package let places: [Range<Int>]
  /// True if nothing says which of the numbers is the wrong one.
  package var isMutual = false

  package init(_ kind: Kind, _ message: String, at places: [Range<Int>]) {
    self.kind = kind
    self.message = message
    self.places = places
  }

  /// The same finding in other words.
  package func saying(_ message: String) -> Finding {
    var finding = Finding(kind, message, at: places)
    finding.isMutual = isMutual
    return finding
  }

  /// Numbers that do not agree, of which any may be the wrong one.
  package static func mutual(_ message: String, _ places: Range<Int>...) -> Finding {
    var finding = Finding(.inconsistent, message, at: places)
    finding.isMutual = true
    return finding
  }

  /// What was not looked at, and why: a check never switches itself off in silence.
  package static func unchecked(_ message: String, _ places: Range<Int>...) -> Finding {
    Finding(.unchecked, message, at: places)
  }

  /// Numbers that do not agree.
  package static func inconsistent(_ message: String, _ places: Range<Int>...) -> Finding {
    Finding(.inconsistent, message, at: places)
  }
}
