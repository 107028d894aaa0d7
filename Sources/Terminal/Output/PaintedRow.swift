/// A line of a terminal: its characters as they are seen, each with its colour and its columns.
package struct PaintedRow {
  private var cells: [(character: Character, width: Int, color: ReportStyle.Color?)] = []
  /// How many columns of the terminal it takes.
  package private(set) var width = 0

  package init() {}

  package init(_ text: String, _ color: ReportStyle.Color?) {
    for character in text { append(character, color) }
  }

  /// Adds a character: a tab as blanks up to the next column that four divides, a harmful one by its name.
  package mutating func append(_ character: Character, _ color: ReportStyle.Color?) {
    let seen =
      character == "\t"
      ? String(repeating: " ", count: Self.tab - width % Self.tab)
      : VisibleText.escaped(String(character))
    for character in seen {
      let width = Self.width(of: character)
      cells.append((character, width, color))
      self.width += width
    }
  }

  private mutating func append(contentsOf part: some Sequence<(Character, Int, ReportStyle.Color?)>)
  {
    for (character, width, color) in part {
      cells.append((character, width, color))
      self.width += width
    }
  }

  /// The row in rows of at most so many columns, broken behind the last blank that fits; at least one row.
  package func wrapped(at limit: Int) -> [PaintedRow] {
    var rows: [PaintedRow] = []
    var rest = cells[...]
    repeat {
      var end = rest.startIndex
      var columns = 0
      while end < rest.endIndex, columns + rest[end].width <= limit || end == rest.startIndex {
        columns += rest[end].width
        end += 1
      }
      if end < rest.endIndex, let blank = rest[..<end].lastIndex(where: { $0.character == " " }),
        blank > rest.startIndex
      {
        end = blank + 1
      }
      var row = PaintedRow()
      row.append(contentsOf: rest[..<end].lazy.map { ($0.character, $0.width, $0.color) })
      rows.append(row)
      rest = rest[end...]
    } while !rest.isEmpty
    return rows
  }

  package func painted(_ style: ReportStyle) -> PaintedText {
    var painted = PaintedText("")
    var rest = cells[...]
    while let first = rest.first {
      let color = first.color
      let run = rest.prefix { $0.color == color }
      let words = String(run.map(\.character))
      painted = painted + (color.map { style.paint(words, $0) } ?? PaintedText(words))
      rest = rest.dropFirst(run.count)
    }
    return painted
  }

  private static let tab = 4

  /// The columns of a character: two for the wide ones of East Asia and for pictures, none for marks alone.
  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.value < 0x300 { return 1 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return scalar.properties.generalCategory == .nonspacingMark || scalar.value == 0x200B ? 0 : 1
    }
  }
}
