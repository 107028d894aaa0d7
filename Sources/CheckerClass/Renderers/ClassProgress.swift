import Terminal

/// One line on a terminal: how much of a class is graded, how fast, and how long the rest will take.
final class ClassProgress: @unchecked Sendable {
  private let count: Int
  private let start = Pause.now
  private var shown = 0.0
  private var isShown = false

  /// `count`: The homeworks of the run.
  init(count: Int) { self.count = count }

  /// Shows how many are done, at most ten times a second; called by one thread at a time.
  func show(_ done: Int) {
    let now = Pause.now
    guard Console.hasErrorTerminal, count > 1, now - shown > 0.1 else { return }
    shown = now
    isShown = true
    let rate = Double(done) / max(now - start, 0.001)
    let rest = Int((Double(count - done) / max(rate, 0.001)).rounded(.up))
    let filled = 30 * done / max(count, 1)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Console.progress("\(bar) \(done) of \(count), \(Int(rate)) a second, \(rest) s left")
  }

  /// Takes the line away, before something else is printed.
  func clear() {
    guard isShown else { return }
    isShown = false
    Console.progress("")
  }
}
