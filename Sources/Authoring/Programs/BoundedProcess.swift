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
    // The shell sets the bounds, in its own units, and becomes the program. Beside it, another one waits
    // for the end of a pipe that only we hold: if we are stopped, the program is too.
    let script =
      "(read _ <&3; kill -9 0) & exec 3<&-; ulimit -v \(bounds.megabytes << 10); ulimit -f \(bounds.output << 11); "
      + "ulimit -t \(Int(bounds.seconds) + 1); ulimit -c 0; cd \"$0\" && exec \"$@\""
    let words = ["/bin/sh", "-c", script, folder] + arguments
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var pipe: [Int32] = [-1, -1]
    guard Self.open(&pipe) else {
      end = .notStarted
      return
    }
    posix_spawn_file_actions_adddup2(&actions, pipe[0], 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that what it starts ends with it. Signals that we ignore mean something to it.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGXFSZ)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var argv = words.map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process = pid_t()
    let isStarted = posix_spawn(&process, words[0], &actions, &attributes, &argv, &envp) == 0
    close(pipe[0])
    defer { close(pipe[1]) }
    end = isStarted ? Self.wait(for: process, bounds.seconds) : .notStarted
  }

  /// Opens a pipe that programs do not inherit by themselves.
  private static func open(_ pipe: inout [Int32]) -> Bool {
    #if canImport(Glibc)
      let result = Glibc.pipe(&pipe)
    #elseif canImport(Musl)
      let result = Musl.pipe(&pipe)
    #else
      let result = Darwin.pipe(&pipe)
    #endif
    guard result == 0 else { return false }
    for descriptor in pipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return true
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
