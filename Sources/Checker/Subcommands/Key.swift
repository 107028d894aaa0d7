import ArgumentParser
import Exercises
import Formulas
import Grading
import Markdown
import Terminal

/// An instructor's view: every name, formula, value, accepted range and points.
struct Key: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Show every name, formula, value, accepted range and points.",
    discussion: """
      With --homework, the answers as a filled-in homework in Markdown, which gets full marks on \
      everything that is not for a person.
      """
  )

  @Argument(help: "An exercise's id, or an assignment.")
  var name: String

  @OptionGroup var courseOptions: CourseOptions
  @OptionGroup var studentOptions: StudentOptions

  @Option(help: "Values for a key or a given, for example --given 'y=0.3, 0.6' or --given w1=2.")
  var given: [String] = []

  @Flag(help: "Write the key as a homework.")
  var homework = false

  func run() throws {
    try Checker.run {
      let course = try courseOptions.location.load(for: nil)
      let assignment = try studentOptions.variant(of: course.assignmentOrExercise(named: name))
      let keys = try assignment.questions.map { question in
        try question.exercise.key(given: given)
      }
      if homework {
        let writer = HomeworkWriter(
          assignment,
          notation: course.settings.notation,
          student: studentOptions.student
        )
        Console.out(writer.homework(filledWith: keys))
      } else {
        for (question, key) in zip(assignment.questions, keys) {
          Console.out(KeyReport.text(key, label: question.label))
        }
      }
      return .success
    }
  }
}

extension Course {
  /// One exercise as an assignment of its own.
  func alone(_ id: String) -> Assignment? {
    exercises[id].map {
      Assignment(name: id, questions: [Assignment.Question(label: "1", exercise: $0)])
    }
  }

  /// An assignment, or one exercise as an assignment of its own.
  func assignmentOrExercise(named name: String) throws(Diagnostic) -> Assignment {
    if let assignment = assignment(named: name) ?? alone(name) { return assignment }
    throw Diagnostic(
      message: "there is no assignment or exercise \"\(name)\"",
      help: NearMiss.help(name, among: assignments.map(\.name) + exercises.keys.sorted())
    )
  }
}

extension Exercise {
  /// The key of the exercise, with values of keys and givens replaced.
  func key(given: [String]) throws(Diagnostic) -> ExerciseKey {
    var exercise = self
    var chosen: [String: ValueList] = [:]
    for text in given {
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2 else {
        throw Diagnostic(message: "--given \"\(text)\"", help: "write NAME=VALUE")
      }
      let name = sides[0].filter { $0 != " " }
      if choices.contains(where: { $0.key == name }) {
        do throws(ValueList.Problem) {
          chosen[name] = try ValueList(sides[1])
        } catch {
          throw Diagnostic(message: "--given \(name): \(error.message)", help: error.help)
        }
      } else if givens.contains(where: { $0.name == name }) {
        do throws(FormulaError) {
          exercise = try exercise.replacingGiven(name, with: Formula(sides[1]))
        } catch {
          throw Diagnostic(message: "--given \(name): \(error.message)", help: error.help)
        }
      } else {
        throw Diagnostic(
          message: "\"\(name)\" is neither chosen nor given in the exercise \"\(id)\"",
          help: NearMiss.help(name, among: choices.map(\.key) + givens.map(\.name))
        )
      }
    }
    return try ExerciseKey(exercise, chosen: chosen)
  }
}
