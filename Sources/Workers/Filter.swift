#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program that makes one text of another.
package enum Filter {
  /// What a program prints for an input.
  ///
  /// - Throws: `WorkerFailure` if it fails, or takes longer than it may; it is ended then.
  package static func output(
    of executable: String,
    _ arguments: [String],
    input: [UInt8],
    within seconds: Double
  ) throws(WorkerFailure) -> [UInt8] {
    let process = WorkerProcess(executable: executable, arguments: arguments)
    return try process.output(for: input, within: seconds)
  }
}
