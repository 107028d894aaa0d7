import Formulas

/// The scores as a graph of formulas over `confusion`: what follows from what.
///
/// From it come tables, expected values, and the checks that numbers of one homework agree.
package struct MetricsDerivation: Sendable {
  package let classes: Int
  package let orientation: ConfusionMatrix.Orientation

  /// What has to be given.
  package static let givenNames = ["confusion"]

  package init(classes: Int, orientation: ConfusionMatrix.Orientation = .rowsAreTrue) {
    self.classes = classes
    self.orientation = orientation
  }

  /// `support`, `predicted`, `hits`, `precision`, `recall` and `f1` are vectors with an element for
  /// each class; `accuracy`, `macro_f1`, `weighted_f1` and their like are numbers.
  package var graph: Graph {
    var graph = Graph()
    func call(_ name: String, _ arguments: Expression...) -> Expression { .call(name, arguments) }
    func vector(sumsAlong axis: Double) -> Expression {
      let sums = call("sum", .name("confusion"), .number(axis))
      // A vector with an element for each class, whichever way the sums lie.
      return .list(
        (0..<classes).map { label in .index(sums, [.number(Double(label))]) }
      )
    }
    let isByRow = orientation == .rowsAreTrue
    graph.add("total", call("sum", .name("confusion")))
    graph.add("hits", call("diagonal", .name("confusion")))
    graph.add("support", vector(sumsAlong: isByRow ? 1 : 0))
    graph.add("predicted", vector(sumsAlong: isByRow ? 0 : 1))
    graph.add("accuracy", call("ratio", call("sum", .name("hits")), .name("total")))
    graph.add("precision", call("ratio", .name("hits"), .name("predicted")))
    graph.add("recall", call("ratio", .name("hits"), .name("support")))
    graph.add(
      "f1",
      call(
        "ratio",
        .binary(.multiply, .number(2), .name("hits")),
        .binary(.add, .name("predicted"), .name("support"))
      )
    )
    for score in ["precision", "recall", "f1"] {
      graph.add("macro_\(score)", call("mean", .name(score)))
      let weighted = Expression.binary(.multiply, .name(score), .name("support"))
      graph.add(
        "weighted_\(score)",
        call("ratio", call("sum", weighted), .name("total"))
      )
      graph.add("micro_\(score)", .name("accuracy"))
    }
    return graph
  }
}
