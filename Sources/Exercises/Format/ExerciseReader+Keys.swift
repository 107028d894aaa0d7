extension ExerciseReader {
  /// The keys of an exercise, as `docs/format.md` lists them.
  static let keys: [FormatKey] = [
    FormatKey(
      "id",
      "letters, digits, `-` and `_`; unique in the course",
      standard: "required"
    ),
    FormatKey(
      "network",
      "the network whose names the formulas may use",
      standard: "none"
    ),
    FormatKey(
      "given",
      #"values by name: `{x: "[0.5, t]", w1 w2: "0.3"}`; names with a space between "#
        + "them share one value; a formula may use the givens before it and the keys",
      standard: "the network's `given`"
    ),
    FormatKey(
      "draw",
      "givens that every student draws for themselves, see [numbers of one's "
        + "own](#numbers-of-ones-own)",
      standard: "none"
    ),
    FormatKey(
      "where",
      #"conditions on what is drawn, one or a list: `"abs(w1 - w2) >= 0.1"`"#,
      standard: "none"
    ),
    FormatKey(
      "choose",
      "for each key that the student picks, the rule",
      standard: "none"
    ),
    FormatKey(
      "apart",
      "how far two chosen values have to lie apart to count as two: `0.05`, or `{a: 0.05}`",
      standard: "so far that an answer changes at its precision"
    ),
    FormatKey(
      "quantities",
      "quantities that are judged where a student writes them, and never asked; "
        + "the same keys as `answers`, without `points`",
      standard: "none"
    ),
    FormatKey(
      "answers",
      "what is asked, by name",
      standard: "required"
    ),
  ]
}
