import Datasets

/// What the names of arrays say: `W1`, `dense_1/bias`, `coefs_0`.
struct ArrayNames {
  private let file: Npz
  private let path: String

  init(_ file: Npz, path: String) {
    self.file = file
    self.path = path
  }

  /// True for the name of a bias, false for that of weights, nil for one that says neither.
  static func isBias(_ name: String) -> Bool? {
    let lower = name.lowercased()
    if lower.contains("bias") || lower.contains("intercept") { return true }
    if lower.contains("weight") || lower.contains("kernel") || lower.contains("coef") {
      return false
    }
    switch lower.first {
    case "b": return true
    case "w", "θ": return false
    default: return nil
    }
  }

  /// The arrays for parameters in their order; nil if the names do not say.
  ///
  /// - Throws: `DataError` if two groups of names fit as well.
  func arrays(
    for wanted: [Parameter]
  ) throws(DataError) -> [(name: String, array: Npy)]? {
    let own = wanted.compactMap { parameter in file[parameter.name].map { (parameter.name, $0) } }
    if own.count == wanted.count, zip(wanted, own).allSatisfy({ $0.fits($1.0, $1.1) }) {
      return own
    }
    guard let weights = try group(for: wanted.filter { !$0.isBias }),
      let biases = try group(for: wanted.filter(\.isBias))
    else { return nil }
    var (nextWeight, nextBias) = (weights[...], biases[...])
    return wanted.compactMap { $0.isBias ? nextBias.popFirst() : nextWeight.popFirst() }
  }

  /// The only group of names of a kind that fits, by the numbers in the names.
  private func group(
    for wanted: [Parameter]
  ) throws(DataError) -> [(name: String, array: Npy)]? {
    guard let first = wanted.first else { return [] }
    let named = file.arrays.filter { Self.isBias($0.name) == first.isBias }
    let patterns = Set(named.map { Self.pattern($0.name) }).sorted()
    let fitting = patterns.compactMap { pattern -> [(name: String, array: Npy)]? in
      let group = named.filter { Self.pattern($0.name) == pattern }
        .sorted { Self.numbers($0.name).lexicographicallyPrecedes(Self.numbers($1.name)) }
      guard group.count == wanted.count,
        zip(wanted, group).allSatisfy({ $0.fits($1.name, $1.array) })
      else { return nil }
      return group
    }
    guard fitting.count < 2 else {
      let lists = fitting.map { $0.map(\.name).joined(separator: ", ") }
      throw DataError(
        path: path,
        "which arrays are meant is open: \(lists.joined(separator: ", or "))",
        help: "call the ones that are meant \(wanted.map(\.name).joined(separator: ", "))"
      )
    }
    return fitting.first
  }

  /// The name without its numbers; Keras leaves out the first one: `dense`, `dense_1`.
  private static func pattern(_ name: String) -> String {
    var pattern = ""
    for character in name {
      if !character.isNumber {
        pattern.append(character)
      } else if pattern.last != "#" {
        pattern += "#"
      }
    }
    return pattern.replacing("_#/", with: "/")
  }

  private static func numbers(_ name: String) -> [Int] {
    name.split { !$0.isNumber }.compactMap { Int($0) }
  }
}
