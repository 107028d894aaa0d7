extension NetworkDefinition {
  /// The keys of a network, as `docs/format.md` lists them.
  static let keys: [FormatKey] = [
    FormatKey(
      "name",
      "the name by which blocks use the network",
      standard: "required"
    ),
    FormatKey(
      "layers",
      "the number of inputs, then for each layer its size and activation, with `-` "
        + #"between them; `without bias` after a layer that has none: `"4 - 3 relu "#
        + #"without bias - 2 softmax"`"#,
      standard: "required"
    ),
    FormatKey(
      "cost",
      "see [costs](#costs)",
      standard: "`quadratic`"
    ),
    FormatKey(
      "weights",
      "`nndl` or `row`, see below",
      standard: "`nndl`"
    ),
    FormatKey(
      "batch",
      "`mean` or `sum`: `x` holds several examples, and the cost is the mean or "
        + "the sum of theirs, see [batches](#batches)",
      standard: "`x` is one example"
    ),
    FormatKey(
      "penalty",
      "a term for large weights, see [penalties](#penalties)",
      standard: "none"
    ),
    FormatKey(
      "neurons",
      "for each neuron, layer by layer, a label of its own and the symbols of its "
        + "weights, in the order of its inputs, then of its bias if its layer has one; "
        + "all neurons or none",
      standard: "none"
    ),
    FormatKey(
      "names",
      #"other names for quantities: `NAME: "formula"`"#,
      standard: "none"
    ),
    FormatKey(
      "given",
      "values that hold wherever the network is used and does not get another value",
      standard: "none"
    ),
    FormatKey(
      "training",
      "how the network is trained by `checker train`, see [training](#training)",
      standard: "not trained"
    ),
  ]
}
