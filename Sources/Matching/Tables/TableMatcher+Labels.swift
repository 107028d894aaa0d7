import Formulas
import Homework

/// Tables whose labels say more than a key: a condition over a column, a symbol before a row.
extension TableMatcher {
  /// Columns with a key in their label, `C (y = 0.2)`, beside columns of the other keys.
  package func conditions(_ grid: Grid, context: Set<String>, keys: KeyContext) -> Attempt {
    guard grid.rows.count >= 2 else { return Attempt() }
    var columns: [(column: Int, quantity: Int, keys: [WrittenKey])] = []
    var keyColumns: [(column: Int, key: String)] = []
    for (column, cell) in grid.header.enumerated() {
      if let call = cell.call, let arguments = call.arguments {
        let bound = arguments.parts(around: ",").compactMap(condition)
        let sample = grid.records.first { !$0[column].isBlank }?[column].text ?? ""
        let meant = names.quantities(label: call.tokens, context: context, text: sample)
        if !bound.isEmpty, let quantity = meant.first { columns.append((column, quantity, bound)) }
      } else if let key = names.key(endOf: cell.label) {
        keyColumns.append((column, key))
      }
    }
    guard !columns.isEmpty else { return Attempt() }
    var readings: [Reading] = []
    for row in grid.records {
      var at = keys
      for (column, key) in keyColumns {
        guard let value = keyValue(row[column])?.value else { continue }
        at.set(WrittenKey(key: key, value: value.value, text: value.text))
      }
      for (column, quantity, bound) in columns {
        var own = at
        for key in bound { own.set(key) }
        if let reading = reading(row[column], quantity, own) { readings.append(reading) }
      }
    }
    return counted(readings, named: columns.count + keyColumns.count)
  }

  package func condition(_ text: String) -> WrittenKey? {
    let sides = text.parts(around: "=")
    guard sides.count == 2, let key = names.key(SymbolName.canonical(sides[0])),
      case .number(let number) = values.read(sides[1], as: .number)
    else { return nil }
    return WrittenKey(key: key, value: number.value, text: number.text)
  }

  /// Rows and columns that name a quantity only together: `w7` before a row, `new` over a column.
  func crossed(_ grid: Grid, context: Set<String>, keys: KeyContext) -> Attempt {
    guard grid.rows.count >= 2, let width = grid.header.indices.last, width > 0, mayCross(grid)
    else { return Attempt() }
    let first = crossed(grid, labels: 0, context: context, keys: keys)
    let last = crossed(grid, labels: width, context: context, keys: keys)
    return (last.readings.count, last.right) > (first.readings.count, first.right) ? last : first
  }

  /// True if a label is a symbol of a value without keys, or begins one: `z` of `z1`.
  private func mayCross(_ grid: Grid) -> Bool {
    let labels = grid.header + grid.rows.flatMap { [$0[0], $0[$0.count - 1]] }
    return step != nil
      || labels.contains { cell in
        cell.tokens.contains { names.isSymbolOfValue($0) || names.severalWords.contains($0) }
      }
      || grid.records.first.map { row in
        grid.header.dropFirst().contains { joined($0, row[0]) != nil }
      } ?? false
  }

  private func crossed(
    _ grid: Grid,
    labels: Int,
    context: Set<String>,
    keys: KeyContext
  ) -> Attempt {
    let corner = grid.header[labels]
    if let last = corner.label.last, names.key(last) != nil { return Attempt() }
    let placeholder = corner.text.identifiers.first.flatMap { $0.utf8.count <= 2 ? $0 : nil }
    var readings: [Reading] = []
    // How much of its quantity's name each of them has before its row and over its column.
    var said: [Int] = []
    let columns = grid.header.indices.filter { $0 != labels }
    // A column of values beside others whose headers nobody explains: those say something else.
    let hasValues = columns.contains { saysValue(grid.header[$0]) }
    let answers = answerColumn(of: grid, labels: labels)
    var known: [Crossing: Int?] = [:]
    for row in grid.records {
      let label = row[labels]
      guard !label.isBlank else { continue }
      for column in columns {
        let head = grid.header[column]
        let cell = row[column]
        guard !cell.isBlank else { continue }
        // Rows come again: in logs, and where somebody pasted one many times.
        let place = Crossing(head: head.text, label: label.text, cell: cell.text)
        if known[place] == nil {
          known[place] = .some(meant(head, label, corner, placeholder, context, keys, cell))
        }
        guard let meant = known[place] ?? nil,
          columns.count == 1 || column == answers || explains(head, label, corner, meant, hasValues)
        else { continue }
        guard let reading = reading(cell, meant, keys) else { continue }
        if case .unreadable = reading.value, !cell.text.hasDigit { continue }
        readings.append(reading)
        let words = Set(head.tokens + label.tokens)
        said.append(
          names.patterns[meant].map { $0.tokens.count(where: words.contains) }.max() ?? 0
        )
      }
    }
    // `RF` names what `k` and `stride` beside it do not.
    let most = Dictionary(zip(readings.map(\.quantity), said), uniquingKeysWith: max)
    readings = zip(readings, said).filter { $1 == most[$0.quantity] }.map(\.0)
    return counted(readings, named: readings.isEmpty ? 0 : 2)
  }

  /// The only column of numbers where every row is labelled with the whole name of an answer, whatever is written above it.
  private func answerColumn(of grid: Grid, labels: Int) -> Int? {
    let numbers = grid.header.indices.filter { column in
      column != labels && grid.records.allSatisfy { $0[column].isNumber || $0[column].isBlank }
    }
    let named = grid.records.map { names.quantitiesNamed(inFull: $0[labels].tokens) }
    guard numbers.count == 1, grid.records.count > 2, named.allSatisfy({ $0.count == 1 }),
      Set(named.joined()).count == named.count
    else { return nil }
    return numbers[0]
  }

  /// A cell by what its quantity depends on.
  private struct Crossing: Hashable {
    let head: String
    let label: String
    let cell: String
  }

  /// True for a header that says no more than that values stand below: blank, `value`, `result`.
  private func saysValue(_ head: Grid.Cell) -> Bool {
    head.tokens.allSatisfy { Grid.results.contains($0) || LabelTokens.stopWords.contains($0) }
  }

  /// True if every word of a header belongs to what it names with the row's label: `new` and `gradient`
  /// do, `new − old`, `in part a` and `digits` do not.
  private func explains(
    _ head: Grid.Cell,
    _ label: Grid.Cell,
    _ corner: Grid.Cell,
    _ quantity: Int,
    _ hasValues: Bool
  ) -> Bool {
    if head.tokens.contains("gradient"), !names.isDerivative(quantity) { return false }
    if saysValue(head) || shaped(head, label) == quantity { return true }
    if let own = joined(head, label), names.names(own, symbolsOf: quantity) { return true }
    let isWhole = (indexed(head, by: label) + timed(head, label)).contains {
      names.names($0, symbolsOf: quantity)
    }
    if isWhole { return true }
    // `p'` over rows of parameters p.
    let stems = Set(
      label.tokens.flatMap { [$0, String($0.prefix { !$0.isNumber })] } + corner.tokens
        + corner.text.identifiers
    )
    let isExplained = head.tokens.allSatisfy { token in
      if token == "old" || Lexicon.befores.contains(token), !names.own([token], quantity) {
        return false
      }
      return LabelTokens.stopWords.contains(token) || Grid.results.contains(token)
        || names.own([token], quantity) || names.isSymbolOfValue(token) && token != "a"
        || stems.contains(token.replacingBytes(of: "'", with: "")) || token.utf8.contains(0x2F)
    }
    let hasRemark =
      head.text.contains("(") && head.labelWithoutRemark == nil || head.text.has(" in ")
      || head.text.has(" - ")
    if isExplained, !hasRemark { return true }
    return !hasValues && !hasRemark && head.tokens.contains { names.own([$0], quantity) }
      && !head.tokens.contains("old") && Lexicon.befores.isDisjoint(with: head.tokens)
  }

  /// The only shape that is asked of what a row names, under a header that says `size`: `Tensor Size` over `Conv-1`.
  private func shaped(_ head: Grid.Cell, _ label: Grid.Cell) -> Int? {
    let words = head.tokens.flatMap(LabelTokens.splitShape)
    guard !label.tokens.isEmpty, words.contains(where: Lexicon.sizes.contains),
      words.allSatisfy({
        Lexicon.sizes.contains($0) || Lexicon.sized.contains($0) || LabelTokens.isPlain($0)
      })
    else { return nil }
    let meant = names.askedFirst.filter { quantity in
      names.expectations[quantity] == .shape
        && label.tokens.allSatisfy { names.own([$0], quantity) }
    }
    return meant.count == 1 ? meant[0] : nil
  }

  /// What a row's label names by itself, under a header that says no more: `Total` in a column `Parameters`.
  private func named(_ label: Grid.Cell, _ head: Grid.Cell) -> Int? {
    let meant = names.askedFirst.filter { quantity in
      names.exercise.quantities[quantity].keys.isEmpty
        && names.names(label.tokens, inFull: quantity)
        && head.tokens.contains { names.own([$0], quantity) }
        && head.tokens.allSatisfy { names.own([$0], quantity) || LabelTokens.isPlain($0) }
    }
    return meant.count == 1 ? meant[0] : nil
  }

  /// The quantity that a column and a row name together; where only its remark tells a row from another one, the
  /// remark has to be the quantity's, too.
  private func meant(
    _ head: Grid.Cell,
    _ label: Grid.Cell,
    _ corner: Grid.Cell,
    _ placeholder: String?,
    _ context: Set<String>,
    _ keys: KeyContext,
    _ cell: Grid.Cell
  ) -> Int? {
    let meant = joining(head, label, corner, placeholder, context, keys, cell)
    guard label.isToldByRemark, let found = meant else { return meant }
    return label.tokens.allSatisfy { names.own([$0], found) || LabelTokens.isPlain($0) }
      ? found : nil
  }

  /// The quantity that a column and a row name in one of the ways to put them together.
  private func joining(
    _ head: Grid.Cell,
    _ label: Grid.Cell,
    _ corner: Grid.Cell,
    _ placeholder: String?,
    _ context: Set<String>,
    _ keys: KeyContext,
    _ cell: Grid.Cell
  ) -> Int? {
    var tries: [[String]] = []
    for open in ["/d…", "/d...", "/d·", "/∂…", "/d_", "/d□"] where head.text.has(open) {
      // `dC/d…` over rows of parameters.
      let whole = head.text.replacingBytes(of: open, with: "/d\(label.text)")
      tries.append(LabelTokens(String(whole.words.last { $0.utf8.contains(0x2F) } ?? "")).tokens)
    }
    let letters = [placeholder, "p", "w_i", "w", "b", "θ"].compactMap { $0 }
    if !label.tokens.isEmpty {
      for letter in letters where head.text.identifiers.contains(where: { $0.hasSuffix(letter) }) {
        // `dE/dp` and `p'` over rows of parameters p.
        tries.append(LabelTokens(Self.replacing(letter, in: head.text, by: label.text)).tokens)
      }
      if !head.tokens.isEmpty {
        for letter in letters where label.text.identifiers.contains(where: { $0.hasSuffix(letter) })
        {
          tries.append(LabelTokens(Self.replacing(letter, in: label.text, by: head.text)).tokens)
        }
      }
      tries.append(head.tokens + label.tokens + corner.tokens)
      // `dense (Dense)` before a row of `Param #`.
      let own =
        (head.labelWithoutRemark ?? head.tokens) + (label.labelWithoutRemark ?? label.tokens)
      if let meant = names.quantity(ofWords: own, at: keys), names.canHold(meant, cell.text) {
        return meant
      }
      if let meant = named(label, head), names.canHold(meant, cell.text) { return meant }
      if let meant = shaped(head, label), ShapeReader.read(cell.text) != nil { return meant }
    }
    // `z` over a row of neuron 1: z1.
    let number = label.text.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }
    let isCount = label.text.utf8.dropLast(number.count).allSatisfy {
      ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x20 || $0 >= 0xC3
    }
    if !number.isEmpty, number.count <= 2, label.text.utf8.count <= 12, isCount {
      let digits = String(decoding: number.reversed(), as: UTF8.self)
      if let symbol = head.tokens.first, head.tokens.count == 1 { tries.append([symbol + digits]) }
      for letter in ["i", "j", "k"] {
        tries.append(LabelTokens(Self.replacing(letter, in: head.text, by: digits)).tokens)
      }
    }
    tries += indexed(head, by: label) + timed(head, label)
    if let own = joined(head, label) { tries.append(own) }
    if let step {
      for tokens in [head.labelWithoutRemark ?? head.tokens, []].map({ head in
        head.filter { $0 == "new" || !Grid.results.contains($0) } + label.tokens
      }) {
        if let meant = names.quantity(tokens, inStep: step), names.canHold(meant, cell.text),
          tokens.contains("new") || head.isBlank
        {
          return meant
        }
      }
    }
    for tokens in tries {
      let meant = names.quantities(
        label: tokens.flatMap(LabelTokens.splitShape),
        context: context,
        text: cell.text
      )
      guard meant.count == 1, names.names(tokens, symbolsOf: meant[0]) else { continue }
      if isBetween(head, label, meant[0]) || isBetween(label, head, meant[0]) { return nil }
      let isOther = [head.tokens, label.tokens].contains {
        names.label($0, namesAnotherKindThan: meant[0])
      }
      return isOther ? nil : meant[0]
    }
    return nil
  }

  /// `Z₁` over a row of `X₁`: what stands between the two is neither of them.
  private func isBetween(_ named: Grid.Cell, _ other: Grid.Cell, _ quantity: Int) -> Bool {
    names.names(named.tokens, inFull: quantity)
      && other.tokens.contains {
        LabelTokens.isSymbol($0) && $0.hasLetter && $0.hasDigit && !names.own([$0], quantity)
      }
  }

  /// `net` over a row of `h1`: net_h1, where something is called so.
  private func joined(_ head: Grid.Cell, _ label: Grid.Cell) -> [String]? {
    guard label.tokens.count == 1, let first = head.tokens.first,
      head.tokens.count == 1 || ["net", "out"].contains(first) && head.tokens.count == 2
    else { return nil }
    let ways = [head.text, first, first == "output" ? "out" : first].map {
      LabelTokens("\($0)_\(label.tokens[0])").tokens
    }
    return ways.first { $0.count == 1 && names.symbolTokens.contains($0[0]) }
  }

  /// `after` over a row of `w13` is its new value, and `correction` its change.
  private func timed(_ head: Grid.Cell, _ label: Grid.Cell) -> [[String]] {
    guard !head.tokens.isEmpty, !label.tokens.isEmpty else { return [] }
    if head.tokens.allSatisfy(Lexicon.laters.contains) { return [label.tokens + ["new"]] }
    guard head.tokens.allSatisfy(Lexicon.corrections.contains) else { return [] }
    return ["Δ\(label.text)", "Delta \(label.text)"].map { LabelTokens($0).tokens }
  }

  /// `g^(1)` over a row of `w_2`: g_2^(1), and g_w_2^(1).
  private func indexed(_ head: Grid.Cell, by label: Grid.Cell) -> [[String]] {
    guard head.tokens.count == 1, label.tokens.count == 1, let symbol = head.tokens.first,
      let row = label.tokens.first, LabelTokens.isSymbol(symbol), LabelTokens.isSymbol(row)
    else { return [] }
    let stem = symbol.prefix { $0.isLetter }
    guard !stem.isEmpty, stem.count < symbol.count else { return [] }
    let script = symbol.dropFirst(stem.count)
    let digits = row.drop { !$0.isNumber }
    let indices = digits.isEmpty ? [row] : [String(digits), row]
    return indices.map { ["\(stem)\($0)\(script)"] }
  }

  /// A label with a row's symbol for the letter that stands for all of them.
  private static func replacing(_ letter: String, in text: String, by symbol: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    let wanted = Array(letter.utf8)
    func isPart(_ byte: UInt8) -> Bool {
      (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
    }
    var index = 0
    while index < bytes.count {
      let end = index + wanted.count
      let isLetter =
        end <= bytes.count && bytes[index..<end].elementsEqual(wanted)
        && (end == bytes.count || !isPart(bytes[end]))
        && (index == 0 || !isPart(bytes[index - 1]) || bytes[index - 1] == 0x64)
      if isLetter {
        result += Array(symbol.utf8)
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
