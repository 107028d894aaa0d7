import Formulas

/// What speaks for a question in some passages: the values that its names name, and which of them are right.
package struct Evidence: Sendable {
  package let named: Set<Range<Int>>
  package let right: Set<Range<Int>>
  /// How many givens of the question are said again.
  package let restated: Int

  package init(named: Set<Range<Int>>, right: Set<Range<Int>>, restated: Int) {
    self.named = named
    self.right = right
    self.restated = restated
  }

  /// More than enough for a question.
  package static let strong = Evidence(named: [0..<1, 1..<2], right: [0..<1, 1..<2], restated: 0)

  var isEmpty: Bool { named.isEmpty && restated == 0 }

  /// True if most of what the question's names name is right: no other one can be meant.
  var isConvincing: Bool {
    let right = right.count + restated
    return right > 1 && 2 * right >= named.count + restated
  }
}

extension Evidence {
  /// The score of each question for what stands in one place.
  static func scores(_ all: [Evidence]) -> [Double] {
    var counts: [Range<Int>: Int] = [:]
    for span in all.flatMap(\.named) { counts[span, default: 0] += 1 }
    let restated = all.map(\.restated).sorted()
    return all.indices.map { question in
      let own = all[question]
      var names = 0.0
      // In the order of their counts: a sum of doubles depends on the order, and that of a set on the day.
      for count in own.named.map({ counts[$0] ?? 1 }).sorted() {
        names += Self.telling(all.count, count)
      }
      let shared = own.named.intersection(own.right).count { counts[$0, default: 1] > 1 }
      let values = OutlineScores.right * Double(shared)
      // Givens that every question has tell none apart.
      let everywhere = all.count > 1 ? restated[0] : 0
      let givens = OutlineScores.given * Double(own.restated - everywhere)
      return min(names, OutlineScores.mostNames) + min(values, OutlineScores.mostRight)
        + min(givens, OutlineScores.mostGivens)
    }
  }

  /// How much a name says that `count` of `questions` have; to answer no question is one more choice.
  private static func telling(_ questions: Int, _ count: Int) -> Double {
    Elementary.ln(Double(questions + 1) / Double(count))
  }
}
