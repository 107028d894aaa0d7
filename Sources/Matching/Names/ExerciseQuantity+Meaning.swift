import Exercises
import Formulas
import Homework

extension ExerciseQuantity {
  /// What a quantity is in the engine: the formula behind a name of the network, or its own.
  package func meaning(in network: NetworkDefinition?) -> Expression? {
    if case .name(let name)? = expression,
      let formula = network?.names.first(where: { $0.name == name })?.formula.expression
    {
      return formula
    }
    return expression
  }
}
