import Exercises
import Formulas
import Homework
import Markdown

/// Finds answers that no label names by their values: a number that a question expects, in its own
/// section, written so exactly that it is hardly there by chance (law 5 of the reader).
///
/// What is found so is accepted and never wrong. Only what nothing else answers is looked for, so that
/// labels win; only a judge asks, so that nobody learns from `checker read` what is right.
package struct ValueLift {
  private let names: ExerciseNames
  private let values: ValueReader
  private let expectations: any Expectations

  package init(_ names: ExerciseNames, decimalMark: DecimalMark, expectations: any Expectations) {
    self.names = names
    values = ValueReader(decimalMark: decimalMark)
    self.expectations = expectations
  }

  /// A cell that is asked.
  private struct Cell: Hashable {
    let quantity: Int
    let at: [WrittenKey]
    let keys: [KeyValue]

    init(quantity: Int, at: [WrittenKey]) {
      self.quantity = quantity
      self.at = at
      keys = at.map { KeyValue(key: $0.key, value: $0.value) }
    }
  }

  /// A value that is right for a cell, and what speaks for its being meant.
  private struct Fit {
    let value: Int
    let cell: Int
    let written: WrittenValue
    /// How improbable its digits are, and what words around add, in nats.
    let gain: Double
    /// True for a number that stands elsewhere, too: alone it is most likely said again.
    let isSaidAgain: Bool

    /// What it says without an order.
    var alone: Double { isSaidAgain ? gain - word : gain }
  }

  /// A question with more cells without an answer is not looked at.
  private static let mostCells = 60
  /// More values are none of an answer.
  private static let mostValues = 400
  /// How much more than by chance a value has to say, in nats.
  private static let gate = 2.0
  /// What a word of the name beside the value says, in nats, and the whole name right before it.
  private static let word = 2.0
  private static let name = 4.0

  /// Readings for the cells that `own` leaves open.
  ///
  /// `passages`: Those of the question.
  /// `taken`: What other values hold, here and in other questions.
  package func readings(
    of passages: [Passage],
    beside own: [Reading],
    taken: [Range<Int>],
    in source: SourceText
  ) -> [Reading] {
    let all = cells()
    let said = Dictionary(grouping: own.filter { $0.value.isSaid && $0.mood.isOwn }, by: \.quantity)
    let open = all.indices.filter { place in
      !(said[all[place].quantity] ?? []).contains { $0.isSaid(at: all[place].at) }
    }
    guard !open.isEmpty, open.count <= Self.mostCells else { return [] }
    let moods = Moods(names: names, values: values)
    var found: [UnclaimedValue] = []
    for passage in passages where !passage.isLeftOut {
      if names.isRestated(source.string(in: passage.range)) { continue }
      found += UnclaimedValue.values(of: passage, beside: taken, moods: moods, in: source)
      if found.count > Self.mostValues { return [] }
    }
    found.sort { $0.span.range.lowerBound < $1.span.range.lowerBound }
    let fits = fits(found, open.map { ($0, all[$0]) }, repeats: own)
    let tries = Elementary.ln(Double(max(1, Set(found.map(\.span.text)).count * open.count)))
    let chained = chain(fits, found, all, said, first: tries)
    let shots = found.compactMap { value -> WrittenNumber? in
      if case .number(let number) = values.read(value.span.text, as: .number) {
        number
      } else {
        nil
      }
    }
    let chainedFits = Dictionary(grouping: chained, by: \.value)
    var answered = Set(chained.map(\.cell))
    return found.indices.compactMap { place -> Reading? in
      let fitting = fits[place].filter { $0.alone - tries >= Self.gate }
      guard
        let fit = chainedFits[place]?.first ?? surest(fitting, among: all, &answered)
      else { return nil }
      return Reading(
        quantity: all[fit.cell].quantity,
        at: all[fit.cell].at,
        value: fit.written,
        span: found[place].span,
        mood: .byValue
      )
    }
    .filter { !isOneOfShots($0, among: shots) }
  }

  /// True for a number among several others that are nearly the same: shots at an answer.
  private func isOneOfShots(_ reading: Reading, among numbers: [WrittenNumber]) -> Bool {
    guard case .number(let own) = reading.value else { return false }
    let near = numbers.filter {
      abs($0.value - own.value) <= Self.aim * abs(own.value) && !$0.agrees(with: own)
    }
    return Set(near.map(\.value)).count > Self.mostShots
  }

  /// Shots lie so near to each other, as a share; so many others are none yet.
  private static let aim = 0.05
  private static let mostShots = 2

  /// For each value the open cells that it is right for.
  private func fits(
    _ found: [UnclaimedValue],
    _ open: [(place: Int, cell: Cell)],
    repeats own: [Reading]
  ) -> [[Fit]] {
    let said = Set(
      own.flatMap(\.numbers).map { abs($0.value) } + names.givenValues.values.joined().map(abs)
    )
    let byQuantity = Dictionary(grouping: open, by: \.cell.quantity).sorted { $0.key < $1.key }
    return found.enumerated().map { place, value in
      let result = values.result(of: value.span.text)
      return byQuantity.flatMap { quantity, cells -> [Fit] in
        let written = values.read(result, as: names.expectations[quantity])
        guard var gain = Self.surprise(of: written) else { return [] }
        if names.isNamed(quantity, by: value.before) {
          gain += Self.name
        } else if names.isSpokenOf(quantity, in: value.around.union(value.label)) {
          gain += Self.word
        }
        guard gain > 0, !names.label(value.label, speaksAgainst: quantity) else { return [] }
        var isSaidAgain = false
        if case .number(let number) = written { isSaidAgain = said.contains(abs(number.value)) }
        return cells.filter { expectations.isRight(quantity, at: $0.cell.keys, written) }.map {
          Fit(
            value: place,
            cell: $0.place,
            written: written,
            gain: gain,
            isSaidAgain: isSaidAgain
          )
        }
      }
    }
  }

  /// The fits that stand in the order of the cells, by quantity or by key, with what was read between them.
  private func chain(
    _ fits: [[Fit]],
    _ found: [UnclaimedValue],
    _ cells: [Cell],
    _ said: [Int: [Reading]],
    first: Double
  ) -> [Fit] {
    let free = found.map(\.span.range.lowerBound)
    var anchors: [(place: Int, cell: Int)] = []
    for (position, cell) in cells.enumerated() {
      for reading in said[cell.quantity] ?? [] where reading.isSaid(at: cell.at) {
        anchors.append((reading.span.range.lowerBound, position))
      }
    }
    let places = (free + anchors.map(\.place)).sorted()
    let ranks = Dictionary(zip(places, places.indices), uniquingKeysWith: { first, _ in first })
    let ends =
      fits.joined().map { (place: free[$0.value], cell: $0.cell, fit: Optional($0)) }
      + anchors.map { (place: $0.place, cell: $0.cell, fit: nil) }
    func chain(_ order: [Int]) -> [Fit] {
      let links = ends.map { end in
        let link = ValueChain.Link(
          value: ranks[end.place] ?? 0,
          cell: order[end.cell],
          gain: end.fit?.gain ?? 0,
          isAnchor: end.fit == nil
        )
        return (link: link, fit: end.fit)
      }.sorted { ($0.link.value, $0.link.cell) < ($1.link.value, $1.link.cell) }
      return ValueChain.best(of: links.map(\.link), first: first, gate: Self.gate).compactMap {
        links[$0].fit
      }
    }
    let byQuantity = chain(Array(cells.indices))
    let byKey = chain(Self.ranksByKey(cells))
    func total(_ chain: [Fit]) -> Double { chain.map(\.gain).reduce(0, +) }
    return total(byKey) > total(byQuantity) ? byKey : byQuantity
  }

  /// The rank of each cell when all that is asked at one key comes before the next key.
  private static func ranksByKey(_ cells: [Cell]) -> [Int] {
    let keys = cells.map { $0.at.map(\.value) }
    let order = cells.indices.sorted { first, second in
      keys[first] == keys[second]
        ? first < second : keys[first].lexicographicallyPrecedes(keys[second])
    }
    var ranks = Array(repeating: 0, count: cells.count)
    for (rank, cell) in order.enumerated() { ranks[cell] = rank }
    return ranks
  }

  /// Of the fits of a value the one that most speaks for; of cells of one quantity that all have it the first one that is left.
  private func surest(_ fits: [Fit], among cells: [Cell], _ taken: inout Set<Int>) -> Fit? {
    let most = fits.map(\.alone).max() ?? 0
    let best = fits.filter { $0.alone == most }
    guard let first = best.first,
      best.allSatisfy({ cells[$0.cell].quantity == cells[first.cell].quantity })
    else { return nil }
    let meant = best.first { !taken.contains($0.cell) } ?? first
    taken.insert(meant.cell)
    return meant
  }

  /// How improbable a value's digits are, in nats: ln of one over the share of numbers of as many digits.
  private static func surprise(of value: WrittenValue) -> Double? {
    func digits(_ number: WrittenNumber) -> Int {
      guard number.value != 0 else { return 0 }
      let bytes = number.text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.drop { $0 == 0x30 }
      return bytes.count - bytes.reversed().prefix { $0 == 0x30 }.count
    }
    func surprise(_ count: Int) -> Double {
      count == 0 ? 0 : Elementary.ln(9) + Double(count - 1) * Elementary.ln(10)
    }
    switch value {
    case .number(let number): return surprise(digits(number))
    case .matrix(_, _, let elements): return elements.map(digits).map(surprise).reduce(0, +)
    case .shape(let shape): return shape.numbers.map { Double($0.count) * Elementary.ln(10) }
    case .formula, .ambiguous, .unreadable, .blank: return nil
    }
  }

  /// What a question asks for, as far as one value at one place can answer it: by quantity, then by key.
  private func cells() -> [Cell] {
    names.exercise.quantities.indices.flatMap { index -> [Cell] in
      let quantity = names.exercise.quantities[index]
      guard quantity.isAsked, names.isComputed(index), !names.isFormula(index),
        !names.isExtreme(index)
      else { return [] }
      var all: [[WrittenKey]] = [[]]
      for key in quantity.keys {
        guard let values = key.values?.values, all.count * values.count <= Self.mostCells else {
          return []
        }
        all = all.flatMap { at in
          values.map { at + [WrittenKey(key: key.name, value: $0, text: DecimalText.shortest($0))] }
        }
      }
      return all.map { Cell(quantity: index, at: $0) }
    }
  }
}

extension Reading {
  /// True if it is written for a cell.
  fileprivate func isSaid(at keys: [WrittenKey]) -> Bool {
    at.allSatisfy { said in keys.contains { $0.key == said.key && $0.value == said.value } }
  }
}
