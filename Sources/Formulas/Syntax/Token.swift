/// A token of a formula with its place.
struct Token {
  enum Kind: Equatable {
    case number(Double)
    case name(String)
    /// An operator, bracket or comma, by its plain spelling; `frac` and `sum` for LaTeX's.
    case mark(String)
    case end
  }

  let kind: Kind
  let range: Range<Int>
  /// True if white space stands before it.
  let follows: Bool

  /// True for the `T` of `W^T`, and for `t` where none is given.
  func isTransposition(in notation: Notation) -> Bool {
    isName("T") || isMark("T") || isName("t") && !notation.declares("t")
  }

  func isMark(_ mark: String) -> Bool { kind == .mark(mark) }
  func isName(_ name: String) -> Bool { kind == .name(name) }

  /// The token as a message quotes it.
  var description: String {
    switch kind {
    case .number(let value): "`\(DecimalText.shortest(value))`"
    case .name(let name): "`\(name)`"
    case .mark(let mark): "`\(mark)`"
    case .end: "the end"
    }
  }
}
