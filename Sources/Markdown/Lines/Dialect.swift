/// What counts as a block.
package enum Dialect: Sendable {
  /// CommonMark, with the tables of GitHub.
  case markdown
  /// Also what converters make of a homework: tables of pandoc.
  case homework
}
