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

  /// The factors of a product whose symbols stand in the product before it.
  func factors(of clause: Clause) -> [Reading] {
    FactorTies.all(in: clause.pairs).compactMap { tie in
      let meant = names.quantities(
        label: LabelTokens(tie.label).tokens,
        context: [],
        text: tie.value.text
      )
      guard meant.count == 1, names.exercise.quantities[meant[0]].keys.isEmpty,
        case .number(let number) = values.read(tie.value.text, as: .number)
      else { return nil }
      return Reading(
        quantity: meant[0],
        at: [],
        value: .number(number),
        span: tie.value,
        isUse: true
      )
    }
  }
}
