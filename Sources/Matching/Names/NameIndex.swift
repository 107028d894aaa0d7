/// Which names a token may belong to: a label is held against these alone.
struct NameIndex: Sendable {
  private let patterns: [[NamePattern]]
  private let places: [String: [Place]]

  private struct Place: Hashable, Comparable {
    let quantity: Int
    let pattern: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.quantity, left.pattern) < (right.quantity, right.pattern)
    }
  }

  /// `patterns`: Of each quantity.
  init(_ patterns: [[NamePattern]]) {
    self.patterns = patterns
    var places: [String: [Place]] = [:]
    for (quantity, own) in patterns.enumerated() {
      for (number, pattern) in own.enumerated() {
        for token in Set(pattern.tokens) {
          places[token, default: []].append(Place(quantity: quantity, pattern: number))
        }
      }
    }
    self.places = places
  }

  /// True if a token of a label stands in a name.
  func touches(_ label: [String]) -> Bool { label.contains { places[$0] != nil } }

  /// The names that share a token with a label, of each quantity that has one, in order.
  func names(touching label: [String]) -> [(quantity: Int, patterns: [NamePattern])] {
    var found: [Place] = []
    for token in label { found += places[token] ?? [] }
    guard !found.isEmpty else { return [] }
    var names: [(quantity: Int, patterns: [NamePattern])] = []
    var last: Place?
    for place in found.sorted() where place != last {
      let pattern = patterns[place.quantity][place.pattern]
      if last?.quantity == place.quantity {
        names[names.count - 1].patterns.append(pattern)
      } else {
        names.append((place.quantity, [pattern]))
      }
      last = place
    }
    return names
  }
}
