import Formulas

/// A list of decimals as an author writes it: `0.2, 0.5, 0.8` or `0.1 ... 0.9 by 0.1`.
package struct ValueList: Hashable, Sendable {
  /// A value with the digits it was written with, or that its range gives it.
  package struct Entry: Hashable, Sendable {
    package let value: Double
    package let text: String
  }

  package let entries: [Entry]

  package struct Problem: Error, Sendable {
    package let message: String
    package let help: String?
  }

  private static let mostEntries = 100_000

  package init(_ entries: [Entry]) {
    self.entries = entries
  }

  package var values: [Double] { entries.map(\.value) }

  package init(_ text: String) throws(Problem) {
    var entries: [Entry] = []
    for part in text.utf8.split(separator: 0x2C, omittingEmptySubsequences: false) {
      let item = String(Substring(part)).trimmedBytes
      guard !item.isEmpty else {
        throw Problem(message: "an empty place in the list \"\(text)\"", help: nil)
      }
      if item.has("...") || item.has("…") {
        entries += try Self.range(item)
      } else if case .number(let number) = NumberReader(context: .brackets).read(item) {
        entries.append(Entry(value: number.value, text: item))
      } else {
        throw Problem(
          message: "\"\(item)\" is not a number",
          help: "write numbers with commas between them, or a range: 0.1 ... 0.9 by 0.1"
        )
      }
      // Before the next range: a thousand of them fit a line.
      guard entries.count <= Self.mostEntries else {
        throw Problem(message: "\(entries.count) values; at most \(Self.mostEntries)", help: nil)
      }
    }
    self.entries = entries
  }

  /// `0.1 ... 0.9 by 0.1`, in integers of the last place, so that 0.3 is the decimal 0.3.
  private static func range(_ text: String) throws(Problem) -> [Entry] {
    let help = "write a range as FIRST ... LAST by STEP, for example 0.1 ... 0.9 by 0.1"
    let ends = text.replacingBytes(of: "…", with: "...").parts(around: "...")
    guard ends.count == 2 else { throw Problem(message: "\"\(text)\" is not a range", help: help) }
    let tail = ends[1].parts(around: " by ").map(\.trimmedBytes)
    let step = tail.count == 2 ? tail[1] : "1"
    guard let decimals = [ends[0].trimmedBytes, tail[0], step].map(decimalPlaces).max(),
      decimals <= 12,
      let first = integer(ends[0].trimmedBytes, decimals), let last = integer(tail[0], decimals),
      let by = integer(step, decimals)
    else { throw Problem(message: "\"\(text)\" is not a range of decimals", help: help) }
    guard by > 0, first <= last else {
      throw Problem(
        message: "the range \"\(text)\" is empty",
        help: "FIRST is at most LAST and STEP is greater than 0"
      )
    }
    guard (last - first) / by < mostEntries else {
      throw Problem(
        message: "the range \"\(text)\" has \((last - first) / by + 1) values",
        help: "at most \(mostEntries) are allowed"
      )
    }
    return stride(from: first, through: last, by: by).map { entry($0, decimals) }
  }

  private static func decimalPlaces(_ text: String) -> Int {
    let bytes = text.utf8
    return bytes.firstIndex(of: 0x2E).map { bytes.distance(from: $0, to: bytes.endIndex) - 1 } ?? 0
  }

  private static func integer(_ text: String, _ decimals: Int) -> Int? {
    guard case .number(let number) = NumberReader(context: .brackets).read(text) else { return nil }
    let scaled = number.value * PowersOfTen.power(decimals)
    guard abs(scaled) < 1e15 else { return nil }
    return Int(scaled.rounded())
  }

  private static func entry(_ units: Int, _ decimals: Int) -> Entry {
    let text = DecimalText.fixed(
      Double(units) / PowersOfTen.power(decimals),
      decimals: decimals
    )
    return Entry(value: Double(text) ?? Double(units) / PowersOfTen.power(decimals), text: text)
  }
}
