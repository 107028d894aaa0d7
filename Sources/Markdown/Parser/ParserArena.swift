import CCmark

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Memory for one run of libcmark, which is given back as a whole.
///
/// libcmark makes many small nodes; taking them from a few large chunks makes it several times
/// faster. Its allocator is three C functions without a place for user data, so that the arena in use
/// is found through the thread: every thread has its own, and no lock is needed.
struct ParserArena: ~Copyable {
  /// The state, at an address that the C functions can follow.
  private struct State {
    var chunks: [UnsafeMutableRawPointer] = []
    var next: UnsafeMutableRawPointer?
    var left = 0
    var chunkSize: Int
  }

  private let state: UnsafeMutablePointer<State>

  /// The size of every block stands before it, for `realloc`.
  private static let headerSize = 16

  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    return pthread_key_create(&key, nil) == 0 ? key : nil
  }()

  /// Makes an arena for a text of so many bytes.
  init(forTextOf count: Int) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(chunkSize: 16_384 + count * 8))
  }

  deinit {
    for chunk in state.pointee.chunks { free(chunk) }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Calls a function with an allocator; all that libcmark makes with it lives as long as the arena.
  func withAllocator<Result>(_ body: (UnsafeMutablePointer<cmark_mem>?) -> Result) -> Result {
    guard let key = Self.key, pthread_getspecific(key) == nil,
      pthread_setspecific(key, state) == 0
    else { return body(nil) }
    defer { pthread_setspecific(key, nil) }
    var memory = cmark_mem(
      calloc: { count, size in ParserArena.allocate(count * size) },
      realloc: { old, size in ParserArena.reallocate(old, size) },
      free: { _ in }
    )
    return withUnsafeMutablePointer(to: &memory, body)
  }

  private static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
    guard let key, let pointer = pthread_getspecific(key) else { return nil }
    let state = pointer.assumingMemoryBound(to: State.self)
    let needed = headerSize + (size + 15) & ~15
    if state.pointee.left < needed {
      let chunkSize = max(state.pointee.chunkSize, needed)
      guard let chunk = malloc(chunkSize) else { abort() }
      state.pointee.chunks.append(chunk)
      state.pointee.next = chunk
      state.pointee.left = chunkSize
      state.pointee.chunkSize = min(chunkSize * 2, 8 << 20)
    }
    guard let block = state.pointee.next else { return nil }
    state.pointee.next = block + needed
    state.pointee.left -= needed
    block.storeBytes(of: size, as: Int.self)
    memset(block + headerSize, 0, size)
    return block + headerSize
  }

  private static func reallocate(
    _ old: UnsafeMutableRawPointer?,
    _ size: Int
  ) -> UnsafeMutableRawPointer? {
    guard let old else { return allocate(size) }
    let oldSize = (old - headerSize).load(as: Int.self)
    guard size > oldSize else { return old }
    guard let new = allocate(size) else { return nil }
    memcpy(new, old, oldSize)
    return new
  }
}
