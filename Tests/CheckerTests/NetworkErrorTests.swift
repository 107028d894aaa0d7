import Testing

/// What is wrong with a network in a chapter: its place, what was found, what to do.
struct NetworkErrorTests {
  /// A network with three outputs and givens for it.
  private static func given(y: String, weights: String = "[[1,2],[3,4],[5,6]]") -> String {
    "given: {x: \"[1, 2]\", y: \"\(y)\", \"weights[0]\": \"\(weights)\", \"biases[0]\": \"[0,0,0]\"}"
  }

  /// The lines of the network after its name, which stand at line 5 and below, and the whole error.
  static let cases: [(network: String, error: String)] = [
    (
      "layers: \"2 - 3 softmax\"\ncost: categorical-cross-entropy\n\(given(y: "3"))",
      """
      c.md:7:26: error: `y`: the label 3 is none of the 3 classes
        help: labels are whole numbers from 0 to 2; or give one-hot vectors
      """
    ),
    (
      "layers: \"2 - 3 softmax\"\ncost: categorical-cross-entropy\n\(given(y: "[0.2, 0.2, 0.2]"))",
      "c.md:7:26: error: `y`: categorical-cross-entropy wants targets that sum to 1 for each "
        + "example; 0.600000 was found"
    ),
    (
      "layers: \"2 - 3 sigmoid\"\ncost: cross-entropy\n\(given(y: "[0, 1, 2]"))",
      "c.md:7:26: error: `y`: cross-entropy wants targets from 0 to 1; 2 was found"
    ),
    (
      "layers: \"2 - 3 sigmoid\"\n\(given(y: "[0, 1, 2]", weights: "[[1,2,3],[4,5,6]]"))",
      """
      c.md:6:53: error: `weights[0]` is a 2×3 matrix, but the network wants (3, 2)
        help: it looks transposed; the network's weights are out × in (nndl)
      """
    ),
    (
      "layers: \"2 - 3 sigmoid\"\n\(given(y: "[0, 1, 2]", weights: "[[1,2],[3,4],[5,0/0]]"))",
      "c.md:6:53: error: `weights[0]` holds a value that is no number"
    ),
    (
      "layers: \"2 - 0 sigmoid\"",
      """
      c.md:5:9: error: layer 1 has no size; "0 sigmoid" was found
        help: write the inputs, then each layer with its activation: 2 - 3 sigmoid - 1 sigmoid
      """
    ),
    (
      "layers: \"2 -  - 1 sigmoid\"",
      """
      c.md:5:9: error: layer 1 has no size; "" was found
        help: write the inputs, then each layer with its activation: 2 - 3 sigmoid - 1 sigmoid
      """
    ),
    (
      "layers: \"2 - 1000000 sigmoid\"",
      """
      c.md:5:9: error: layer 1 has 1000000 neurons
        help: at most 100000 are allowed
      """
    ),
    (
      "layers: \"2 - 1 sigmoid with bias\"",
      """
      c.md:5:9: error: layer 1 wants one activation, "with bias" stands after it
        help: after it only "without bias" is allowed
      """
    ),
    (
      "layers: \"2 - 1 sigmoid\"\ncost: hinge",
      """
      c.md:6:7: error: "hinge" is not known for "cost"
        help: allowed: quadratic, mean-squared-error, mean-absolute-error, cross-entropy, \
      categorical-cross-entropy
      """
    ),
    (
      "layers: \"2 - 1 sigmoid\"\nbatch: average",
      """
      c.md:6:8: error: "average" is not known for "batch"
        help: allowed: mean, sum
      """
    ),
    (
      "layers: \"2 - 1 sigmoid\"\npenalty: {l2: 0.1}",
      """
      c.md:6:10: error: a penalty wants the key "as", which says what λ means
        help: allowed: nndl (gradient λ/n·w), plain (gradient λ·w), keras (gradient 2λ·w)
      """
    ),
    (
      "layers: \"2 - 1 sigmoid\"\npenalty: {l2: 0.1, as: nndl}",
      "c.md:6:10: error: \"as: nndl\" wants \"rows\", the rows of training data that λ is divided by"
    ),
    (
      "layers: \"2 - 1 sigmoid\"\npenalty: {l2: -1, as: plain}",
      "c.md:6:15: error: \"l2\" is λ of its term, a number from 0"
    ),
    (
      "layers: \"2 - 1 sigmoid\"\npenalty: {l2: 1, as: plane}",
      """
      c.md:6:22: error: "as" does not know "plane"
        help: allowed: nndl (gradient λ/n·w), plain (gradient λ·w), keras (gradient 2λ·w)
      """
    ),
    (
      "layers: \"2 - 1 sigmoid\"\npenalty: {l2: 1, as: plain, rows: 7}",
      "c.md:6:35: error: \"rows\" belongs to \"as: nndl\", where λ is divided by it"
    ),
    (
      "layers: \"2 - 1 sigmoid\"\nbatch: mean\ngiven: {x: \"[[1,2,3],[4,5,6]]\", y: \"[0,1]\"}",
      "c.md:7:37: error: `x` holds 3 examples, `y` holds 2"
    ),
    (
      "layers: \"2 - 1 sigmoid\"\nbatch: mean\ngiven: {x: \"[[1,2],[3,4],[5,6]]\"}",
      """
      c.md:7:13: error: `x` is a 3×2 matrix, but the network wants 2 rows and a column for each example
        help: it looks transposed
      """
    ),
  ]

  @Test("an error of a network is the only one, at its place", arguments: cases)
  func message(network: String, error: String) throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      # C

      ```yaml network
      name: n
      \(network)
      ```

      ```yaml table
      network: n
      rows: {quantity: ["cost"]}
      columns: {value: "quantity"}
      ```

      ```yaml picture
      network: n
      ```

      """,
      to: "c.md"
    )
    let run = try Tool(["tables", "c.md"], in: scratch.url)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors == error + "\n")
  }
}
