import Exercises
import Formulas

/// What every known mistake makes of every value that an exercise asks for.
struct MutationTable {
  /// An asked value: a quantity in one cell.
  struct Target {
    let quantity: ExerciseQuantity
    let keys: [KeyValue]
    /// One number, or the elements of a vector or matrix.
    let right: [ExpectedNumber]
    /// For each of them how far a student who rounds on the way may be from it, at the digits asked for.
    let roundings: [Double]

    var title: String { quantity.name + ExerciseBench.place(keys) }
  }

  /// A mistake on one tape, with what it makes of the tape's targets.
  struct Mutant {
    let message: String
    let rank: Int
    /// The quantity in whose formula it is made; nil where it is made in several.
    let place: String?
    /// How many operations it changes: where a mistake is made everywhere at once, the most.
    let extent: Int
    /// For each target of its group, the numbers.
    let values: [[Double]]
  }

  /// The targets of one cell and one network, and the mistakes of the computation behind them.
  struct Group {
    let targets: [Target]
    let mutants: [Mutant]
    /// How many mistakes were not made, because the computation is too long.
    let left: Int
  }

  let groups: [Group]
  /// What was not made or looked at, and why.
  let unchecked: [String]

  private struct Place: Hashable {
    let network: String
    let keys: [KeyValue]
  }

  /// Nodes times mistakes: a network for images has too many of both.
  private static let mostWork = 40_000_000
  /// What a mistake costs for a number that is asked for, counted in nodes: it is written and judged.
  private static let workOfTarget = 100

  init(_ bench: ExerciseBench) {
    var places: [Place] = []
    var members: [Place: [(index: Int, quantity: ExerciseQuantity)]] = [:]
    for (index, quantity) in bench.valued {
      for keys in bench.cells(of: quantity) {
        let network = quantity.network?.name ?? bench.exercise.network?.name ?? ""
        let place = Place(network: network, keys: keys)
        if members[place] == nil { places.append(place) }
        members[place, default: []].append((index, quantity))
      }
    }
    groups = places.compactMap { place in
      Self.group(members[place] ?? [], at: place.keys, bench)
    }
    let left = groups.map(\.left).max() ?? 0
    let mistakes =
      left > 0
      ? ["\(left) known mistakes were not tried: the computation behind the answers is too long"]
      : []
    unchecked = bench.sampled + mistakes
  }

  /// The targets of one cell, which need not be among those of a table.
  static func groups(at keys: [KeyValue], _ bench: ExerciseBench) -> [Group] {
    let names = Set(keys.map(\.key))
    let members = bench.valued.filter { Set($0.quantity.keys.map(\.name)) == names }
    return group(members, at: keys, bench).map { [$0] } ?? []
  }

  private static func group(
    _ members: [(index: Int, quantity: ExerciseQuantity)],
    at keys: [KeyValue],
    _ bench: ExerciseBench
  ) -> Group? {
    guard let first = members.first,
      let exerciseTape = bench.computation.tape(of: first.quantity, at: keys)
    else { return nil }
    let tape = exerciseTape.tape
    var targets: [Target] = []
    var nodes: [[Int]] = []
    for member in members {
      guard let block = exerciseTape.blocks[member.index]?.nodes,
        let evaluator = try? bench.evaluator(for: member.quantity, at: keys)
      else { continue }
      let right = block.map { node in
        bench.computation.expectedNumber(
          exerciseTape.values[node],
          of: member.quantity,
          at: keys,
          in: evaluator
        )
      }
      let roundings = zip(block, right).map { node, right in
        exerciseTape.roundingBound(of: node, member.quantity.precision, right)
      }
      targets.append(
        Target(quantity: member.quantity, keys: keys, right: right, roundings: roundings)
      )
      nodes.append(block)
    }
    let needed = tape.parts(of: nodes.flatMap { $0 })
    let all = [Bool](repeating: true, count: needed.count)
    let asked = nodes.reduce(0) { $0 + $1.count }
    let most = max(20, mostWork / max(1, tape.count + workOfTarget * asked))
    let telling = exerciseTape.tellingMutations
    let mutations = telling.prefix(most)
    let mutants = mutations.map { mutation in
      let isInside = mutation.replacements.allSatisfy { node in
        tape.operands(of: node).allSatisfy { needed[$0] }
      }
      let values = tape.values(exerciseTape.values, with: mutation, needed: isInside ? needed : all)
      return Mutant(
        message: mutation.message,
        rank: mutation.rank,
        place: place(of: mutation, on: tape),
        extent: mutation.edits.count,
        values: nodes.map { block in block.map { values[$0] } }
      )
    }
    let left = telling.count - mutations.count
    return Group(targets: targets, mutants: mutants, left: left)
  }
}

extension MutationTable {
  private static func place(of mutation: TapeMutation, on tape: Tape) -> String? {
    let sites = Set(mutation.edits.keys.map { Int(tape.nodes[$0].site) })
    let places = Set(sites.map { $0 >= 0 ? tape.sites[$0].quantity : "" })
    return places.count == 1 ? places.first : nil
  }
}

extension MutationTable.Target {
  /// True if numbers are other ones than the right ones, and not by floating point alone.
  func isChanged(_ values: [Double]) -> Bool {
    zip(values, right).contains { value, right in
      !(abs(value - right.value) <= 1e-9 * max(abs(value), right.largestTerm))
    }
  }

  /// True if a student who made the mistake would be called right.
  ///
  /// The wrong value is written with the digits that are asked for, as the right one would be.
  func accepts(_ values: [Double], with precision: Precision) -> Bool {
    zip(values, right).allSatisfy { value, right in
      guard value.isFinite, let written = Self.written(value, precision, right) else {
        return false
      }
      switch precision.judge(written, against: right).fit {
      case .correct, .truncated: return true
      case .coarse, .wrong: return false
      }
    }
  }

  /// True if a student who made the mistake could be taken for one who rounds on the way.
  func mayBeRounded(_ values: [Double]) -> Bool {
    zip(values, zip(right, roundings)).allSatisfy { value, known in
      value.isFinite && abs(value - known.0.value) <= known.1
    }
  }

  /// A wrong value as its student writes it.
  private static func written(
    _ value: Double,
    _ precision: Precision,
    _ right: ExpectedNumber
  ) -> WrittenNumber? {
    let place: Int
    if let asked = precision.askedPlace(of: ExpectedNumber(value, base: right.base)) {
      place = asked
    } else {
      place = (WrittenNumber.leadingPlace(of: value) ?? 0) - 8
    }
    let text = DecimalText.fixed(value, decimals: min(15, max(0, -place)))
    return Double(text).map { WrittenNumber(value: $0, lastPlace: min(0, place), text: text) }
  }
}
