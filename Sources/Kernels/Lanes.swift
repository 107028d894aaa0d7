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
  /// self + factor · other, rounded once.
  @inline(__always)
  mutating func add(_ factor: Double, _ other: Lanes) {
    self = addingProduct(Lanes(repeating: factor), other)
  }

  /// The sum of the lanes, always in the same order: halves, quarters, eighths.
  @inline(__always)
  var total: Double {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}
