/// Python's own random numbers, bit for bit: `random.seed(2)`, then `random.shuffle(list)`.
public struct PythonRandom: Sendable {
  private var bits: MersenneTwister

  /// `random.seed(seed)` with a whole number; its sign does not matter to Python.
  public init(seed: Int) {
    let size = seed.magnitude
    let upper = UInt32(size >> 32)
    bits = MersenneTwister(
      seeds: [UInt32(truncatingIfNeeded: size)] + (upper == 0 ? [] : [upper])
    )
  }

  /// `random.random()`, `count` times.
  public mutating func random(_ count: Int) -> [Double] {
    (0..<count).map { _ in bits.nextDouble() }
  }

  /// `random.shuffle(list)`, in place, as Python 3.2 and later do.
  public mutating func shuffle<Element>(_ list: inout [Element]) {
    for last in stride(from: list.count - 1, to: 0, by: -1) {
      list.swapAt(last, below(last + 1))
    }
  }

  /// A number from 0 up to `count`, from as many of the highest bits as `count` has.
  private mutating func below(_ count: Int) -> Int {
    precondition(count <= UInt32.max, "\(count) elements to shuffle")
    let width = UInt32(Int.bitWidth - count.leadingZeroBitCount)
    while true {
      let number = Int(bits.next32() >> (32 - width))
      if number < count { return number }
    }
  }
}
