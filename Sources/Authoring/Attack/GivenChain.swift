import Formulas

/// `name = name = number` in a line of text.
///
/// Found from its last `=`: a search from every letter takes quadratic time in long words.
struct GivenChain {
  /// From the first name to the last digit.
  let range: Range<String.Index>
  let names: [Substring]
  /// The number, or several with commas between them, in brackets or not.
  let numbers: Substring
  /// True if a comment computes the number.
  let isComputed: Bool

  /// More characters than this are no symbol.
  private static let longestName = 60
  /// More characters than this are no list of numbers.
  private static let longestNumbers = 400

  typealias Pattern = Regex<(Substring, Substring?, Substring)>

  /// A value behind a `=`; made once for a chapter, because making it costs more than searching.
  static var value: Pattern {
    #/\s*\$?\s*(<!--=[^>]*-->)?\s*(\(?\s*[-−]?\d[\d.]*(?:\s*,\s*[-−]?\d[\d.]*)*\s*\)?)/#
  }

  /// `value`: What `GivenChain.value` gives.
  static func all(in text: String, _ value: Pattern) -> [GivenChain] {
    var found: [GivenChain] = []
    var from = text.startIndex
    while let sign = text[from...].utf8.firstIndex(of: 0x3D) {
      from = text.utf8.index(after: sign)
      guard mayBeginValue(text, from) else { continue }
      let rest = text[from...].prefix(longestNumbers)
      guard let match = rest.prefixMatch(of: value),
        let chain = GivenChain(
          in: text,
          at: sign,
          numbers: match.2,
          isComputed: match.1 != nil
        )
      else { continue }
      found.append(chain)
      from = match.range.upperBound
    }
    return found
  }

  /// True if a digit, a sign, a bracket or a comment stands behind a `=`.
  private static func mayBeginValue(_ text: String, _ place: String.Index) -> Bool {
    guard let next = text[place...].first(where: { !$0.isWhitespace && $0 != "$" }) else {
      return false
    }
    return next.isNumber || "-−(<".contains(next)
  }

  /// The chain whose numbers stand behind a sign; nil if no name stands before it.
  private init?(in text: String, at sign: String.Index, numbers: Substring, isComputed: Bool) {
    var names: [Substring] = []
    var start = sign
    while let name = Self.name(before: start, in: text) {
      names.insert(name, at: 0)
      let gap = Self.withoutSpace(before: name.startIndex, in: text)
      guard gap > text.startIndex, text[text.index(before: gap)] == "=" else { break }
      start = text.index(before: gap)
    }
    guard let first = names.first else { return nil }
    range = first.startIndex..<numbers.endIndex
    self.names = names
    self.numbers = numbers
    self.isComputed = isComputed
  }

  /// The symbol before a place, with nothing but space and a `$` between them.
  private static func name(before place: String.Index, in text: String) -> Substring? {
    let end = withoutSpace(before: place, in: text)
    var start = end
    var length = 0
    while start > text.startIndex, length <= longestName {
      let before = text.index(before: start)
      guard text[before].isLetter || text[before].isNumber || "_\\{}'^".contains(text[before])
      else {
        break
      }
      start = before
      length += 1
    }
    guard length <= longestName,
      let first = text[start..<end].firstIndex(where: { isFirst($0) })
    else { return nil }
    return text[first..<end]
  }

  /// A name begins with a Latin or Greek letter, or a command.
  private static func isFirst(_ character: Character) -> Bool {
    switch character {
    case "A"..."Z", "a"..."z", "α"..."ω", "Α"..."Ω", "\\": true
    default: false
    }
  }

  /// The place before space and a `$`.
  private static func withoutSpace(before place: String.Index, in text: String) -> String.Index {
    var place = place
    var hasMark = false
    while place > text.startIndex {
      let before = text.index(before: place)
      if text[before] == "$", !hasMark {
        hasMark = true
      } else if !text[before].isWhitespace {
        break
      }
      place = before
    }
    return place
  }
}
