import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C while something long runs: it is asked to stop; a second one ends the program.
///
/// The only state that is not passed on: a signal finds nothing else.
package enum Interrupt {
  fileprivate static let wasAsked = Atomic<Bool>(false)

  package static var isAsked: Bool { wasAsked.load(ordering: .relaxed) }

  /// Listens from here on.
  package static func listen() {
    wasAsked.store(false, ordering: .relaxed)
    let handler: @convention(c) (Int32) -> Void = { number in
      Interrupt.wasAsked.store(true, ordering: .relaxed)
      signal(number, SIG_DFL)
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number, handler)
      sigaddset(&signals, number)
    }
    // Whoever started the program may have blocked them.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// What a shell takes for an interrupted program.
  package static let status: Int32 = 130
}
