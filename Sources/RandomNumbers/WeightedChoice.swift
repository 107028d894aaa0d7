extension BitGenerator {
  /// Positions in a list of probabilities, by the first running sum above a number in 0 ..< 1.
  mutating func weightedChoice(
    _ count: Int,
    replace: Bool,
    _ probabilities: [Double]
  ) throws(RandomNumberError) -> [Int] {
    try RandomNumberError.check(probabilities.count, count, replace: replace)
    let sum = probabilities.reduce(0, +)
    // NumPy's own tolerance, √ε.
    guard probabilities.allSatisfy({ $0 >= 0 }), abs(sum - 1) <= 0x1p-26 else {
      throw RandomNumberError("probabilities from 0 to 1 that sum to 1 are wanted, not to \(sum)")
    }
    guard !replace else {
      let sums = Self.runningSums(probabilities)
      return (0..<count).map { _ in Self.position(of: nextDouble(), in: sums) }
    }
    guard probabilities.count(where: { $0 > 0 }) >= count else {
      throw RandomNumberError("fewer than \(count) probabilities are above 0")
    }
    return withoutReplacement(count, probabilities)
  }

  /// Draws as many as are missing, keeps the new ones in order, and draws the rest among the others.
  private mutating func withoutReplacement(_ count: Int, _ probabilities: [Double]) -> [Int] {
    var left = probabilities
    var found: [Int] = []
    while found.count < count {
      let numbers = (found.count..<count).map { _ in nextDouble() }
      for position in found { left[position] = 0 }
      let sums = Self.runningSums(left)
      for number in numbers {
        let position = Self.position(of: number, in: sums)
        if !found.contains(position) { found.append(position) }
      }
    }
    return found
  }

  private static func runningSums(_ probabilities: [Double]) -> [Double] {
    var sum = 0.0
    let sums = probabilities.map { (probability: Double) -> Double in
      sum += probability
      return sum
    }
    return sums.map { $0 / sum }
  }

  private static func position(of number: Double, in sums: [Double]) -> Int {
    var (low, high) = (0, sums.count)
    while low < high {
      let middle = (low + high) / 2
      if number < sums[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
