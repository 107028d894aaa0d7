import Foundation
import Grading
import Testing

/// Generated homework on the minimum of the cross-entropy, right and wrong, in every layout.
///
/// The truth is computed here with Foundation's `log`, not by the engine under test.
struct CrossEntropyHomeworkTests {
  enum Layout: String, CaseIterable {
    case wide, wideKeyLast, turned, long, longWithTerms, tableForEach
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    // The numerical recipes' 64-bit linear congruence, high bits used by `Int.random`.
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private struct Cell {
    let y: Double
    let a: Double
    var text: String
    var isWrong = false
  }

  private static func cost(_ y: Double, _ a: Double) -> Double {
    -(y * log(a) + (1 - y) * log(1 - a))
  }

  private static func cut(_ value: Double, _ digits: Int) -> String {
    let text = String(format: "%.\(digits + 6)f", value)
    return String(text.dropLast(6))
  }

  @Test(
    "no right cell is refused and no wrong one accepted, whatever the layout",
    arguments: Layout.allCases
  )
  func layouts(_ layout: Layout) throws {
    let assignment = try TestCourse.assignment(TestCourse.costs)
    let grader = HomeworkGrader(assignment, settings: .init())
    var refused: [String] = []
    var accepted: [String] = []
    let count = 200
    for seed in 0..<count {
      var generator = Generator(state: UInt64(seed) &* 977 &+ UInt64(layout.hashValueOfName))
      let (cells, ys, avalues) = Self.cells(&generator)
      let homework = Self.homework(layout, cells, ys, avalues)
      let graded = grader.grade(try .init(.init(parsing: .init(homework))))
      let items = graded.exercises[0].items.filter { $0.name == "C" }
      for cell in cells {
        let item = items.first { item in
          item.at.contains { $0.name == "y" && $0.value == cell.y }
            && item.at.contains { $0.name == "a" && $0.value == cell.a }
        }
        let isAccepted = item?.outcome.isAccepted ?? false
        let place = "seed \(seed): y = \(cell.y), a = \(cell.a), \(cell.text)"
        if !cell.isWrong, !isAccepted {
          refused.append("\(place) \(item?.outcome.rawValue ?? "?")")
        }
        if cell.isWrong, item?.outcome != .wrong {
          accepted.append("\(place) \(item?.outcome.rawValue ?? "?")")
        }
      }
    }
    print("\(layout.rawValue): \(count) homeworks, seeds 0..<\(count)")
    #expect(refused.isEmpty, "right cells refused: \(refused.prefix(5))")
    #expect(accepted.isEmpty, "wrong cells accepted: \(accepted.prefix(5))")
  }

  /// Cells at chosen y and a, 4 to 11 decimals, rounded or cut, some wrong by at least one and a
  /// half units of the fourth decimal.
  private static func cells(
    _ generator: inout Generator
  ) -> (cells: [Cell], ys: [Double], avalues: [Double]) {
    let ys = Array([0.15, 0.2, 0.37, 0.5, 0.62, 0.8, 0.9].shuffled(using: &generator).prefix(3))
    let avalues =
      Bool.random(using: &generator)
      ? (1...9).map { Double($0) / 10 }
      : [0.05, 0.12, 0.2, 0.31, 0.45, 0.55, 0.68, 0.77, 0.86, 0.95]
    let digits = [4, 5, 6, 11].randomElement(using: &generator) ?? 4
    let isCut = Bool.random(using: &generator)
    var cells: [Cell] = []
    for y in ys {
      for a in avalues {
        let truth = cost(y, a)
        var cell = Cell(
          y: y,
          a: a,
          text: isCut ? cut(truth, digits) : String(format: "%.\(digits)f", truth)
        )
        if Int.random(in: 0..<12, using: &generator) == 0 {
          let shift = Double.random(in: 0.00016...0.05, using: &generator)
          let wrong = Bool.random(using: &generator) ? truth + shift : truth - shift
          cell.text = String(format: "%.\(digits)f", wrong)
          cell.isWrong = true
        }
        cells.append(cell)
      }
    }
    return (cells, ys, avalues)
  }

  private static func homework(
    _ layout: Layout,
    _ cells: [Cell],
    _ ys: [Double],
    _ avalues: [Double]
  ) -> String {
    func text(_ y: Double, _ a: Double) -> String {
      cells.first { $0.y == y && $0.a == a }?.text ?? ""
    }
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    var lines = ["## Q1", ""]
    switch layout {
    case .wide:
      lines += [row(["y \\ a"] + avalues.map { "\($0)" }), row(["-"] + avalues.map { _ in "-" })]
      lines += ys.map { y in row(["\(y)"] + avalues.map { text(y, $0) }) }
    case .wideKeyLast:
      lines += [row(avalues.map { "a = \($0)" } + ["y"]), row(avalues.map { _ in "-" } + ["-"])]
      lines += ys.map { y in row(avalues.map { text(y, $0) } + ["\(y)"]) }
    case .turned:
      lines += [row(["a \\ y"] + ys.map { "\($0)" }), row(["-"] + ys.map { _ in "-" })]
      lines += avalues.map { a in row(["\(a)"] + ys.map { text($0, a) }) }
    case .long:
      lines += [row(["y", "a", "C"]), row(["-", "-", "-"])]
      for y in ys {
        for (index, a) in avalues.enumerated() {
          lines.append(row([index == 0 ? "\(y)" : "", "\(a)", text(y, a)]))
        }
      }
    case .longWithTerms, .tableForEach:
      for y in ys {
        let isAlone = layout == .tableForEach
        if isAlone { lines += ["For y = \(y):", ""] }
        let key = isAlone ? [] : ["y"]
        lines += [
          row(key + ["a", "$y \\ln a$", "$(1-y)\\ln(1-a)$", "C"]),
          row(key.map { _ in "-" } + ["-", "-", "-", "-"]),
        ]
        for a in avalues {
          let terms = [y * log(a), (1 - y) * log(1 - a)].map { String(format: "%.6f", $0) }
          lines.append(row((isAlone ? [] : ["\(y)"]) + ["\(a)"] + terms + [text(y, a)]))
        }
        lines.append("")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension CrossEntropyHomeworkTests.Layout {
  /// A number that is the same in every run, which `hashValue` is not.
  fileprivate var hashValueOfName: Int { rawValue.utf8.reduce(7) { $0 &* 31 &+ Int($1) } }
}
