/// Which rows of a data set a part takes, in words of a chapter.
package enum RowRange: Hashable, Sendable {
  case first(Int)
  case last(Int)
  /// Rows counted from 1, both ends included.
  case between(Int, Int)
  /// Every row that no other part takes.
  case rest

  /// Reads `first 898`, `last 899`, `rows 101 to 200` or `rest`; nil for anything else.
  package init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    func count(_ index: Int) -> Int? {
      guard words.indices.contains(index), let count = Int(words[index]), count > 0 else {
        return nil
      }
      return count
    }
    switch words.first {
    case "rest" where words.count == 1: self = .rest
    case "first":
      guard words.count == 2, let rows = count(1) else { return nil }
      self = .first(rows)
    case "last":
      guard words.count == 2, let rows = count(1) else { return nil }
      self = .last(rows)
    case "rows":
      guard words.count == 4, words[2] == "to", let from = count(1), let to = count(3), from <= to
      else { return nil }
      self = .between(from, to)
    default: return nil
    }
  }

  package static let allowed = "first 898, last 899, rows 101 to 200, rest"

  /// The places in a list of that many rows; nil if there are not that many, or if it is the rest.
  package func places(in rows: Int) -> Range<Int>? {
    switch self {
    case .first(let count): count <= rows ? 0..<count : nil
    case .last(let count): count <= rows ? rows - count..<rows : nil
    case .between(let from, let to): to <= rows ? from - 1..<to : nil
    case .rest: nil
    }
  }

  package var description: String {
    switch self {
    case .first(let count): "first \(count)"
    case .last(let count): "last \(count)"
    case .between(let from, let to): "rows \(from) to \(to)"
    case .rest: "rest"
    }
  }
}
