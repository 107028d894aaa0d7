import Formulas

/// Splits readable text into clauses, and clauses into pairs of label and value.
struct ClauseReader {
  private let text: FlatText

  init(_ text: FlatText) {
    self.text = text
  }

  /// A place in a clause where a label meets a value, or where something new begins.
  private struct Mark {
    enum Kind { case relation, arrow, colon, separator }

    var kind: Kind
    let range: Range<Int>
    /// True for `is` and `equals`, which never continue a chain.
    var isWord = false
    /// What the sign says of the label: `0.7 → 0.73` is a new value, `has shape` a shape.
    var says = ""
  }

  func clauses() -> [Clause] {
    sentences().compactMap { clause(in: $0) }
  }

  // MARK: - Sentences

  /// Ends of sentences: `;`, a full stop before a capital, and line ends between two relations.
  private func sentences() -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    var depth = 0
    for index in text.bytes.indices {
      let byte = text.bytes[index]
      switch byte {
      case 0x28, 0x5B, 0x7B: depth += 1
      case 0x29, 0x5D, 0x7D: depth = max(0, depth - 1)
      default: break
      }
      let isEnd: Bool
      switch byte {
      case 0x3B: isEnd = depth == 0 && !continuesSubject(after: index)
      case 0x2E: isEnd = depth == 0 && endsSentence(at: index)
      case 0x0A: isEnd = endsLine(from: start, at: index, depth: depth)
      default: isEnd = false
      }
      guard isEnd else { continue }
      sentences.append(start..<index)
      start = index + 1
      depth = 0
    }
    sentences.append(start..<text.bytes.count)
    return sentences.map(text.trimmed).filter { !$0.isEmpty }
  }

  /// True if what follows a semicolon up to the next has no relation of its own: `(3, 1); in letters (A, 1)`.
  private func continuesSubject(after index: Int) -> Bool {
    let rest = text.bytes[(index + 1)...].prefix(80)
    let end = rest.firstIndex { $0 == 0x3B || $0 == 0x0A } ?? rest.endIndex
    let segment = text.trimmed((index + 1)..<end)
    let form = text.string(segment)
    return form.utf8.count < 60 && !form.has("=") && form.hasPrefix("in ")
  }

  private func endsSentence(at index: Int) -> Bool {
    guard index + 1 < text.bytes.count else { return true }
    guard FlatText.isSpace(text.bytes[index + 1]) else { return false }
    var next = index + 1
    while next < text.bytes.count, FlatText.isSpace(text.bytes[next]) { next += 1 }
    guard next < text.bytes.count else { return true }
    // `0. 0.7412` is one (unreadable) number; a sentence starts with a letter or notation.
    return !(text.bytes[next] >= 0x30 && text.bytes[next] <= 0x39)
  }

  private func endsLine(from start: Int, at index: Int, depth: Int) -> Bool {
    guard depth == 0 else { return false }
    let line = text.trimmed(start..<index)
    let rest = text.trimmed((index + 1)..<text.bytes.count)
    // A line that begins with a sign goes on with the chain above.
    if !line.isEmpty, let sign = mark(at: rest.lowerBound, in: rest), sign.kind != .separator,
      sign.kind != .colon
    {
      return false
    }
    guard let last = text.bytes[line].last, containsRelation(line) else { return false }
    // A line that ends in the middle of something goes on.
    if [0x3D, 0x2C, 0x3A, 0x2B, 0x2D, 0x2A, 0x2F].contains(last) { return false }
    let end = text.bytes[(index + 1)...].firstIndex(of: 0x0A) ?? text.bytes.count
    return containsRelation(text.trimmed((index + 1)..<end))
  }

  private func containsRelation(_ range: Range<Int>) -> Bool {
    marks(in: range).contains { $0.kind != .separator }
  }

  // MARK: - Pairs

  private func clause(in range: Range<Int>) -> Clause? {
    let marks = self.marks(in: range)
    var pairs: [Clause.Pair] = []
    var heading = ""
    var start = range.lowerBound
    // The label of a chain `C = … = …` that is going on, and whether it still is.
    var chain: Range<Int>?
    for (position, mark) in marks.enumerated() {
      let before = text.trimmed(start..<mark.range.lowerBound)
      switch mark.kind {
      case .separator:
        if let pair = impliedPair(in: before, isWhole: true) { pairs.append(pair) }
        start = mark.range.upperBound
        chain = nil
        continue
      case .colon:
        let later = marks[(position + 1)...]
        if later.contains(where: { $0.kind == .relation }) || chain != nil {
          if chain == nil { heading += " " + text.string(before) }
          start = mark.range.upperBound
          chain = nil
          continue
        }
      case .relation, .arrow: break
      }
      var label = chain ?? before
      if chain == nil, let pair = impliedPair(in: before, isWhole: false) {
        pairs.append(pair)
        label = text.trimmed(pair.end..<before.upperBound)
      }
      if mark.isWord, chain == nil, let pair = impliedPair(in: label, isWhole: true) {
        // `the lowest cost 0.5004 is reached at`: the value stands before the verb.
        pairs.append(pair)
        start = mark.range.upperBound
        continue
      }
      let valueEnd =
        position + 1 < marks.count ? marks[position + 1].range.lowerBound : range.upperBound
      let value = text.trimmed(mark.range.upperBound..<valueEnd)
      let next = position + 1 < marks.count ? marks[position + 1] : nil
      let meetsRelation = next?.kind == .relation
      let split =
        meetsRelation
        ? splitPoint(in: value) ?? (next?.isWord == false ? nextLabel(in: value) : nil)
        : numberBeforeWord(in: value)
      let end = split ?? value.upperBound
      let isContinued = meetsRelation && next?.isWord == false && split == nil
      pairs.append(
        Clause.Pair(
          label: mark.says.isEmpty ? span(label) : span(label).adding(mark.says),
          value: span(text.trimmed(value.lowerBound..<end)),
          continuesChain: chain != nil,
          isContinued: isContinued,
          isSentence: mark.isWord,
          end: end
        )
      )
      chain = isContinued ? label : nil
      start = isContinued ? mark.range.upperBound : max(end, mark.range.upperBound)
    }
    if start < range.upperBound,
      let pair = impliedPair(in: text.trimmed(start..<range.upperBound), isWhole: true)
    {
      pairs.append(pair)
    }
    return Clause(span: span(range), pairs: pairs, heading: heading)
  }

  private func span(_ range: Range<Int>) -> Span {
    Span(text: text.string(range), range: text.sourceRange(range))
  }

  /// `minimum 0.5004 at`, `in letters (A, 1)`: words, then a value that no sign joins to them.
  ///
  /// `isWhole`: the value ends the text; otherwise a connective follows it.
  private func impliedPair(in range: Range<Int>, isWhole: Bool) -> Clause.Pair? {
    guard range.count <= 120, !range.isEmpty else { return nil }
    // `0.001 for x = 0.01`: a value that the sentence is about already.
    let starts = range.filter {
      $0 == range.lowerBound ? !isWhole : text.bytes[$0 - 1] == 0x20
    }
    let labelEnd = starts.first { index in
      let byte = text.bytes[index]
      if byte >= 0x30 && byte <= 0x39 || byte == 0x28 || byte == 0x5B || byte == 0x2D {
        return true
      }
      // A shape in letters is short; a sentence is not tried word by word.
      return isWhole && range.upperBound - index <= 20
        && ShapeReader.read(text.string(index..<range.upperBound)) != nil
    }
    guard let labelEnd else { return nil }
    var end = range.upperBound
    if !isWhole {
      guard let next = (labelEnd..<range.upperBound).first(where: { text.bytes[$0] == 0x20 }),
        let word = word(after: next, in: range), Self.connectives.contains(word)
      else { return nil }
      end = next
    }
    let value = text.trimmed(labelEnd..<end)
    let form = text.string(value)
    let isShape = ShapeReader.read(form) != nil
    let isNumber = form.utf8.allSatisfy {
      $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D || $0 == 0x65
    }
    guard isShape || isNumber && (form.has(".") || labelEnd == range.lowerBound) else { return nil }
    return Clause.Pair(
      label: span(text.trimmed(range.lowerBound..<labelEnd)),
      value: span(value),
      continuesChain: false,
      isContinued: false,
      isSentence: true,
      end: value.upperBound
    )
  }

  /// Where a value ends and the next label begins: `0.5004 at a`.
  private func splitPoint(in range: Range<Int>) -> Int? {
    if let end = numberBeforeWord(in: range) { return end }
    var index = range.lowerBound
    while index < range.upperBound {
      if text.bytes[index] == 0x20, let word = word(after: index, in: range),
        Self.connectives.contains(word)
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// `0.2 a` before an equals sign, outside math: where the number ends and the next label begins.
  private func nextLabel(in range: Range<Int>) -> Int? {
    guard !text.isFormula(at: range.lowerBound) else { return nil }
    var end = range.lowerBound
    while end < range.upperBound, text.bytes[end] != 0x20 { end += 1 }
    let digits = text.bytes[range.lowerBound..<end]
    let rest = text.bytes[text.trimmed(end..<range.upperBound)]
    guard rest.count <= 24, let first = rest.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A,
      digits.contains(where: { $0 >= 0x30 && $0 <= 0x39 }),
      digits.allSatisfy({
        $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B || $0 == 0x65
      }),
      !rest.contains(where: { [0x2A, 0x2B, 0x2D, 0x28, 0x5E].contains($0) })
    else { return nil }
    return end
  }

  /// `0.2 the lowest C`: where the number ends, if a word of prose follows it.
  private func numberBeforeWord(in range: Range<Int>) -> Int? {
    var end = range.lowerBound
    while end < range.upperBound, text.bytes[end] != 0x20 { end += 1 }
    let digits = text.bytes[range.lowerBound..<end]
    guard end < range.upperBound,
      digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D }),
      let word = word(after: end, in: range), word.utf8.count >= 3, Function.named[word] == nil
    else { return nil }
    return end
  }

  static let connectives: Set<String> = [
    "at", "for", "and", "with", "when", "where", "if", "while", "but", "bei", "für", "und", "mit",
    "which", "attained", "reached", "found", "because", "so", "since",
  ]

  private func word(after index: Int, in range: Range<Int>) -> String? {
    var end = index + 1
    while end < range.upperBound, text.bytes[end] | 0x20 >= 0x61,
      text.bytes[end] | 0x20 <= 0x7A
        || text.bytes[end] >= 0xC0
    { end += 1 }
    guard end > index + 1, end == range.upperBound || text.bytes[end] == 0x20 else { return nil }
    return text.string((index + 1)..<end).lowercased()
  }
}

// MARK: - Marks

extension ClauseReader {
  private func marks(in range: Range<Int>) -> [Mark] {
    var marks: [Mark] = []
    var index = range.lowerBound
    /// For each open bracket: whether it is a remark in parentheses that holds a relation.
    var open: [Bool] = []
    var closedDepth = 0
    while index < range.upperBound {
      let byte = text.bytes[index]
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

  /// Arrows between a condition and a statement separate, arrows between values join.
  private func resolved(_ marks: [Mark], in range: Range<Int>) -> [Mark] {
    var marks = marks
    for index in marks.indices where marks[index].kind == .arrow {
      let next = index + 1 < marks.count ? marks[index + 1] : nil
      if let next, next.kind == .relation || next.kind == .arrow || next.kind == .colon {
        let between = text.trimmed(marks[index].range.upperBound..<next.range.lowerBound)
        if !between.isEmpty, !isPlainNumber(between) {
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

  private func isPlainNumber(_ range: Range<Int>) -> Bool {
    !range.isEmpty && range.count < 24
      && text.bytes[range].allSatisfy {
        $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B || $0 == 0x65
      }
  }

  private func arrow(at index: Int, in range: Range<Int>) -> Mark? {
    switch text.bytes[index] {
    case 0x2D, 0x3D, 0x5C, 0xE2: break
    default: return nil
    }
    for sign in Self.arrows where hasPrefix(sign, at: index, in: range) {
      return Mark(kind: .arrow, range: index..<(index + sign.count))
    }
    return nil
  }

  private static let arrows = [
    "-->", "==>", "->", "=>", "→", "⇒", "⟹", "⟶", "↦", "➔", "➜", "\\Rightarrow", "\\rightarrow",
    "\\implies", "\\longrightarrow", "\\Longrightarrow", "\\leadsto", "\\to ",
  ].map { Array($0.utf8) }

  /// `(at a = 0.2)` after a space; `C(y = 0.2)` and `(3, 1)` are part of a label or value.
  private func startsRemark(at index: Int, in range: Range<Int>) -> Bool {
    guard index == range.lowerBound || FlatText.isSpace(text.bytes[index - 1]) else { return false }
    var depth = 0
    for position in index..<range.upperBound {
      switch text.bytes[position] {
      case 0x28: depth += 1
      case 0x29:
        depth -= 1
        if depth == 0 { return false }
      case 0x3D: return true
      default: break
      }
    }
    return false
  }

  private func mark(at index: Int, in range: Range<Int>) -> Mark? {
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
      if byte(1) == 0x3D { return Mark(kind: .relation, range: index..<(index + 2)) }
      // `12:30`, `https://` and `C(a: 3)` are no relations.
      guard FlatText.isSpace(byte(1)) || index + 1 == range.upperBound else { return nil }
      return Mark(kind: .colon, range: index..<(index + 1))
    case 0xE2 where byte(1) == 0x89 && [0x83, 0x85, 0x88, 0x99, 0xA1].contains(byte(2)):
      return Mark(kind: .relation, range: index..<(index + 3))
    case 0x5C:
      for command in Self.relationCommands where hasPrefix(command, at: index, in: range) {
        return Mark(kind: .relation, range: index..<(index + command.count))
      }
      return nil
    case 0x2C, 0x3B:
      // `\\,` is a space of LaTeX.
      guard FlatText.isSpace(byte(1)), byte(-1) != 0x5C else { return nil }
      return Mark(kind: .separator, range: index..<(index + 1))
    case 0x20:
      for (word, says) in Self.relationWords where hasPrefix(word, at: index, in: range) {
        return Mark(
          kind: .relation,
          range: index..<(index + word.count - 1),
          isWord: true,
          says: says
        )
      }
      return nil
    default: return nil
    }
  }

  private static let relationCommands = [
    "\\approx", "\\simeq", "\\cong", "\\doteq", "\\equiv",
  ].map { Array($0.utf8) }

  /// Words that join a label and its value, the longest first, with what they say of the label.
  private static let relationWords: [(word: [UInt8], says: String)] = [
    (" has the shape ", "shape"), (" has shape ", "shape"), (" has dimensions ", "shape"),
    (" has dimension ", "shape"), (" is of shape ", "shape"), (" has size ", "shape"),
    (" is equal to ", ""), (" comes out as ", ""), (" amounts to ", ""), (" evaluates to ", ""),
    (" becomes ", "new"), (" equals ", ""), (" yields ", ""), (" gives ", ""), (" is ", ""),
    (" are ", ""), (" was ", ""), (" ist ", ""), (" beträgt ", ""), (" wird ", "new"),
  ].map { (Array($0.utf8), $1) }

  private func hasPrefix(_ prefix: [UInt8], at index: Int, in range: Range<Int>) -> Bool {
    index + prefix.count <= range.upperBound
      && text.bytes[index..<(index + prefix.count)].elementsEqual(prefix)
  }
}
