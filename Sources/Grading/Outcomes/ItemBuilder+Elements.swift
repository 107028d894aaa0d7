import Exercises
import Formulas

extension ItemBuilder {
  /// A vector or matrix whose elements are written one by one, under names of their own: what is said
  /// of the worst of them; nil if not all of them are there.
  func assembled(_ quantity: ExerciseQuantity, _ index: Int) -> GradedItem? {
    guard quantity.keys.isEmpty, let tape = judge.computation.tape(of: quantity),
      let nodes = tape.blocks[index]?.nodes, nodes.count > 1
    else { return nil }
    // The statement that counts for each element.
    var written: [Int: Int] = [:]
    for (position, reading) in judge.readings.enumerated() where reading.numbers.count == 1 {
      guard let own = tape.blocks[reading.quantity]?.nodes, own.count == 1, reading.keys.isEmpty
      else { continue }
      let element = tape.classes[own[0]]
      if let known = written[element], !judge.readings[known].isUse, reading.isUse { continue }
      written[element] = position
    }
    let positions = nodes.compactMap { written[tape.classes[$0]] }
    guard positions.count == nodes.count else { return nil }
    let elements = positions.map { statements[$0] }
    let order: [Outcome] = [.unreadable, .ambiguous, .wrong, .coarse, .carried, .truncated]
    let worst = order.first { outcome in elements.contains { $0.outcome == outcome } } ?? .correct
    guard var item = elements.first(where: { $0.outcome == worst }) else { return nil }
    item = GradedItem(
      name: quantity.name,
      like: item,
      read: "[\(elements.map { $0.read ?? "" }.joined(separator: ", "))]"
    )
    let right = elements.count { $0.outcome.isAccepted }
    if right < elements.count { item.note = "\(right) of \(elements.count) elements are right" }
    return item
  }
}

extension GradedItem {
  /// What is said of another item, under a name of its own.
  fileprivate init(name: String, like other: GradedItem, read: String) {
    self.init(name: name, at: [], outcome: other.outcome)
    basis = other.basis
    precision = other.precision
    range = other.range
    text = other.text
    self.read = read
    mistake = other.mistake
    from = other.from
    note = other.note
  }
}
