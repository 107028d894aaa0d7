import Terminal
import Training

/// One line on a terminal that says how far a run is; nothing where there is no terminal.
final class ProgressBar {
  private let isOn: Bool
  private var shown = ""

  /// `isOn`: False to show nothing.
  init(isOn: Bool) { self.isOn = isOn }

  private static let width = 30

  /// Shows a state; `label`: what stands before it.
  func show(_ progress: TrainingProgress, label: String = "") {
    guard isOn else { return }
    let done = Double((progress.epoch - 1) * progress.allRows + progress.rows)
    let share = done / Double(max(1, progress.epochs * progress.allRows))
    let filled = Int(share * Double(Self.width))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    let line = "\(label)epoch \(progress.epoch)/\(progress.epochs) \(bar) \(Int(share * 100)) %"
    guard line != shown else { return }
    shown = line
    Console.progress(line)
  }

  /// Takes the line away, before something else is printed.
  func clear() {
    guard isOn, !shown.isEmpty else { return }
    shown = ""
    Console.progress("")
  }
}
