import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What ended a worker's answer.
package enum WorkerFailure: Error, Equatable {
  /// It took longer than it may.
  case tookTooLong
  /// The process ended by a signal, or with a status.
  case crashed(String)
  /// No process could be started.
  case cannotStart(String)
}

/// Another process that answers requests one after the other: what ends it ends nothing else.
///
/// Requests and answers are lists of fields (`Frame`). One thread at a time.
package final class WorkerProcess {
  private let executable: String
  private let arguments: [String]
  private var child: Child?

  private struct Child {
    let id: pid_t
    let input: Int32
    let output: Int32
  }

  /// `arguments`: Behind the name of the program.
  package init(executable: String, arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }

  deinit { stop() }

  /// The answer to a request; the process is started if none is running.
  ///
  /// A process that fails is ended, and the next request gets a new one.
  package func answer(
    to fields: [[UInt8]],
    within seconds: Double
  ) throws(WorkerFailure) -> [[UInt8]] {
    let child: Child
    if let running = self.child { child = running } else { child = try start() }
    self.child = child
    guard Frame.write(fields, to: child.input) else { throw ended(child) }
    let limit = Self.now() + seconds
    var reader = Frame.Reader(child.output)
    do {
      return try reader.read { max(0, limit - Self.now()) }
    } catch .late {
      stop()
      throw .tookTooLong
    } catch {
      throw ended(child)
    }
  }

  /// All that a process prints for an input that ends, if it ends well.
  func output(for input: [UInt8], within seconds: Double) throws(WorkerFailure) -> [UInt8] {
    let child = try start()
    self.child = child
    let limit = Self.now() + seconds
    var sent = 0
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    _ = fcntl(child.input, F_SETFL, O_NONBLOCK)
    var isSending = true
    while true {
      if isSending, sent == input.count {
        close(child.input)
        isSending = false
      }
      // Both ends at once: a full pipe on either side must not stop the other.
      var ends = [pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)]
      if isSending { ends.append(pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0)) }
      let left = limit - Self.now()
      let ready = left <= 0 ? 0 : poll(&ends, nfds_t(ends.count), Int32((left * 1000).rounded(.up)))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else {
        finish(child, isSending: isSending)
        throw .tookTooLong
      }
      if isSending, ends[1].revents != 0 {
        let count = input[sent...].withUnsafeBytes {
          Frame.rawWrite(child.input, $0.baseAddress, $0.count)
        }
        if count > 0 {
          sent += count
        } else if errno != EINTR, errno != EAGAIN {
          // It reads no more; what it prints may be enough.
          sent = input.count
        }
      }
      guard ends[0].revents != 0 else { continue }
      let count = read(child.output, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      output += block[..<count]
    }
    let status = finish(child, isSending: isSending, isEnded: true)
    guard status == 0 else { throw .crashed(Self.words(status)) }
    return output
  }

  /// Closes the pipes and waits for the end; `isEnded`: false to end it first.
  @discardableResult
  private func finish(_ child: Child, isSending: Bool, isEnded: Bool = false) -> Int32 {
    if isSending { close(child.input) }
    close(child.output)
    if !isEnded { kill(child.id, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child.id, &status, 0) < 0, errno == EINTR {}
    self.child = nil
    return status
  }

  private static func words(_ status: Int32) -> String {
    let signal = status & 0x7F
    return signal == 0 ? "status \(status >> 8 & 0xFF)" : "signal \(signal)"
  }

  /// Ends the process.
  package func stop() {
    guard let child else { return }
    close(child.input)
    close(child.output)
    kill(child.id, SIGKILL)
    var status: Int32 = 0
    while waitpid(child.id, &status, 0) < 0, errno == EINTR {}
    self.child = nil
  }

  /// A fifth of a second in rounds of two milliseconds.
  private static let mostRounds = 100

  /// What a process died of that closed its pipe.
  private func ended(_ child: Child) -> WorkerFailure {
    close(child.input)
    close(child.output)
    var status: Int32 = 0
    // What crashes ends soon; what only closed its pipe is ended.
    var rounds = 0
    while waitpid(child.id, &status, WNOHANG) == 0 {
      rounds += 1
      if rounds == Self.mostRounds { kill(child.id, SIGKILL) }
      usleep(2000)
    }
    self.child = nil
    return .crashed(Self.words(status))
  }

  private func start() throws(WorkerFailure) -> Child {
    let started = Self.starting.withLock { _ in
      Result { () throws(WorkerFailure) in try startAlone() }
    }
    return try started.get()
  }

  private func startAlone() throws(WorkerFailure) -> Child {
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    guard Self.pipe(&toChild), Self.pipe(&fromChild) else {
      throw .cannotStart(String(cString: strerror(errno)))
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
    var words: [UnsafeMutablePointer<CChar>?] =
      ([executable] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var id: pid_t = 0
    let problem = posix_spawn(&id, executable, &actions, nil, &words, environ)
    close(toChild[0])
    close(fromChild[1])
    guard problem == 0 else {
      close(toChild[1])
      close(fromChild[0])
      throw .cannotStart(String(cString: strerror(problem)))
    }
    return Child(id: id, input: toChild[1], output: fromChild[0])
  }

  /// A pipe that other children do not inherit: one that did would keep it open.
  private static func pipe(_ ends: inout [Int32]) -> Bool {
    #if canImport(Darwin)
      guard Darwin.pipe(&ends) == 0 else { return false }
    #elseif canImport(Musl)
      guard Musl.pipe(&ends) == 0 else { return false }
    #else
      guard Glibc.pipe(&ends) == 0 else { return false }
    #endif
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return true
  }

  /// Between a pipe and its mark another thread must start no process.
  private static let starting = Mutex(())

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension WorkerFailure {
  /// The failure in words.
  package var reason: String {
    switch self {
    case .tookTooLong: "it took too long"
    case .crashed(let how): "it ended with \(how)"
    case .cannotStart(let why): "it cannot be started: \(why)"
    }
  }
}
