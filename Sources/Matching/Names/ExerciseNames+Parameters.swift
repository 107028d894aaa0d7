import Exercises
import Formulas
import Homework

/// Parameters that a step changes: which of their two values a number is.
extension ExerciseNames {
  /// What a number behind the bare name of a parameter is, where only its value after a step is asked.
  enum ParameterValue {
    case given
    case new(Int)
  }

  /// `w1 = 0.207` where w1 is given as 0.2 and `w1 new` is asked: a value after the step.
  ///
  /// `stays`: True for what is said to stay as it is: the new value is the given one.
  func parameterValue(_ label: [String], _ number: WrittenNumber, stays: Bool = false)
    -> ParameterValue?
  {
    // `The gradeint of w4`: what nobody knows is said of it.
    if let of = label.lastIndex(where: Lexicon.goesOn), of > 0, !LabelTokens.isPlain(label[of - 1]),
      !Lexicon.kinds.contains(label[of - 1]), !["weight", "bias"].contains(label[of - 1])
    {
      return nil
    }
    guard let symbol = label.last,
      let index = patterns.firstIndex(where: { patterns in
        patterns.contains { $0.symbols == [symbol] && $0.words == ["new"] }
      }),
      case let quantity = exercise.quantities[index], quantity.keys.isEmpty,
      !exercise.quantities.contains(where: { $0.name == symbol }),
      let evaluator = try? computation.evaluator(for: quantity, domain: { _, _ in nil }),
      let parameter = quantity.expression?.names.first(where: { SymbolName.canonical($0) == symbol }
      ),
      let given = (try? evaluator.evaluate(.name(parameter)))?.number
    else { return nil }
    let isGiven = abs(number.value - given) <= 0.5 * number.unit
    return isGiven && !stays && number.significantDigits <= 3 ? .given : .new(index)
  }
}
