/// Finds the ranges that hold an offset, where ranges lie in one another or apart, as sections do.
///
/// Building takes n log n steps, asking log n: what is asked for each of n places stays nearly linear.
package struct OffsetIndex: Sendable {
  /// Where the innermost range changes, and what it is from there on.
  private var starts: [Int] = []
  private var innermost: [Int?] = []
  /// For each range the one around it.
  private var parents: [Int?]

  /// `ranges`: Of equal ones the first lies inside.
  package init(_ ranges: [Range<Int>]) {
    parents = [Int?](repeating: nil, count: ranges.count)
    let order = ranges.indices.filter { !ranges[$0].isEmpty }.sorted { left, right in
      let (a, b) = (ranges[left], ranges[right])
      return (a.lowerBound, -a.upperBound, -left) < (b.lowerBound, -b.upperBound, -right)
    }
    var open: [Int] = []
    for index in order {
      close(&open, until: ranges[index].lowerBound, ranges)
      parents[index] = open.last
      open.append(index)
      mark(ranges[index].lowerBound, index)
    }
    close(&open, until: .max, ranges)
  }

  private mutating func close(_ open: inout [Int], until offset: Int, _ ranges: [Range<Int>]) {
    while let last = open.last, ranges[last].upperBound <= offset {
      open.removeLast()
      mark(ranges[last].upperBound, open.last)
    }
  }

  private mutating func mark(_ offset: Int, _ index: Int?) {
    if starts.last == offset {
      innermost[innermost.count - 1] = index
    } else {
      starts.append(offset)
      innermost.append(index)
    }
  }

  /// The index of the innermost range that holds an offset; nil if none does.
  package func innermost(at offset: Int) -> Int? {
    let next = starts.partitioningIndex { $0 > offset }
    return next == 0 ? nil : innermost[next - 1]
  }

  /// The indices of all ranges that hold an offset, the innermost first.
  package func all(at offset: Int) -> [Int] {
    var found: [Int] = []
    var index = innermost(at: offset)
    while let current = index {
      found.append(current)
      index = parents[current]
    }
    return found
  }
}

extension Array {
  /// The first index whose element meets a condition that, once met, all further ones meet.
  package func partitioningIndex(where isMet: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isMet(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
