import Testing

@testable import Matching

/// Heads and lines that lead to values of another time, another network, another person.
struct ScopeTests {
  @Test(
    "After the step",
    arguments: [
      "After the update", "### Second forward pass", "Next iteration:", "Epoch 2:", "Iteration 3",
      "Now with the new weights:", "Forward pass with the updated parameters",
      "Nach dem Update", "Zweiter Durchlauf", "Después de la actualización", "con los pesos nuevos",
      "After one step",
    ]
  )
  func afterStep(head: String) {
    #expect(Scope.mood(of: head, isHeading: true) == .afterStep)
    #expect(Scope.mood(of: head, isHeading: false) == .afterStep)
  }

  @Test(
    "The question's own",
    arguments: [
      "Step 2: hidden layer", "Forward pass", "Epoch 1:", "The second neuron", "New weights",
      "Second layer", "Next, the forward pass", "Next: forward pass", "Numerical example",
      "Numerical results:", "Before the update", "First example", "Results", "With ReLU:", "Answer",
    ]
  )
  func own(head: String) {
    #expect(Scope.mood(of: head, isHeading: true) == nil)
    #expect(Scope.mood(of: head, isHeading: false) == nil)
  }

  @Test(
    "Something else",
    arguments: [
      ("Appendix", true), ("Comparison with the chapter", true), ("For the first network:", false),
      ("In the book:", false), ("In the last exercise:", false), ("From last year", false),
    ]
  )
  func elsewhere(head: String, isHeading: Bool) {
    #expect(Scope.mood(of: head, isHeading: isHeading) == .elsewhere)
  }
}
