import Exercises
import Formulas
import Homework

/// Tables that tell of one run, a row for each epoch: what is asked of its end stands in the last row.
extension TableMatcher {
  /// True for rows that an epoch or a step counts upwards.
  func isLog(_ grid: Grid) -> Bool {
    grid.records.count > 1
      && grid.header.indices.contains { column in
        let words = grid.header[column].tokens
        guard words.contains(where: { Lexicon.rounds.contains($0) || Lexicon.steps.contains($0) })
        else { return false }
        let counts = grid.records.map { Int($0[column].text) ?? -1 }
        return zip(counts, counts.dropFirst()).allSatisfy { $0 >= 0 && $0 < $1 }
      }
  }
}

extension ExerciseNames {
  /// True for what is measured once, at the end or wherever a report says so.
  func isMeasured(_ quantity: Int) -> Bool {
    if case .measured = exercise.quantities[quantity].kind, !isExtreme(quantity) {
      true
    } else {
      false
    }
  }

  /// True for what is called final or last, of a run: `final loss`.
  func isFinal(_ quantity: Int) -> Bool {
    patterns[quantity].contains { !Lexicon.finals.isDisjoint(with: $0.words) }
  }
}
