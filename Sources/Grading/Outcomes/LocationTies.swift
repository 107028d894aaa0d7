import Exercises
import Formulas
import Matching

/// Where a student's own column is smallest: ties at the digits written are all right, and the
/// smallest of a wrong column is carried.
struct LocationTies {
  private let judge: ExerciseJudge

  init(_ judge: ExerciseJudge) {
    self.judge = judge
  }

  func judge(_ number: WrittenNumber, _ reading: Reading, expected: String) -> Judged? {
    let exercise = judge.exercise
    guard
      case .over(let reduction, .name(let body), let key)? =
        exercise.quantities[reading.quantity].expression,
      reduction == .argmin || reduction == .argmax,
      let bodyIndex = exercise.quantities.firstIndex(where: { $0.name == body })
    else { return nil }
    // The student's own column: number, keys and place of every cell.
    let column = judge.readings.compactMap {
      cell -> (at: Double, value: Double, reading: Reading)? in
      guard cell.quantity == bodyIndex, case .number(let value) = cell.value,
        let at = cell.keys.first(where: { $0.key == key })?.value,
        reading.keys.allSatisfy(cell.keys.contains)
      else { return nil }
      return (at, value.value, cell)
    }
    let values = column.map(\.value)
    guard let extreme = reduction == .argmin ? values.min() : values.max() else { return nil }
    let best = column.filter { $0.value == extreme }
    guard let chosen = best.first(where: { abs($0.at - number.value) <= 1e-12 }) else { return nil }
    let judged = judge.judge(chosen.reading)
    if judged.outcome.isAccepted {
      return Judged(.correct, expected: expected, note: "ties at the digits written")
    }
    var carried = Judged(.carried, expected: expected)
    carried.basis = .carried
    carried.precision = .enough
    carried.from = [
      .init(name: body, line: judge.source.line(at: chosen.reading.span.range.lowerBound))
    ]
    carried.note = "follows from your own column"
    return carried
  }
}
