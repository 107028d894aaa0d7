import Homework

/// Which claims of a clause belong together, and which keys hold for each.
extension ClauseMatcher {
  /// The keys that belong to one claim of several: `0 for x = 0, 0.01 for x = 1`.
  ///
  /// Nil if no key has two values, and all hold for the whole clause.
  static func keys(
    of claim: Claim,
    among bound: [(position: Int, key: WrittenKey)],
    claims: [Claim]
  ) -> [WrittenKey]? {
    let repeated = Set(
      bound.map(\.key.key).filter { key in
        Set(bound.filter { $0.key.key == key }.map(\.key.value)).count > 1
      }
    )
    guard let firstKey = bound.first(where: { repeated.contains($0.key.key) }),
      let firstClaim = claims.first
    else { return nil }
    let common = bound.filter { !repeated.contains($0.key.key) }.map(\.key)
    if firstClaim.position < firstKey.position {
      let end = claims.first { $0.position > claim.position }?.position ?? .max
      let own = bound.filter { $0.position > claim.position && $0.position < end }.map(\.key)
      return common.filter { key in !own.contains { $0.key == key.key } } + own
    }
    var context = KeyContext()
    for key in common { context.set(key) }
    for (position, key) in bound where position < claim.position { context.set(key) }
    return context.keys
  }

  /// For each claim the later parts of its chain.
  static func chains(of claims: [Claim]) -> [[Int]] {
    claims.indices.map { index in
      var parts: [Int] = []
      var next = index
      while claims[next].pair.isContinued, next + 1 < claims.count,
        claims[next + 1].pair.continuesChain
      {
        next += 1
        parts.append(next)
      }
      return parts
    }
  }
}
