/// Names of the bytes that mean something to Markdown.
extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let dollar = UInt8(ascii: "$")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let questionMark = UInt8(ascii: "?")
  static let tilde = UInt8(ascii: "~")
  static let pipe = UInt8(ascii: "|")
  static let hyphen = UInt8(ascii: "-")
  static let plus = UInt8(ascii: "+")
  static let star = UInt8(ascii: "*")
  static let underscore = UInt8(ascii: "_")
  static let equals = UInt8(ascii: "=")
  static let numberSign = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let period = UInt8(ascii: ".")
  static let exclamation = UInt8(ascii: "!")
  static let ampersand = UInt8(ascii: "&")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let slash = UInt8(ascii: "/")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let quotationMark = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")

  /// Whether this is a blank or a tab, the white space within a line.
  var isBlank: Bool { self == .space || self == .tab }

  /// Whether this is white space of ASCII.
  var isWhitespace: Bool { self == .space || (self >= 9 && self <= 13) }

  /// Whether this is one of 0 to 9.
  var isDigit: Bool { self &- 0x30 < 10 }

  /// Whether this is a letter of ASCII.
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// Whether a backslash before this makes an escape.
  var isPunctuation: Bool {
    (self > 0x20 && self < 0x7F) && !isDigit && !isLetter
  }
}
