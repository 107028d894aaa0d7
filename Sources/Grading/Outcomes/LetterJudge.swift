import Exercises
import Formulas
import Homework

/// Judges shapes in letters: the letters are the student's, right if one assignment fits all.
struct LetterJudge {
  /// A shape that was written, with the sizes that it has in networks of several sizes.
  struct Statement {
    let shape: WrittenShape
    let letters: ShapeLetters
  }

  /// For each statement, whether it fits under the assignment under which most do.
  static func judge(_ statements: [Statement]) -> [Bool] {
    // A letter may stand for the sizes of any place where it was written.
    var candidates: [String: [[Int]]] = [:]
    for statement in statements {
      for (size, place) in zip(statement.shape.sizes, statement.letters.places) {
        if case .letter(let letter) = size, !(candidates[letter] ?? []).contains(place) {
          candidates[letter, default: []].append(place)
        }
      }
    }
    let names = candidates.keys.sorted()
    var best: [Bool] = Array(repeating: false, count: statements.count)
    func search(_ position: Int, _ assignment: [String: [Int]]) {
      guard position < min(names.count, statements.count > 50 ? 3 : 8) else {
        let fits = statements.map { fit($0, assignment) }
        if fits.count(where: { $0 }) > best.count(where: { $0 }) { best = fits }
        return
      }
      for sizes in (candidates[names[position]] ?? []).prefix(4) {
        search(position + 1, assignment.merging([names[position]: sizes]) { $1 })
      }
    }
    search(0, [:])
    return best
  }

  private static func fit(_ statement: Statement, _ assignment: [String: [Int]]) -> Bool {
    let sizes = statement.shape.sizes
    guard sizes.count == statement.letters.places.count else { return false }
    return sizes.indices.allSatisfy { index in
      let place = statement.letters.places[index]
      switch sizes[index] {
      // The size of the exercise's own network may stand beside letters: (4, m).
      case .number(let n):
        return place.allSatisfy { $0 == n }
          || statement.shape.hasLetters && n == statement.letters.own[index]
      // A letter for a size that is always the same, such as 1, says less than the number.
      case .letter(let letter): return assignment[letter] == place && Set(place).count > 1
      }
    }
  }
}
