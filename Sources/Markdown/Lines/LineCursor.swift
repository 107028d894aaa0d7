/// A place in a line, in bytes and in columns, that moves over the prefixes of containers.
///
/// A tab reaches to the next multiple of four columns; one that a prefix uses up only in part stays
/// under the cursor, while `column` already stands inside it.
struct LineCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The next byte, as an offset into the text.
  private(set) var offset: Int
  /// The end of the line, before its line ending.
  let end: Int
  private(set) var column = 0
  /// How many columns of the tab at the cursor are used up.
  private(set) var columnsOfTab = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, in line: Range<Int>) {
    self.bytes = bytes
    offset = line.lowerBound
    end = line.upperBound
  }

  /// The columns of white space at the cursor, and the first byte after it.
  var indentation: (width: Int, first: Int) {
    var first = offset
    var column = column
    while first < end, bytes[first].isBlank {
      column += bytes[first] == .tab ? 4 - column & 3 : 1
      first += 1
    }
    return (column - self.column, first)
  }

  /// Moves over columns of white space, or over bytes of one column each.
  mutating func advance(columns count: Int) {
    var count = count
    while count > 0, offset < end {
      let width = bytes[offset] == .tab ? 4 - column & 3 : 1
      guard width <= count else {
        column += count
        columnsOfTab += count
        return
      }
      offset += 1
      columnsOfTab = 0
      column += width
      count -= width
    }
  }

  /// Moves over the marker of a quote, with up to three blanks before and one after it.
  mutating func consumeQuote() -> Bool {
    let (width, first) = indentation
    guard width <= 3, first < end, bytes[first] == .greater else { return false }
    advance(columns: width + 1)
    if offset < end, bytes[offset].isBlank { advance(columns: 1) }
    return true
  }

  /// Moves over a marker and the white space that belongs to it.
  ///
  /// - Returns: How far the lines of the item are indented, and whether nothing follows the marker.
  mutating func consume(_ marker: ListMarker) -> (width: Int, isEmpty: Bool) {
    let indent = indentation.width
    advance(columns: indent + marker.length)
    let (padding, first) = indentation
    let isEmpty = first == end
    guard padding < 5, padding > 0, !isEmpty else {
      if padding > 0 { advance(columns: 1) }
      return (indent + marker.length + 1, isEmpty)
    }
    advance(columns: padding)
    return (indent + marker.length + padding, false)
  }
}
