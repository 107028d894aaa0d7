import Homework

/// The words by which a sentence says what a number is: what kind of quantity it speaks of, and what
/// makes a number another's.
///
/// A new wording is a word in one of the tables and a sentence in `SentenceTests`.
enum SentenceWords {
  /// What kind of quantity a word speaks of.
  package enum Kind: Sendable {
    case activation, weightedInput, prediction, cost, gradient, new
  }

  /// What a word does to the number behind it.
  enum Foreign: Sendable {
    /// `iteration 1`, `hidden neuron 2`: the number counts.
    case counter
    /// `target 1`, `inputs 0.5`: the number is a given's.
    case given
    /// `from 0.94 to …`, `it was −0.29`: the number before a step.
    case before
  }

  /// Words and signs before a number that is not the value.
  package static let denials: Set<String> = [
    "not", "never", "≠", "!=", "<", ">", "≤", "≥", "nicht", "isn't", "isn’t",
  ]

  /// Words of a sentence that takes something back, or tells of before.
  static let corrections: Set<String> = ["wrong", "false", "incorrect", "falsch", "old", "initial"]

  /// Words behind a number that counts or measures them.
  package static let units: Set<String> = [
    "hours", "minutes", "seconds", "layers", "neurons", "units", "epochs", "examples", "weights",
    "steps", "times", "percent", "%", "points", "images", "samples", "iterations", "parameters",
  ]

  package static func kind(_ word: String) -> Kind? { kinds[word] }
  /// True for a word of what is computed before the step: `cost`, `prediction`.
  static func isOfForwardPass(_ word: String) -> Bool {
    switch kinds[word] {
    case .activation, .weightedInput, .prediction, .cost: true
    case .gradient, .new, nil: false
    }
  }

  package static func foreign(_ word: String) -> Foreign? { foreigns[word] }

  private static let kinds: [String: Kind] = table([
    (
      .activation,
      [
        "activation", "activations", "active", "fires", "sigmoid", "tanh", "relu", "squashed",
        "outputs", "sends", "leaves", "aktivierung", "activación", "ativação",
      ]
    ),
    (
      .weightedInput,
      [
        "weighted", "pre-activation", "preactivation", "sum", "net-input", "collects", "receives",
        "arrives", "z", "gewichtete", "ponderada", "ponderado",
      ]
    ),
    (
      .prediction,
      [
        "prediction", "predicts", "predicted", "predict", "output", "answer", "says", "network",
        "net", "vorhersage", "ausgabe", "predicción", "previsão", "salida", "saída",
      ]
    ),
    (
      .cost,
      [
        "cost", "costs", "loss", "error", "mistake", "squared", "kosten", "fehler", "coste",
        "costo",
        "custo", "pérdida", "perda", "coût", "perte",
      ]
    ),
    (
      .gradient,
      [
        "gradient", "derivative", "slope", "rate", "backpropagating", "ableitung", "gradiente",
        "derivada", "dérivée",
      ]
    ),
    (
      .new,
      [
        "new", "updated", "update", "step", "next", "becomes", "become", "moves", "moved", "goes",
        "gone", "turns", "lands", "now", "replace", "changes", "ends", "neu", "neue",
        "nuevo", "novo", "nouveau",
      ]
    ),
  ])

  private static let foreigns: [String: Foreign] = table([
    (
      .counter,
      [
        "iteration", "epoch", "step", "pass", "number", "neuron", "unit", "layer", "example",
        "part",
        "question", "class", "after", "of",
      ]
    ),
    (
      .given,
      [
        "target", "desired", "wanted", "inputs", "input", "bias", "toss", "perfect", "perfectly",
        "sigmoid", "still", "where", "against", "compared", "would",
      ]
    ),
    (.before, ["from", "was", "were", "than", "before"]),
  ])

  private static func table<Meaning>(_ rows: [(Meaning, [String])]) -> [String: Meaning] {
    rows.reduce(into: [:]) { table, row in
      for word in row.1 where table[word] == nil { table[word] = row.0 }
    }
  }
}
