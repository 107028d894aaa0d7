import Formulas
import Homework

/// The binary cross-entropy as people write it: −[y ln a + (1 − y) ln(1 − a)], whose two terms have one sign,
/// and a minus before both where it is a cost.
///
/// No exercise has to ask for it: whoever writes it down with a lost sign or bracket derives wrong things from
/// it. Source: Nielsen, "Neural Networks and Deep Learning", chapter 3, equation (57).
struct CrossEntropyForm {
  /// A formula that is nearly the cross-entropy, and what is wrong with it.
  static func findings(in submission: Submission) -> [Finding] {
    submission.passages.flatMap { passage -> [Finding] in
      passage.clauses.flatMap { clause -> [Finding] in
        clause.isQuoted ? [] : clause.pairs.compactMap { finding($0, in: clause) }
      }
    }
  }

  private static func finding(_ pair: Clause.Pair, in clause: Clause) -> Finding? {
    guard pair.value.text.utf8.count < longest, let signs = signs(in: pair.value.text) else {
      return nil
    }
    let message: String
    if signs.plain != signs.complement {
      message = "the two terms of the cross-entropy have different signs here"
    } else if signs.plain > 0, isCost(pair, clause) {
      message = "as a cost the cross-entropy has a minus before both of its terms"
    } else {
      return nil
    }
    return .inconsistent("\(message): it is −[y ln a + (1 − y) ln(1 − a)]", pair.value.range)
  }

  private static let longest = 300

  /// True where the words around say that it is made small: the likelihood is made large.
  private static func isCost(_ pair: Clause.Pair, _ clause: Clause) -> Bool {
    let label = LabelTokens(pair.label.text).tokens
    let words = clause.span.text.lowercased()
    return !words.has("likelihood") && !words.has("maxim")
      && (label.last.map { ["C", "J", "E", "cost", "loss"].contains($0) } ?? false
        || label.contains("cost") || label.contains("loss") || label.contains("cross-entropy"))
  }

  // MARK: - Signs

  /// The signs of y ln a and of (1 − y) ln(1 − a).
  struct Signs {
    let plain: Int
    let complement: Int
  }

  /// The signs of the two terms in a formula; nil for another formula.
  static func signs(in text: String) -> Signs? {
    var reader = CrossEntropyForm(text)
    reader.read()
    let plain = reader.terms.filter { !$0.isComplement }
    let complement = reader.terms.filter(\.isComplement)
    guard plain.count == 1, complement.count == 1, reader.hasComplementFactor else { return nil }
    return Signs(plain: plain[0].sign, complement: complement[0].sign)
  }

  private let bytes: [UInt8]
  private var place = 0
  private var terms: [(sign: Int, isComplement: Bool)] = []
  private var hasComplementFactor = false

  private init(_ text: String) { bytes = Array(text.utf8) }

  private mutating func read() {
    // The sign of what is around, and of the term that is read.
    var open: [(around: Int, term: Int)] = []
    var (around, term) = (1, 1)
    // What a sum without brackets is taken of goes on to the end, or to the next sum.
    var outsideSum: Int?
    while place < bytes.count {
      let byte = bytes[place]
      if takes("sum") || takes("Σ") || takes("∑") {
        if let outside = outsideSum { around = outside } else { outsideSum = around }
        around *= term
        term = 1
      } else if takes("log") || takes("ln") {
        terms.append((around * term, argumentIsComplement()))
      } else if byte == 0x28 || byte == 0x5B || byte == 0x7B {
        if isComplement(from: place + 1) { hasComplementFactor = true }
        open.append((around, term))
        around *= term
        term = 1
        place += 1
      } else if byte == 0x29 || byte == 0x5D || byte == 0x7D {
        if let last = open.popLast() { (around, term) = last }
        place += 1
      } else if byte == 0x2B {
        term = 1
        place += 1
      } else if byte == 0x2D || takes("−") {
        term = -1
        if byte == 0x2D { place += 1 }
      } else if byte == 0x5F || byte == 0x5E {
        skipScript()
      } else {
        place += 1
      }
    }
  }

  /// Goes on behind a word that stands here.
  private mutating func takes(_ word: String) -> Bool {
    let wanted = Array(word.utf8)
    guard place + wanted.count <= bytes.count,
      bytes[place..<place + wanted.count].elementsEqual(wanted)
    else { return false }
    place += wanted.count
    return true
  }

  /// Skips an index or a power: signs in it are none of the formula's.
  private mutating func skipScript() {
    place += 1
    if place < bytes.count, bytes[place] == 0x7B || bytes[place] == 0x28 {
      skipGroup()
    } else {
      place += 1
    }
  }

  private mutating func skipGroup() {
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case 0x28, 0x5B, 0x7B: depth += 1
      case 0x29, 0x5D, 0x7D: depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { return }
    }
  }

  /// Skips what a logarithm is taken of; true for 1 − a.
  private mutating func argumentIsComplement() -> Bool {
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    if takes("\\left") { return argumentIsComplement() }
    guard place < bytes.count, bytes[place] == 0x28 || bytes[place] == 0x5B || bytes[place] == 0x7B
    else { return false }
    let isComplement = isComplement(from: place + 1)
    skipGroup()
    return isComplement
  }

  /// True where `1 −` stands.
  private func isComplement(from start: Int) -> Bool {
    let rest = bytes[start...].drop { $0 == 0x20 }
    guard rest.first == 0x31 else { return false }
    let sign = rest.dropFirst().drop { $0 == 0x20 }
    return sign.first == 0x2D || sign.starts(with: [0xE2, 0x88, 0x92])
  }
}
