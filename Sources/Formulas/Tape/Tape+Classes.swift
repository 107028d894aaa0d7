extension Tape {
  /// Nodes that are always equal, whatever is given: ∂E/∂ŷ by differentiating E, and ŷ − y as the
  /// backward pass writes it.
  ///
  /// Found by computing the tape for other choices of the givens, of either sign, until every corner
  /// of a function was met from both sides: relu(z) is z only as long as z is positive. For each node
  /// the first one of its class. Constants are classes of their own.
  ///
  /// `opposites`: for a class the one that is always the same with the other sign, `Δw = −η g` for the `η g` of
  /// `w − η g`.
  package func classes() -> (classes: [Int], opposites: [Int: Int]) {
    let trials = trials()
    let first = trials[0]
    var classes = Array(nodes.indices)
    let order = nodes.indices.filter { first[$0].isFinite && first[$0] != trials[1][$0] }
      .sorted { (first[$0], $0) < (first[$1], $1) }
    func areEqual(_ a: Double, _ b: Double) -> Bool {
      abs(a - b) <= 1e-10 * max(abs(a), abs(b)) || !a.isFinite && !b.isFinite
    }
    for (place, node) in order.enumerated() {
      var before = place - 1
      while before >= 0, areEqual(first[order[before]], first[node]) {
        let other = order[before]
        if trials.allSatisfy({ areEqual($0[other], $0[node]) }) {
          let smaller = min(classes[other], classes[node])
          classes[node] = smaller
          classes[other] = smaller
        }
        before -= 1
      }
    }
    return (classes, opposites(of: classes, in: order, trials))
  }

  /// Pairs of classes that are each other's negative.
  private func opposites(of classes: [Int], in order: [Int], _ trials: [[Double]]) -> [Int: Int] {
    let first = trials[0]
    let heads = order.filter { classes[$0] == $0 }
    let negative = heads.filter { first[$0] < 0 }
    var positive = heads.filter { first[$0] > 0 }[...]
    var found: [Int: Int] = [:]
    // From −0 down and from 0 up.
    for node in negative.reversed() {
      let size = -first[node]
      positive = positive.drop { first[$0] < size * (1 - 1e-10) }
      for other in positive.prefix(while: { first[$0] <= size * (1 + 1e-10) })
      where trials.allSatisfy({ abs($0[node] + $0[other]) <= 1e-10 * abs($0[node]) }) {
        found[node] = other
        found[other] = node
        break
      }
    }
    return found
  }

  private static let fewestTrials = 6
  private static let mostTrials = 64

  /// Values of all nodes for other givens: two choices like the exercise's own, then of either sign,
  /// the first few and all that show the other side of a corner.
  private func trials() -> [[Double]] {
    var trials = [0.6180339887, 0.7548776662].map { step in
      values { index, value in Self.varied(value, index, step) }
    }
    let corners = nodes.indices.filter { hasCorner(nodes[$0]) }
    var isOneSided = Set(
      corners.filter { side(of: $0, in: trials[0]) == side(of: $0, in: trials[1]) }
    )
    for attempt in 0..<Self.mostTrials {
      guard trials.count < Self.fewestTrials || !isOneSided.isEmpty else { break }
      let trial = values { index, value in
        let size = Self.varied(value, index, 0.5698402910 + 0.0137 * Double(attempt))
        // Now and then far out, where hard sigmoids are flat.
        let scaled = attempt % 3 == 2 ? 8 * size : size
        return Self.isTurned(index, attempt) ? -scaled : scaled
      }
      let shown = isOneSided.filter { side(of: $0, in: trial) != side(of: $0, in: trials[0]) }
      isOneSided.subtract(shown)
      if trials.count < Self.fewestTrials || !shown.isEmpty { trials.append(trial) }
    }
    return trials
  }

  /// True for a function that another formula describes on each side of a corner.
  private func hasCorner(_ node: Node) -> Bool {
    switch node.operation {
    case .leaky, .slope(.relu): true
    case .function(let function): Self.cornered.contains(functions[function].name)
    default: false
    }
  }

  private static let cornered: Set<String> = [
    "relu", "relu_prime", "abs", "sign", "hard_sigmoid_keras2", "hard_sigmoid_keras2_prime",
    "hard_sigmoid_keras3", "hard_sigmoid_keras3_prime", "clipped", "clipped_prime",
  ]

  /// On which side of its corners a node is: below 0, above it, or beyond the second corner of a hard
  /// sigmoid.
  private func side(of node: Int, in values: [Double]) -> Int {
    let z = values[Int(nodes[node].left)]
    if case .function(let function) = nodes[node].operation,
      functions[function].name.hasPrefix("hard_sigmoid")
    {
      let corner = functions[function].name.hasPrefix("hard_sigmoid_keras2") ? 2.5 : 3
      return z < -corner ? -1 : z > corner ? 1 : 0
    }
    return z > 0 ? 1 : 0
  }

  /// Another value of a given, different for each; a low-discrepancy sequence keeps them apart.
  private static func varied(_ value: Double, _ index: Int, _ step: Double) -> Double {
    let share = (Double(index + 1) * step).truncatingRemainder(dividingBy: 1)
    return value * (0.7 + 0.6 * share) + 0.1 + 0.3 * share
  }

  /// Which givens change their sign in a trial: half of them, mixed anew each time.
  private static func isTurned(_ index: Int, _ attempt: Int) -> Bool {
    var bits =
      UInt64(index &+ 1) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(attempt &+ 1) &* 0xBF58_476D_1CE4_E5B9
    bits ^= bits >> 31
    bits = bits &* 0x94D0_49BB_1331_11EB
    return bits >> 63 == 1
  }
}
