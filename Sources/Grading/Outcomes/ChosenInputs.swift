import Exercises
import Formulas

/// The inputs that a student chose, those that are one and the same counted once.
///
/// Two values of a key are the same input if they lie nearer than the author's `apart`; where the
/// author says nothing, if no answer changes between them at its precision: 0.5 and 0.5000001 are one
/// choice, 0.4 and 0.6 are two although the cost is the same there.
struct ChosenInputs {
  private let judge: ExerciseJudge
  /// For the keys before it, the values that stand for others.
  private var representatives: [Place: [Double: Double]] = [:]

  /// The keys of all readings, by the names and values of those before a key.
  private var written: [[String]: [[KeyValue]: [[KeyValue]]]] = [:]
  /// The other keys of a place, by the names of those that are asked for.
  private var known: [Place: [Set<String>: [[KeyValue]]]] = [:]

  private struct Place: Hashable {
    let key: String
    let before: [KeyValue]
  }

  init(_ judge: ExerciseJudge) {
    self.judge = judge
    let chosen = Set(judge.exercise.choices.map(\.key))
    guard !chosen.isEmpty else { return }
    var values: [Place: Set<Double>] = [:]
    for reading in judge.readings {
      for (position, key) in reading.keys.enumerated() where chosen.contains(key.key) {
        let place = Place(key: key.key, before: Array(reading.keys.prefix(position)))
        values[place, default: []].insert(key.value)
      }
    }
    for (place, written) in values {
      representatives[place] = self.representatives(of: written.sorted(), at: place)
    }
  }

  /// The cell that a cell is counted as.
  func cell(_ keys: [KeyValue]) -> [KeyValue] {
    var cell: [KeyValue] = []
    for (position, key) in keys.enumerated() {
      let place = Place(key: key.key, before: Array(keys.prefix(position)))
      cell.append(
        KeyValue(key: key.key, value: representatives[place]?[key.value] ?? key.value)
      )
    }
    return cell
  }

  private mutating func representatives(of values: [Double], at place: Place) -> [Double: Double] {
    var map: [Double: Double] = [:]
    guard var last = values.first else { return map }
    let apart = judge.exercise.choices.first { $0.key == place.key }?.apart
    for value in values {
      let isOther =
        value == last
        || apart.map { value - last >= $0 * (1 - 1e-9) }
          ?? changesAnswer(from: last, to: value, at: place)
      if isOther { last = value }
      map[value] = last
    }
    return map
  }

  /// True if an answer that depends on a key changes between two of its values.
  private mutating func changesAnswer(from first: Double, to second: Double, at place: Place)
    -> Bool
  {
    let judged = judge.exercise.quantities.enumerated().filter { _, quantity in
      guard case .value = quantity.kind, quantity.keys.contains(where: { $0.name == place.key })
      else { return false }
      return true
    }
    // What is asked for exactly tells any two numbers apart.
    let rounded = judged.filter { $0.element.precision.isRounded }
    guard !rounded.isEmpty else { return true }
    return rounded.contains { index, quantity in
      others(of: quantity, than: place).contains { bound in
        changes(index, from: first, to: second, of: place.key, where: bound)
      }
    }
  }

  /// The other keys of a quantity's cells that were written, as many as tell something.
  private mutating func others(of quantity: ExerciseQuantity, than place: Place) -> [[KeyValue]] {
    let names = Set(quantity.keys.map(\.name)).subtracting([place.key])
    guard !names.isEmpty else { return [[]] }
    if let known = known[place]?[names] { return known }
    var seen: Set<[KeyValue]> = []
    var found: [[KeyValue]] = []
    for keys in readings(with: place.before) where found.count < Self.mostOthers {
      let other = keys.filter { names.contains($0.key) }
      if other.count == names.count, seen.insert(other).inserted { found.append(other) }
    }
    known[place, default: [:]][names] = found
    return found
  }

  /// The keys of the readings that have some keys among theirs, in order.
  private mutating func readings(with before: [KeyValue]) -> [[KeyValue]] {
    let names = before.map(\.key)
    let index =
      written[names]
      ?? Dictionary(
        grouping: judge.readings.map(\.keys).filter { keys in
          names.allSatisfy { name in keys.contains { $0.key == name } }
        }
      ) { keys in
        names.compactMap { name in keys.first { $0.key == name } }
      }
    written[names] = index
    return index[before] ?? []
  }

  private static let mostOthers = 12

  private func changes(
    _ index: Int,
    from first: Double,
    to second: Double,
    of key: String,
    where bound: [KeyValue]
  ) -> Bool {
    let quantity = judge.exercise.quantities[index]
    func value(_ share: Double) -> ExpectedNumber? {
      let own = KeyValue(key: key, value: first + share * (second - first))
      let keys = quantity.keys.compactMap { wanted in
        wanted.name == key ? own : bound.first { $0.key == wanted.name }
      }
      return (try? judge.accepted(index, keys))?.first
    }
    guard let start = value(0), start.value.isFinite else { return false }
    let text = quantity.precision.print(start)
    return [0.25, 0.5, 0.75, 1].contains { share in
      guard let other = value(share), other.value.isFinite else { return true }
      return quantity.precision.print(other) != text
    }
  }
}
