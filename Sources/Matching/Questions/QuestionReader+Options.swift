import Exercises
import Formulas
import Homework

/// Options of a list of which some are ticked: `- [x] 7600` below `100 filters of 5x5. Parameters?`.
extension QuestionReader {
  /// Reads a ticked option as the value of what the text above the options asks.
  ///
  /// The words of the question name it; where they fit more than one the value decides, and proves nothing.
  mutating func readOption(_ passage: Passage, below question: Passage?) {
    guard let question else { return }
    let text = question.text.string(0..<min(question.text.bytes.count, Self.longestQuestion))
    let asked = Set(LabelTokens(text).tokens)
    let written = passage.text.span(passage.text.trimmed(0..<passage.text.bytes.count))
    let named = names.exercise.quantities.indices.compactMap { index -> (index: Int, said: Int)? in
      guard names.exercise.quantities[index].isAsked, names.canHold(index, written.text),
        names.exercise.quantities[index].keys.isEmpty, value(written, of: index) != nil
      else { return nil }
      let said = names.patterns[index].map { $0.tokens.count(where: asked.contains) }.max() ?? 0
      return said > 0 ? (index, said) : nil
    }
    let inFull = named.filter { names.names(Array(asked), inFull: $0.index) }
    if named.count == 1, let index = inFull.first?.index, let value = value(written, of: index) {
      return readings.append(Reading(quantity: index, at: [], value: value, span: written))
    }
    let most = named.map(\.said).max() ?? 0
    decideLater(written, named.filter { $0.said == most }.map(\.index), label: text)
  }

  private static let longestQuestion = 400
}
