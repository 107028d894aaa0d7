/// A stable share of a class: the same students in it on every machine, whatever else was handed in.
package struct Shard: Sendable, Hashable {
  /// Which share, from 1.
  package let number: Int
  /// Of how many.
  package let count: Int

  /// `2/8`; nil if a text is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count >= 1,
      count <= Self.most, (1...count).contains(number)
    else { return nil }
    self.number = number
    self.count = count
  }

  private static let most = 10_000

  /// True if a student, or a file that is nobody's, belongs to this share.
  package func holds(_ name: String) -> Bool {
    // FNV-1a with the bits of all bytes mixed into the low ones, from which the share is taken.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    return Int(hash % UInt64(count)) == number - 1
  }
}

extension ClassList {
  /// The files of a share.
  package func share(_ shard: Shard) -> ClassList {
    var list = self
    list.keep { shard.holds($0.student ?? $0.path) }
    return list
  }
}
