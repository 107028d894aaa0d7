import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How many threads may work on a list at once; results never depend on it.
///
/// Threads of the system and not tasks: a cooperative pool costs a start that is longer than the
/// whole grading of a homework.
package struct Workers: Sendable {
  package let count: Int

  /// At least one.
  package init(count: Int) {
    self.count = max(count, 1)
  }

  /// No thread but the caller's.
  package static let one = Workers(count: 1)

  /// A thread for each core that is online.
  package static let all = Workers(count: sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// What parsing deep nesting may need on a thread; macOS would give half a megabyte.
  private static let stackSize = 8 << 20

  /// The results of a function for each item, in the order of the items.
  package func map<Item: Sendable, Result: Sendable>(
    _ items: [Item],
    _ transform: @Sendable (Item) -> Result
  ) -> [Result] {
    let threads = min(count, items.count) - 1
    guard threads > 0 else { return items.map(transform) }
    return withUnsafeTemporaryAllocation(of: Result.self, capacity: items.count) { results in
      withoutActuallyEscaping(transform) { transform in
        let work = Work(items: items, results: Results(results.baseAddress), transform: transform)
        let started = (0..<threads).compactMap { _ in Self.start { work.run() } }
        work.run()
        for thread in started { pthread_join(thread, nil) }
      }
      defer { results.deinitialize() }
      return Array(results)
    }
  }

  /// Hands out the result of each item as soon as those before it are there.
  ///
  /// What is done is not held back by what comes after it, and stands in the order of the items.
  ///
  /// `deliver`: Called on any thread, for one result at a time.
  package func forEach<Item: Sendable, Result: Sendable>(
    _ items: [Item],
    _ transform: @Sendable (Item) -> Result,
    deliver: @Sendable (Result) -> Void
  ) {
    let waiting = Mutex<(next: Int, results: [Int: Result])>((0, [:]))
    _ = map(Array(items.indices)) { index in
      let result = transform(items[index])
      waiting.withLock { waiting in
        waiting.results[index] = result
        while let ready = waiting.results.removeValue(forKey: waiting.next) {
          deliver(ready)
          waiting.next += 1
        }
      }
    }
  }

  /// The results of two functions that know nothing of each other.
  package func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First,
    _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let results = map([true, false]) { isFirst -> (First?, Second?) in
      isFirst ? (first(), nil) : (nil, second())
    }
    guard let one = results[0].0, let other = results[1].1 else {
      preconditionFailure("each of two functions was run for its own place")
    }
    return (one, other)
  }

  // MARK: - Threads

  /// Starts a thread; nil if the system has none to give, and the caller does all the work.
  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let context = Unmanaged.passRetained(Body(run: body))
    #if canImport(Darwin)
      var thread: pthread_t?
      let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
        Unmanaged<Body>.fromOpaque($0).takeRetainedValue().run()
        return nil
      }
    #else
      var thread = pthread_t()
      let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        if let context = $0 { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }
    #endif
    guard pthread_create(&thread, &attributes, entry, context.toOpaque()) == 0 else {
      context.release()
      return nil
    }
    return thread
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Where the results go; each place is written once, by the thread that took the item.
  private struct Results<Result>: @unchecked Sendable {
    let first: UnsafeMutablePointer<Result>?
    init(_ first: UnsafeMutablePointer<Result>?) { self.first = first }
  }

  private final class Work<Item: Sendable, Result: Sendable>: Sendable {
    let items: [Item]
    let results: Results<Result>
    let transform: @Sendable (Item) -> Result
    private let next = Atomic<Int>(0)

    init(
      items: [Item],
      results: Results<Result>,
      transform: @escaping @Sendable (Item) -> Result
    ) {
      self.items = items
      self.results = results
      self.transform = transform
    }

    /// Takes items until none is left.
    func run() {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < items.count else { return }
        results.first?.advanced(by: index).initialize(to: transform(items[index]))
      }
    }
  }
}
