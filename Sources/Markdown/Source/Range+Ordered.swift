extension Range where Bound == Int {
  /// The range from the first to the last place of ranges in any order; empty ones count for nothing.
  ///
  /// The cells of a printed table need not stand in the order of its columns.
  package init(covering ranges: some Sequence<Range<Int>>) {
    let places = ranges.filter { !$0.isEmpty }
    let start = places.map(\.lowerBound).min() ?? 0
    self = start..<(places.map(\.upperBound).max() ?? start)
  }

  /// The range that covers two.
  package init(covering first: Range<Int>, _ second: Range<Int>) {
    self.init(covering: [first, second])
  }
}

extension ClosedRange where Bound == Double {
  /// The range between two ends in either order; nil where one is no number.
  package init?(between one: Double, and other: Double) {
    guard !one.isNaN, !other.isNaN else { return nil }
    self = Swift.min(one, other)...Swift.max(one, other)
  }
}
