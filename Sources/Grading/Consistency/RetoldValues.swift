import Formulas
import Homework
import Matching

/// Values of a question that a table under another one repeats, such as the gradients beside the new weights.
///
/// A table retells what most of its values are elsewhere; what differs there contradicts, and nothing says
/// which of the two is meant.
struct RetoldValues {
  /// Those that say the same again.
  private(set) var same: [Reading] = []
  private(set) var findings: [Finding] = []

  /// Compares what was read for the question under its own head with what the tables of others say.
  init(_ own: [Reading], _ others: [Reading], name: (Int) -> String) {
    var said: [Cell: [Reading]] = [:]
    for reading in own where reading.mood == .own && !reading.numbers.isEmpty && !reading.isUse {
      said[Cell(reading, name), default: []].append(reading)
    }
    var different: [(Reading, Reading)] = []
    for reading in others {
      guard let known = said[Cell(reading, name)], let first = known.first else { continue }
      if known.contains(where: { Self.agree($0.numbers, reading.numbers) }) {
        same.append(reading)
      } else if reading.numbers.count == first.numbers.count {
        different.append((reading, first))
      }
    }
    guard same.count > 1, same.count >= 2 * different.count else {
      same = []
      return
    }
    findings = different.map { reading, first in
      .mutual(
        "\(name(reading.quantity)) is \(reading.span.text) here and \(first.span.text) where it was computed",
        reading.span.range,
        first.span.range
      )
    }
  }

  /// What passages of several values say otherwise than those above them.
  static func summaries(among readings: [Reading], name: (Int) -> String) -> [Finding] {
    let passages = Dictionary(grouping: readings, by: \.passage).sorted { $0.key < $1.key }
    // Each value of a cell once, where it stands first.
    var above: [Cell: [Reading]] = [:]
    return passages.flatMap { _, own -> [Finding] in
      let cells = own.map { Cell($0, name) }
      defer {
        for (cell, reading) in zip(cells, own) {
          let isNew =
            !reading.isUse && !above[cell, default: []].contains { $0.numbers == reading.numbers }
          if isNew { above[cell, default: []].append(reading) }
        }
      }
      guard own.count > 2 else { return [] }
      return RetoldValues(Set(cells).flatMap { above[$0] ?? [] }, own, name: name).findings
    }
  }

  private static func agree(_ first: [WrittenNumber], _ second: [WrittenNumber]) -> Bool {
    first.count == second.count && zip(first, second).allSatisfy { $0.agrees(with: $1) }
  }
}

extension Cell {
  fileprivate init(_ reading: Reading, _ name: (Int) -> String) {
    self.init(name: name(reading.quantity), at: reading.keys)
  }
}
