import Exercises
import Formulas

/// Quantities that are a smallest or largest value, or the place of one.
extension ExerciseNames {
  /// True for the place of a smallest value where only a largest one is spoken of, or the other way round.
  func isOpposite(_ location: Int, of words: Set<String>) -> Bool {
    guard case .over(let reduction, _, _)? = exercise.quantities[location].expression else {
      return false
    }
    let isSmallest = reduction == .argmin
    let own = isSmallest ? ["minimum", "argmin"] : ["maximum", "argmax"]
    let other = isSmallest ? ["maximum", "argmax"] : ["minimum", "argmin"]
    return !own.contains(where: words.contains) && other.contains(where: words.contains)
  }

  /// The quantity that is the place of another one's extreme over a key: argmin for key a.
  package func location(over key: String) -> Int? {
    exercise.quantities.firstIndex { quantity in
      if case .over(let reduction, _, key)? = quantity.expression {
        return reduction == .argmin || reduction == .argmax
      }
      return false
    }
  }

  /// The first quantity that is the place of an extreme.
  var firstLocation: Int? { exercise.quantities.indices.first(where: isLocation) }

  func isLocation(_ index: Int) -> Bool {
    if case .over(let reduction, _, _)? = exercise.quantities[index].expression {
      return reduction == .argmin || reduction == .argmax
    }
    return false
  }

  /// The key that an extreme is taken over.
  func extremeKey(_ index: Int) -> String? {
    guard isExtreme(index), case .over(_, _, let key)? = exercise.quantities[index].expression
    else { return nil }
    return key
  }

  /// True if a quantity is an extreme over a key, or the place of one.
  package func isExtreme(_ index: Int) -> Bool {
    if case .over(let reduction, _, _)? = exercise.quantities[index].expression {
      return [.min, .max, .argmin, .argmax].contains(reduction)
    }
    return false
  }
}
