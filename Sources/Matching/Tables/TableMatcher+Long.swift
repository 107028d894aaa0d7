import Exercises
import Formulas
import Homework

/// The long layout: a row for each combination of keys, or for each case.
extension TableMatcher {
  package enum Role {
    case key(String)
    /// Quantities that the header may name, the best first.
    case quantities([Int])
    case other
  }

  /// A row for each combination of keys, or for each case; a column for each quantity.
  package func long(_ grid: Grid, context: Set<String>, keys: KeyContext) -> Attempt {
    guard grid.rows.count >= 2 else { return Attempt() }
    // The last line of a log says the `final loss` without a word.
    let context = isLog(grid) ? context.union(["final", "last"]) : context
    let plain = long(grid, roles(of: grid, context, keys, keysAreLocations: false), context, keys)
    let hasLocation = grid.header.contains { cell in
      cell.label.last.flatMap(names.key).flatMap(names.location) != nil
    }
    let words = grid.header.reduce(into: context) { $0.formUnion($1.tokens) }
    guard hasLocation, !words.isDisjoint(with: Self.extremeWords) else { return plain }
    // `a` beside `y` and `smallest C` is where the smallest lies, not a key.
    let located = long(grid, roles(of: grid, context, keys, keysAreLocations: true), context, keys)
    if grid.header.contains(where: isExtremeHeader), !located.readings.isEmpty { return located }
    // There is one smallest at a key: several rows of one y are the values among which it is.
    let isBetter = (located.named, located.right) > (plain.named, plain.right)
    return isBetter && !located.repeatsKeys ? located : plain
  }

  static let extremeWords: Set<String> = ["minimum", "maximum", "argmin", "argmax"]

  func isExtremeHeader(_ cell: Grid.Cell) -> Bool {
    !Self.extremeWords.isDisjoint(with: cell.tokens)
  }

  /// True if a column may hold a quantity that its header does not name.
  ///
  /// What is called smallest is an extreme; and an extreme, which few digits fit, is called one.
  package func allows(_ header: Grid.Cell, _ quantity: Int) -> Bool {
    !isExtremeHeader(header) && !names.isExtreme(quantity)
  }

  func roles(
    of grid: Grid,
    _ context: Set<String>,
    _ keys: KeyContext,
    keysAreLocations: Bool
  ) -> [Role] {
    var roles = grid.header.indices.map { role(of: $0, in: grid, context, keysAreLocations) }
    withoutRivals(&roles, of: grid, context)
    // A column of the key's values says more than what stands around the table.
    if let (column, key) = unlabelledKey(grid, roles, KeyContext())
      ?? (keys.keys.isEmpty ? nil : unlabelledKey(grid, roles, keys))
    {
      roles[column] = .key(key)
    }
    if let (column, quantity) = unnamedValues(grid, roles, context, keys) {
      roles[column] = .quantities([quantity])
    }
    return roles
  }

  /// What one column names in full is not what another one names with the help of the words around it:
  /// `accuracy` beside `val_accuracy`.
  private func withoutRivals(_ roles: inout [Role], of grid: Grid, _ context: Set<String>) {
    var whole: [Int: Set<Int>] = [:]
    for (column, role) in roles.enumerated() {
      guard case .quantities(let meant) = role else { continue }
      let label = grid.header[column].label
      whole[column] = Set(meant.filter { names.names(label, inFull: $0) })
    }
    for (column, role) in roles.enumerated() {
      guard case .quantities(let meant) = role, let own = whole[column], own.isEmpty,
        case let others = whole.filter({ $0.key != column }).values.reduce(
          into: Set<Int>(),
          { $0.formUnion($1) }
        ),
        !others.isDisjoint(with: meant)
      else { continue }
      let sample = grid.records.lazy.map { $0[column] }.first { !$0.isBlank }?.text ?? ""
      let rest = names.quantities(
        label: grid.header[column].label,
        context: context,
        excluding: others,
        text: sample
      )
      if !rest.isEmpty { roles[column] = .quantities(rest) }
    }
  }

  /// The only column of values beside keys, where its header says no more than `value`: what leads to the
  /// table says what they are.
  private func unnamedValues(
    _ grid: Grid,
    _ roles: [Role],
    _ context: Set<String>,
    _ keys: KeyContext
  ) -> (column: Int, quantity: Int)? {
    var bound = Set(keys.keys.map(\.key))
    var others: [Int] = []
    for (column, role) in roles.enumerated() {
      switch role {
      case .key(let key): bound.insert(key)
      case .quantities: return nil
      case .other: others.append(column)
      }
    }
    guard others.count == 1, others.count < roles.count, saysNoName(grid.header[others[0]])
    else { return nil }
    let meant = names.quantities(at: bound, context: context)
    return meant.count == 1 ? (others[0], meant[0]) : nil
  }

  /// The column without a label that holds the one key that no header names: `class 0`, or 0, 1, 2.
  private func unlabelledKey(
    _ grid: Grid,
    _ roles: [Role],
    _ keys: KeyContext
  ) -> (column: Int, key: String)? {
    var wanted: Set<String> = []
    var named = Set(keys.keys.map(\.key))
    for role in roles {
      switch role {
      case .key(let key): named.insert(key)
      case .quantities(let quantities):
        wanted.formUnion(
          quantities.prefix(1).flatMap { names.exercise.quantities[$0].keys.map(\.name) }
        )
      case .other: break
      }
    }
    let open = wanted.subtracting(named)
    guard open.count == 1, let key = open.first else { return nil }
    func isOther(_ column: Int) -> Bool {
      if case .other = roles[column] { true } else { false }
    }
    func holdsValues(_ column: Int) -> Bool {
      let written = grid.records.map { $0[column] }.filter { !$0.isBlank }
      let cells = written.compactMap(keyValue)
      // Totals below have labels of words.
      let areAll = cells.count == written.count || grid.header[column].tokens.isEmpty
      return !cells.isEmpty && areAll
        && cells.allSatisfy { cell in
          cell.key ?? key == key
            && cell.value.map { names.exercise.allows($0.value, for: key) } ?? false
        }
    }
    let others = roles.indices.filter(isOther)
    if let column = others.first(where: { grid.header[$0].tokens.isEmpty }) {
      return holdsValues(column) || counts(column, of: grid, key) ? (column, key) : nil
    }
    // Where the author gave the values, a column of nothing else is theirs, whatever it is called.
    let isGiven = names.exercise.quantities.contains { quantity in
      quantity.keys.contains { $0.name == key && $0.values?.values.count ?? 0 > 1 }
    }
    let isChosen = names.exercise.choices.contains { $0.key == key }
    guard isGiven || isChosen, grid.records.count > 1 else { return nil }
    // The only key of a table has another value in each row: `x1`, 0, 0, 1 and 1, is none.
    var fitting = others.filter { holdsValues($0) && (wanted.count > 1 || grid.varies($0)) }
    if !isGiven {
      // What a student chose stands before what came of it.
      let first = roles.firstIndex { if case .quantities = $0 { true } else { false } }
      fitting = fitting.filter { $0 < first ?? 0 }
    }
    // A setting that all rows share may be one of the values by chance.
    for isMeant in [
      { grid.header[$0].tokens.contains(key) },
      { column in Set(grid.records.map { $0[column].text }).count > 1 },
    ] where fitting.count > 1 {
      let meant = fitting.filter(isMeant)
      if !meant.isEmpty { fitting = meant }
    }
    return fitting.count == 1 ? (fitting[0], key) : nil
  }

  /// True for a column that counts up through the values of a key: the epochs of a log, of which some are asked.
  private func counts(_ column: Int, of grid: Grid, _ key: String) -> Bool {
    let numbers = grid.records.map { Int($0[column].text) }
    let asked = numbers.count { $0.map { names.exercise.allows(Double($0), for: key) } ?? false }
    return asked > 1
      && zip(numbers, numbers.dropFirst()).allSatisfy { before, after in
        before.map { before in after.map { before < $0 } ?? false } ?? false
      }
  }

  private func role(
    of column: Int,
    in grid: Grid,
    _ context: Set<String>,
    _ keysAreLocations: Bool
  ) -> Role {
    let cell = grid.header[column]
    let role = self.role(cell.label, of: column, in: grid, context, keysAreLocations)
    // `y (0 or 1 only)`: a remark says nothing about what stands below.
    if case .other = role, let label = cell.labelWithoutRemark {
      return self.role(label, of: column, in: grid, context, keysAreLocations)
    }
    return role
  }

  private func role(
    _ tokens: [String],
    of column: Int,
    in grid: Grid,
    _ context: Set<String>,
    _ keysAreLocations: Bool
  ) -> Role {
    let cell = grid.header[column]
    // `y`, `desired y`, `at a`: words, and a key at the end.
    if let key = names.key(endOf: tokens), tokens.dropLast().allSatisfy(Self.isWord) {
      let isExtreme = tokens.contains("minimum") || tokens.contains("maximum")
      if keysAreLocations, let location = names.location(over: key) {
        return .quantities([location])
      }
      if !isExtreme { return .key(key) }
    }
    // A remark in one cell, `almost 0`, says nothing of the column.
    let written = grid.records.lazy.map { $0[column] }.filter { !$0.isBlank }
    let sample = (written.first(where: \.isNumber) ?? written.first)?.text ?? ""
    let isExtreme = isExtremeHeader(cell)
    if isExtreme || cell.tokens.count == 1, Self.speaksOfPlace(cell.tokens),
      let location = names.firstLocation
    {
      return .quantities([location])
    }
    let named = names.quantities(
      label: tokens.flatMap(LabelTokens.splitShape),
      context: context,
      text: sample
    ).filter { !isExtreme || names.isExtreme($0) }
    if !named.isEmpty { return .quantities(named) }
    if let quantity = quantityOfFormula(cell.text) { return .quantities([quantity]) }
    return .other
  }

  /// True for a word of prose: letters alone, and more than two of them (or `at`, `of`).
  package static func isWord(_ token: String) -> Bool {
    (token.utf8.count > 2 || LabelTokens.stopWords.contains(token))
      && Function.named[token] == nil && LabelTokens.isOfLetters(token)
  }

  package func long(
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
    // The rows in which a quantity stands that has no keys.
    var rows: [Int: Set<Int>] = [:]
    for (place, (row, at)) in records.enumerated() {
      var words: Set<String> = []
      var labels: [[String]] = []
      for (column, role) in roles.enumerated() {
        if case .other = role {
          words.formUnion(row[column].tokens)
          // In a table of one case `network | 784-128-10, sigmoid` describes it.
          let isDescription =
            records.count == 1 && !Lexicon.descriptions.isDisjoint(with: grid.header[column].tokens)
          if !isDescription { labels.append(row[column].tokens) }
        }
      }
      for (column, quantity) in columns {
        guard let meant = refined(quantity, grid.header[column], row[column], words, context),
          !labels.contains(where: { names.label($0, namesOtherThan: meant) }),
          words.isDisjoint(with: Lexicon.befores)
            || names.names(grid.header[column].label, inFull: meant)
        else { continue }
        guard let reading = reading(row[column], meant, at) else { continue }
        readings.append(reading)
        rows[reading.quantity, default: []].insert(place)
      }
    }
    // A row is a case: what would be one value in each of them has another name in each. So it is where
    // no column holds a key, and all rows would have those of the text around.
    let hasKeys = roles.contains { if case .key = $0 { true } else { false } }
    let end = hasKeys || !isLog(grid) ? nil : records.last?.row
    readings.removeAll { reading in
      if let end, names.isMeasured(reading.quantity) {
        return !end.contains { $0.range == reading.span.range }
      }
      return (reading.at.isEmpty || !hasKeys) && rows[reading.quantity, default: []].count > 1
    }
    if end != nil {
      for place in readings.indices where !names.isFinal(readings[place].quantity) {
        readings[place].mood = .lifted
      }
    }
    readings += totals(grid, roles, context)
    let named = roles.count { if case .other = $0 { false } else { true } }
    var attempt = counted(readings, named: named)
    attempt.columns = columns.map { (grid.header[$0.column], $0.quantity) }
    return attempt
  }

  /// Rows below the cases that name a quantity together with their columns: `macro average` of F1.
  private func totals(
    _ grid: Grid,
    _ roles: [Role],
    _ context: Set<String>
  ) -> [Reading] {
    guard
      let keyColumn = roles.indices.first(where: {
        if case .key = roles[$0] { true } else { false }
      })
    else { return [] }
    return grid.records.flatMap { row -> [Reading] in
      let label = row[keyColumn].tokens
      guard !label.isEmpty, keyValue(row[keyColumn])?.value == nil else { return [] }
      // `accuracy`: one value for all cases, in whichever column it was printed.
      if let own = names.quantitiesNamed(inFull: label).first(where: { names.own(label, $0) }),
        names.exercise.quantities[own].keys.isEmpty
      {
        let cells = grid.header.indices.filter { column in
          column != keyColumn && !row[column].isBlank
            && grid.header[column].tokens.allSatisfy { !Self.counts.contains($0) }
        }
        if cells.count == 1 {
          return [reading(row[cells[0]], own, KeyContext())].compactMap { $0 }
        }
      }
      return grid.header.indices.compactMap { column in
        guard column != keyColumn, !row[column].isBlank else { return nil }
        let tokens = label + grid.header[column].tokens
        let meant = names.quantities(label: tokens, context: context, text: row[column].text)
        guard meant.count == 1, names.quantitiesNamed(inFull: tokens).contains(meant[0]),
          !names.quantitiesNamed(inFull: grid.header[column].tokens).contains(meant[0]),
          names.own(grid.header[column].tokens, meant[0])
        else { return nil }
        return reading(row[column], meant[0], KeyContext())
      }
    }
  }

  /// How many columns may repeat the names of others.
  private static let mostTwins = 16

  /// Columns that count cases.
  private static let counts: Set<String> = ["support", "count", "samples"]

  /// Marks that mean "as above".
  static let dittos: Set<String> = ["\"", "''", "〃", "″", "”", "do.", "ditto", "-\"-"]

  /// The rows with the keys that hold in them; a blank key repeats the one above.
  package func records(
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
  func refined(
    _ quantity: Int,
    _ header: Grid.Cell,
    _ cell: Grid.Cell,
    _ near: Set<String>,
    _ far: Set<String>
  ) -> Int? {
    guard !cell.isBlank else { return quantity }
    // A column of numbers whose rows say nothing means one quantity throughout.
    if near.isEmpty, names.expectations[quantity] == .number, cell.tokens.isEmpty {
      return quantity
    }
    let meant = names.quantities(
      label: header.tokens.flatMap(LabelTokens.splitShape),
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

  package func reading(_ cell: Grid.Cell, _ quantity: Int, _ keys: KeyContext) -> Reading? {
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
    let span = ClauseMatcher.span(of: value, in: cell.span)
    var reading = Reading(quantity: quantity, at: at, value: value, span: span)
    reading.beside = keys.beside(names.exercise.quantities[quantity])
    return reading
  }

  /// Columns for quantities, one to one: by header; a column whose header names nothing that exists, or
  /// several, may be lifted by its values.
  package func assignment(
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

    func liftByValues(_ quantities: [Int]) {
      var supports: [(right: Int, isNamed: Bool, column: Int, quantity: Int)] = []
      for column in columns {
        for quantity in quantities
        where isFree(column, quantity) && names.isComputed(quantity)
          && (header(column).contains(quantity)
            || header(column).isEmpty && allows(grid.header[column], quantity)
              && !names.exercise.quantities[quantity].keys.isEmpty)
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
    assignByHeader(asked)
    assignByHeader(known)
    liftByValues(asked)
    assignByHeader(asked)
    liftByValues(known)
    assignByHeader(known)
    // A second column with the same name says the same quantity once more.
    let taken = Set(pairs.map(\.column))
    var named: [[String]: Int] = [:]
    for pair in pairs where !grid.header[pair.column].tokens.isEmpty {
      named[grid.header[pair.column].tokens] =
        named[grid.header[pair.column].tokens] ?? pair.quantity
    }
    // Nobody writes one quantity in more columns; what a program repeats says no more.
    var left = Self.mostTwins
    for column in columns where !taken.contains(column) && left > 0 {
      guard let quantity = named[grid.header[column].tokens] else { continue }
      pairs.append((column, quantity))
      left -= 1
    }
    return pairs
  }
}
