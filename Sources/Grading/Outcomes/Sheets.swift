import Exercises
import Formulas
import Homework
import Matching

/// The student's computation for each network that an exercise uses, and for each choice of keys.
final class Sheets {
  private struct Place: Hashable {
    let network: String
    let keys: [KeyValue]
  }

  private let judge: ExerciseJudge
  private var sheets: [Place: Sheet?] = [:]
  /// What was not looked for, and why.
  private(set) var findings: [Finding] = []

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  /// The mistakes behind wrong readings, as far as the sheets tell.
  func mistakes(_ judged: [Judged]) -> MistakeNames {
    let wrong = judge.readings.indices.filter { position in
      judged[position].outcome == .wrong && !judged[position].isKnown
        && sheet(of: judge.readings[position]) != nil
    }
    var quantities: [Place: Set<Int>] = [:]
    for position in wrong {
      let reading = judge.readings[position]
      quantities[place(of: reading), default: []].insert(reading.quantity)
    }
    var right: [Place: [Int]] = [:]
    for (position, reading) in judge.readings.enumerated()
    where judged[position].basis == .expected && !reading.isUse {
      // Only beside something wrong a cell is recomputed.
      let place = place(of: reading)
      guard quantities[place] != nil, sheet(of: reading) != nil else { continue }
      right[place, default: []].append(position)
    }
    var searches: [Place: MistakeSearch] = [:]
    var readings: [MistakeNames.Reading] = []
    var unsearched: [Int] = []
    for position in wrong {
      let reading = judge.readings[position]
      let place = place(of: reading)
      if searches[place] == nil, searches.count < Self.mostSearches, let sheet = sheet(of: reading)
      {
        searches[place] = MistakeSearch(
          sheet,
          for: quantities[place] ?? [],
          right: right[place] ?? []
        )
      }
      guard let search = searches[place] else {
        unsearched.append(position)
        continue
      }
      readings.append(
        MistakeNames.Reading(
          position: position,
          numbers: reading.numbers,
          isSlip: judged[position].mistake != nil,
          isSign: Slips.isSign(judged[position].mistake),
          search: search
        )
      )
    }
    let names = MistakeNames(readings)
    report(unsearched, "no mistake was looked for behind", "in \(Self.mostSearches) others it was")
    report(names.unpaired, "two mistakes at once were not tried for", "too many are unexplained")
    return names
  }

  /// The wrong values that follow from a mistake that was named before them, and do not make it
  /// themselves: an error costs once, also where the student went on unrounded.
  func followers(_ judged: [Judged], _ names: MistakeNames) -> [Int: Judged] {
    guard !names.named.isEmpty else { return [:] }
    var runs: [String: (position: Int, values: [Double], edited: Set<Int>, sheet: Sheet)] = [:]
    for (position, mutation, search) in names.named where runs.count < Self.mostRuns {
      let id = mutation.message + mutation.places.map { " \($0)" }.joined()
      guard runs[id] == nil else { continue }
      runs[id] = (position, search.values(of: mutation), Set(mutation.edits.keys), search.sheet)
    }
    let changed = Set(
      judge.readings.indices.filter {
        judged[$0].outcome == .wrong || judged[$0].basis == .carried
      }
    )
    let ordered = runs.sorted { $0.key < $1.key }.map(\.value)
    var followers: [Int: Judged] = [:]
    for (position, reading) in judge.readings.enumerated() where judged[position].outcome == .wrong
    {
      guard let sheet = sheet(of: reading) else { continue }
      let follower = ordered.lazy.compactMap { run -> Judged? in
        guard run.sheet === sheet, run.position < position else { return nil }
        return sheet.follows(
          position,
          run.values,
          edited: run.edited,
          from: run.position,
          changed: changed
        )
      }.first
      followers[position] = follower
    }
    return followers
  }

  /// The values that were rounded to fewer digits than what follows from them: they are right as far as they
  /// go, and the numbers behind them are not.
  func roundedEarly(_ judged: [Judged]) -> [Int: String] {
    var followers: [GradedItem.Origin: Int] = [:]
    for (position, one) in judged.enumerated() where one.outcome == .carried {
      let digits = Self.digits(judge.readings[position])
      for origin in one.from { followers[origin] = max(followers[origin] ?? 0, digits) }
    }
    var early: [Int: String] = [:]
    for (position, reading) in judge.readings.enumerated()
    where judged[position].outcome == .coarse && judged[position].basis == .expected {
      let origin = GradedItem.Origin(
        name: judge.exercise.quantities[reading.quantity].name,
        line: judge.source.line(at: reading.span.range.lowerBound)
      )
      let digits = Self.digits(reading)
      guard let after = followers[origin], after > digits else { continue }
      early[position] = "rounded too early: to \(digits) digits, and gone on with"
    }
    return early
  }

  private static func digits(_ reading: Reading) -> Int {
    reading.numbers.map(\.significantDigits).max() ?? 0
  }

  /// More mistakes than this do not follow one another in one homework.
  private static let mostRuns = 24

  /// Reports that something was not looked for behind wrong values.
  private func report(_ positions: [Int], _ what: String, _ why: String) {
    guard let first = positions.first else { return }
    let values = positions.count == 1 ? "this wrong value" : "\(positions.count) wrong values"
    findings.append(.unchecked("\(what) \(values): \(why)", judge.readings[first].span.range))
  }

  /// The readings by their keys: a table has thousands, each with a sheet of its own.
  private lazy var byKeys = Dictionary(grouping: judge.readings.indices) {
    judge.readings[$0].keys
  }
  private lazy var keyNames = Set(byKeys.keys.map { $0.map(\.key) })

  private lazy var precision = WorkingPrecision(
    judge.readings.filter { reading in
      // The digits of a change are not those that were calculated with.
      if case .ofChange = judge.exercise.quantities[reading.quantity].precision { return false }
      return !reading.isUse
    },
    asksDecimals: judge.exercise.quantities.contains { quantity in
      if case .decimals = quantity.precision { quantity.isAsked } else { false }
    }
  )

  /// The positions of the readings whose keys are all among these.
  private func positions(at keys: [KeyValue]) -> [Int] {
    keyNames.flatMap { names -> [Int] in
      let own = names.compactMap { name in keys.first { $0.key == name } }
      return own.count == names.count ? byKeys[own] ?? [] : []
    }.sorted()
  }

  private func place(of reading: Reading) -> Place {
    let network = judge.exercise.quantities[reading.quantity].network?.name ?? ""
    return Place(network: network, keys: reading.keys)
  }

  /// The sheet that a reading's quantity is on; nil if it cannot be recomputed as numbers.
  func sheet(of reading: Reading) -> Sheet? {
    let quantity = judge.exercise.quantities[reading.quantity]
    guard reading.keys.count == quantity.keys.count, !reading.numbers.isEmpty else { return nil }
    let place = place(of: reading)
    let sheet: Sheet?
    if let known = sheets[place] {
      sheet = known
    } else {
      sheet = judge.computation.tape(of: quantity, at: reading.keys).map {
        Sheet(judge, $0, of: positions(at: reading.keys), precision: precision)
      }
      sheets[place] = .some(sheet)
    }
    return sheet?.tape.blocks[reading.quantity] == nil ? nil : sheet
  }

  /// Cells with mistakes beyond this many are not looked into: what they have in common is found by then.
  private static let mostSearches = 64
}
