import Formulas

/// Values that stand in the order of the cells that expect them: `0.1, -0.65, 1.35` for z at 1, 2 and 3.
///
/// One of them alone may stand there by chance; all of them in order hardly do. What a link says is
/// the improbability of its digits, less ln of the places and the cells that were left out since the link before.
struct ValueChain {
  /// A value, or what was read, for a cell.
  struct Link {
    /// The position among the values of the section, and among the cells.
    let value: Int
    let cell: Int
    /// How improbable its digits are, and what words around add, in nats.
    let gain: Double
    /// True for what its label names: it holds the chain, and needs no evidence.
    let isAnchor: Bool
  }

  /// What a link adds at least: one digit at the next place for the next cell is 2.2, two places on 1.5.
  private static let least = 1.5
  /// More links are not tried: of each pair one is asked whether it goes on with the other.
  private static let most = 1500

  /// The positions of the links of the chain that is most improbable by chance; empty where none says more than
  /// `gate`.
  ///
  /// `links`: In the order of their values. `first`: ln of the pairs that a chain may begin with.
  static func best(of links: [Link], first: Double, gate: Double) -> [Int] {
    guard links.count > 1, links.count <= most else { return [] }
    var scores: [Double] = []
    var before: [Int?] = []
    for (position, link) in links.enumerated() {
      var score = link.isAnchor ? 0 : link.gain - first
      var best: Int?
      for earlier in 0..<position {
        let last = links[earlier]
        guard last.value < link.value, last.cell < link.cell else { continue }
        let skipped = Double(link.value - last.value) * Double(link.cell - last.cell)
        let step = link.isAnchor ? 0 : link.gain - Elementary.ln(skipped)
        guard link.isAnchor || step >= least, scores[earlier] + step > score else { continue }
        score = scores[earlier] + step
        best = earlier
      }
      scores.append(score)
      before.append(best)
    }
    guard let last = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[last] >= gate
    else { return [] }
    var chain = [last]
    while let place = chain.last, let earlier = before[place] { chain.append(earlier) }
    return chain.reversed()
  }
}
