import ArgumentParser
import Gradebook
import Markdown
import Terminal

/// The assignment whose grades are handed out, and where they are.
struct GradesOptions: ParsableArguments {
  @Argument(help: "The assignment.")
  var assignment: String

  @OptionGroup var book: BookOptions

  @Option(help: "The course: a course.yml, or the folder that holds one.")
  var course: String?

  @Flag(help: "Hand out homework in which points still wait for a person, too.")
  var partial = false

  func grades(in book: Gradebook) throws -> Grades {
    try Grades(
      of: assignment,
      in: book,
      ClassCourse(CourseLocation(named: course)),
      isPartial: partial
    )
  }
}
