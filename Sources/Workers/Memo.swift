import Synchronization

/// What a pure function gave for texts that come again: labels, numbers, headers of tables.
///
/// Nobody can tell whether a value was remembered or made anew. A full part forgets all it knows, so that memory
/// does not grow with what a class hands in; threads seldom meet in one of the parts.
package final class Memo<Value: Sendable>: Sendable {
  private final class Part: Sendable {
    let known = Mutex<[String: Value]>([:])
  }

  private let parts: [Part]

  private static var count: Int { 8 }
  private static var most: Int { 1024 }
  /// Longer texts hardly ever come again.
  private static var longest: Int { 160 }

  package init() { parts = (0..<Self.count).map { _ in Part() } }

  /// The value for a text: what it was before, or what is made now.
  package func value(for text: String, _ make: () -> Value) -> Value {
    let length = text.utf8.count
    guard length <= Self.longest else { return make() }
    // Which part: any number that follows from the text alone.
    let last = text.utf8.last.map(Int.init) ?? 0
    let part = parts[(length &+ last) % Self.count]
    if let known = part.known.withLock({ $0[text] }) { return known }
    let value = make()
    part.known.withLock { known in
      if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
      known[text] = value
    }
    return value
  }
}
