import Exercises
import Markdown
import Synchronization
import Terminal
import Workers

/// One homework of a run.
struct ClassTask: Sendable {
  let file: String
  let assignment: String
  let student: String
}

/// How it came out: the report as a line of JSON, or the reason why there is none.
struct ClassResult: Sendable {
  let place: Int
  let task: ClassTask
  let report: [UInt8]?
  let problem: String?
}

/// Grades the homework of a class in worker processes, one for each core.
///
/// Results come in the order of the tasks, each as soon as those before it are there; no more than `window` wait, so
/// that memory does not grow with the class. What crashes or takes too long is one line.
struct ClassRun {
  let course: String
  let reveal: Reveal?
  /// The seconds that a homework may take.
  let seconds: Double

  private static let window = 256

  /// - Parameters:
  ///   - tasks: What is graded.
  ///   - bytes: The homework of a task, read on the thread that has it graded.
  ///   - deliver: Gets each result, one at a time; false to stop.
  func run(
    _ tasks: [ClassTask],
    bytes: @Sendable (Int, HomeworkBytes) throws(Diagnostic) -> [UInt8],
    deliver: @Sendable (ClassResult) -> Bool
  ) {
    let queue = OrderedQueue(count: tasks.count, window: Self.window)
    var arguments = ["worker", "--course", course]
    if let reveal { arguments += ["--reveal", reveal.rawValue] }
    _ = Workers.all.map(Array(0..<min(Workers.all.count, max(1, tasks.count)))) { [arguments] _ in
      let worker = WorkerProcess(executable: WorkerProgram.path, arguments: arguments)
      let source = HomeworkBytes()
      while let place = queue.next() {
        let result = result(of: place, tasks[place], worker) { () throws(Diagnostic) in
          try bytes(place, source)
        }
        queue.finish(place, result, deliver)
      }
    }
  }

  private func result(
    of place: Int,
    _ task: ClassTask,
    _ worker: WorkerProcess,
    _ bytes: () throws(Diagnostic) -> [UInt8]
  ) -> ClassResult {
    func failed(_ problem: String) -> ClassResult {
      ClassResult(place: place, task: task, report: nil, problem: problem)
    }
    let homework: [UInt8]
    do throws(Diagnostic) {
      homework = try bytes()
    } catch {
      return failed(error.help.map { "\(error.message) (\($0))" } ?? error.message)
    }
    let request = [
      Array(task.file.utf8), Array(task.assignment.utf8), Array(task.student.utf8), homework,
    ]
    do throws(WorkerFailure) {
      let answer = try worker.answer(to: request, within: seconds)
      guard answer.count == 2 else {
        return failed("the grading program answers in another way: is it of this version?")
      }
      guard answer[0] == Array("graded".utf8) else {
        return failed(String(decoding: answer[1], as: UTF8.self))
      }
      return ClassResult(place: place, task: task, report: answer[1], problem: nil)
    } catch {
      switch error {
      case .tookTooLong: return failed("took longer than \(Int(seconds)) seconds: read it yourself")
      case .crashed(let how):
        return failed("ended the grading program (\(how)): read it yourself, and report it")
      case .cannotStart(let why):
        return failed("the grading program \(WorkerProgram.path) cannot be started: \(why)")
      }
    }
  }
}

/// Hands out places in order, and results in the order of the places.
private final class OrderedQueue: Sendable {
  private struct State {
    var next = 0
    var delivered = 0
    var waiting: [Int: ClassResult] = [:]
    var isStopped = false
  }

  private let state = Mutex(State())
  private let count: Int
  private let window: Int

  init(count: Int, window: Int) {
    self.count = count
    self.window = window
  }

  /// The next place; nil if none is left.
  ///
  /// It waits where too many results wait for one before them.
  func next() -> Int? {
    while true {
      let found = state.withLock { state -> Int?? in
        guard state.next < count, !state.isStopped, !Interrupt.isAsked else { return .some(nil) }
        guard state.next < state.delivered + window else { return nil }
        state.next += 1
        return state.next - 1
      }
      if let found { return found }
      Pause.briefly()
    }
  }

  func finish(_ place: Int, _ result: ClassResult, _ deliver: (ClassResult) -> Bool) {
    state.withLock { state in
      state.waiting[place] = result
      while !state.isStopped, let ready = state.waiting.removeValue(forKey: state.delivered) {
        state.delivered += 1
        if !deliver(ready) { state.isStopped = true }
      }
    }
  }
}
