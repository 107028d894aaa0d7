/// What a text says when it is read as a number.
package enum NumberReading: Hashable, Sendable {
  case number(WrittenNumber)
  /// Two or more readings that only the writer can choose from.
  case ambiguous([WrittenNumber], reason: String)
  /// Digits that are no number of the closed grammar; the reason says why.
  case unreadable(reason: String)
  /// A text without anything that looks like a number.
  case notANumber
}

/// What a course lets the comma mean in numbers.
package enum DecimalMark: String, Hashable, Sendable, CaseIterable {
  /// `0.5`; a comma groups thousands.
  case point
  /// `0,5`; a point groups thousands.
  case comma
  /// Both; `1,234` is then ambiguous.
  case either
}

/// Where a number stands, which decides what a space or comma may mean.
package enum NumberContext: Hashable, Sendable {
  /// The number is the whole cell or side: spaces may group.
  case whole
  /// Inside brackets or code: neither spaces nor commas group.
  case brackets
}
