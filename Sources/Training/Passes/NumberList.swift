/// Doubles at a fixed place in memory, aligned to a cache line, as the kernels want them.
final class NumberList {
  let count: Int
  let first: UnsafeMutablePointer<Double>
  private let memory: UnsafeMutableRawPointer

  /// A list of zeros.
  init(_ count: Int) {
    self.count = count
    memory = .allocate(byteCount: max(count, 1) * MemoryLayout<Double>.stride, alignment: 64)
    first = memory.bindMemory(to: Double.self, capacity: max(count, 1))
    first.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { memory.deallocate() }

  func copy(from other: NumberList) {
    precondition(count == other.count, "\(count) ≠ \(other.count)")
    first.update(from: other.first, count: count)
  }

  func fill(_ value: Double) { first.update(repeating: value, count: count) }

  /// True if none of them is NaN or infinite.
  var isFinite: Bool {
    // x − x is 0 for a number, and NaN for what is none.
    var sum = 0.0
    for place in 0..<count { sum += first[place] - first[place] }
    return sum == 0
  }
}
