import Datasets

/// The inputs of some rows, transposed, and those of them that are not 0 in all of the rows.
struct InputPanel {
  let values: NumberList
  let active: UnsafeMutablePointer<Int32>
  private(set) var activeCount = 0
  private let seen: UnsafeMutablePointer<UInt8>

  /// Room for some examples.
  init(inputs: Int, examples: Int) {
    values = NumberList(inputs * examples)
    active = .allocate(capacity: inputs)
    seen = .allocate(capacity: inputs)
    for input in 0..<inputs { active[input] = Int32(input) }
  }

  func deallocate() {
    active.deallocate()
    seen.deallocate()
  }

  /// Every input counts as active.
  mutating func useAll(_ inputs: Int) {
    guard activeCount != inputs else { return }
    for input in 0..<inputs { active[input] = Int32(input) }
    activeCount = inputs
  }

  /// Reads rows of a data set.
  mutating func load(_ features: Features, rows: UnsafeBufferPointer<Int32>) {
    switch features.storage {
    case .bytes(let bytes, let start, let table):
      bytes.withUnsafeBufferPointer { bytes in
        guard let first = bytes.baseAddress.map({ $0 + start }) else { return }
        findActive(first, features.columns, rows, always: table[0] != 0) { $0 }
        table.withUnsafeBufferPointer { table in
          fill(first, features.columns, rows) { table[Int($0)] }
        }
      }
    case .doubles(let numbers):
      numbers.withUnsafeBufferPointer { numbers in
        guard let first = numbers.baseAddress else { return }
        findActive(first, features.columns, rows, always: false) { $0 == 0 ? 0 : 1 }
        fill(first, features.columns, rows) { $0 }
      }
    }
  }

  @inline(__always)
  private mutating func findActive<Element>(
    _ first: UnsafePointer<Element>,
    _ columns: Int,
    _ rows: UnsafeBufferPointer<Int32>,
    always: Bool,
    _ bits: (Element) -> UInt8
  ) {
    if always { return useAll(columns) }
    seen.update(repeating: 0, count: columns)
    for row in rows {
      let inputs = first + Int(row) &* columns
      for column in 0..<columns { seen[column] |= bits(inputs[column]) }
    }
    var count = 0
    for column in 0..<columns where seen[column] != 0 {
      active[count] = Int32(truncatingIfNeeded: column)
      count = count &+ 1
    }
    activeCount = count
  }

  @inline(__always)
  private func fill<Element>(
    _ first: UnsafePointer<Element>,
    _ columns: Int,
    _ rows: UnsafeBufferPointer<Int32>,
    _ value: (Element) -> Double
  ) {
    let examples = rows.count
    withUnsafeTemporaryAllocation(of: UnsafePointer<Element>.self, capacity: examples) { starts in
      for example in 0..<examples {
        starts.initializeElement(at: example, to: first + Int(rows[example]) &* columns)
      }
      guard let starts = starts.baseAddress else { return }
      var target = values.first
      for place in 0..<activeCount {
        let column = Int(active[place])
        for example in 0..<examples { target[example] = value(starts[example][column]) }
        target += examples
      }
    }
  }
}
