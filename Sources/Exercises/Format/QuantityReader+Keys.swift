extension QuantityReader {
  /// The keys of an answer, as `docs/format.md` lists them.
  static let keys: [FormatKey] = [
    FormatKey(
      "is",
      "the formula of the expected value: a number, a vector, a matrix or a shape",
      standard: "`is`, `measured` or `human` is required"
    ),
    FormatKey(
      "measured",
      "a number that the student's own experiment gave and nothing can recompute: "
        + "`between 0 and 1`, `strictly between 0 and 1` or `anything`",
      standard: ""
    ),
    FormatKey(
      "human",
      "for a person: a rubric as a file beside the chapter, or as a text",
      standard: ""
    ),
    FormatKey(
      "at",
      #"the keys that it depends on: `[y, a]` from `choose`, or `{t: "0, 0.01, 1"}` "#
        + "with values that are fixed here",
      standard: "no key, one value"
    ),
    FormatKey(
      "for",
      #"`p in parameters`, or `"p in w1, w2, b1"` (quoted, for the commas): an "#
        + "answer for each; `{p}` stands in the name, `p` in `is`, `or` and `to`",
      standard: "one answer"
    ),
    FormatKey(
      "as",
      "`value`; `letters`: a shape in letters; `formula`: a formula in symbols",
      standard: "`value`"
    ),
    FormatKey(
      "may use",
      "with `as: formula`, one name or a list: what else a formula may use than the givens, the network's "
        + "`names` and what stands in `is`: `delta`",
      standard: "none"
    ),
    FormatKey(
      "or",
      "a formula, or a list of formulas, of other numbers that are right as well",
      standard: "none"
    ),
    FormatKey(
      "when",
      #"a wrong value that you foresaw, or a list of them: `{is: "y*log10(a)", say: "#
        + #""log10 was used", credit: 1/2}`; comes before the mistakes that the checker "#
        + "finds by itself",
      standard: "none"
    ),
    FormatKey(
      "usable",
      "where a wrong value has to lie for what follows from it to be carried: "
        + "`strictly between 0 and 1`",
      standard: "anywhere but 0 and 1"
    ),
    FormatKey(
      "credit",
      "with `measured`: the share of the points for a plausible number that "
        + "contradicts no other; without it they stay open for a person",
      standard: "open"
    ),
    FormatKey(
      "to",
      "the precision",
      standard: "`4 digits`"
    ),
    FormatKey(
      "points",
      "`2`, `1/2`, `1.5`, each also with `each` or `shared`",
      standard: "`1 shared`"
    ),
    FormatKey(
      "called",
      "other names, one or a list",
      standard: "none"
    ),
    FormatKey(
      "network",
      "another network for this answer",
      standard: "the exercise's"
    ),
  ]
}
