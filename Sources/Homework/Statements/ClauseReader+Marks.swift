import Formulas

/// The signs and words at which a sentence is cut.
extension ClauseReader {
  func marks(in range: Range<Int>) -> [Mark] {
    var marks: [Mark] = []
    var index = range.lowerBound
    /// For each open bracket: whether it is a remark in parentheses that holds a relation.
    var open: [Bool] = []
    var closedDepth = 0
    while index < range.upperBound {
      let byte = text.bytes[index]
      guard Self.mayMark(byte) else {
        index += 1
        continue
      }
      if closedDepth == 0, let mark = arrow(at: index, in: range) {
        marks.append(mark)
        index = mark.range.upperBound
        continue
      }
      switch byte {
      case 0x28:
        let isRemark = startsRemark(at: index, in: range)
        open.append(isRemark)
        if !isRemark { closedDepth += 1 }
        if isRemark { marks.append(Mark(kind: .separator, range: index..<(index + 1))) }
      case 0x5B, 0x7B:
        open.append(false)
        closedDepth += 1
      case 0x29, 0x5D, 0x7D:
        switch open.popLast() {
        case true: marks.append(Mark(kind: .separator, range: index..<(index + 1)))
        case false: closedDepth -= 1
        case nil: break
        }
      default:
        if closedDepth == 0, let mark = mark(at: index, in: range) {
          marks.append(mark)
          index = mark.range.upperBound
          continue
        }
      }
      index += 1
    }
    return resolved(marks, in: range)
  }

  /// Letters, digits and most signs mark nothing.
  private static func mayMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x28, 0x29, 0x2C, 0x2D, 0x2F, 0x3A, 0x3B, 0x3D, 0x5B...0x5D, 0x7B...0x7E,
      0xE2...0xE9:
      true
    default: false
    }
  }

  /// Arrows between a condition and a statement separate, arrows between values join.
  func resolved(_ marks: [Mark], in range: Range<Int>) -> [Mark] {
    var marks = marks
    for index in marks.indices where marks[index].kind == .arrow {
      let next = index + 1 < marks.count ? marks[index + 1] : nil
      if let next, next.kind == .relation || next.kind == .arrow || next.kind == .colon {
        let between = text.trimmed(marks[index].range.upperBound..<next.range.lowerBound)
        if !between.isEmpty, !isPlainNumber(between),
          !isCalculation(between, of: range.lowerBound..<marks[index].range.lowerBound)
            || index > 0
        {
          marks[index].kind = .separator
          continue
        }
      }
      let start = index > 0 ? marks[index - 1].range.upperBound : range.lowerBound
      marks[index].kind = .relation
      if isPlainNumber(text.trimmed(start..<marks[index].range.lowerBound)) {
        marks[index].says = "new"
      }
    }
    return marks
  }

  /// True for the calculation that a name leads to: `conv1 → (5·5·3 + 1)·16 = 1216`.
  private func isCalculation(_ value: Range<Int>, of name: Range<Int>) -> Bool {
    name.count < 40 && text.string(name).hasLetter && !text.bytes[name].contains(0x28)
      && LabelForm.isOfNumbers(text.string(value))
  }

  func isPlainNumber(_ range: Range<Int>) -> Bool {
    !range.isEmpty && range.count < 24
      && text.bytes[range].allSatisfy {
        $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B || $0 == 0x65
      }
  }

  func arrow(at index: Int, in range: Range<Int>) -> Mark? {
    switch text.bytes[index] {
    case 0x2D, 0x3D, 0x5C, 0xE2: break
    default: return nil
    }
    for sign in Self.arrows where hasPrefix(sign, at: index, in: range) {
      return Mark(kind: .arrow, range: index..<(index + sign.count))
    }
    return nil
  }

  static let arrows = [
    "-->", "==>", "->", "=>", "→", "⇒", "⟹", "⟶", "↦", "➔", "➜", "➡", "\\Rightarrow",
    "\\rightarrow",
    "\\implies", "\\longrightarrow", "\\Longrightarrow", "\\leadsto", "\\to ",
  ].map { Array($0.utf8) }

  /// `(at a = 0.2)` after a space; `C(y = 0.2)` and `(3, 1)` are part of a label or value.
  func startsRemark(at index: Int, in range: Range<Int>) -> Bool {
    guard index == range.lowerBound || FlatText.isSpace(text.bytes[index - 1]) else { return false }
    var depth = 0
    for position in index..<range.upperBound {
      switch text.bytes[position] {
      case 0x28: depth += 1
      case 0x29:
        depth -= 1
        if depth == 0 { return false }
      case 0x3D: return true
      // `(best validation loss: 0.1989)`
      case 0x3A where depth == 1 && position + 2 < range.upperBound:
        if text.bytes[position + 1] == 0x20, (0x30...0x39).contains(text.bytes[position + 2]) {
          return true
        }
      default: break
      }
    }
    return false
  }

  func mark(at index: Int, in range: Range<Int>) -> Mark? {
    let bytes = text.bytes
    func byte(_ offset: Int) -> UInt8 {
      range.contains(index + offset) ? bytes[index + offset] : 0x20
    }
    switch bytes[index] {
    case 0x3D:
      let before = byte(-1)
      if before == 0x3C || before == 0x3E || before == 0x21 { return nil }
      return Mark(kind: .relation, range: index..<(index + (byte(1) == 0x3D ? 2 : 1)))
    case 0x3A:
      if byte(1) == 0x3D { return Mark(kind: .relation, range: index..<(index + 2), says: "new") }
      // `12:30`, `https://` and `C(a: 3)` are no relations.
      guard
        FlatText.isSpace(byte(1)) || index + 1 == range.upperBound
          || isName(before: index, in: range)
      else { return nil }
      return Mark(kind: .colon, range: index..<(index + 1))
    case 0xE2 where byte(1) == 0x89 && [0x83, 0x85, 0x88, 0x99, 0xA1].contains(byte(2)):
      return Mark(kind: .relation, range: index..<(index + 3))
    case 0xE2 where byte(1) == 0x86 && byte(2) == 0x90:
      return Mark(kind: .relation, range: index..<(index + 3), says: "new")
    case 0x7E:
      if byte(1) == 0x3D { return Mark(kind: .relation, range: index..<(index + 2)) }
      guard FlatText.isSpace(byte(-1)), FlatText.isSpace(byte(1)) else { return nil }
      return Mark(kind: .relation, range: index..<(index + 1))
    case 0xE2 where byte(1) == 0x88 && byte(2) == 0x88:
      return Mark(kind: .relation, range: index..<(index + 3), says: "shape")
    case 0xE3...0xE9: return verb(at: index, in: range)
    case 0x5C:
      if hasPrefix(Array("\\in ".utf8), at: index, in: range)
        || hasPrefix(Array("\\in\\".utf8), at: index, in: range)
      {
        return Mark(kind: .relation, range: index..<(index + 3), says: "shape")
      }
      for command in ["\\leftarrow", "\\gets"] {
        let bytes = Array(command.utf8)
        guard hasPrefix(bytes, at: index, in: range) else { continue }
        return Mark(kind: .relation, range: index..<(index + bytes.count), says: "new")
      }
      for command in Self.relationCommands where hasPrefix(command, at: index, in: range) {
        return Mark(kind: .relation, range: index..<(index + command.count))
      }
      return nil
    case 0x2C, 0x3B:
      // `\,` is a space of LaTeX, `1,\!234` a number.
      guard byte(-1) != 0x5C else { return nil }
      let isSpaced =
        FlatText.isSpace(byte(1)) || byte(1) == 0x7E || byte(1) == 0x5C && byte(2) != 0x21
      guard isSpaced || startsPair(after: index, in: range) else { return nil }
      return Mark(kind: .separator, range: index..<(index + 1))
    case 0x2D where isColon(at: index, 1, in: range):
      return Mark(kind: .colon, range: index..<(index + 1))
    case 0xE2
    where byte(1) == 0x80 && [0x93, 0x94].contains(byte(2)) && isColon(at: index, 3, in: range):
      return Mark(kind: .colon, range: index..<(index + 3))
    case 0x2D:
      guard FlatText.isSpace(byte(-1)), FlatText.isSpace(byte(1)), (0x30...0x39).contains(byte(-2)),
        startsLogEntry(after: index, in: range)
      else { return nil }
      return Mark(kind: .separator, range: index..<(index + 1))
    case 0x2F, 0x7C:
      // `h1: 0.5 | h2: 0.6`; in `dE / dw1` no value stands before.
      guard FlatText.isSpace(byte(-1)), FlatText.isSpace(byte(1)),
        (0x30...0x39).contains(byte(-2)) || byte(-2) == 0x29 || byte(-2) == 0x5D,
        startsPair(after: index, in: range)
      else { return nil }
      return Mark(kind: .separator, range: index..<(index + 1))
    case 0x20 where Self.beginsRelationWord(byte(1)):
      for (word, says) in Self.relationWords where hasPrefix(word, at: index, in: range) {
        if says == "has", !(0x30...0x39).contains(byte(word.count)) { continue }
        if says == "verb", !startsPlainValue(index + word.count, in: range) { continue }
        return Mark(
          kind: .relation,
          range: index..<(index + word.count - 1),
          isWord: true,
          says: says == "has" || says == "verb" ? "" : says
        )
      }
      return nil
    default: return nil
    }
  }

  /// A Chinese or Japanese verb between a name and its value: `准确率为 0.86`.
  private func verb(at index: Int, in range: Range<Int>) -> Mark? {
    guard index > range.lowerBound else { return nil }
    for verb in Self.verbs where hasPrefix(verb, at: index, in: range) {
      let rest = text.trimmed((index + verb.count)..<range.upperBound)
      guard let first = rest.first,
        text.bytes[first] < 0x80 || hasPrefix(Self.minus, at: first, in: range)
      else { continue }
      return Mark(kind: .relation, range: index..<(index + verb.count), isWord: true)
    }
    return nil
  }

  private static let verbs = Lexicon.verbsBeforeValues.map { Array($0.utf8) }
  private static let minus = Array("−".utf8)

  /// True for an arrow to the left with words behind it: `0.5004 <- minimum`.
  func remarkArrow(at index: Int) -> Bool {
    for arrow in ["<-", "←"].map({ Array($0.utf8) })
    where text.bytes[index...].starts(with: arrow) {
      return isRemark(after: index + arrow.count)
    }
    return false
  }

  /// True for words without a number up to the end of the line.
  private func isRemark(after index: Int) -> Bool {
    let rest = text.bytes[index...].prefix { $0 != 0x0A }
    return rest.count < 40 && !rest.contains { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x3D }
  }

  /// True if a word, a colon and a number follow, as in a log: `- accuracy: 0.82`.
  private func startsLogEntry(after index: Int, in range: Range<Int>) -> Bool {
    let rest = (index + 1)..<min(range.upperBound, index + 41)
    guard let sign = rest.first(where: { text.bytes[$0] == 0x3A }) else { return false }
    let label = text.trimmed((index + 1)..<sign)
    let value = text.trimmed((sign + 1)..<min(range.upperBound, sign + 12))
    return !label.isEmpty && !value.isEmpty
      && text.bytes[label].allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x5F }
      && (0x30...0x39).contains(text.bytes[value.lowerBound])
  }

  /// True if a name and a sign follow: `,h2=0.6`, `| h2: 0.6`.
  private func startsPair(after index: Int, in range: Range<Int>) -> Bool {
    let rest = (index + 1)..<min(range.upperBound, index + 41)
    guard let sign = rest.first(where: { text.bytes[$0] == 0x3D || text.bytes[$0] == 0x3A }) else {
      return false
    }
    let label = text.trimmed((index + 1)..<sign)
    guard let first = label.first, !(0x30...0x39).contains(text.bytes[first]) else { return false }
    return vocabulary.isLabel(text.string(label))
  }

  static let relationCommands = [
    "\\approx", "\\simeq", "\\cong", "\\doteq", "\\equiv",
  ].map { Array($0.utf8) }

  /// Words that join a label and its value, the longest first, with what they say of the label.
  static let relationWords: [(word: [UInt8], says: String)] = [
    (" has the shape ", "shape"), (" has shape ", "shape"), (" has dimensions ", "shape"),
    (" has dimension ", "shape"), (" is of shape ", "shape"), (" has size ", "shape"),
    (" has ", "has"), (" have ", "has"), (" is equal to ", ""), (" comes out as ", ""),
    (" amounts to ", ""), (" evaluates to ", ""),
    (" becomes ", "new"), (" equals ", ""), (" yields ", ""), (" gives ", ""), (" is ", ""),
    (" are ", ""), (" was ", ""), (" ist gleich ", ""), (" ist ", ""), (" beträgt ", ""),
    (" wird ", "new"), (" es igual a ", ""), (" asciende a ", ""), (" vale ", ""),
    (" gleich ", "verb"),
    (" é igual a ", ""), (" est égal à ", ""), (" est égale à ", ""), (" vaut ", ""),
    (" is gelijk aan ", ""), (" bedraagt ", ""), (" è ", "verb"), (" é ", "verb"),
    (" es ", "verb"), (" est de ", "verb"), (" est ", "verb"),
  ].map { (Array($0.utf8), $1) }

  /// True where a number or a bracket begins: short verbs of some languages are other words in others.
  private func startsPlainValue(_ index: Int, in range: Range<Int>) -> Bool {
    let rest = text.trimmed(index..<range.upperBound)
    guard let first = rest.first else { return false }
    switch text.bytes[first] {
    case 0x30...0x39, 0x28, 0x5B, 0x2D: return true
    case 0xE2: return hasPrefix(Self.minus, at: first, in: range)
    default: return hasPrefix(Self.matrix, at: first, in: range)
    }
  }

  private static let matrix = Array("\\begin{".utf8)

  /// A quick look: most words are none of those.
  static func beginsRelationWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x63, 0x65, 0x67...0x69, 0x76, 0x77, 0x79, 0xC3: true
    default: false
    }
  }

  func hasPrefix(_ prefix: [UInt8], at index: Int, in range: Range<Int>) -> Bool {
    guard index + prefix.count <= range.upperBound else { return false }
    for (place, byte) in prefix.enumerated() where text.bytes[index + place] != byte {
      return false
    }
    return true
  }
}
