import Exercises
import Markdown

/// What is looked at: chapters in the midst of their course.
package struct LintSubject: Sendable {
  /// The chapters that were asked for, each with everything that is wrong with its blocks.
  package let chapters: [Chapter]
  package let survey: CourseSurvey
  package var settings: CourseSettings { survey.settings }
  /// True if a path leads to a file or folder.
  package let exists: @Sendable (String) -> Bool
  /// The text of a file, for the anchors in it; nil if there is none.
  package let read: @Sendable (String) -> [UInt8]?
  /// How many students' numbers each varied exercise is tried with.
  package let seeds: Int

  package init(
    chapters: [Chapter],
    survey: CourseSurvey,
    seeds: Int,
    exists: @escaping @Sendable (String) -> Bool,
    read: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.chapters = chapters
    self.survey = survey
    self.seeds = seeds
    self.exists = exists
    self.read = read
  }
}
