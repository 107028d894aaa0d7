import Grading

/// An answer as a student would write it, and what it must get.
package struct QuestionTest: Sendable {
  /// What an answer must get: an outcome, and words of the mistake that explains it.
  package struct Expectation: Sendable {
    /// An answer, or one of its cells: `C at y = 0.5, a = 0.3`; nil for everything that is asked.
    package let title: String?
    package let outcome: Outcome
    package let mistake: String?
    package let offset: Int
  }

  package let name: String
  package let answer: AnswerTemplate
  package let expectations: [Expectation]
  package let offset: Int
}
