import Exercises
import Formulas
import Homework

/// What the exercises expect, as far as reading may ask: whether a value is right for a quantity.
///
/// It is asked where labels leave several quantities, and for how much a section says of a question; it never
/// makes anything wrong.
package protocol Expectations {
  /// True if a value is right by itself, without asking where it may come from.
  ///
  /// `index`: The position of the quantity in the exercise.
  func isRight(_ index: Int, at keys: [KeyValue], _ value: WrittenValue) -> Bool
}
