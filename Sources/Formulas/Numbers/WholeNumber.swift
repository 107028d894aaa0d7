extension Int {
  /// What nobody counts to: no index, size, number of examples or of parameters of a course.
  ///
  /// Below it sums over a whole file and differences fit an `Int`; products of two do not, and are
  /// taken in `Int128` or with `saturatingProduct`.
  package static let uncounted = 1_000_000_000_000

  /// The whole number that a value is; nil for fractions, NaN and whatever is `uncounted`.
  package init?(whole value: Double) {
    guard value == value.rounded(), abs(value) < Double(Self.uncounted) else { return nil }
    self = Int(value)
  }

  /// The whole number that digits write; nil for other text and whatever is `uncounted`.
  package init?(counted text: some StringProtocol) {
    guard let number = Int(text), number > -Self.uncounted, number < Self.uncounted else {
      return nil
    }
    self = number
  }
}

extension Sequence where Element == Int {
  /// The product, or the largest `Int` where it is larger than that.
  ///
  /// The numbers are sizes: not negative.
  package var saturatingProduct: Int {
    reduce(1) { product, factor in
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: factor)
      return isTooLarge ? .max : next
    }
  }
}
