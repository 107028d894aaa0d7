import Datasets

/// Which rows of a data set are for training, validation and testing.
struct RowParts {
  /// Rows of a part: neighbours, or any.
  enum Part {
    case range(Range<Int>)
    case list([Int32])

    init(_ rows: [Int]) {
      if let first = rows.first, rows.last == first + rows.count - 1 {
        self = .range(first..<first + rows.count)
      } else {
        self = .list(rows.map { Int32($0) })
      }
    }

    var count: Int {
      switch self {
      case .range(let range): range.count
      case .list(let rows): rows.count
      }
    }

    func of(_ rows: Rows) -> Rows {
      switch self {
      case .range(let range): range == 0..<rows.count ? rows : rows.part(range)
      case .list(let order): rows.ordered(order)
      }
    }
  }

  let training: Part
  let validation: Part?
  let test: Part?
  private(set) var warnings: [String] = []

  /// The rows that a plan names.
  ///
  /// `rows`: How many there are in the only file, or in the training files.
  /// `tests`: How many there are in the test files, where there are some.
  init(_ parts: TrainingPlan.Parts, rows: Int, tests: Int?) throws(DataError) {
    var taken: [(name: String, places: Range<Int>)] = []
    func places(_ range: RowRange?, _ name: String, of count: Int) throws(DataError) -> Range<Int>?
    {
      guard let range, range != .rest else { return nil }
      guard let places = range.places(in: count) else {
        throw DataError(
          key: name,
          "\"\(name): \(range.description)\", but there are only \(count) rows",
          help: "rows count from 1; both ends are included"
        )
      }
      return places
    }
    if let found = try places(parts.training, "train", of: rows) { taken.append(("train", found)) }
    if let found = try places(parts.validation, "validation", of: rows) {
      taken.append(("validation", found))
    }
    let testPlaces = try places(parts.test, "test", of: tests ?? rows)
    if let testPlaces, tests == nil { taken.append(("test", testPlaces)) }
    for (index, one) in taken.enumerated() {
      for other in taken[(index + 1)...] where one.places.overlaps(other.places) {
        let common = one.places.clamped(to: other.places)
        warnings.append(
          "rows \(common.lowerBound + 1) to \(common.upperBound) are in both "
            + "\"\(one.name)\" and \"\(other.name)\""
        )
      }
    }
    let isTaken = taken.reduce(into: [Bool](repeating: false, count: rows)) { isTaken, part in
      for row in part.places { isTaken[row] = true }
    }
    let rest = (0..<rows).filter { !isTaken[$0] }
    func part(_ range: RowRange?, _ name: String) -> Part? {
      guard let range else { return nil }
      if range == .rest { return Part(rest) }
      return taken.first { $0.name == name }.map { .range($0.places) }
    }
    var training = part(parts.training, "train") ?? .range(0..<0)
    var validation = part(parts.validation, "validation")
    if let share = parts.validationSplit {
      // As Keras: the training rows are counted down, and the last ones are put aside.
      let all: [Int] =
        switch training {
        case .range(let range): Array(range)
        case .list(let list): list.map { Int($0) }
        }
      let kept = Int((Double(all.count) * (1 - share)).rounded(.down))
      training = Part(Array(all[..<kept]))
      validation = Part(Array(all[kept...]))
    }
    if let tests {
      test = testPlaces.map { .range($0) } ?? .range(0..<tests)
    } else {
      test = part(parts.test, "test")
    }
    for (name, part) in [("train", training), ("validation", validation), ("test", test)] {
      guard let part, part.count == 0 else { continue }
      throw DataError(
        key: name,
        "no row is left for \"\(name)\"",
        help: "the other parts take all \(rows) rows"
      )
    }
    self.training = training
    self.validation = validation
  }
}
