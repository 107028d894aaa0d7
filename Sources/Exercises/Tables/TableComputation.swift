import Formulas
import Markdown

extension TableDefinition {
  /// Computes every cell.
  ///
  /// - Throws: The `Diagnostic` of the first cell without a value, at the block's formula.
  package func computed() throws(Diagnostic) -> ComputedTable {
    switch columns {
    case .axis(let axis, let cell): return try wide(axis, cell)
    case .formulas(let columns): return try long(columns)
    }
  }

  private func wide(_ axis: Axis, _ cell: PlacedFormula) throws(Diagnostic) -> ComputedTable {
    let names = rows.map(\.name) + [axis.name]
    let combinations = self.combinations
    let values: [[Value]]
    if let numbers = try numbers(axis, cell, names, combinations) {
      values = numbers
    } else {
      values = try wideValues(axis, cell, names, combinations)
    }
    let header = [corner] + Array(repeating: "", count: rows.count - 1) + axis.entries.map(\.label)
    let marked = bolded(values)
    let rows = combinations.indices.map { row in
      ComputedTable.Row(
        labels: combinations[row].map(\.label),
        cells: values[row].indices.map { column in
          let text = format.print(values[row][column])
          return !marked.isEmpty && marked.contains([row, column]) ? "**\(text)**" : text
        }
      )
    }
    return ComputedTable(header: header, rows: rows)
  }

  /// The cells of a formula of numbers alone, which most tables are; nil for others.
  private func numbers(
    _ axis: Axis,
    _ cell: PlacedFormula,
    _ names: [String],
    _ combinations: [[Axis.Entry]]
  ) throws(Diagnostic) -> [[Value]]? {
    guard network == nil, givens.isEmpty,
      let program = ScalarProgram(cell.expression, variables: names)
    else { return nil }
    let columns = axis.entries.compactMap(\.number)
    guard columns.count == axis.entries.count else { return nil }
    var values: [[Value]] = []
    values.reserveCapacity(combinations.count)
    for combination in combinations {
      var variables = combination.compactMap(\.number) + [0]
      guard variables.count == names.count else { return nil }
      var row: [Value] = []
      row.reserveCapacity(columns.count)
      for column in columns.indices {
        variables[names.count - 1] = columns[column]
        let value = program(variables)
        guard value.isFinite else {
          throw undefined(cell, place(names, combination + [axis.entries[column]]))
        }
        row.append(.number(value))
      }
      values.append(row)
    }
    return values
  }

  private func wideValues(
    _ axis: Axis,
    _ cell: PlacedFormula,
    _ names: [String],
    _ combinations: [[Axis.Entry]]
  ) throws(Diagnostic) -> [[Value]] {
    let evaluate = try cellFunction(cell, names: names, Work(most: Self.mostWork))
    var values: [[Value]] = []
    var count = 0
    for combination in combinations {
      var row: [Value] = []
      for entry in axis.entries {
        let value = try evaluate(combination.map(\.expression) + [entry.expression]) {
          () -> String in
          self.place(names, combination + [entry])
        }
        try tally(value, &count, cell) { self.place(names, combination + [entry]) }
        row.append(value)
      }
      values.append(row)
    }
    return values
  }

  private func long(
    _ columns: [(label: String, formula: PlacedFormula, format: NumberFormat)]
  ) throws(Diagnostic) -> ComputedTable {
    let names = rows.map(\.name)
    var functions: [CellFunction] = []
    let work = Work(most: Self.mostWork)
    for column in columns { functions.append(try cellFunction(column.formula, names: names, work)) }
    var values: [[Value]] = []
    var labels: [[String]] = []
    var count = 0
    for combination in combinations {
      labels.append(combination.map(\.label))
      var row: [Value] = []
      for (function, column) in zip(functions, columns) {
        let value = try function(combination.map(\.expression)) { self.place(names, combination) }
        try tally(value, &count, column.formula) { self.place(names, combination) }
        row.append(value)
      }
      values.append(row)
    }
    let marked = bolded(values)
    let printed = values.indices.map { row in
      columns.indices.map { column in
        let text = columns[column].format.print(values[row][column])
        return marked.contains([row, column]) ? "**\(text)**" : text
      }
    }
    return ComputedTable(
      header: names + columns.map(\.label),
      rows: zip(labels, printed).map { .init(labels: $0, cells: $1) }
    )
  }

  /// Counts the numbers of a cell: a matrix prints all of its elements.
  private func tally(
    _ value: Value,
    _ count: inout Int,
    _ cell: PlacedFormula,
    at place: () -> String
  ) throws(Diagnostic) {
    count += value.elements.count
    guard count <= Self.mostNumbers else {
      throw error(cell, "the table has more than \(Self.mostNumbers) numbers", place())
    }
  }

  /// Every combination of the row keys' values, the last key fastest.
  private var combinations: [[Axis.Entry]] {
    rows.reduce([[]]) { combinations, axis in
      combinations.flatMap { combination in axis.entries.map { combination + [$0] } }
    }
  }

  private func place(_ names: [String], _ entries: [Axis.Entry]) -> String {
    zip(names, entries).map { "\($0) = \($1.label)" }.joined(separator: ", ")
  }

  /// The cells in bold, as row and column.
  private func bolded(_ values: [[Value]]) -> Set<[Int]> {
    guard let bold, let first = values.first else { return [] }
    let isByRow = bold == .smallestInRow || bold == .largestInRow
    let isSmallest = bold == .smallestInRow || bold == .smallestInColumn
    let places = values.indices.map { row in first.indices.map { [row, $0] } }
    let lines = isByRow ? places : first.indices.map { column in places.map { $0[column] } }
    var marked: Set<[Int]> = []
    for line in lines {
      let numbers = line.compactMap { place in
        values[place[0]][place[1]].number.map { (place: place, value: $0) }
      }
      let extreme = numbers.map(\.value).reduce(nil as Double?) { best, value in
        best.map { isSmallest ? Swift.min($0, value) : Swift.max($0, value) } ?? value
      }
      for number in numbers where number.value == extreme { marked.insert(number.place) }
    }
    return marked
  }
}

// MARK: - Cells

extension TableDefinition {
  /// Computes a cell from the values of the keys; the closure names the place for errors.
  private typealias CellFunction = ([Expression], () -> String) throws(Diagnostic) -> Value

  private func cellFunction(
    _ cell: PlacedFormula,
    names: [String],
    _ work: Work
  ) throws(Diagnostic) -> CellFunction {
    if network == nil, givens.isEmpty,
      let program = ScalarProgram(cell.expression, variables: names)
    {
      return { (keys, place) throws(Diagnostic) in
        let numbers = keys.compactMap { if case .number(let value) = $0 { value } else { nil } }
        guard numbers.count == keys.count else {
          return try value(of: cell, names: names, keys: keys, work, place)
        }
        let value = program(numbers)
        guard value.isFinite else { throw undefined(cell, place()) }
        return .number(value)
      }
    }
    return { (keys, place) throws(Diagnostic) in
      try value(of: cell, names: names, keys: keys, work, place)
    }
  }

  /// Numbers are values of their keys, for the givens and the network too; formulas stand in.
  private func value(
    of cell: PlacedFormula,
    names: [String],
    keys: [Expression],
    _ work: Work,
    _ place: () -> String
  ) throws(Diagnostic) -> Value {
    var values: [KeyValue] = []
    var formulas: [String: Expression] = [:]
    for (name, key) in zip(names, keys) {
      if case .number(let value) = key {
        values.append(KeyValue(key: name, value: value))
      } else {
        formulas[name] = key
      }
    }
    let expression = cell.expression.replacing { formulas[$0] }
    do throws(EvaluationError) {
      let value = try evaluator(at: values, work).evaluate(expression)
      guard value.isFinite else { throw EvaluationError("") }
      return value
    } catch {
      if error.message.isEmpty { throw undefined(cell, place()) }
      throw self.error(cell, error.message, place(), help: error.help)
    }
  }

  /// A second at most for all cells of a table.
  private static let mostWork = 100_000_000

  private func evaluator(at keys: [KeyValue], _ work: Work) throws(EvaluationError) -> Evaluator {
    let keyNames = Set(rows.map(\.name))
    return Evaluator(
      graph: network?.graph ?? Graph(),
      givens: try givens.values(at: keys, waiting: keyNames, for: network),
      work: work
    )
  }

  private func undefined(_ cell: PlacedFormula, _ place: String) -> Diagnostic {
    error(cell, "the formula has no finite value", place)
  }

  private func error(
    _ cell: PlacedFormula,
    _ message: String,
    _ place: String,
    help: String? = nil
  ) -> Diagnostic {
    Diagnostic(in: source, at: cell.offset, "\(message), at \(place)", help: help)
  }
}
