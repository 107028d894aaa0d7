import CVectors

/// Eight neighbouring numbers, the unit in which everything here is computed.
typealias Lanes = SIMD8<Double>

/// How many numbers a block is wide.
package let laneCount = 8

/// A count rounded up to whole blocks.
package func padded(_ count: Int) -> Int { (count + laneCount - 1) / laneCount * laneCount }

// Everything here is inlined into functions whose arguments are plain pointers: vectors never cross
// the border of the module, whose code is made for newer processors than the rest of the program.
extension UnsafePointer<Double> {
  @inline(__always)
  func lanes(_ offset: Int) -> Lanes {
    UnsafeRawPointer(self + offset).loadUnaligned(as: Lanes.self)
  }
}

extension UnsafeMutablePointer<Double> {
  @inline(__always)
  func lanes(_ offset: Int) -> Lanes {
    UnsafeRawPointer(self + offset).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  func store(_ lanes: Lanes, _ offset: Int) {
    UnsafeMutableRawPointer(self + offset).storeBytes(of: lanes, as: Lanes.self)
  }
}

extension Lanes {
  /// self + one · other, rounded once.
  @inline(__always)
  func plusProduct(_ one: Lanes, _ other: Lanes) -> Lanes { checker_fma(one, other, self) }

  /// `one` where self < bound, else `other`.
  @inline(__always)
  func whereLess(_ bound: Lanes, _ one: Lanes, else other: Lanes) -> Lanes {
    checker_where_less(self, bound, one, other)
  }

  /// The number at least `least` and at most `most`; NaN stays NaN.
  @inline(__always)
  func clamped(_ least: Double, _ most: Double) -> Lanes {
    let (low, high) = (Lanes(repeating: least), Lanes(repeating: most))
    let raised = whereLess(low, low, else: self)
    return high.whereLess(raised, high, else: raised)
  }

  /// |x|, by its bits where it is negative.
  @inline(__always)
  var magnitude: Lanes { whereLess(Lanes(), 0 - self, else: self) }

  /// self + factor · other, rounded once.
  @inline(__always)
  mutating func add(_ factor: Double, _ other: Lanes) {
    self = plusProduct(Lanes(repeating: factor), other)
  }

  /// The sum of the lanes, always in the same order: halves, quarters, eighths.
  @inline(__always)
  var total: Double { checker_sum(self) }

  /// The largest of the lanes.
  @inline(__always)
  var largest: Double { checker_largest(self) }
}
