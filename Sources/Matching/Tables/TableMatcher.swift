import Exercises
import Formulas
import Homework

/// Finds the quantities of an exercise in a table, in either layout and either orientation.
///
/// Every way to read the table is tried; the one whose labels explain most cells is meant. Values
/// decide only between ways that the labels leave open.
struct TableMatcher {
  package let names: ExerciseNames
  package let values: ValueReader
  /// True if a value is right for a quantity at keys: what decides between two ways to read.
  package let isRight: (Int, [WrittenKey], WrittenValue) -> Bool
  /// The quantity whose formula a header writes.
  let quantityOfFormula: (String) -> Int?
  /// The step that the text around tells.
  var step: Int?

  /// One way to read a table.
  struct Attempt {
    package var readings: [Reading] = []
    package var right = 0
    /// How many quantities and keys a header names.
    package var named = 0
    /// Why this way is not the only one, if another fits as well.
    package var doubt: String?
    /// The columns of the long layout, with the quantities that they hold.
    package var columns: [(header: Grid.Cell, quantity: Int)] = []

    /// True if two cells say the same quantity at the same keys.
    var repeatsKeys: Bool {
      var known: Set<[String]> = []
      return readings.contains { reading in
        let keys = reading.at.map { "\($0.key) \($0.value)" }.sorted()
        return !known.insert(["\(reading.quantity)"] + keys).inserted
      }
    }

    init(readings: [Reading] = [], right: Int = 0, named: Int = 0, doubt: String? = nil) {
      self.readings = readings
      self.right = right
      self.named = named
      self.doubt = doubt
    }

    /// What the parts of a table say together.
    init(joining parts: [Attempt]) {
      readings = parts.flatMap(\.readings)
      columns = parts.flatMap(\.columns)
    }
  }

  package func match(_ grid: Grid, context: Set<String>, keys: KeyContext) -> Attempt {
    if let (caption, rest) = captioned(grid) {
      var keys = keys
      for key in caption { keys.set(key) }
      return match(rest, context: context, keys: keys)
    }
    if let simple = decomposed(grid) ?? joined(grid) {
      return match(simple, context: context, keys: keys)
    }
    if hasForeignAxis(grid) { return Attempt() }
    let parts = grid.parts
    if parts.count > 1 {
      return Attempt(joining: parts.map { match($0, context: context, keys: keys) })
    }
    if let groups = configured(grid) {
      return Attempt(
        joining: groups.map { match($0.grid, context: context, keys: keys.setting($0.keys)) }
      )
    }
    if let attempt = stepped(grid, keys: keys) { return attempt }
    if let (grid, columnKey) = pivot(grid) {
      return wide(grid, context: context, keys: keys, columnKey: columnKey)
    }
    let grid = grid.keeping(ownColumns(of: grid))
    let turned = grid.transposed
    var best = Attempt()
    let cellCount = grid.records.reduce(0) { $0 + $1.dropFirst().count { !$0.isBlank } }
    if let explicit = explicit(grid, context: context, keys: keys) { return explicit }
    for (layout, view) in [
      (Layout.wide, grid), (.long, grid), (.wide, turned), (.long, turned), (.conditions, grid),
      (.conditions, turned), (.crossed, grid), (.crossed, turned),
    ] {
      // Labels are put together only where the plain layouts leave something to explain.
      let isOpen =
        distinct(best) < cellCount
        && (best.right == 0 || best.right < judgeable(best)
          || 4 * distinct(best) < cellCount && best.readings.allSatisfy(\.at.isEmpty))
      if layout == .conditions || layout == .crossed, !isOpen { break }
      let attempt: Attempt
      switch layout {
      case .wide: attempt = wide(view, context: context, keys: keys)
      case .long: attempt = long(view, context: context, keys: keys)
      case .conditions: attempt = conditions(view, context: context, keys: keys)
      case .crossed: attempt = crossed(view, context: context, keys: keys)
      }
      if attempt.readings.isEmpty { continue }
      // Labels explain every cell, and the values agree: no other way can be meant.
      if attempt.right >= 6, distinct(attempt) >= cellCount { return attempt }
      if best.readings.isEmpty || rank(attempt) > rank(best) { best = attempt }
    }
    if best.readings.isEmpty, let other = grid.withIndex ?? withoutNumbers(grid) {
      return match(other, context: context, keys: keys)
    }
    return best
  }

  /// The columns that may say what is asked: no remarks, no products of names, and no counter of steps before names.
  private func ownColumns(of grid: Grid) -> [Int] {
    let own = grid.header.indices.filter { column in
      if LabelForm.isProduct(grid.header[column].text),
        quantityOfFormula(grid.header[column].text) == nil
      {
        return false
      }
      let tokens = grid.header[column].tokens.filter { !LabelTokens.stopWords.contains($0) }
      if grid.records.allSatisfy({ $0[column].isDate }) { return false }
      guard tokens.count == 1, names.key(endOf: tokens) == nil else { return true }
      if Grid.remarks.contains(tokens[0]) { return false }
      return !Grid.counters.contains(tokens[0]) || !counts(column, of: grid)
    }
    return own.count > 1 ? own : Array(grid.header.indices)
  }

  private func counts(_ column: Int, of grid: Grid) -> Bool {
    grid.records.enumerated().allSatisfy { place, row in
      row[column].isBlank || Int(row[column].text) == place + 1 || Int(row[column].text) == place
    }
  }

  /// The table without a first column `#` or `No.` that counts its rows, where it names nothing of itself.
  private func withoutNumbers(_ grid: Grid) -> Grid? {
    let mark = grid.header[0].text.lowercased().filter { !$0.isWhitespace && $0 != "." }
    guard grid.header.count > 2, Grid.counters.contains(mark), counts(0, of: grid) else {
      return nil
    }
    return grid.keeping(Array(grid.header.indices.dropFirst()))
  }

  /// How well a way to read the table explains it: by its labels, then by its values.
  private func rank(_ attempt: Attempt) -> (Int, Int, Int, Int) {
    (distinct(attempt), attempt.named, attempt.right, attempt.readings.count)
  }

  /// The readings that can be judged by themselves: an extreme needs its column.
  func judgeable(_ attempt: Attempt) -> Int {
    attempt.readings.count { !names.isExtreme($0.quantity) }
  }

  /// The cells that readings explain; several readings of one are no explanation.
  private func distinct(_ attempt: Attempt) -> Int {
    var seen: Set<Cell> = []
    for reading in attempt.readings {
      if case .unreadable = reading.value { continue }
      let name = names.exercise.quantities[reading.quantity].name
      seen.insert(Cell(name: name, at: reading.keys))
    }
    return seen.count
  }

  /// A table whose corner names both axes, `y \\ a`; nil if it names none.
  func explicit(_ grid: Grid, context: Set<String>, keys: KeyContext) -> Attempt? {
    guard let corner = grid.header.first,
      corner.text.utf8.contains(where: { $0 == 0x5C || $0 == 0x2F || $0 == 0x7C }),
      Set(keyNames(in: corner.text)).count == 2
    else { return nil }
    let attempt = wide(
      grid,
      context: context,
      keys: keys,
      columnKey: keyNames(in: corner.text).last
    )
    return attempt.readings.isEmpty ? nil : attempt
  }

  /// True for a corner `N \\ η` of which only one is a key here: the cells are of another question.
  private func hasForeignAxis(_ grid: Grid) -> Bool {
    guard let corner = grid.header.first?.text, corner.utf8.contains(0x5C) else { return false }
    let axes = corner.replacingBytes(of: "$", with: "").replacingBytes(of: "\\\\", with: "\\")
      .utf8.split(separator: 0x5C).map { String(Substring($0)).trimmedBytes }
    guard axes.count == 2, axes.allSatisfy({ !$0.isEmpty }) else { return false }
    let keys = axes.map { keyNames(in: $0) }
    guard let foreign = zip(axes, keys).first(where: { $0.1.isEmpty })?.0,
      keys.contains(where: { !$0.isEmpty })
    else { return false }
    let tokens = LabelTokens(foreign).tokens
    return tokens.count == 1
      && names.quantities(label: tokens, context: [], text: "0").isEmpty
      && LabelTokens.isSymbol(tokens[0])
  }

  /// A pivot as pandas prints it, the name of the rows' key on a line of its own below that of the columns,
  /// with both names in its corner, and the key of the columns; nil for another table.
  private func pivot(_ grid: Grid) -> (grid: Grid, columnKey: String)? {
    guard let first = grid.records.first, let corner = grid.header.first, grid.rows.count > 2,
      first.count > 2, !first[0].isBlank, first.dropFirst().allSatisfy(\.isBlank),
      let row = names.key(endOf: first[0].tokens), let column = names.key(endOf: corner.tokens),
      row != column
    else { return nil }
    let both = Grid.Cell(text: "\(first[0].text) / \(corner.text)", range: corner.range)
    return (Grid(rows: [[both] + grid.header.dropFirst()] + grid.records.dropFirst()), column)
  }

  package enum Layout { case wide, long, conditions, crossed }

  /// The keys of a caption that fills the first row alone, and the table below it.
  func captioned(_ grid: Grid) -> (keys: [WrittenKey], rest: Grid)? {
    guard grid.rows.count > 2, grid.header.count > 1 else { return nil }
    let filled = grid.header.filter { !$0.isBlank }
    guard filled.count == 1, let head = keyValue(filled[0]), let name = head.key,
      let value = head.value
    else { return nil }
    return ([WrittenKey(key: name, value: value.value, text: value.text)], grid.withoutHeader)
  }

  package func counted(_ readings: [Reading], named: Int, doubt: String? = nil) -> Attempt {
    let right = readings.count { isRight($0.quantity, $0.at, $0.value) }
    return Attempt(readings: readings, right: right, named: named, doubt: doubt)
  }

  /// A key's value in a cell: `0.2`, or `y = 0.2`.
  func keyValue(_ cell: Grid.Cell) -> (key: String?, value: WrittenKey?)? {
    // Most cells are numbers, or words.
    guard cell.text.utf8.contains(0x3D) else {
      // `class 0`
      if !cell.tokens.isEmpty, case let keyed = names.keyed(cell.tokens), keyed.tokens.isEmpty,
        let key = keyed.keys.first
      {
        return (key.key, key)
      }
      // The only layer of its kind has no number.
      if cell.tokens.count == 1, let key = names.key(cell.tokens[0]),
        let only = names.onlyValue(of: key)
      {
        return (key, WrittenKey(key: key, value: only, text: cell.text))
      }
      guard case .number(let number) = values.read(cell.text, as: .number) else { return nil }
      return (nil, WrittenKey(key: "", value: number.value, text: number.text))
    }
    // `C (y = 0.2)` before a row, `output a = 0.2` over a column.
    if let call = cell.call, let arguments = call.arguments, let bound = condition(arguments) {
      return (bound.key, bound)
    }
    let words = LabelTokens(cell.label.joined(separator: " ")).tokens
    if cell.text.utf8.contains(0x3D), words.count > 1, let key = names.key(endOf: words),
      words.dropLast().allSatisfy(Self.isWord),
      case .number(let number) = values.read(cell.text.parts(around: "=").last ?? "", as: .number)
    {
      return (key, WrittenKey(key: key, value: number.value, text: number.text))
    }
    let sides = cell.text.parts(around: "=")
    let name = sides.count == 2 ? names.key(SymbolName.canonical(sides[0])) : nil
    guard sides.count == 1 || name != nil, let text = sides.last,
      case .number(let number) = values.read(text, as: .number)
    else { return nil }
    return (name, WrittenKey(key: name ?? "", value: number.value, text: number.text))
  }
}
