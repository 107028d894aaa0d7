import Formulas
import Markdown
import Yaml

/// Reads a `yaml table` block.
struct TableReader {
  let reader: YamlReader
  let notation: Notation
  let exercises: ExerciseReader

  func table(_ node: YamlNode?, at offset: Int) -> TableDefinition? {
    guard let fields = reader.fields(node, of: "a table", allowed: Self.keys.names, at: offset)
    else {
      return nil
    }
    let before = reader.diagnostics.count
    let network = fields["network"].flatMap { exercises.network($0.value) }
    // Without its network nothing in the block can be checked.
    if network == nil, fields["network"] != nil { return nil }
    let own =
      fields["given"].map {
        Exercise.Given.read($0.value, reader: reader, notation: notation)
      } ?? []
    let givens = own.completed(by: network)
    let format = format(fields["format"]?.value, standard: .shortest)
    guard let rowsField = fields["rows"], let columnsField = fields["columns"] else {
      reader.report(
        at: offset,
        "a table wants the keys \"rows\" and \"columns\"",
        help: "for example rows: {y: \"0.2, 0.5\"} and columns: {a: \"0.1 ... 0.9 by 0.1\"}"
      )
      return nil
    }
    let rows = axes(rowsField.value, of: "rows", network: network)
    guard let columns = columns(columnsField, fields["cell"], fields["format"], format, network)
    else { return nil }
    guard !rows.isEmpty, reader.diagnostics.count == before else { return nil }
    let cells = (rows.map(\.entries.count) + [columns.count]).saturatingProduct
    guard cells <= TableDefinition.mostNumbers else {
      reader.report(
        at: rowsField.value.offset,
        "the table has more than \(TableDefinition.mostNumbers) cells",
        help: "compute fewer rows or columns"
      )
      return nil
    }
    let definition = TableDefinition(
      source: reader.source,
      offset: offset,
      name: fields["name"].flatMap { reader.text($0.value, of: "name") },
      rows: rows,
      columns: columns,
      format: format,
      bold: bold(fields["bold"]),
      isChecked: isChecked(fields["mode"]),
      network: network,
      givens: givens
    )
    check(definition)
    return reader.diagnostics.count == before ? definition : nil
  }

  private func axes(
    _ node: YamlNode,
    of key: String,
    network: NetworkDefinition?
  ) -> [TableDefinition.Axis] {
    (reader.mapping(node, of: key) ?? []).compactMap { entry in
      axis(entry, network: network).map { TableDefinition.Axis(name: entry.key, entries: $0) }
    }
  }

  /// An axis of numbers (`"0.1 ... 0.9 by 0.1"`), of formulas (a list), or of `parameters`.
  private func axis(
    _ entry: YamlEntry,
    network: NetworkDefinition?
  ) -> [TableDefinition.Axis.Entry]? {
    if case .sequence(let items) = entry.value.content {
      let entries = items.compactMap { item in
        reader.formula(item, of: entry.key, notation: notation).map {
          TableDefinition.Axis.Entry(label: $0.formula.text, expression: $0.expression)
        }
      }
      guard !entries.isEmpty else {
        reader.report(at: entry.value.offset, "\"\(entry.key)\" has no values")
        return nil
      }
      return entries
    }
    if entry.value.scalar == "parameters" {
      guard let names = network?.neurons?.inOrder else {
        reader.report(
          at: entry.value.offset,
          "the table's network names no parameters",
          help: "name them in the network's \"neurons\""
        )
        return nil
      }
      return names.map { TableDefinition.Axis.Entry(label: $0, expression: .name($0)) }
    }
    return reader.valueList(entry.value, of: entry.key).map { list in
      list.entries.map { .init(label: $0.text, expression: .number($0.value)) }
    }
  }

  private func columns(
    _ field: YamlEntry,
    _ cell: YamlEntry?,
    _ formatField: YamlEntry?,
    _ format: NumberFormat,
    _ network: NetworkDefinition?
  ) -> TableDefinition.Columns? {
    if let cell {
      let axes = axes(field.value, of: "columns", network: network)
      guard axes.count == 1 else {
        reader.report(
          at: field.value.offset,
          "with \"cell\", \"columns\" is one key with its values",
          help: "for example columns: {a: \"0.1 ... 0.9 by 0.1\"}"
        )
        return nil
      }
      guard let formula = reader.formula(cell.value, of: "cell", notation: notation) else {
        return nil
      }
      return .axis(axes[0], cell: formula)
    }
    guard let entries = reader.mapping(field.value, of: "columns") else { return nil }
    let formats = columnFormats(formatField)
    let columns = entries.compactMap { entry in
      reader.formula(entry.value, of: entry.key, notation: notation).map {
        (label: entry.key, formula: $0, format: formats[entry.key] ?? format)
      }
    }
    guard columns.count == entries.count else { return nil }
    for name in formats.keys.sorted() where !entries.contains(where: { $0.key == name }) {
      reader.report(
        at: formatField?.value.offset ?? field.value.offset,
        "there is no column \"\(name)\"",
        help: NearMiss.help(name, among: entries.map(\.key))
      )
    }
    return .formulas(columns)
  }

  private func format(_ node: YamlNode?, standard: NumberFormat) -> NumberFormat {
    guard let node, let text = node.scalar else { return standard }
    guard let format = NumberFormat(text) else {
      reader.report(
        at: node.offset,
        "the format \"\(text)\" is not known",
        help: "allowed: N decimals, N digits"
      )
      return standard
    }
    return format
  }

  private func columnFormats(_ field: YamlEntry?) -> [String: NumberFormat] {
    guard let field, case .mapping(let entries) = field.value.content else { return [:] }
    var formats: [String: NumberFormat] = [:]
    for entry in entries { formats[entry.key] = format(entry.value, standard: .shortest) }
    return formats
  }

  private func bold(_ field: YamlEntry?) -> TableDefinition.Bold? {
    guard let field else { return nil }
    let bold = field.value.scalar.flatMap(TableDefinition.Bold.init(rawValue:))
    if bold == nil {
      reader.report(
        at: field.value.offset,
        "\"bold\" does not know \(field.value.kindName)",
        help: "allowed: \(TableDefinition.Bold.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    return bold
  }

  private func isChecked(_ field: YamlEntry?) -> Bool {
    guard let field else { return false }
    guard field.value.scalar == "check" else {
      reader.report(
        at: field.value.offset,
        "\"mode\" does not know \(field.value.kindName)",
        help: "allowed: check"
      )
      return false
    }
    return true
  }

  /// Reports names in formulas that mean nothing here.
  private func check(_ table: TableDefinition) {
    let known = (table.network?.knownNames ?? []).union(table.givens.map(\.name))
      .union(table.rows.map(\.name)).union(["e"])
    for given in table.givens { reader.check(given.formula, known: known) }
    switch table.columns {
    case .axis(let axis, let cell): reader.check(cell, known: known.union([axis.name]))
    case .formulas(let columns):
      for column in columns { reader.check(column.formula, known: known) }
    }
  }
}
