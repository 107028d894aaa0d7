/// What the path of a file says of whose homework it is, and of which assignment.
package struct HandInName: Sendable, Hashable {
  /// Texts that may name the student, the one that says most first.
  package var students: [String] = []
  /// The name of an assignment of the course.
  package var assignment: String?
  /// Which of several uploads it is: 1 in `hw1-1.md`, 2 in `hw1 (2).md`.
  package var attempt = 0
  /// True if the name says that it came late.
  package var isLate = false
  package var platform: Platform?

  package init() {}
}
