import ArgumentParser
import Terminal

/// Where the course is: the option that every subcommand shares.
struct CourseOptions: ParsableArguments {
  @Option(help: "The course: a course.yml, or the folder that holds one.")
  var course: String?

  var location: CourseLocation { CourseLocation(named: course) }
}
