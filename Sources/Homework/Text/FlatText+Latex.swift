import Markdown

/// LaTeX's commands of layout, which say nothing about what a formula means.
extension FlatText {
  /// `e3 . a1 = 0.2`: a point between two spaces and two operands is a sign of a product.
  static func productDots(in bytes: [UInt8]) -> [Int] {
    func isOperand(_ byte: UInt8) -> Bool {
      (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
        || byte == 0x28 || byte == 0x29 || byte >= 0xC3
    }
    guard bytes.count > 4, bytes.contains(0x3D) else { return [] }
    return (2..<(bytes.count - 2)).filter { index in
      bytes[index] == 0x2E && bytes[index - 1] == 0x20 && bytes[index + 1] == 0x20
        && isOperand(bytes[index - 2]) && isOperand(bytes[index + 2])
    }
  }

  /// The pieces of a formula between marks of a second pair around it: `$\\( z = 0 \\)$`, `$( z = 0 )$`.
  static func withoutInnerMarks(_ formula: Range<Int>, _ source: SourceText) -> [Range<Int>] {
    let bytes = source.bytes
    var whole = formula
    while let last = whole.last, bytes[last] == 0x20 { whole = whole.lowerBound..<last }
    while let first = whole.first, bytes[first] == 0x20 { whole = (first + 1)..<whole.upperBound }
    guard whole.count > 2 else { return [formula] }
    if bytes[whole.lowerBound] == 0x28, bytes[whole.upperBound - 1] == 0x29 {
      var depth = 0
      var hasRelation = false
      for index in whole.dropLast() {
        if bytes[index] == 0x28 { depth += 1 }
        if bytes[index] == 0x29 { depth -= 1 }
        if depth == 0 { return [formula] }
        if depth == 1, bytes[index] == 0x3D { hasRelation = true }
      }
      return hasRelation ? [(whole.lowerBound + 1)..<(whole.upperBound - 1)] : [formula]
    }
    guard bytes[whole].starts(with: [0x5C, 0x28]) else { return [formula] }
    var pieces: [Range<Int>] = []
    var start = whole.lowerBound
    for index in whole.dropLast()
    where bytes[index] == 0x5C && [0x28, 0x29].contains(bytes[index + 1]) {
      if start < index { pieces.append(start..<index) }
      start = index + 2
    }
    if start < whole.upperBound { pieces.append(start..<whole.upperBound) }
    return pieces
  }

  /// Takes the layout out of the formula at the end of the text: lines of `aligned` become lines, boxes
  /// and underlines lose their command; matrices keep their signs.
  mutating func unwrapLayout(from start: Int) {
    guard LatexLayout.isNeeded(for: bytes[start...]) else { return }
    var layout = LatexLayout(Array(bytes[start...]), offsets(from: start))
    replaceEnd(from: start, with: layout.unwrapped())
  }
}

/// A formula of LaTeX on its way to one without layout.
private struct LatexLayout {
  private let bytes: [UInt8]
  private let offsets: [Int]
  private var index = 0
  private var result: [(byte: UInt8, offset: Int)] = []
  /// The environments that are open; true for those whose `&` and `\\` are part of a value.
  private var environments: [Bool] = []
  /// For each open brace whether its closing one is left out.
  private var braces: [Bool] = []

  init(_ bytes: [UInt8], _ offsets: [Int]) {
    self.bytes = bytes
    self.offsets = offsets
  }

  /// Commands whose argument stays, without the braces.
  private static let wrappers = Set([
    "boxed", "fbox", "underline", "underbar", "overline", "mathbf", "mathbb", "bm", "boldsymbol",
    "mathit", "displaystyle", "textbf", "mathstrut", "framebox", "colorbox", "hl",
  ])

  /// Commands that are left out with their argument.
  private static let remarks = Set(["tag", "label", "hspace", "vspace", "phantom", "hfill"])

  /// Commands that are left out.
  private static let marks = Set([
    "nonumber", "notag", "hline", "displaystyle", "large", "Large", "small", "checkmark",
    "normalsize", "huge", "scriptstyle", "textstyle", "centering", "limits", "par",
    "therefore", "noindent", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr",
  ])

  /// A quick look: most formulas hold no layout.
  static func isNeeded(for bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case 0x26, 0x25: return true
      case 0x5E where primes.contains(where: { bytes[(index + 1)...].starts(with: $0) }):
        return true
      case 0x7B:
        // `{-}0.42`; the braces of an argument or a script follow a letter or a sign.
        let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
        let isNumber = next >= 0x2B && next <= 0x39
        if isNumber || next == 0x5C,
          index == bytes.startIndex || !isArgument(after: bytes[index - 1])
        {
          return true
        }
      case 0x62, 0x64, 0x66, 0x68, 0x6D, 0x6F, 0x73, 0x74:
        if lostCommand(in: bytes, at: index) { return true }
      case 0x5C:
        var end = index + 1
        while end < bytes.endIndex, (bytes[end] | 0x20) >= 0x61, (bytes[end] | 0x20) <= 0x7A {
          end += 1
        }
        if end == index + 1 {
          if end < bytes.endIndex, [0x5C, 0x5F, 0x20].contains(bytes[end]) { return true }
          index += 1
        } else if commands.contains(String(decoding: bytes[(index + 1)..<end], as: UTF8.self)) {
          return true
        } else {
          index = end - 1
        }
      default: break
      }
      index += 1
    }
    return false
  }

  /// Every command that says something about layout.
  private static let commands = wrappers.union(remarks).union(marks).union([
    "begin", "end", "textcolor", "color", "quad", "qquad", "newline", "text", "textrm", "mbox",
    "lbrack", "rbrack", "widehat", "widetilde", "prime",
  ])

  /// True for a byte after which braces hold an argument or a script.
  private static func isArgument(after before: UInt8) -> Bool {
    before == 0x5E || before == 0x5F || before == 0x7D || before == 0x5D || before == 0x7B
      || (before | 0x20) >= 0x61 && (before | 0x20) <= 0x7A || before == 0x2C
      || before >= 0x30 && before <= 0x39
  }

  mutating func unwrapped() -> [(byte: UInt8, offset: Int)] {
    while index < bytes.count { step() }
    return result
  }

  private mutating func step() {
    let byte = bytes[index]
    switch byte {
    case 0x5C: command()
    case 0x25: comment()
    case 0x5E where prime(at: index + 1) != nil: keepPrime()
    case 0x26 where environments.last != true:
      // `&=` aligns; another `&` separates equations in a row.
      if startsSign(after: index + 1) { keep(0x20) } else { keep(0x0A) }
    case 0x7B:
      // `{-}0.42` and `{-0.42}` are braces around nothing that needs them.
      if isBareNumber(in: index) {
        braces.append(true)
        index += 1
      } else {
        braces.append(false)
        keep(byte)
      }
    case 0x7D:
      if braces.popLast() ?? false { index += 1 } else { keep(byte) }
    case 0x61...0x7A where Self.lostCommand(in: bytes[...], at: index):
      result.append((0x5C, offsets[index]))
      if let end = bytes[index...].firstIndex(of: 0x7B) { keep(byte: end - index) }
    default: keep(byte)
    }
  }

  /// Commands with an argument that some text recognition writes without their backslash: `frac{1}{2}`.
  private static let losing = ["frac", "dfrac", "tfrac", "sqrt", "hat", "bar", "text", "mathrm"]
    .map { Array("\($0){".utf8) }

  private static func lostCommand(in bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
    if index > bytes.startIndex {
      let before = bytes[index - 1]
      if before == 0x5C || (before | 0x20) >= 0x61 && (before | 0x20) <= 0x7A { return false }
    }
    return losing.contains { bytes[index...].starts(with: $0) }
  }

  /// The end of `{′}`, `{'}` or `{\\prime}` behind a sign of raising.
  private func prime(at start: Int) -> Int? {
    for form in Self.primes
    where start + form.count <= bytes.count
      && bytes[start..<(start + form.count)].elementsEqual(form)
    {
      return start + form.count
    }
    return nil
  }

  static let primes = ["{′}", "{'}", "{’}", "{\\prime}", "{\\prime }", "′"].map { Array($0.utf8) }

  private mutating func keepPrime() {
    result.append((0x27, offsets[index]))
    index = prime(at: index + 1) ?? index + 1
  }

  /// `%` and what follows it in its line, unless it is the sign of a per cent: nothing else follows.
  private mutating func comment() {
    let rest = bytes[(index + 1)...]
    let end = rest.firstIndex(of: 0x0A) ?? bytes.count
    let isPercent =
      bytes[(index + 1)..<end].allSatisfy { FlatText.isSpace($0) || $0 == 0x7D || $0 == 0x2E }
      || index > 0 && bytes[index - 1] >= 0x30 && bytes[index - 1] <= 0x39
        && !rest.prefix(while: { $0 != 0x0A }).contains(0x3D)
    if isPercent {
      keep(0x25)
    } else {
      leave(to: end)
    }
  }

  /// True for braces around a sign or a number that are no argument and no script.
  private func isBareNumber(in open: Int) -> Bool {
    if let before = result.last?.byte, Self.isArgument(after: before) { return false }
    var index = open + 1
    // `{\\color{red}-0.4}`
    let color = Array("\\color{".utf8)
    if index + color.count < bytes.count, bytes[index..<(index + color.count)].elementsEqual(color)
    {
      return true
    }
    while index < bytes.count, bytes[index] != 0x7D {
      let byte = bytes[index]
      guard byte >= 0x30 && byte <= 0x39 || byte == 0x2E || byte == 0x2D || byte == 0x2B else {
        return false
      }
      index += 1
    }
    return index < bytes.count && index > open + 1
  }

  private mutating func keep(_ byte: UInt8) {
    result.append((byte, offsets[index]))
    index += 1
  }

  private mutating func command() {
    let name = word(at: index + 1)
    if name.isEmpty {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if next == 0x5C, environments.last != true {
        // A new line: `\\` or `\\[4pt]`.
        keep(0x0A)
        index += 1
        skipOptional()
        return
      }
      if next == 0x20, environments.last != true {
        // A blank that LaTeX keeps.
        index += 1
        keep(0x20)
        return
      }
      // A converter escapes the underscore of a formula, too.
      if next == 0x5F { index += 1 }
      keep(byte: next == 0x5F ? 1 : 2)
      return
    }
    switch name {
    case "begin", "end":
      let environment = argument(at: index + 1 + name.utf8.count)
      var isValue = Self.isMatrix(environment.text)
      if name == "begin" {
        if environment.text == "matrix", isAligned(from: environment.end) { isValue = false }
        environments.append(isValue)
      } else {
        isValue = environments.popLast() ?? isValue
      }
      if isValue { keep(byte: environment.end - index) } else { leave(to: environment.end) }
    case "prime" where result.last?.byte != 0x5E && result.last?.byte != 0x7B:
      // `g\prime(z)` as g′(z).
      result.append((0x27, offsets[index]))
      index += 1 + name.utf8.count
    case "widehat", "widetilde":
      result += "\\\(name.dropFirst(4))".utf8.map { ($0, offsets[index]) }
      index += 1 + name.utf8.count
    case "lbrack", "rbrack":
      result.append((name == "lbrack" ? 0x5B : 0x5D, offsets[index]))
      index += 1 + name.utf8.count
      if index < bytes.count, bytes[index] == 0x20 { index += 1 }
    case "textcolor":
      let color = argument(at: index + 1 + name.utf8.count)
      if color.text == "white" { leave(to: groupEnd(at: color.end)) } else { unwrap(at: color.end) }
    case "quad", "qquad", "newline", "\\":
      // A wide space separates statements as a line does.
      result.append((0x0A, offsets[index]))
      index += 1 + name.utf8.count
    case "text", "textrm", "mbox":
      // Prose in a formula; a single letter or word in a script stays with its symbol.
      let script = result.last(where: { $0.byte != 0x20 && $0.byte != 0x7B })?.byte
      if script == 0x5F || script == 0x5E {
        keep(byte: 1 + name.utf8.count)
      } else {
        unwrap(at: index + 1 + name.utf8.count)
      }
    case "color":
      let color = argument(at: index + 1 + name.utf8.count)
      if color.text == "white" {
        leave(to: groupEnd(at: color.end))
      } else if color.end < bytes.count, bytes[color.end] == 0x7B {
        unwrap(at: color.end)
      } else {
        leave(to: color.end)
      }
    case _ where Self.wrappers.contains(name): unwrap(at: index + 1 + name.utf8.count)
    case _ where Self.remarks.contains(name):
      leave(to: argument(at: index + 1 + name.utf8.count).end)
    case _ where Self.marks.contains(name): leave(to: index + 1 + name.utf8.count)
    default: keep(byte: 1 + name.utf8.count)
    }
  }

  /// True for a `matrix` that lines up equations, as Word has it: `z & = 1 \\ & = 2`.
  private func isAligned(from start: Int) -> Bool {
    let rest = bytes[start...]
    guard let sign = rest.firstIndex(of: 0x26) else { return false }
    let next = bytes[(sign + 1)...].drop { $0 == 0x20 }
    return next.first == 0x3D || next.starts(with: Array("\\approx".utf8))
  }

  private static func isMatrix(_ name: String) -> Bool {
    name.hasSuffix("matrix") || name == "array" || name == "tabular"
  }

  private mutating func keep(byte count: Int) {
    for _ in 0..<min(count, bytes.count - index) { keep(bytes[index]) }
  }

  /// Leaves bytes out; a blank keeps what stands around them apart.
  private mutating func leave(to end: Int) {
    if let last = result.last, last.byte != 0x20, last.byte != 0x0A {
      result.append((0x20, offsets[index]))
    }
    index = max(index + 1, end)
  }

  /// Goes on behind a command, without the braces of its argument.
  private mutating func unwrap(at start: Int) {
    index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    if index < bytes.count, bytes[index] == 0x7B {
      braces.append(true)
      index += 1
    }
  }

  private mutating func skipOptional() {
    guard index < bytes.count, bytes[index] == 0x5B else { return }
    var end = index + 1
    while end < bytes.count, end < index + 12, bytes[end] != 0x5D { end += 1 }
    let isLength =
      end < bytes.count && bytes[end] == 0x5D
      && bytes[(index + 1)..<end].contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    if isLength { index = end + 1 }
  }

  /// True if a sign or an operator is next, so that what stands before goes on.
  private func startsSign(after start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    guard index < bytes.count else { return true }
    switch bytes[index] {
    case 0x3D, 0x2B, 0x2D, 0x3C, 0x3E, 0x2A, 0xE2, 0xC2, 0xC3, 0x26: return true
    case 0x5C:
      let signs: Set<String> = [
        "approx", "Rightarrow", "rightarrow", "implies", "cdot", "times", "leq", "geq", "equiv",
        "simeq", "le", "ge", "in", "to", "doteq", "leftarrow", "gets", "Leftarrow", "mapsto", "sim",
        "propto", "longrightarrow", "Longrightarrow", "coloneqq", "iff", "ne", "neq",
      ]
      let name = word(at: index + 1)
      return name.isEmpty || signs.contains(name)
    default: return false
    }
  }

  /// The place behind a group in braces, or the end of what they are in.
  private func groupEnd(at start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    guard index < bytes.count, bytes[index] == 0x7B else { return bytes.count }
    var depth = 0
    while index < bytes.count {
      if bytes[index] == 0x7B { depth += 1 }
      if bytes[index] == 0x7D { depth -= 1 }
      index += 1
      if depth == 0 { return index }
    }
    return index
  }

  private func word(at start: Int) -> String {
    var end = start
    while end < bytes.count, (bytes[end] | 0x20) >= 0x61, (bytes[end] | 0x20) <= 0x7A { end += 1 }
    return String(decoding: bytes[min(start, bytes.count)..<end], as: UTF8.self)
  }

  /// The text in the braces at a place, and where they end; a `*` before them is left out.
  private func argument(at start: Int) -> (text: String, end: Int) {
    var open = start
    while open < bytes.count, bytes[open] == 0x20 || bytes[open] == 0x2A { open += 1 }
    guard open < bytes.count, bytes[open] == 0x7B,
      let close = bytes[open...].firstIndex(of: 0x7D)
    else { return ("", start) }
    return (String(decoding: bytes[(open + 1)..<close], as: UTF8.self), close + 1)
  }
}
