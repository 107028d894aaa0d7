/// A file as numbers, delimiters and words.
struct Tokens {
  private var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func changed(_ change: Change, _ dice: inout Dice) -> [UInt8] {
    var changed = self
    changed.apply(change, &dice)
    return changed.bytes
  }

  /// Numbers at every edge that a machine has.
  private static let edges = [
    "0", "-0", "1", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
    "18446744073709551616", "4294967296", "2147483648", "-2147483649", "1e308", "-1e308", "1e309",
    "1e-308", "5e-324", "1e999999999", "1e-999999999", "1e9223372036854775808", "NaN", "nan", "inf",
    "-inf", "∞", "0.1", ".5", "5.", "1/0", "0/0", "00000000000000000000001", "1000000000000",
    "999999999999", "1000000", "1,000,000,000,000,000,000", "0.00000000000000000000000000001",
    "3.14159265358979323846264338327950288", "10^400", "2^63", "-0.0", "1e15", "9007199254740993",
    "½", "٣", "²", "1_000", "0x10", "12,5", "1.2.3", "--1", "+-1", "1e", "e5",
  ]
  private static let symbols = [
    "|", "$", "$$", "`", "```", "~~~", "\\", "{", "}", "[", "]", "(", ")", "*", "_", "#", "---",
    "=",
    "≈", "→", "\\frac{", "\\begin{pmatrix}", "\\end{pmatrix}", "&", "<br>", "<!--", "-->", "\"",
    "'",
    ":", ": ", ", ", ";", "%", "\r\n", "\u{0}", "\u{FEFF}", "\u{2028}", "\t", "@", "!", "~~", "^",
    "±",
    "{p}", " over ", " by ", " ... ", "yaml exercise", "yaml network", "yaml table", "layers",
  ]
  private static let words = [
    "accuracy", "precision", "recall", "support", "confusion matrix", "epoch", "epochs",
    "parameters",
    "weights", "biases", "batch size", "test images", "predicted", "true", "total", "macro avg",
    "784-30-10", "[784, 30, 10]", "of", "steps per epoch", "rises with", "best", "shape of",
    "gradient",
    "sum", "activations[-1]", "nabla_w[0]", "zeros(1000000, 1000000)", "softmax(zs[-1])", "repeat(",
    "parameters", "x[1]", "w1 new", "dE/dw1", "\\sigma", "σ'(z)", "a^{(2)}", "transpose(", "ln(",
    "e",
  ]
  private static let lookAlikes = [
    ("-", "−"), ("-", "–"), (".", ","), (".", "․"), ("0", "O"), ("1", "l"), ("x", "×"), ("a", "а"),
    ("e", "е"), (" ", "\u{A0}"), (" ", "\u{2009}"), ("=", "＝"), ("*", "·"), ("y", "ŷ"), ("'", "′"),
  ]

  private mutating func apply(_ change: Change, _ dice: inout Dice) {
    switch change {
    case .number:
      let numbers = self.numbers
      guard !numbers.isEmpty else { return insert(dice.element(of: Self.edges), &dice) }
      bytes.replaceSubrange(dice.element(of: numbers), with: dice.element(of: Self.edges).utf8)
    case .allNumbers:
      let edge = dice.element(of: Self.edges)
      let odds = 1 + dice.below(4)
      for range in numbers.suffix(200).reversed() where dice.below(odds) == 0 {
        bytes.replaceSubrange(range, with: edge.utf8)
      }
    case .digits:
      guard let range = numbers.isEmpty ? nil : dice.element(of: numbers) else { return }
      let digit = 0x30 + UInt8(dice.below(10))
      let many = [UInt8](repeating: digit, count: 1 + dice.below(dice.below(8) == 0 ? 500 : 20))
      bytes.insert(contentsOf: many, at: dice.below(2) == 0 ? range.lowerBound : range.upperBound)
    case .symbol: insert(dice.element(of: Self.symbols), &dice)
    case .word: insert(" " + dice.element(of: Self.words) + " ", &dice)
    case .delimiter:
      let marks: Set<UInt8> = Set("|$`{}[]()*_#=:,\"\n".utf8)
      let places = bytes.indices.filter { marks.contains(bytes[$0]) }
      guard !places.isEmpty else { return }
      bytes.remove(at: dice.element(of: places))
    case .lookAlike:
      let (plain, other) = dice.element(of: Self.lookAlikes)
      guard let wanted = plain.utf8.first else { return }
      let odds = 1 + dice.below(6)
      for place in bytes.indices.filter({ bytes[$0] == wanted }).suffix(100).reversed()
      where dice.below(odds) == 0 {
        bytes.replaceSubrange(place...place, with: other.utf8)
      }
    case .nest:
      let (open, close) = dice.element(of: [
        ("(", ")"), ("[", "]"), ("{", "}"), ("> ", ""), ("- ", ""), ("\\frac{1}{", "}"), ("-", ""),
        ("sqrt(", ")"), ("\\left(", "\\right)"), ("*", "*"), ("$", "$"), ("![", "](a)"), ("2^", ""),
      ])
      let depth = 1 + dice.below(dice.below(4) == 0 ? 2000 : 100)
      let place = dice.below(bytes.count + 1)
      bytes.insert(contentsOf: String(repeating: close, count: depth).utf8, at: place)
      bytes.insert(contentsOf: String(repeating: open, count: depth).utf8, at: place)
    case .bracket:
      let range = dice.range(in: bytes.count, upTo: 30)
      let (open, close) = dice.element(of: [
        ("(", ")"), ("[", "]"), ("$", "$"), ("|", "|"), ("~~", "~~"),
      ])
      bytes.insert(contentsOf: close.utf8, at: range.upperBound)
      bytes.insert(contentsOf: open.utf8, at: range.lowerBound)
    default: return
    }
  }

  private mutating func insert(_ text: String, _ dice: inout Dice) {
    bytes.insert(contentsOf: text.utf8, at: dice.below(bytes.count + 1))
  }

  /// Where digits stand, with points and commas between them.
  private var numbers: [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard (0x30...0x39).contains(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count,
        (0x30...0x39).contains(bytes[index]) || bytes[index] == 0x2E
      {
        index += 1
      }
      found.append(start..<index)
    }
    return found
  }
}
