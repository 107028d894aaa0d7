import Exercises
import Formulas

/// Finds the quantities of an exercise in a table, in either layout and either orientation.
///
/// Every way to read the table is tried; the one with the most right cells is meant, then the one
/// that names more.
struct TableMatcher {
  let names: ExerciseNames
  let values: ValueReader
  /// True if a value is right for a quantity at keys: what decides between two ways to read.
  let isRight: (Int, [WrittenKey], WrittenValue) -> Bool
  /// The quantity whose formula a header writes.
  let quantityOfFormula: (String) -> Int?

  /// One way to read a table.
  struct Attempt {
    var readings: [Reading] = []
    var right = 0
    /// How many quantities and keys a header names.
    var named = 0
    /// Why this way is not the only one, if another fits as well.
    var doubt: String?
  }

  func match(_ grid: Grid, context: Set<String>, keys: KeyContext) -> Attempt {
    if let (caption, rest) = captioned(grid) {
      var keys = keys
      for key in caption { keys.set(key) }
      return match(rest, context: context, keys: keys)
    }
    let turned = grid.transposed
    var best = Attempt()
    if let explicit = explicit(grid, context: context, keys: keys) { return explicit }
    for (layout, view) in [
      (Layout.wide, grid), (.long, grid), (.wide, turned), (.long, turned), (.conditions, grid),
      (.conditions, turned), (.crossed, grid), (.crossed, turned),
    ] {
      let attempt: Attempt
      switch layout {
      case .wide: attempt = wide(view, context: context, keys: keys)
      case .long: attempt = long(view, context: context, keys: keys)
      case .conditions: attempt = conditions(view, context: context, keys: keys)
      case .crossed: attempt = crossed(view, context: context, keys: keys)
      }
      if attempt.readings.isEmpty { continue }
      // Nearly all cells right, and enough of them: no other way can be meant.
      if attempt.right >= 6, 5 * attempt.right >= 4 * judgeable(attempt) { return attempt }
      let isBetter =
        (attempt.right, attempt.named, attempt.readings.count)
        > (best.right, best.named, best.readings.count)
      if best.readings.isEmpty || isBetter { best = attempt }
    }
    return best
  }

  /// The readings that can be judged by themselves: an extreme needs its column.
  private func judgeable(_ attempt: Attempt) -> Int {
    attempt.readings.count { !names.isExtreme($0.quantity) }
  }

  /// A table whose corner names both axes, `y \\ a`: they decide, and not the values.
  ///
  /// Nil if it names none, or if nearly nothing is right that way: a corner can be turned, too.
  private func explicit(_ grid: Grid, context: Set<String>, keys: KeyContext) -> Attempt? {
    guard let corner = grid.header.first, corner.text.contains(where: { "\\/|".contains($0) }),
      Set(keyNames(in: corner.text)).count == 2
    else { return nil }
    let attempt = wide(
      grid,
      context: context,
      keys: keys,
      columnKey: keyNames(in: corner.text).last
    )
    guard 5 * attempt.right > judgeable(attempt) else { return nil }
    return attempt
  }

  private enum Layout { case wide, long, conditions, crossed }

  /// The keys of a caption that fills the first row alone, and the table below it.
  private func captioned(_ grid: Grid) -> (keys: [WrittenKey], rest: Grid)? {
    guard grid.rows.count > 2, grid.header.count > 1 else { return nil }
    let filled = grid.header.filter { !$0.isBlank }
    guard filled.count == 1, let head = keyValue(filled[0]), let name = head.key,
      let value = head.value
    else { return nil }
    return ([WrittenKey(key: name, value: value.value, text: value.text)], grid.withoutHeader)
  }

  func counted(_ readings: [Reading], named: Int, doubt: String? = nil) -> Attempt {
    let right = readings.count { isRight($0.quantity, $0.at, $0.value) }
    return Attempt(readings: readings, right: right, named: named, doubt: doubt)
  }

  /// A key's value in a cell: `0.2`, or `y = 0.2`.
  func keyValue(_ cell: Grid.Cell) -> (key: String?, value: WrittenKey?)? {
    // `C (y = 0.2)` before a row, `output a = 0.2` over a column.
    if let call = cell.call, let arguments = call.arguments, let bound = condition(arguments) {
      return (bound.key, bound)
    }
    let words = LabelTokens(cell.label.joined(separator: " ")).tokens
    if cell.text.utf8.contains(0x3D), words.count > 1, let last = words.last,
      let key = names.key(last), words.dropLast().allSatisfy(Self.isWord),
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

// MARK: - The long layout

extension TableMatcher {
  private enum Role {
    case key(String)
    /// Quantities that the header may name, the best first.
    case quantities([Int])
    case other
  }

  /// A row for each combination of keys, or for each case; a column for each quantity.
  private func long(_ grid: Grid, context: Set<String>, keys: KeyContext) -> Attempt {
    guard grid.rows.count >= 2 else { return Attempt() }
    let plain = long(grid, roles(of: grid, context, keysAreLocations: false), context, keys)
    let hasLocation = grid.header.contains { cell in
      cell.label.last.flatMap(names.key).flatMap(names.location) != nil
    }
    let words = grid.header.reduce(into: context) { $0.formUnion($1.tokens) }
    guard hasLocation, !words.isDisjoint(with: Self.extremeWords) else { return plain }
    // `a` beside `y` and `smallest C` is where the smallest lies, not a key.
    let located = long(grid, roles(of: grid, context, keysAreLocations: true), context, keys)
    if grid.header.contains(where: isExtremeHeader), !located.readings.isEmpty { return located }
    let isBetter = (located.right, located.readings.count) > (plain.right, plain.readings.count)
    return isBetter ? located : plain
  }

  private static let extremeWords: Set<String> = ["minimum", "maximum", "argmin", "argmax"]

  private func isExtremeHeader(_ cell: Grid.Cell) -> Bool {
    !Self.extremeWords.isDisjoint(with: cell.tokens)
  }

  /// True if a column may hold a quantity that its header does not name.
  ///
  /// What is called smallest is an extreme; and an extreme, which few digits fit, is called one.
  private func allows(_ header: Grid.Cell, _ quantity: Int) -> Bool {
    !isExtremeHeader(header) && !names.isExtreme(quantity)
  }

  private func roles(
    of grid: Grid,
    _ context: Set<String>,
    keysAreLocations: Bool
  ) -> [Role] {
    grid.header.indices.map { column in
      let cell = grid.header[column]
      let tokens = cell.label
      // `y`, `desired y`, `at a`: words, and a key at the end.
      if let last = tokens.last, let key = names.key(last),
        tokens.dropLast().allSatisfy(Self.isWord)
      {
        let isExtreme = tokens.contains("minimum") || tokens.contains("maximum")
        if keysAreLocations, let location = names.location(over: key) {
          return .quantities([location])
        }
        if !isExtreme { return .key(key) }
      }
      let sample = grid.records.first { !$0[column].isBlank }?[column].text ?? ""
      let isExtreme = isExtremeHeader(cell)
      let named = names.quantities(
        label: tokens.flatMap(NamePattern.splitShape),
        context: context,
        text: sample
      ).filter { !isExtreme || names.isExtreme($0) }
      if !named.isEmpty { return .quantities(named) }
      if let quantity = quantityOfFormula(cell.text) { return .quantities([quantity]) }
      return .other
    }
  }

  /// True for a word of prose: letters alone, and more than two of them (or `at`, `of`).
  static func isWord(_ token: String) -> Bool {
    (token.utf8.count > 2 || LabelTokens.stopWords.contains(token))
      && Function.named[token] == nil
      && token.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x2D }
  }

  private func long(
    _ grid: Grid,
    _ roles: [Role],
    _ context: Set<String>,
    _ keys: KeyContext
  ) -> Attempt {
    let records = records(of: grid, roles, keys)
    var columns = assignment(grid, roles, records, context)
    // Cells under headers that say nothing of a quantity may still stand in a row that names one.
    guard !columns.isEmpty else { return Attempt() }
    columns.sort { $0.column < $1.column }
    var readings: [Reading] = []
    for (row, at) in records {
      var words: Set<String> = []
      for (column, role) in roles.enumerated() {
        if case .other = role { words.formUnion(row[column].tokens) }
      }
      for (column, quantity) in columns {
        guard let meant = refined(quantity, grid.header[column], row[column], words, context) else {
          continue
        }
        if let reading = reading(row[column], meant, at) { readings.append(reading) }
      }
    }
    let named = roles.count { if case .other = $0 { false } else { true } }
    return counted(readings, named: named)
  }

  /// Marks that mean "as above".
  private static let dittos: Set<String> = ["\"", "''", "〃", "″", "”", "do.", "ditto", "-\"-"]

  /// The rows with the keys that hold in them; a blank key repeats the one above.
  private func records(
    of grid: Grid,
    _ roles: [Role],
    _ keys: KeyContext
  ) -> [(row: [Grid.Cell], keys: KeyContext)] {
    var records: [(row: [Grid.Cell], keys: KeyContext)] = []
    var above: [String: WrittenKey] = [:]
    for row in grid.records {
      var context = keys
      var isReadable = true
      for (column, role) in roles.enumerated() {
        guard case .key(let key) = role else { continue }
        let cell = row[column]
        if cell.isBlank || Self.dittos.contains(cell.text), let repeated = above[key] {
          context.set(repeated)
        } else if let value = keyValue(cell)?.value {
          let written = WrittenKey(key: key, value: value.value, text: value.text)
          above[key] = written
          context.set(written)
        } else {
          isReadable = false
        }
      }
      if isReadable { records.append((row, context)) }
    }
    return records
  }

  /// The quantity of one cell under a header that may name several: a shape in numbers or in
  /// letters, a value before or after a step, told apart by the cell and by the words of its row.
  private func refined(
    _ quantity: Int,
    _ header: Grid.Cell,
    _ cell: Grid.Cell,
    _ near: Set<String>,
    _ far: Set<String>
  ) -> Int? {
    guard !cell.isBlank else { return quantity }
    let meant = names.quantities(
      label: header.tokens.flatMap(NamePattern.splitShape),
      context: near,
      far: far,
      text: cell.text
    )
    let keys = names.exercise.quantities[quantity].keys.map(\.name)
    let same = meant.filter { names.exercise.quantities[$0].keys.map(\.name) == keys }
    if same.contains(quantity) { return quantity }
    // A shape in letters is none of the shapes in numbers, asked for or not.
    return same.first ?? (names.canHold(quantity, cell.text) ? quantity : nil)
  }

  func reading(_ cell: Grid.Cell, _ quantity: Int, _ keys: KeyContext) -> Reading? {
    var at: [WrittenKey] = []
    for key in names.exercise.quantities[quantity].keys {
      guard let written = keys[key.name] else { return nil }
      at.append(written)
    }
    var value = values.read(cell.text, as: names.expectations[quantity])
    if case .blank = value { return nil }
    if case .unreadable = value {
      // `0.3 + 0.12 = 0.42`: a calculation ends in its result.
      let result = values.read(values.result(of: cell.text), as: names.expectations[quantity])
      if case .unreadable = result {} else { value = result }
    }
    return Reading(quantity: quantity, at: at, value: value, span: cell.span)
  }

  /// Columns for quantities, one to one: by right cells, ties by header; an asked quantity that no
  /// column supports keeps the one that its header names, or the only one left.
  private func assignment(
    _ grid: Grid,
    _ roles: [Role],
    _ records: [(row: [Grid.Cell], keys: KeyContext)],
    _ context: Set<String>
  ) -> [(column: Int, quantity: Int)] {
    var pairs: [(column: Int, quantity: Int)] = []
    func isFree(_ column: Int, _ quantity: Int) -> Bool {
      !pairs.contains { $0.column == column || $0.quantity == quantity }
    }
    let columns = roles.indices.filter { if case .key = roles[$0] { false } else { true } }
    func header(_ column: Int) -> [Int] {
      if case .quantities(let named) = roles[column] { named } else { [] }
    }
    let asked = names.exercise.quantities.indices.filter { names.exercise.quantities[$0].isAsked }
    let known = names.exercise.quantities.indices.filter { !names.exercise.quantities[$0].isAsked }

    func assignByRightCells(_ quantities: [Int]) {
      var supports: [(right: Int, isNamed: Bool, column: Int, quantity: Int)] = []
      for column in columns {
        for quantity in quantities
        where isFree(column, quantity) && names.isComputed(quantity)
          && (header(column).contains(quantity) || allows(grid.header[column], quantity))
          && (header(column).contains(quantity)
            || !names.exercise.quantities[quantity].keys.isEmpty)
        {
          let readings = records.compactMap { reading($0.row[column], quantity, $0.keys) }
          let right = readings.count { isRight($0.quantity, $0.at, $0.value) }
          let isNamed = header(column).contains(quantity)
          // One right cell may be chance; a named column needs no second.
          guard right >= (isNamed ? 1 : 2), 2 * right >= readings.count || isNamed else { continue }
          supports.append((right, isNamed, column, quantity))
        }
      }
      supports.sort {
        ($0.right, $0.isNamed ? 1 : 0, -$0.column) > ($1.right, $1.isNamed ? 1 : 0, -$1.column)
      }
      for support in supports where isFree(support.column, support.quantity) {
        pairs.append((support.column, support.quantity))
      }
    }
    func assignByHeader(_ quantities: [Int]) {
      for column in columns {
        let named = header(column).filter { quantities.contains($0) && isFree(column, $0) }
        if named.count == 1 { pairs.append((column, named[0])) }
      }
    }
    assignByRightCells(asked)
    assignByHeader(asked)
    assignByRightCells(known)
    assignByHeader(known)
    return pairs
  }
}

// MARK: - The wide layout

extension TableMatcher {
  /// Rows for the values of one key, columns for those of another; the cells are one quantity.
  ///
  /// `columnKey`: The key along the header, where the corner says so.
  private func wide(
    _ grid: Grid,
    context: Set<String>,
    keys: KeyContext,
    columnKey wanted: String? = nil
  ) -> Attempt {
    let heads = grid.header.map(keyValue)
    let columns = heads.indices.filter { heads[$0]?.value != nil }
    guard columns.count >= 2, grid.rows.count >= 2 else { return Attempt() }
    let others = heads.indices.filter { heads[$0]?.value == nil }
    let namedColumnKey = heads.compactMap { $0?.key }.first
    var attempts: [(attempt: Attempt, agreesWithLabels: Bool)] = []
    for index in names.askedFirst {
      let quantity = names.exercise.quantities[index]
      guard !names.isExtreme(index), names.isComputed(index), !quantity.keys.isEmpty else {
        continue
      }
      // By the corner `y \ a` the last key runs along the header; that is tried first.
      for columnKey in quantity.keys.map(\.name).reversed()
      where (namedColumnKey == nil || namedColumnKey == columnKey)
        && (wanted == nil || wanted == columnKey)
      {
        let rest = quantity.keys.map(\.name).filter { $0 != columnKey }
        let (attempt, agrees) = wide(
          grid,
          index,
          columnKey,
          rest,
          columns: columns,
          others: others,
          heads,
          context,
          keys
        )
        if attempt.readings.isEmpty { continue }
        if agrees, attempt.right >= 6, 5 * attempt.right >= 4 * judgeable(attempt) {
          return attempt
        }
        attempts.append((attempt, agrees))
      }
    }
    guard
      let best = attempts.max(by: { first, second in
        (first.attempt.right, first.agreesWithLabels ? 1 : 0, first.attempt.named)
          < (second.attempt.right, second.agreesWithLabels ? 1 : 0, second.attempt.named)
      })
    else { return Attempt() }
    return best.attempt
  }

  private func wide(
    _ grid: Grid,
    _ quantity: Int,
    _ columnKey: String,
    _ rest: [String],
    columns: [Int],
    others: [Int],
    _ heads: [(key: String?, value: WrittenKey?)?],
    _ context: Set<String>,
    _ keys: KeyContext
  ) -> (Attempt, agreesWithLabels: Bool) {
    // The row key stands in a column whose header is no value: named, or the first that holds one.
    let corner = others.first.map { keyNames(in: grid.header[$0].text) } ?? []
    var rowKey = rest.first { keys[$0] == nil } ?? rest.first
    if rest.count > 1,
      let named = others.compactMap({ keyNames(in: grid.header[$0].text).first })
        .first(where: rest.contains)
    {
      rowKey = named
    }
    let keyColumn = rowKey.flatMap { key in
      others.first { column in
        keyNames(in: grid.header[column].text).contains(key)
          && grid.records.contains { keyValue($0[column])?.value != nil }
      }
        ?? others.first { column in
          grid.records.contains { row in
            keyValue(row[column]).map { $0.key == nil || $0.key == key } ?? false
          }
        }
    }
    if rowKey == nil, let first = others.first,
      isNamedOtherwise(grid.header[first], than: [columnKey], quantity)
    {
      return (Attempt(), false)
    }
    // A column that has a name of its own is no unlabelled axis.
    if let rowKey, let keyColumn,
      isNamedOtherwise(grid.header[keyColumn], than: [rowKey, columnKey], quantity)
    {
      return (Attempt(), false)
    }
    // Several rows without a column for their key are no table of this quantity.
    if rowKey != nil, keyColumn == nil, grid.records.count > 1 { return (Attempt(), false) }
    var readings: [Reading] = []
    var above: WrittenKey?
    for row in grid.records {
      var at = keys
      if let rowKey, let keyColumn {
        if let value = keyValue(row[keyColumn])?.value {
          above = WrittenKey(key: rowKey, value: value.value, text: value.text)
        } else if !row[keyColumn].isBlank {
          readings += extremes(row, row[keyColumn], columnKey, rowKey, columns, heads, keys)
          continue
        }
        if let above { at.set(above) }
      }
      for column in columns {
        guard let head = heads[column]?.value else { continue }
        at.set(WrittenKey(key: columnKey, value: head.value, text: head.text))
        let meant = labelled(quantity, row, others, keyColumn, row[column], context)
        if let reading = reading(row[column], meant, at) { readings.append(reading) }
      }
      readings += extras(row, grid.header, others, keyColumn, at, columnKey, context)
    }
    let isNamed = names.quantities(
      label: corner.isEmpty ? [] : grid.header[others[0]].tokens,
      context: context,
      text: "0"
    )
    .contains(quantity)
    let agrees = corner.count < 2 || corner.last == columnKey
    let quantityRank = names.exercise.quantities[quantity].isAsked ? 1 : 0
    return (
      counted(readings, named: (isNamed ? 2 : 0) + quantityRank),
      agrees && (corner.count != 1 || corner[0] != columnKey)
    )
  }

  /// The quantity that a row's own label names, if it has the same keys: `quadratic cost | 0 | …`.
  private func labelled(
    _ quantity: Int,
    _ row: [Grid.Cell],
    _ others: [Int],
    _ keyColumn: Int?,
    _ cell: Grid.Cell,
    _ context: Set<String>
  ) -> Int {
    guard let column = others.first(where: { $0 != keyColumn }), !row[column].isBlank,
      keyValue(row[column]) == nil
    else { return quantity }
    let keys = names.exercise.quantities[quantity].keys.map(\.name)
    let meant = names.quantities(label: row[column].tokens, context: context, text: cell.text)
      .filter { names.exercise.quantities[$0].keys.map(\.name) == keys }
    return meant.contains(quantity) ? quantity : meant.first ?? quantity
  }

  /// A further row of a wide table: the smallest value of each column, or where it lies.
  private func extremes(
    _ row: [Grid.Cell],
    _ label: Grid.Cell,
    _ columnKey: String,
    _ rowKey: String,
    _ columns: [Int],
    _ heads: [(key: String?, value: WrittenKey?)?],
    _ keys: KeyContext
  ) -> [Reading] {
    // `at a` below the values of a is where the smallest lies.
    let location = label.label.last.flatMap(names.key).flatMap { key in
      key == rowKey ? names.location(over: key) : nil
    }
    guard isExtremeHeader(label) || location != nil else { return [] }
    return columns.compactMap { column in
      guard let head = heads[column]?.value else { return nil }
      let meant = names.quantities(label: label.tokens, context: [], text: row[column].text)
      guard let quantity = meant.first(where: names.isExtreme) ?? location else { return nil }
      var at = keys
      at.set(WrittenKey(key: columnKey, value: head.value, text: head.text))
      return reading(row[column], quantity, at)
    }
  }

  /// Further columns of a wide table: the smallest value of the row and where it lies.
  private func extras(
    _ row: [Grid.Cell],
    _ header: [Grid.Cell],
    _ others: [Int],
    _ keyColumn: Int?,
    _ keys: KeyContext,
    _ columnKey: String,
    _ context: Set<String>
  ) -> [Reading] {
    others.compactMap { column in
      guard column != keyColumn, !header[column].isBlank else { return nil }
      let tokens = header[column].label
      var quantity = names.quantities(label: tokens, context: [], text: row[column].text).first
      if let last = tokens.last, let key = names.key(last), key == columnKey {
        quantity = names.location(over: key) ?? quantity
      }
      guard let quantity, names.isExtreme(quantity) else { return nil }
      return reading(row[column], quantity, keys)
    }
  }

  /// True if a header holds a symbol, and none of some keys: `a` where `x_j` is wanted.
  ///
  /// A corner may name what the cells are.
  private func isNamedOtherwise(_ cell: Grid.Cell, than keys: [String], _ quantity: Int) -> Bool {
    let named = keyNames(in: cell.text)
    if names.quantities(label: cell.tokens, context: [], text: "0").contains(quantity) {
      return false
    }
    guard !named.contains(where: keys.contains) else { return false }
    let symbols = cell.tokens.filter { $0.utf8.count <= 2 && !LabelTokens.stopWords.contains($0) }
    return !symbols.isEmpty && !cell.text.hasDigit
  }

  /// The keys that a corner such as `y \ a` names, in order.
  private func keyNames(in text: String) -> [String] {
    text.identifiers.compactMap { names.key(SymbolName.canonical($0)) }
  }
}
