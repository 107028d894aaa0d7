/// The box before an option of a list: `[x] 27,000,100`, `[ ] 9,000,100`, `☑ 3`.
enum TickBox {
  case ticked
  case empty

  private static let boxes: [(mark: String, box: TickBox)] = [
    ("[x]", .ticked), ("[X]", .ticked), ("☑", .ticked), ("☒", .ticked), ("[ ]", .empty),
    ("[]", .empty), ("☐", .empty),
  ]

  /// The box that a text begins with, and how many bytes it takes with the white space behind it.
  static func open(_ bytes: some Collection<UInt8>) -> (box: TickBox, length: Int)? {
    for (mark, box) in boxes where bytes.starts(with: mark.utf8) {
      let rest = bytes.dropFirst(mark.utf8.count)
      guard rest.first.map(FlatText.isSpace) ?? false else { continue }
      return (box, mark.utf8.count + rest.prefix(while: FlatText.isSpace).count)
    }
    return nil
  }
}
