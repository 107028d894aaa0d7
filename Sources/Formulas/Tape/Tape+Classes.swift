extension Tape {
  /// Nodes that are always equal, whatever is given: ∂E/∂ŷ by differentiating E, and ŷ − y as the
  /// backward pass writes it.
  ///
  /// Found by computing the tape for two other choices of the givens; for each node the first one of
  /// its class. Constants are classes of their own.
  package func classes() -> [Int] {
    let first = values { index, value in Self.varied(value, index, 0.6180339887) }
    let second = values { index, value in Self.varied(value, index, 0.7548776662) }
    var classes = Array(nodes.indices)
    let order = nodes.indices.filter { first[$0].isFinite && first[$0] != second[$0] }
      .sorted { (first[$0], $0) < (first[$1], $1) }
    func areEqual(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-10 * max(abs(a), abs(b)) }
    for (place, node) in order.enumerated() {
      var before = place - 1
      while before >= 0, areEqual(first[order[before]], first[node]) {
        let other = order[before]
        if areEqual(second[other], second[node]) {
          let smaller = min(classes[other], classes[node])
          classes[node] = smaller
          classes[other] = smaller
        }
        before -= 1
      }
    }
    return classes
  }

  /// Another value of a given, different for each; a low-discrepancy sequence keeps them apart.
  private static func varied(_ value: Double, _ index: Int, _ step: Double) -> Double {
    let share = (Double(index + 1) * step).truncatingRemainder(dividingBy: 1)
    return value * (0.7 + 0.6 * share) + 0.1 + 0.3 * share
  }
}
