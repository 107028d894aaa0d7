import Exercises
import Formulas

/// Finds the mistakes that produce exactly what a student wrote, by making them.
///
/// Every mistake is made with the exact values and with the student's own.
final class MistakeSearch {
  let sheet: Sheet
  private let mutations: [TapeMutation]
  /// For each node of the tape, whether a wrong value is made of it.
  private let needed: [Bool]
  /// For each mistake the values of the whole tape.
  private let mutated: [[Double]]
  /// For each mistake, whether it leaves alone what the student has right.
  private let isConsistent: [Bool]
  private let right: [Int]

  /// A mistake's value within this share of the right one names nothing, last digits differ for many reasons,
  /// unless the difference itself is printed with four digits.
  private static let near = 0.02
  private static let telling = 1000.0

  /// Makes every mistake of a sheet.
  ///
  /// `quantities`: Those that wrong values were written for: only what they are made of is computed.
  ///
  /// `right`: The positions of readings that are right by themselves.
  convenience init(_ sheet: Sheet, for quantities: Set<Int>, right: [Int]) {
    let all = quantities.union(right.map { sheet.judge.readings[$0].quantity })
    let targets = all.sorted().flatMap { sheet.tape.blocks[$0]?.nodes ?? [] }
    self.init(sheet, sheet.tape.mutations, needed: sheet.tape.tape.parts(of: targets), right: right)
  }

  private init(_ sheet: Sheet, _ mutations: [TapeMutation], needed: [Bool], right: [Int]) {
    self.sheet = sheet
    self.mutations = mutations
    self.needed = needed
    self.right = right
    let tape = sheet.tape
    let all = [Bool](repeating: true, count: needed.count)
    mutated = mutations.map { mutation in
      // An operand from elsewhere may depend on what is changed: then all is computed.
      let isInside = mutation.replacements.allSatisfy { node in
        tape.tape.operands(of: node).allSatisfy { needed[$0] }
      }
      return tape.tape.values(tape.values, with: mutation, needed: isInside ? needed : all)
    }
    let written = right.compactMap { position -> (nodes: [Int], numbers: [WrittenNumber])? in
      let reading = sheet.judge.readings[position]
      guard let nodes = tape.blocks[reading.quantity]?.nodes,
        nodes.count == reading.numbers.count
      else { return nil }
      return (nodes, reading.numbers)
    }
    isConsistent = zip(mutations, mutated).map { mutation, values in
      written.allSatisfy { nodes, numbers in
        zip(nodes, numbers).allSatisfy { node, number in
          values[node] == tape.values[node] || number.isRounded(values[node])
            // What was only gone on with rounded is written in full.
            || mutation.edits[node]?.rounding != nil
        }
      }
    }
  }

  /// The exact values with a mistake in the whole computation.
  func values(of mutation: TapeMutation) -> [Double] {
    sheet.tape.tape.values(
      sheet.tape.values,
      with: mutation,
      needed: [Bool](repeating: true, count: needed.count)
    )
  }

  /// The same search with a mistake that was found, made together with each of the others.
  func together(with messages: Set<String>) -> MistakeSearch {
    let known = mutations.filter { messages.contains($0.message) }
    return MistakeSearch(
      sheet,
      known.flatMap { first in mutations.compactMap { first.together(with: $0) } },
      needed: needed,
      right: right
    )
  }

  /// The mistakes that give a number that was written.
  struct Candidates {
    var mutations: [TapeMutation] = []
    /// Those whose value is near the right one: they name nothing of their own accord.
    var near: [TapeMutation] = []
    /// By rank, how many mistakes give another value than the right one.
    var tried: [Int: Int] = [:]
    /// The significant digits of what was written; of an updated parameter those of its change.
    var digits = 0
    /// How many wrong elements of a matrix a mistake explains, by its words.
    var elements: [String: Int] = [:]
  }

  /// The mistakes that give what is written, with exact values or with the student's.
  ///
  /// `position`: The position of a reading of the sheet's judge.
  func candidates(for position: Int) -> Candidates {
    let reading = sheet.judge.readings[position]
    let numbers = reading.numbers
    var candidates = Candidates()
    guard let targets = sheet.tape.blocks[reading.quantity]?.nodes, targets.count == numbers.count
    else { return candidates }
    let right = targets.map { sheet.tape.values[$0] }
    let bases = targets.map(base)
    candidates.digits = zip(numbers, bases).map { Self.digits(of: $0, from: $1) }.max() ?? 0
    let own = sheet.written(before: position, choices: 1).first
    let ownRight = own.map { own -> [Double] in
      var values = own.values
      sheet.tape.tape.compute(own.order, in: &values)
      return targets.map { values[$0] }
    }
    let inCone = Set(own?.order ?? [])
    var others = candidates
    for (index, mutation) in mutations.enumerated() {
      let values = targets.map { mutated[index][$0] }
      let isConsistent = isConsistent[index]
      if values != right {
        others.tried[mutation.rank, default: 0] += 1
        if isConsistent { candidates.tried[mutation.rank, default: 0] += 1 }
      }
      var fit = fit(numbers, values, right, bases)
      if fit == .none, let own, let ownRight,
        mutation.edits.keys.contains(where: inCone.contains)
      {
        var values = own.values
        sheet.tape.tape.compute(own.order, with: mutation, in: &values)
        fit = self.fit(numbers, targets.map { values[$0] }, ownRight, bases)
      }
      if fit != .none {
        let wrong = targets.indices.filter { !numbers[$0].isRounded(right[$0]) }
        let touched = wrong.filter { values[$0] != right[$0] }.count
        others.elements[mutation.message] = max(others.elements[mutation.message] ?? 0, touched)
      }
      switch fit {
      case .none: continue
      case .near:
        others.near.append(mutation)
        if isConsistent { candidates.near.append(mutation) }
      case .far:
        others.mutations.append(mutation)
        if isConsistent { candidates.mutations.append(mutation) }
      }
    }
    // A mistake that would have changed what is right was not made, if another one explains as much.
    candidates.elements = others.elements
    return candidates.mutations.isEmpty && candidates.near.isEmpty ? others : candidates
  }

  private enum Fit {
    case none, near, far
  }

  /// Whether values are what is written, at its last place, and how far they are from what is right.
  private func fit(
    _ numbers: [WrittenNumber],
    _ values: [Double],
    _ right: [Double],
    _ bases: [Double]
  ) -> Fit {
    var fit = Fit.near
    for (place, number) in numbers.enumerated() {
      let value = values[place]
      guard value.isFinite, number.isRounded(value) else { return .none }
      let difference = abs(value - right[place])
      if difference > Self.near * abs(right[place] - bases[place])
        || difference >= Self.telling * number.unit
      {
        fit = .far
      }
    }
    return values == right ? .none : fit
  }

  /// What a value is counted from: 0, or the given that a step is subtracted from.
  private func base(of target: Int) -> Double {
    let node = sheet.tape.tape.nodes[target]
    guard node.operation == .subtract,
      case .given(let value) = sheet.tape.tape.nodes[Int(node.left)].operation
    else { return 0 }
    return value
  }

  private static func digits(of number: WrittenNumber, from base: Double) -> Int {
    // A value that stayed what it was says so with all its digits.
    guard base != 0, number.value != base else { return number.significantDigits }
    guard let leading = WrittenNumber.leadingPlace(of: number.value - base) else { return 0 }
    return max(0, min(number.significantDigits, leading - number.lastPlace + 1))
  }
}
