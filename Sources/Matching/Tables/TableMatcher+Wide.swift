import Exercises
import Formulas
import Homework

/// The wide layout: one key along the header, another before the rows.
extension TableMatcher {
  /// Rows for the values of one key, columns for those of another; the cells are one quantity.
  ///
  /// `columnKey`: The key along the header, where the corner says so.
  package func wide(
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
      // What is measured has to be named, or its axes.
      guard !names.isExtreme(index), names.isComputed(index) || wanted != nil,
        !quantity.keys.isEmpty, wanted == nil || quantity.keys.count > 1
      else { continue }
      // By the corner `y \ a` the last key runs along the header; that is tried first.
      for columnKey in quantity.keys.map(\.name).reversed()
      where (namedColumnKey == nil || namedColumnKey == columnKey)
        && (wanted == nil || wanted == columnKey)
      {
        // Where the author gave the values of the key, other numbers are none.
        let isFixed = quantity.keys.contains { $0.name == columnKey && $0.values != nil }
        if isFixed,
          !columns.contains(where: { column in
            heads[column]?.value.map { names.exercise.allows($0.value, for: columnKey) } ?? false
          })
        {
          continue
        }
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
        attempts.append((attempt, agrees))
      }
    }
    // Labels first: the corner, then a name of the quantity; values tell apart what these leave open.
    func rank(_ way: (attempt: Attempt, agreesWithLabels: Bool)) -> (Int, Int, Int, Int) {
      (
        way.agreesWithLabels ? 1 : 0, way.attempt.named / 2, way.attempt.right,
        way.attempt.named % 2
      )
    }
    let best = attempts.max { rank($0) < rank($1) }?.attempt ?? Attempt()
    guard let first = best.readings.first, !names.isComputed(first.quantity) else { return best }
    // Nothing proves a measured value: two quantities with the same right to it have none.
    let rivals = attempts.filter {
      $0.attempt.named / 2 == best.named / 2
        && $0.attempt.readings.first?.quantity != first.quantity
    }
    return rivals.isEmpty ? best : Attempt()
  }

  package func wide(
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
        let label = keyValue(row[keyColumn])
        // `C (y = 0.45)` before a row is none of the key a.
        if let key = label?.key, key != rowKey { return (Attempt(), false) }
        if let value = label?.value {
          above = WrittenKey(key: rowKey, value: value.value, text: value.text)
        } else if !row[keyColumn].isBlank {
          readings += extremes(row, row[keyColumn], columnKey, rowKey, columns, heads, keys)
          continue
        }
        if let above { at.set(above) }
      } else if let label = others.first.map({ row[$0] }), !explains(quantity, label) {
        // `precision` before a row: it is none of another quantity's.
        continue
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
    // A caption may say what the cells are, too.
    let isCaptioned =
      !isNamed && names.names(Array(context), inFull: quantity)
      && !names.isOutnamed(quantity, in: context)
    let quantityRank = names.exercise.quantities[quantity].isAsked ? 1 : 0
    return (
      counted(readings, named: (isNamed ? 4 : isCaptioned ? 2 : 0) + quantityRank),
      agrees && (corner.count != 1 || corner[0] != columnKey)
    )
  }

  /// The quantity that a row's own label names, if it has the same keys: `quadratic cost | 0 | …`.
  package func labelled(
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
  package func extremes(
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

  /// True for `place of the smallest C`, `argument of the minimum`, `minimum at`.
  static func speaksOfPlace(_ tokens: [String]) -> Bool {
    tokens.contains {
      ["place", "position", "location", "where", "argument", "minimizer", "minimiser"].contains($0)
    }
      || tokens.contains { extremeWords.contains($0) } && tokens.last == "at"
  }

  /// Further columns of a wide table: the smallest value of the row and where it lies.
  func extras(
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
      if Self.speaksOfPlace(tokens) || names.key(endOf: tokens) == columnKey {
        quantity = names.location(over: columnKey) ?? quantity
      }
      guard let quantity, names.isExtreme(quantity) else { return nil }
      return reading(row[column], quantity, keys)
    }
  }

  /// True if a row's label says nothing else than a quantity's names, keys and plain words.
  private func explains(_ quantity: Int, _ label: Grid.Cell) -> Bool {
    label.tokens.allSatisfy { token in
      names.key(token) != nil || LabelTokens.isPlain(token) || names.own([token], quantity)
        || names.titleWords.contains(token)
    } || labelled(quantity, [label], [0], nil, label, []) != quantity
  }

  /// True if a header holds a symbol, and none of some keys: `a` where `x_j` is wanted.
  ///
  /// A corner may name what the cells are.
  func isNamedOtherwise(_ cell: Grid.Cell, than keys: [String], _ quantity: Int) -> Bool {
    let named = keyNames(in: cell.text)
    if names.quantities(label: cell.tokens, context: [], text: "0").contains(quantity) {
      return false
    }
    guard !named.contains(where: keys.contains) else { return false }
    let symbols = cell.tokens.filter { $0.utf8.count <= 2 && !LabelTokens.stopWords.contains($0) }
    return !symbols.isEmpty && !cell.text.hasDigit
  }

  /// The keys that a corner such as `y \ a` names, in order.
  package func keyNames(in text: String) -> [String] {
    let own = text.identifiers.compactMap {
      names.key(SymbolName.canonical($0)) ?? names.key(endOf: LabelTokens($0).tokens)
    }
    // `learning rate \\ epoch`: each axis has words of its own.
    let axes = text.split { "\\/|".contains($0) }
      .compactMap { names.key(endOf: LabelTokens(String($0)).tokens) }
    if axes.count > own.count { return axes }
    return own.isEmpty ? names.key(endOf: LabelTokens(text).tokens).map { [$0] } ?? [] : own
  }
}
