/// Suggestions for words that are not known but close to one that is.
package enum NearMiss {
  /// "did you mean `x`?" if one of the allowed words is near, otherwise all of them.
  package static func help(_ word: String, among allowed: [String]) -> String? {
    if let near = nearest(to: word, among: allowed) { return "did you mean `\(near)`?" }
    guard !allowed.isEmpty, allowed.count <= 40 else { return nil }
    return "allowed: \(allowed.joined(separator: ", "))"
  }

  /// The allowed word with the smallest edit distance, if that is at most a third of its length.
  package static func nearest(to word: String, among allowed: [String]) -> String? {
    guard allowed.count <= mostWords else { return nil }
    let length = word.count
    // As many letters as two words differ in length are inserted, at least.
    let candidates =
      allowed
      .filter { abs($0.count - length) <= allowance(min($0.count, length)) }
      .map { (name: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= allowance(min($0.name.count, length)) }
    // Of two that are as near, the one that begins as the word does: `ln` for `lnn`, not `len`.
    return candidates.min { first, second in
      (first.distance, -shared(first.name, word), first.name)
        < (second.distance, -shared(second.name, word), second.name)
    }?.name
  }

  /// Among more words than these, a near one may be near by chance, and each finding would cost as much.
  private static let mostWords = 1000

  /// The number of letters at the beginning that two words share.
  private static func shared(_ first: String, _ second: String) -> Int {
    zip(first, second).prefix { $0 == $1 }.count
  }

  /// A third of a word may differ; of one letter, nothing.
  private static func allowance(_ length: Int) -> Int { length < 2 ? 0 : max(1, length / 3) }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two words.
  package static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first.lowercased())
    let b = Array(second.lowercased())
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
