extension TableReader {
  /// The keys of a table, as `docs/format.md` lists them.
  static let keys: [FormatKey] = [
    FormatKey(
      "name",
      "the name by which sentences take values from the table",
      standard: "none"
    ),
    FormatKey(
      "rows",
      "`{KEY: values}`, one or more keys",
      standard: "required"
    ),
    FormatKey(
      "columns",
      #"with `cell`: one `{KEY: values}`; without: `{LABEL: "formula", …}`"#,
      standard: "required"
    ),
    FormatKey(
      "cell",
      "the formula of every cell of the wide layout",
      standard: "none"
    ),
    FormatKey(
      "format",
      "`N decimals` (0 to 15) or `N digits` (1 to 15); in the long layout also "
        + "`{LABEL: format, …}`",
      standard: "as few digits as name the value"
    ),
    FormatKey(
      "bold",
      "`smallest in row`, `largest in row`, `smallest in column`, `largest in "
        + "column`; ties are all bold",
      standard: "nothing bold"
    ),
    FormatKey(
      "mode",
      "`check`: the table is written by hand; it is compared cell by cell at its "
        + "printed digits and never rewritten",
      standard: "the table is written"
    ),
    FormatKey(
      "network",
      "the network whose names the formulas may use",
      standard: "none"
    ),
    FormatKey(
      "given",
      "values by name, as in an exercise",
      standard: "the network's"
    ),
  ]
}
