/// A character of a text after look-alikes were folded together, with its bytes.
struct Glyph {
  /// The folded character: ASCII where there is one.
  let scalar: Unicode.Scalar
  let start: Int
  let end: Int

  func isASCII(_ character: Unicode.Scalar) -> Bool { scalar == character }

  var digit: Int? {
    scalar.value >= 0x30 && scalar.value <= 0x39 ? Int(scalar.value) - 0x30 : nil
  }
}

/// Folds what keyboards, word processors and LaTeX make of digits, signs and spaces.
///
/// A closed list (docs/numbers.md): a character that is not on it stands for itself.
enum Glyphs {
  static let thinSpace: Unicode.Scalar = "\u{2009}"
  static let times: Unicode.Scalar = "×"
  static let ellipsis: Unicode.Scalar = "…"
  /// Stands for `\frac`, `\tfrac` and `\dfrac`.
  static let fraction: Unicode.Scalar = "\u{2044}"

  /// The glyphs of a text; offsets are bytes of `text` plus `base`.
  static func fold(_ text: String, base: Int = 0) -> [Glyph] {
    var glyphs: [Glyph] = []
    let scalars = Array(text.unicodeScalars)
    glyphs.reserveCapacity(scalars.count)
    var offset = base
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let start = offset
      if scalar == "\\", let command = command(in: scalars, at: index + 1) {
        index += 1 + command.length
        offset += 1 + command.length
        if let folded = command.folded {
          glyphs.append(Glyph(scalar: folded, start: start, end: offset))
        }
        continue
      }
      if scalar == "{", index + 2 < scalars.count, scalars[index + 2] == "}",
        scalars[index + 1] == "," || scalars[index + 1] == "."
      {
        // `1{,}234`: LaTeX's way to write a comma without the space after it.
        glyphs.append(Glyph(scalar: scalars[index + 1], start: start, end: start + 3))
        index += 3
        offset += 3
        continue
      }
      index += 1
      offset += UTF8.width(scalar)
      if scalar == ".", index + 1 < scalars.count, scalars[index] == ".",
        scalars[index + 1] == "."
      {
        index += 2
        offset += 2
        glyphs.append(Glyph(scalar: ellipsis, start: start, end: offset))
      } else if let folded = folded(scalar) {
        glyphs.append(Glyph(scalar: folded, start: start, end: offset))
      }
    }
    return glyphs
  }

  /// The LaTeX commands that occur in numbers; others stand for themselves.
  private static func command(
    in scalars: [Unicode.Scalar],
    at index: Int
  ) -> (folded: Unicode.Scalar?, length: Int)? {
    guard index < scalars.count else { return nil }
    switch scalars[index] {
    case ",", ";", ":", " ": return (thinSpace, 1)
    case "!": return (nil, 1)
    case "%": return ("%", 1)
    default: break
    }
    var length = 0
    while index + length < scalars.count, case let letter = scalars[index + length].value | 0x20,
      letter >= 0x61, letter <= 0x7A
    {
      length += 1
    }
    guard (3...longestCommand).contains(length) else { return nil }
    var name = ""
    name.unicodeScalars.append(contentsOf: scalars[index..<(index + length)])
    switch name {
    case "times", "cdot": return (times, length)
    case "frac", "tfrac", "dfrac": return (fraction, length)
    case "ldots", "dots", "cdots": return (ellipsis, length)
    case "approx", "simeq", "sim": return ("≈", length)
    case "thinspace": return (thinSpace, length)
    case "quad", "left", "right": return (nil, length)
    default: return nil
    }
  }

  /// The length of `thinspace`.
  private static let longestCommand = 9

  /// The character that another one stands for; nil if it has no width at all.
  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if scalar.isASCII { return scalar == "~" ? "~" : scalar }
    switch scalar.value {
    case 0x2212, 0x2012, 0x2013, 0x2014, 0x2010, 0x2011, 0xFE63, 0xFF0D: return "-"
    case 0xFF0B, 0xFE62: return "+"
    case 0xFF0E: return "."
    case 0xFF0C, 0x066C: return ","
    case 0xFF05, 0x066A: return "%"
    case 0xFF0F, 0x2215: return "/"
    case 0x00A0, 0x2002...0x200A, 0x202F, 0x205F, 0x3000: return thinSpace
    case 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0x00AD, 0x202A...0x202E, 0x2066...0x2069:
      return nil
    case 0x00D7, 0x00B7, 0x22C5, 0x2219, 0x2715, 0x2A2F: return times
    case 0x2248, 0x2243, 0x223C, 0x2245: return "≈"
    default: break
    }
    if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
      return Unicode.Scalar(0x30 + UInt32(value))
    }
    return scalar
  }

  /// The digit of a superscript, and −1 for the superscript minus, 10 for the plus.
  static func superscript(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x2070: 0
    case 0xB9: 1
    case 0xB2: 2
    case 0xB3: 3
    case 0x2074...0x2079: Int(scalar.value) - 0x2070
    case 0x207B: -1
    case 0x207A: 10
    default: nil
    }
  }

  /// Numerator and denominator of a fraction that is one character.
  static func vulgarFraction(_ scalar: Unicode.Scalar) -> (Int, Int)? {
    switch scalar {
    case "½": (1, 2)
    case "⅓": (1, 3)
    case "⅔": (2, 3)
    case "¼": (1, 4)
    case "¾": (3, 4)
    case "⅕": (1, 5)
    case "⅖": (2, 5)
    case "⅗": (3, 5)
    case "⅘": (4, 5)
    case "⅙": (1, 6)
    case "⅚": (5, 6)
    case "⅐": (1, 7)
    case "⅛": (1, 8)
    case "⅜": (3, 8)
    case "⅝": (5, 8)
    case "⅞": (7, 8)
    case "⅑": (1, 9)
    case "⅒": (1, 10)
    default: nil
    }
  }
}
