/// What cannot be drawn.
public struct RandomNumberError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was asked for, and why it cannot be.
  public let description: String

  init(_ description: String) { self.description = description }

  /// The distance from the lowest to the highest number that may be drawn.
  static func most(_ low: Int, _ high: Int) throws(RandomNumberError) -> UInt64 {
    guard low < high else {
      throw RandomNumberError("no whole number from \(low) up to, not including, \(high)")
    }
    return UInt64(bitPattern: Int64(high &- 1 &- low))
  }

  static func check(
    _ population: Int,
    _ count: Int,
    replace: Bool
  ) throws(RandomNumberError) {
    guard population > 0 || count == 0 else {
      throw RandomNumberError("a choice of \(count) from nothing")
    }
    guard replace || count <= population else {
      throw RandomNumberError("a choice of \(count) from \(population) without putting back")
    }
  }
}
