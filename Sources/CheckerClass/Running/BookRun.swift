import Exercises
import Gradebook
import Markdown
import Synchronization
import Terminal

/// Grades what a gradebook holds and was not graded with the course as it is now.
struct BookRun {
  private let book: Gradebook
  private let course: ClassCourse
  private let run: ClassRun

  init(_ book: Gradebook, _ course: ClassCourse, reveal: Reveal?, seconds: Double) {
    self.book = book
    self.course = course
    run = ClassRun(course: course.path, reveal: reveal, seconds: seconds)
  }

  /// Gradings that are written at once, or not at all.
  private static let batch = 100

  /// Grades an assignment; what was graded before with the same exercises and the same tool is left as it is.
  ///
  /// - Throws: A `Diagnostic` if the gradebook cannot be written; what was written before is in it.
  func grade(_ assignment: String, _ deliver: (ClassResult) -> Void) throws(Diagnostic) {
    guard let version = course.version(of: assignment) else { return }
    let number = try book.number(of: version)
    try grade(
      try book.waiting(for: number, of: version.assignment),
      keep: { gradings throws(Diagnostic) in try book.keep(gradings, version: number) },
      deliver
    )
  }

  /// Grades homework and hands the gradings on, batch by batch.
  func grade(
    _ waiting: [StoredHomework],
    keep: ([NewGrading]) throws(Diagnostic) -> Void,
    _ deliver: (ClassResult) -> Void
  ) throws(Diagnostic) {
    let tasks = waiting.map {
      ClassTask(file: $0.file, assignment: $0.assignment, student: $0.student)
    }
    let progress = ClassProgress(count: tasks.count)
    var batch: [NewGrading] = []
    var problem: Diagnostic?
    withoutActuallyEscaping(deliver) { deliver in
      withoutActuallyEscaping(keep) { keep in
        let sink = Sink { result in
          progress.clear()
          batch.append(
            NewGrading(
              homework: waiting[result.place].id,
              report: result.report,
              problem: result.problem
            )
          )
          if batch.count >= Self.batch {
            do throws(Diagnostic) { try keep(batch) } catch { problem = error }
            batch = []
          }
          deliver(result)
          progress.show(result.place + 1)
          return problem == nil
        }
        run.run(
          tasks,
          bytes: { [book] place, _ throws(Diagnostic) in
            try HomeworkBytes.markdown(book.content(of: waiting[place]), path: waiting[place].file)
          },
          deliver: { sink.body($0) }
        )
      }
    }
    progress.clear()
    if let problem { throw problem }
    try keep(batch)
  }

  /// Results come one at a time, whichever thread has them.
  private struct Sink: @unchecked Sendable {
    let body: (ClassResult) -> Bool
  }
}
