import Exercises
import Formulas
import Homework
import Matching

/// Wrong needs proof: a number that follows from one in its own line is not proven wrong, if that one may be
/// the writer's value for something asked that nothing was read for.
extension ItemBuilder {
  /// So many wrong numbers are looked at, and so many numbers before each of them.
  private static let mostWrong = 4
  private static let mostOperands = 8

  /// Leaves wrong numbers open that follow from a number in their line which no reading took.
  func leaveOpen(_ judged: inout [Judged]) {
    let wrong = judge.readings.indices.filter { position in
      judged[position].outcome == .wrong && judge.readings[position].at.isEmpty
        && judge.readings[position].numbers.count == 1
    }
    for position in wrong.prefix(Self.mostWrong) {
      let reading = judge.readings[position]
      let missing = missingInputs(of: reading.quantity)
      guard !missing.isEmpty else { continue }
      let operands = operands(before: reading)
      for (quantity, operand) in missing.flatMap({ index in operands.map { (index, $0) } })
      where follows(position, from: operand, as: quantity) {
        let name = judge.exercise.quantities[quantity].name
        judged[position] = Judged(
          .ambiguous,
          note: "it follows from \(operand.text), if that is your value for \(name): "
            + "write `\(name) = \(operand.text)`"
        )
        break
      }
    }
  }

  /// The asked numbers without keys that a quantity's formula names, and that nothing was read for.
  private func missingInputs(of index: Int) -> [Int] {
    guard let expression = judge.exercise.quantities[index].expression else { return [] }
    let read = Set(judge.readings.map(\.quantity))
    return judge.exercise.quantities.indices.filter { other in
      let quantity = judge.exercise.quantities[other]
      return other != index && quantity.isAsked && quantity.keys.isEmpty && !read.contains(other)
        && judge.isComputed(other) && expression.names.contains(quantity.name)
    }
  }

  /// The numbers in the line of a reading, before it.
  private func operands(before reading: Reading) -> [Span] {
    let start = reading.span.range.lowerBound
    let line = judge.source.lineStarts[judge.source.line(at: start) - 1]
    let bytes = judge.source.bytes
    var found: [Span] = []
    var place = line
    func isDigit(_ place: Int) -> Bool {
      place < start && bytes[place] >= 0x30 && bytes[place] <= 0x39
    }
    while place < start {
      guard isDigit(place) else {
        place += 1
        continue
      }
      var end = place
      while isDigit(end) || end < start && bytes[end] == 0x2E && isDigit(end + 1) { end += 1 }
      let isIndex = place > line && (bytes[place - 1] == 0x5F || bytes[place - 1].isLetterOrMore)
      if !isIndex {
        found.append(Span(text: judge.source.string(in: place..<end), range: place..<end))
      }
      place = end
    }
    return Array(found.suffix(Self.mostOperands))
  }

  private func follows(_ position: Int, from operand: Span, as quantity: Int) -> Bool {
    guard case .number(let number) = NumberReader().read(operand.text) else { return false }
    let assumed = Reading(quantity: quantity, at: [], value: .number(number), span: operand)
    guard !judge.isRight(quantity, at: [], .number(number)) else { return false }
    let other = judge.adding(assumed)
    return other.judge(judge.readings[position], on: (Sheets(other), position)).outcome == .carried
  }
}

extension UInt8 {
  fileprivate var isLetterOrMore: Bool {
    (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self >= 0xC3
  }
}
