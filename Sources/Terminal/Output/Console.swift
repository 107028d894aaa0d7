import Markdown
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one place that all output passes, and what is known of where it goes.
///
/// Whatever is printed is made harmless here (`VisibleText`); the only codes that reach a terminal are
/// those of `PaintedText` and of the line of progress.
package enum Console {
  package static func out(_ text: String) { emit(VisibleText.escaped(text), to: STDOUT_FILENO) }

  package static func out(_ text: PaintedText) { emit(text.written, to: STDOUT_FILENO) }

  package static func error(_ text: String) { emit(VisibleText.escaped(text), to: STDERR_FILENO) }

  /// Replaces the line that the cursor stands in, on the terminal of `hasErrorTerminal`.
  package static func progress(_ line: String) {
    emit("\r\u{1B}[K" + VisibleText.escaped(line), to: STDERR_FILENO)
  }

  package static func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { error(diagnostic.formatted + "\n") }
  }

  // MARK: - What could not be written

  /// Why the standard output could not be written: the first `errno`, or 0.
  ///
  /// It is asked once, at the end: what a command does besides printing is done all the same.
  private static let failure = Atomic<Int32>(0)

  private static func emit(_ text: String, to descriptor: Int32) {
    guard descriptor != STDOUT_FILENO || failure.load(ordering: .relaxed) == 0 else { return }
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count, let base = bytes.baseAddress {
        let count = write(descriptor, base + written, bytes.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          if descriptor == STDOUT_FILENO {
            failure.store(count < 0 ? errno : EIO, ordering: .relaxed)
          }
          return
        }
        written += count
      }
    }
  }

  /// Makes the three standard streams safe to use, before the first file is opened.
  ///
  /// A stream that is closed would give its number to the next file, into which reports would then be
  /// written. Writing to nobody, or beyond a limit of file sizes, is an error and no signal.
  package static func prepare() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      // Reading only: writing to a closed standard output stays an error.
      _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the program: with `status`, or with 2 if its output was not all written.
  package static func finish(_ status: Int32) -> Never {
    var problem = failure.load(ordering: .relaxed)
    if problem == 0, close(STDOUT_FILENO) != 0, errno != EBADF { problem = errno }
    guard problem == 0 else {
      let reason = strerror(problem).map { String(cString: $0).lowercased() } ?? "error \(problem)"
      report([Diagnostic(path: "standard output", message: "cannot be written: \(reason)")])
      exit(2)
    }
    exit(status)
  }

  // MARK: - The terminal

  /// How a report is laid out here: colour only on a terminal, and as wide as that is.
  package static var style: ReportStyle {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasColor = isTerminal && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
    var size = winsize()
    var width = 100
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      width = Int(size.ws_col)
    } else if let columns = environment("COLUMNS").flatMap({ Int($0) }) {
      width = columns
    }
    return ReportStyle(width: max(40, width), hasColor: hasColor)
  }

  /// True if somebody watches the standard error stream on a terminal that can go back in a line.
  package static var hasErrorTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
