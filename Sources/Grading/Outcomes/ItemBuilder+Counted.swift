import Exercises
import Formulas
import Homework

/// Which of several statements of one cell is its answer.
extension ItemBuilder {
  /// The answer of a cell; of inputs that count once, the weakest.
  mutating func weakest(_ positions: [Int]) -> GradedItem {
    var groups: [[Int]] = []
    for position in positions {
      let keys = judge.readings[position].keys
      if let group = groups.firstIndex(where: { judge.readings[$0[0]].keys == keys }) {
        groups[group].append(position)
      } else {
        groups.append([position])
      }
    }
    var least = counted(groups[0])
    for group in groups.dropFirst() {
      let item = counted(group)
      if worth(of: item) < worth(of: least) { least = item }
    }
    return least
  }

  /// The statement that counts among those for one cell.
  ///
  /// Statements that agree at their printed precision are one answer, judged by the most precise;
  /// of two that differ the last one counts, and the contradiction is a finding at all places. More than
  /// two are shots at the answer: which of them is meant, only the writer knows.
  mutating func counted(_ positions: [Int]) -> GradedItem {
    var item = chosen(among: positions)
    guard let range = item.range, item.outcome == .correct,
      let quantity = positions.first.map({ judge.readings[$0].quantity })
    else { return item }
    // Another formula in the same chain that is not equal to the last one.
    let others = candidates.filter { candidate in
      candidate.quantity == quantity && candidate.span.range.upperBound <= range.lowerBound
        && judge.judge(candidate).outcome == .wrong
        && !judge.readings.contains {
          $0.quantity == quantity && $0.span.range.lowerBound >= candidate.span.range.upperBound
            && $0.span.range.upperBound <= range.lowerBound
        }
    }
    guard let other = others.last else { return item }
    item.outcome = .inconsistent
    item.basis = .none
    item.precision = nil
    item.note = "the same chain says \(other.span.text), which is something else"
    findings.append(
      Finding(
        .contradiction,
        "\(item.title): two formulas in one chain are not equal",
        at: [other.span.range, range]
      )
    )
    return item
  }

  private mutating func chosen(among positions: [Int]) -> GradedItem {
    let readable = inFrame(
      said(positions).filter {
        statements[$0].outcome != .unreadable && statements[$0].outcome != .ambiguous
      }
    )
    guard let last = readable.last else { return statements[positions[positions.count - 1]] }
    // A shape in letters says the same of any network.
    let inNumbers = readable.filter { position in
      if case .shape(let shape) = judge.readings[position].value { !shape.hasLetters } else { true }
    }
    if !inNumbers.isEmpty, inNumbers.count < readable.count { return chosen(among: inNumbers) }
    let numbers = readable.compactMap { position -> (Int, WrittenNumber)? in
      if case .number(let number) = judge.readings[position].value { return (position, number) }
      return nil
    }
    // `390.6, so 391 steps`: what is rounded to a whole number is the way to it.
    let whole = numbers.filter { $0.1.value == $0.1.value.rounded() }
    if numbers.count == readable.count, let count = whole.last, whole.count < numbers.count,
      judge.isComputed(judge.readings[count.0].quantity),
      numbers.allSatisfy({ abs($0.1.value - count.1.value) < 1 }), count.1.value > 9
    {
      return statements[count.0]
    }
    if numbers.count == readable.count, Self.agree(numbers.map(\.1)),
      let precise = numbers.min(by: { $0.1.lastPlace < $1.1.lastPlace })
    {
      // What is right as it stands is no rounding of something wrong in another passage: -2.9 and -2.8783.
      let isElsewhere = readable.contains { position in
        statements[position].outcome == .correct
          && judge.readings[position].passage != judge.readings[precise.0].passage
      }
      guard isElsewhere, statements[precise.0].outcome == .wrong, !isResult(precise.0) else {
        return statements[precise.0]
      }
      return undecided(precise.0, [precise.0], among: readable)
    }
    let different = different(readable)
    if different.count > Self.mostValues, judge.isComputed(judge.readings[last].quantity) {
      contradiction(
        "is written with \(different.count) different values; none of them counts",
        readable
      )
      return ambiguous(last, different)
    }
    guard different.count > 1, !isRunning(readable) else { return statements[last] }
    let led = readable.filter(isResult)
    if let meant = led.last {
      contradiction(
        "is written with different values; the one that is called the result counts",
        readable
      )
      return statements[meant]
    }
    // In one passage the last of a calculation counts; in two nothing says which of them is the answer.
    let passages = Set(different.map { judge.readings[$0].passage })
    let right = readable.filter { statements[$0].outcome.isAccepted }
    if passages.count > 1, !right.isEmpty, right.count < readable.count,
      judge.isComputed(judge.readings[last].quantity)
    {
      return undecided(last, readable.filter { !right.contains($0) }, among: different)
    }
    if !endsAlike(readable) {
      contradiction("is written with different values; the last one counts", readable)
    }
    return statements[last]
  }

  /// True for a value that changes from one example to the next, where it is asked after all of them; at the
  /// end it may be said again.
  private func isRunning(_ positions: [Int]) -> Bool {
    guard judge.isComputed(judge.readings[positions[0]].quantity) else { return false }
    let besides = positions.map { judge.readings[$0].beside }
    let running = besides.prefix { $0.count == 1 && $0[0].key == besides[0].first?.key }
      .map { $0[0].value }
    guard besides.dropFirst(running.count).allSatisfy(\.isEmpty), let first = running.first,
      let last = running.last
    else { return false }
    return first < last && zip(running, running.dropFirst()).allSatisfy(<=)
  }

  /// True if several places end in the same value: a calculation and the table of its results.
  private func endsAlike(_ positions: [Int]) -> Bool {
    var ends: [Int: WrittenNumber] = [:]
    for position in positions {
      guard case .number(let number) = judge.readings[position].value else { return false }
      ends[judge.readings[position].passage] = number
    }
    return ends.count > 1 && Self.agree(ends.sorted { $0.key < $1.key }.map(\.value))
  }

  /// One of several values of which one is right, with a finding at those that are not.
  private mutating func undecided(
    _ last: Int,
    _ others: [Int],
    among different: [Int]
  ) -> GradedItem {
    contradiction("is written with different values; which one is meant is open", others)
    return ambiguous(last, different)
  }

  /// True for a value behind a word that leads to a result: `Answer:`, `therefore`, `Correction:`.
  private func isResult(_ position: Int) -> Bool {
    let place = judge.readings[position].span.range.lowerBound
    let line = judge.source.line(at: place)
    return judge.source.string(in: start(ofLine: line, before: place)..<place)
      .lowercased().identifiers.contains(where: Lexicon.results.contains)
  }

  /// Where a line begins, as far as what stands in it can be said of a value.
  private func start(ofLine line: Int, before place: Int) -> Int {
    max(judge.source.lineStarts[line - 1], place - Self.longestFrame)
  }

  /// An item for which several values stand, of which nobody but the writer can choose.
  private func ambiguous(_ last: Int, _ different: [Int]) -> GradedItem {
    var item = statements[last]
    item.outcome = .ambiguous
    item.basis = .none
    item.precision = nil
    item.mistake = nil
    item.credit = nil
    let values = different.prefix(4).compactMap { statements[$0].read }
    item.note =
      values.joined(separator: ", ") + (different.count > 4 ? ", …" : "")
      + " stand here for one quantity; leave the one that you mean"
    return item
  }

  /// The statements that are said of what the last one is said of.
  ///
  /// A measured value of another run, epoch or setting is something else: it contradicts nothing.
  func inFrame(_ positions: [Int]) -> [Int] {
    guard let last = positions.last, !judge.isComputed(judge.readings[last].quantity) else {
      return positions
    }
    let frame = frame(of: last)
    return positions.filter { self.frame(of: $0) == frame }
  }

  /// What a measured value is said of, beyond its name: the head that it stands under, and the other
  /// numbers of its line.
  struct Frame: Hashable {
    let region: Int
    let numbers: [String]
  }

  /// In bytes, on each side of a value.
  private static let longestFrame = 200

  func frame(of position: Int) -> Frame {
    let reading = judge.readings[position]
    let source = judge.source
    let line = source.lines(of: reading.span.range).lowerBound
    let own = reading.span.range
    let lineEnd = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
    let start = start(ofLine: line, before: own.lowerBound)
    let end = max(start, min(lineEnd, own.upperBound + Self.longestFrame))
    var numbers: [String] = []
    var digits: [UInt8] = []
    for offset in start..<end {
      let byte = source.bytes[offset]
      let isDigit = byte >= 0x30 && byte <= 0x39 || byte == 0x2E && !digits.isEmpty
      if isDigit, !own.contains(offset) {
        digits.append(byte)
      } else if !digits.isEmpty {
        numbers.append(String(decoding: digits, as: UTF8.self))
        digits = []
      }
    }
    return Frame(region: reading.region, numbers: numbers)
  }

  /// More different values of one quantity than this are shots at it.
  private static let mostValues = 2

  /// The first of each group of statements that say the same: numbers that agree at their printed
  /// precision, formulas that are equal.
  private func different(_ positions: [Int]) -> [Int] {
    var first: [Int] = []
    for position in positions where !first.contains(where: { saySame($0, position) }) {
      first.append(position)
    }
    return first
  }

  private func saySame(_ a: Int, _ b: Int) -> Bool {
    let (own, other) = (judge.readings[a].value, judge.readings[b].value)
    switch (own, other) {
    case (.number(let x), .number(let y)): return x.agrees(with: y)
    // What is equal to the expected formula is equal to whatever else is.
    case (.formula, .formula) where statements[a].outcome == .correct:
      return statements[b].outcome == .correct
    case (.formula(let x), .formula(let y)):
      return statements[b].outcome != .correct && judge.areEqual(x, y, judge.readings[a].quantity)
    case (.matrix(let rows, let columns, let x), .matrix(let otherRows, let otherColumns, let y)):
      // A vector may be written as a row and as a column.
      let areVectors = min(rows, columns) == 1 && min(otherRows, otherColumns) == 1
      guard areVectors || rows == otherRows && columns == otherColumns, x.count == y.count else {
        return false
      }
      return zip(x, y).allSatisfy { $0.agrees(with: $1) }
    default: return own == other
    }
  }

  /// The values that are given, and, only where there are none, those that are used as factors.
  ///
  /// A value that is used otherwise than it was given is a finding at both places.
  mutating func said(_ positions: [Int]) -> [Int] {
    // What is said of other givens or parts counts only where nothing else is.
    let own = positions.filter { judge.readings[$0].mood == .own }
    guard own.isEmpty || own.count == positions.count else { return said(own) }
    let given = positions.filter { !judge.readings[$0].isUse }
    let used = positions.filter { judge.readings[$0].isUse }
    guard let first = given.last else { return used }
    for position in used {
      contradiction(
        "is used as \(statements[position].read ?? "another value")",
        [position, first]
      )
    }
    return given
  }

  mutating func contradiction(_ words: String, _ positions: [Int]) {
    guard let first = positions.first else { return }
    findings.append(
      Finding(
        .contradiction,
        "\(statements[first].title) \(words)",
        at: positions.compactMap { statements[$0].range }
      )
    )
  }

  static func agree(_ numbers: [WrittenNumber]) -> Bool {
    guard let precise = numbers.min(by: { $0.lastPlace < $1.lastPlace }) else { return true }
    return numbers.allSatisfy { $0.agrees(with: precise) }
  }
}
