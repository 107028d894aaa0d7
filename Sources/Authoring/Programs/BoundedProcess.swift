#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that runs with bounds on its time, its memory and what it writes.
struct BoundedProcess {
  struct Bounds {
    /// Seconds on the clock.
    var seconds: Double
    var megabytes: Int
    /// What it may write to a file, in megabytes.
    var output = 16
  }

  enum End: Equatable {
    case status(Int32)
    case signal(Int32)
    /// The time was over; it was stopped.
    case late
    case notStarted
  }

  let end: End

  /// Runs a program to its end.
  ///
  /// `folder`: Where it runs.
  /// `output`, `errors`: Files for what it writes, with their whole paths.
  init(
    _ arguments: [String],
    in folder: String,
    output: String,
    errors: String,
    environment: [String],
    _ bounds: Bounds
  ) {
    // The shell sets the bounds, in its own units, and becomes the program.
    let script =
      "ulimit -v \(bounds.megabytes << 10); ulimit -f \(bounds.output << 11); "
      + "ulimit -t \(Int(bounds.seconds) + 1); ulimit -c 0; cd \"$0\" && exec \"$@\""
    let words = ["/bin/sh", "-c", script, folder] + arguments
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that what it starts ends with it.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var argv = words.map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process = pid_t()
    guard posix_spawn(&process, words[0], &actions, &attributes, &argv, &envp) == 0 else {
      end = .notStarted
      return
    }
    end = Self.wait(for: process, bounds.seconds)
  }

  private static func wait(for process: pid_t, _ seconds: Double) -> End {
    var waited = 0.0
    var status: Int32 = 0
    while true {
      let result = waitpid(process, &status, WNOHANG)
      if result == process {
        let signal = status & 0x7F
        return signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
      }
      if result < 0, errno != EINTR { return .notStarted }
      if waited >= seconds {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return .late
      }
      // Short programs are noticed at once, long ones without effort.
      let pause = waited < 0.2 ? 0.002 : 0.02
      usleep(UInt32(pause * 1_000_000))
      waited += pause
    }
  }
}
