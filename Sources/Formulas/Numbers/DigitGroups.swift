/// Digits with the separators between them, before it is decided what a separator means.
struct DigitGroups {
  private enum Separator: Equatable {
    case point, comma, space
    /// `9'248`, which groups in every course.
    case apostrophe
    /// The Arabic decimal separator, which means nothing else in any course.
    case decimal
  }

  private var groups: [String] = []
  private var separators: [Separator] = []

  /// Takes digits and separators from a cursor; nil if no digit is there.
  init?(taking cursor: inout NumberCursor, context: NumberContext) {
    var digits = cursor.takeDigits() ?? ""
    while let separator = Self.separator(at: cursor, context: context) {
      let isGroup = cursor.peek(1)?.digit != nil
      if separator == .space && (!isGroup || digits.isEmpty) { break }
      if separator == .comma && !isGroup { break }
      if separator == .point, !isGroup, digits.isEmpty { break }
      // A space and an apostrophe group only if exactly three digits follow.
      if separator == .space || separator == .apostrophe,
        digits.isEmpty || !Self.threeDigitsFollow(cursor)
      {
        break
      }
      cursor.advance()
      groups.append(digits)
      separators.append(separator)
      digits = cursor.takeDigits() ?? ""
    }
    groups.append(digits)
    if groups.allSatisfy(\.isEmpty) { return nil }
  }

  private static func separator(at cursor: NumberCursor, context: NumberContext) -> Separator? {
    switch cursor.current {
    case ".": .point
    case "\u{66B}": .decimal
    case "'", "\u{2019}": .apostrophe
    case "," where context == .whole: .comma
    case " " where context == .whole: .space
    case Glyphs.thinSpace where context == .whole: .space
    default: nil
    }
  }

  private static func threeDigitsFollow(_ cursor: NumberCursor) -> Bool {
    (1...3).allSatisfy { cursor.peek($0)?.digit != nil } && cursor.peek(4)?.digit == nil
  }

  /// Decides what the separators mean under the course's decimal mark.
  func read(decimalMark: DecimalMark) -> NumberReading {
    switch decimalMark {
    case .point: return read(decimal: .point, group: .comma)
    case .comma: return read(decimal: .comma, group: .point)
    case .either:
      let asPoint = read(decimal: .point, group: .comma)
      let asComma = read(decimal: .comma, group: .point)
      switch (asPoint, asComma) {
      case (.number(let first), .number(let second)):
        if first.value == second.value { return asPoint }
        return .ambiguous(
          [first, second],
          reason: "the mark may group thousands or start the decimals"
        )
      case (.number, _): return asPoint
      case (_, .number): return asComma
      default: return asPoint
      }
    }
  }

  private func read(decimal: Separator, group: Separator) -> NumberReading {
    let marks = separators.filter { $0 != decimal && $0 != .decimal }
    guard Set(marks.map { "\($0)" }).count <= 1 else {
      return .unreadable(reason: "two different grouping marks")
    }
    var whole = groups[0]
    var decimals: String?
    for (index, separator) in separators.enumerated() {
      let digits = groups[index + 1]
      if separator == decimal || separator == .decimal {
        guard decimals == nil else { return .unreadable(reason: "a second decimal mark") }
        decimals = digits
      } else if decimals != nil {
        return .unreadable(reason: "a grouping mark after the decimals")
      } else if separator != .space, separator != .apostrophe, separator != group {
        return .unreadable(reason: "a mark that the course does not use")
      } else {
        guard (1...3).contains(groups[0].count), digits.count == 3, groups[0] != "0" else {
          return .unreadable(
            reason: separator == .comma
              ? "a comma that does not group thousands; decimals follow a point here"
              : "a grouping mark without three digits after it"
          )
        }
        whole += digits
      }
    }
    let fraction = decimals ?? ""
    guard let value = Double("\(whole.isEmpty ? "0" : whole).\(fraction.isEmpty ? "0" : fraction)")
    else { return .unreadable(reason: "not a number") }
    let text = decimals == nil ? whole : "\(whole.isEmpty ? "0" : whole).\(fraction)"
    return .number(
      WrittenNumber(
        value: value,
        lastPlace: -fraction.count,
        isExact: decimals == nil,
        text: text
      )
    )
  }
}
