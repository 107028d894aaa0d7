import Exercises

/// Errors of single examples: ∂C_e/∂z, without the 1/n of a batch.
///
/// They are not what is asked for, but gradients that take their mean follow from them.
extension Sheet {
  /// The number of examples, for a step from an error of a batch to anything but another error.
  func divisor(of input: Int, for target: Int) -> Double? {
    guard let batch, isError(input), !isError(target) else { return nil }
    return batch.count
  }

  private func isError(_ quantity: Int) -> Bool {
    guard let batch, let nodes = tape.blocks[quantity]?.nodes else { return false }
    return nodes.allSatisfy(batch.errors.contains)
  }

  /// True for an error that is written without the 1/n of the batch: what follows from it has that
  /// still to come.
  func isOfExample(_ position: Int) -> Bool {
    if let known = areOfExamples[position] { return known }
    areOfExamples[position] = false
    let reading = judge.readings[position]
    guard let batch, let targets = tape.blocks[reading.quantity]?.nodes,
      targets.count == reading.numbers.count,
      !judge.isRight(reading.quantity, at: reading.keys, reading.value)
    else { return false }
    let (frontier, order) = cone(of: targets, except: reading.quantity, before: position)
    let exact = targets.map { tape.values[$0] }
    let isExact =
      fit(reading, reading.numbers, exact, targets, tape.values, batch.count) != nil
    let isOf =
      isExact
      || !frontier.isEmpty
        && best(position, reading.numbers, targets, frontier, order, times: batch.count) != nil
      // One error of single examples makes the next ones so, wrong or not.
      || inputs.filter { isError($0.quantity) }.flatMap { readings(of: $0, before: position) }
        .contains(where: isOfExample)
    areOfExamples[position] = isOf
    return isOf
  }
}
