/// The numbers and brackets of numbers in a text that no operator joins to anything.
enum BareNumbers {
  /// No bracket of numbers is longer, in bytes, and none deeper.
  private static let longest = 2000
  private static let deepest = 3

  static func places(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = range.lowerBound
    while place < range.upperBound {
      if let end = bracket(in: bytes, from: place, to: range.upperBound) {
        found.append(place..<end)
        place = end
      } else if let end = shape(in: bytes, from: place, range) {
        found.append(place..<end)
        place = end
      } else if let end = number(in: bytes, from: place, to: range.upperBound) {
        let start = signed(bytes, place, range.lowerBound)
        if isAlone(start..<end, in: bytes, range) { found.append(start..<end) }
        place = end
      } else {
        place += 1
      }
    }
    return found
  }

  /// The end of a bracket that holds numbers alone and begins here.
  private static func bracket(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    guard bytes[start] == 0x5B else { return nil }
    var depth = 0
    var hasDigit = false
    for place in start..<min(end, start + longest) {
      switch bytes[place] {
      case 0x5B:
        depth += 1
        if depth > deepest { return nil }
      case 0x5D:
        depth -= 1
        if depth == 0 { return hasDigit ? place + 1 : nil }
      case 0x30...0x39: hasDigit = true
      case 0x20, 0x0A, 0x2B, 0x2C, 0x2D, 0x2E, 0x3B, 0x65, 0xE2, 0x88, 0x92: continue
      default: return nil
      }
    }
    return nil
  }

  /// The end of a shape that begins here, `29x29x32`, `7×7`.
  private static func shape(in bytes: [UInt8], from start: Int, _ range: Range<Int>) -> Int? {
    if start > range.lowerBound, bytes[start - 1].isLetter || bytes[start - 1].isDigit {
      return nil
    }
    var (place, sizes) = (start, 0)
    while true {
      let digits = bytes[place..<range.upperBound].prefix { $0.isDigit }
      guard !digits.isEmpty, digits.count < 8 else { return nil }
      (place, sizes) = (digits.endIndex, sizes + 1)
      let rest = bytes[place..<range.upperBound]
      if rest.first.map({ $0 | 0x20 == 0x78 }) ?? false {
        place += 1
      } else if rest.starts(with: [0xC3, 0x97]) {
        place += 2
      } else {
        return sizes > 1 && !(rest.first?.isLetter ?? false) ? place : nil
      }
    }
  }

  /// The end of a number that begins here, behind no letter and no other number.
  private static func number(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    func isDigit(_ place: Int) -> Bool { place < end && bytes[place].isDigit }
    guard isDigit(start) else { return nil }
    var place = start
    while isDigit(place)
      || place < end && [0x2E, 0x2C].contains(bytes[place]) && isDigit(place + 1)
    { place += 1 }
    if place < end, bytes[place] | 0x20 == 0x65 {
      var exponent = place + 1
      if exponent < end, bytes[exponent] == 0x2D || bytes[exponent] == 0x2B { exponent += 1 }
      if isDigit(exponent) {
        place = exponent
        while isDigit(place) { place += 1 }
      }
    }
    return place
  }

  /// Where a number begins with its sign: a minus behind no operand.
  private static func signed(_ bytes: [UInt8], _ start: Int, _ first: Int) -> Int {
    var sign = start
    if start > first, bytes[start - 1] == 0x2D { sign = start - 1 }
    if start >= first + 3, bytes[start - 3..<start].elementsEqual([0xE2, 0x88, 0x92]) {
      sign = start - 3
    }
    return sign
  }

  /// True for a number that no operator, no comparison and no letter touches.
  static func isAlone(_ number: Range<Int>, in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let touches = number.lowerBound > range.lowerBound ? bytes[number.lowerBound - 1] : 0x20
    let isIndex =
      touches.isLetter || touches.isDigit || [0x5F, 0x5E, 0x7B, 0x5C, 0x2D, 0x2E].contains(touches)
    let follows = number.upperBound < range.upperBound && bytes[number.upperBound].isLetter
    return !isIndex && !follows && !isBound(before: number.lowerBound, in: bytes, range)
      && !(sign(from: number.upperBound, in: bytes, range).map(bindingBehind.contains) ?? false)
  }

  /// True where an operator or a comparison stands before a place.
  static func isBound(before place: Int, in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let text = bytes[range.lowerBound..<max(range.lowerBound, place)]
    guard let last = text.lastIndex(where: { $0 != 0x20 }) else { return false }
    let start = text[...last].lastIndex { $0 & 0xC0 != 0x80 } ?? last
    // `=> 0.5`, `-> 0.5`
    if text[last] == 0x3E, last > text.startIndex, [0x3D, 0x2D].contains(text[last - 1]) {
      return false
    }
    return sign(from: start, in: bytes, range).map(bindingBefore.contains) ?? false
  }

  /// The first sign from a place on that is no blank.
  private static func sign(from place: Int, in bytes: [UInt8], _ range: Range<Int>) -> Character? {
    let rest = bytes[place..<range.upperBound].drop { $0 == 0x20 }.prefix(4)
    return String(decoding: rest, as: UTF8.self).first
  }

  private static let bindingBefore = Set("*/+^-−<>≤≥≠·×⋅∗")
  private static let bindingBehind = Set("*/+^-−(\\·×⋅∗")
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  fileprivate var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self >= 0xC3 }
}
