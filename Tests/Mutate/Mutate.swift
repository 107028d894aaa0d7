import Foundation
import Mutations

// Runs a command on mutated files, each in a process of its own: scripts/mutate says how.
//   Mutate CHECKER OUTPUT COUNT START MODE SEED...

/// One run of the tool on a file; seconds of the processor.
private struct Run {
  let number: Int
  let seconds: Double
  let end: String
}

@main
enum Mutate {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 6, let count = Int(arguments[3]), let start = UInt64(arguments[4])
    else {
      print("Mutate CHECKER OUTPUT COUNT START grade|lint SEED...")
      exit(64)
    }
    let (checker, folder, mode) = (arguments[1], URL(fileURLWithPath: arguments[2]), arguments[5])
    let seeds = try arguments[6...].map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var mutator = Mutator(seeds, start: start)
    var runs: [Run] = []
    var ends: [String: Int] = [:]
    for number in 0..<count {
      let file = folder.appendingPathComponent("\(mode)-\(start)-\(number).md")
      try Data(mutator.next()).write(to: file)
      let run = try self.run(checker, mode, file, number)
      runs.append(run)
      ends[run.end, default: 0] += 1
      // What is fast and ends well is not kept.
      let isFine = ["0", "1", "2", "64"].contains(run.end) && run.seconds < 1
      if isFine {
        try FileManager.default.removeItem(at: file)
      } else {
        print(line(run), file.path)
        fflush(nil)
      }
    }
    runs.sort { $0.seconds > $1.seconds }
    print(
      "\(count) \(mode): ends",
      ends.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    )
    print("slowest:", runs.prefix(5).map(line).joined(separator: "; "))
    let isClean = Set(ends.keys).isSubset(of: ["0", "1", "2", "64"])
    exit(isClean && (runs.first?.seconds ?? 0) < 1 ? 0 : 1)
  }

  /// The processor time of all processes that have ended: other programs do not count.
  private static func secondsOfChildren() -> Double {
    var usage = rusage()
    // RUSAGE_CHILDREN, which has another type on each system.
    getrusage(-1, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }

  private static func line(_ run: Run) -> String {
    "\(run.number) in \(String(format: "%.2f", run.seconds)) s, \(run.end)"
  }

  private static func run(
    _ checker: String,
    _ mode: String,
    _ file: URL,
    _ number: Int
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: checker)
    let assignment = ["hw1", "hw3", "hw4"][number % 3]
    process.arguments =
      mode == "lint"
      ? ["lint", file.path]
      : ["grade", "--course", "course.yml", "--assignment", assignment, file.path]
    process.environment = ["SWIFT_BACKTRACE": "enable=no"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let before = secondsOfChildren()
    try process.run()
    process.waitUntilExit()
    let seconds = secondsOfChildren() - before
    let isSignal = process.terminationReason == .uncaughtSignal
    let end = "\(isSignal ? "signal " : "")\(process.terminationStatus)"
    return Run(number: number, seconds: seconds, end: end)
  }
}
