/// The keys of `training:`, as `docs/format.md` lists them; `Experiments` reads them.
package enum TrainingKeys {
  package static let all: [FormatKey] = [
    FormatKey(
      "data",
      "`digits`, `iris`, `mnist`, `fashion-mnist`, a file `….csv`, the four files of a set in IDX "
        + "`{images: …, labels: …, test images: …, test labels: …}`, or `given`: `x` and `y` of the "
        + "network's `given`",
      standard: "required"
    ),
    FormatKey(
      "labels",
      "which column of a CSV file holds the classes: `first`, `last`, or its name in the header",
      standard: "`last`"
    ),
    FormatKey(
      "classes",
      "what the classes in a CSV file are called, in their order",
      standard: "whole numbers count from 0, words go by the alphabet"
    ),
    FormatKey(
      "scale",
      "`/16` or another number; `standardised` (mean 0 and deviation 1 over the training rows "
        + "without the validation set), `standardised over train and validation`, `standardised "
        + "over all rows`; `0 to 1` (range of the training rows)",
      standard: "`none`"
    ),
    FormatKey(
      "order",
      "a generator whose `permutation(n)` orders the rows before they are parted; `shared`: that of "
        + "the training, which draws it before the weights",
      standard: "as in the file"
    ),
    FormatKey(
      "train",
      "rows: `first 898`, `last 899`, `rows 101 to 200`, `rest`",
      standard: "`rest`: what no other part takes"
    ),
    FormatKey("validation", "rows, as in `train`", standard: "none"),
    FormatKey(
      "validation split",
      "a share of the training rows, from 0 to 1: the last of them, before any shuffling, as in Keras",
      standard: "none"
    ),
    FormatKey(
      "test",
      "rows; those of the test files where a set has some",
      standard: "all rows of the test files, else none"
    ),
    FormatKey(
      "random",
      "the generator of everything that names none of its own: `default_rng(2)`, "
        + "`default_rng([1, 2])`, `RandomState(2)`, `np.random.seed(2)`; seeds are whole numbers",
      standard: "`default_rng(0)`"
    ),
    FormatKey(
      "start",
      "the parameters before the first step: the keys [below](#the-start), an `.npz` file, or `given`",
      standard: "`{weights: nndl, biases: standard_normal}` with `weights: nndl`, else "
        + "`{weights: glorot-uniform, biases: zeros}`"
    ),
    FormatKey("epochs", "a whole number from 0", standard: "required"),
    FormatKey(
      "mini-batch",
      "`full`, `online` (one row), or a number of rows; the last one of an epoch may be smaller",
      standard: "`full`"
    ),
    FormatKey(
      "shuffle",
      "`no`; `permutation`: a new one in each epoch; `in place`: the order of the epoch before, "
        + "shuffled; `{by: in place, random: \"random.seed(1)\"}`",
      standard: "`no` for `full`, else `permutation`"
    ),
    FormatKey(
      "optimizer",
      "`sgd`, `rmsprop`, `adagrad`, `adam`, `adamax`, or `{name: sgd, momentum: 0.9}` with the keys "
        + "[below](#optimisers)",
      standard: "`sgd`"
    ),
    FormatKey(
      "rate",
      "the learning rate: a number; a formula of `epoch` and `step`, both from 0; "
        + "`{0: 0.1, 10: 0.01}`, from which epoch which rate; or on a "
        + "[plateau](#rates-on-a-plateau)",
      standard: "0.01 for `sgd`, 0.001 for the others"
    ),
    FormatKey(
      "dropout",
      "the share of a layer's inputs that a step leaves out: for all layers but the first, "
        + "`0.5`; layer by layer, `[0.2, 0.5]`; or `{rates: [0.2, 0.5], random: \"default_rng(3)\"}`",
      standard: "`0`"
    ),
    FormatKey(
      "early stopping",
      "the keys [below](#early-stopping)",
      standard: "none"
    ),
    FormatKey(
      "history",
      "the scores of an epoch: `after` it, on whole sets; `running`: means over its mini-batches, as "
        + "Keras prints them; `none`",
      standard: "`after`"
    ),
    FormatKey(
      "sweep",
      "settings that are tried with each other: `{rate: [0.1, 1], l2: [0, 0.01], epochs: [10, 100]}`",
      standard: "none"
    ),
  ]

  package static let start: [FormatKey] = [
    FormatKey(
      "weights",
      "`zeros`, `ones`, `constant(0.5)`, `standard_normal`, `nndl` (N(0, 1)/√n_in), "
        + "`normal(0, 0.1)`, `uniform(-0.5, 0.5)`, `random-normal` and `random-uniform` (Keras's "
        + "0.05), `glorot-`, `he-`, `lecun-` with `uniform` or `normal` (cut at two deviations)",
      standard: "as above"
    ),
    FormatKey("biases", "the same", standard: "as above"),
    FormatKey(
      "order",
      "`layers` (weights and biases of a layer after another), `biases first` (all of them, then all "
        + "weights: the book's code), `weights first`",
      standard: "`biases first` with `weights: nndl`, else `layers`"
    ),
    FormatKey("random", "a generator of its own", standard: "the one of the training"),
    FormatKey(
      "each layer",
      "`anew`: every layer makes the generator anew; `on`: it goes on",
      standard: "`on`"
    ),
  ]

  package static let optimizer: [FormatKey] = [
    FormatKey("name", "`sgd`, `rmsprop`, `adagrad`, `adam`, `adamax`", standard: "required"),
    FormatKey("momentum", "μ of `sgd` and `rmsprop`", standard: "0"),
    FormatKey("nesterov", "`yes` or `no`, for `sgd`", standard: "`no`"),
    FormatKey("rho", "ρ of `rmsprop`", standard: "0.9"),
    FormatKey("centered", "`yes` or `no`, for `rmsprop`", standard: "`no`"),
    FormatKey("initial accumulator", "what the squares of `adagrad` start as", standard: "0.1"),
    FormatKey("beta 1", "β₁ of `adam` and `adamax`", standard: "0.9"),
    FormatKey("beta 2", "β₂ of `adam` and `adamax`", standard: "0.999"),
    FormatKey("amsgrad", "`yes` or `no`, for `adam`", standard: "`no`"),
    FormatKey("epsilon", "ε of all but `sgd`", standard: "1e-7"),
  ]

  package static let plateau: [FormatKey] = [
    FormatKey("start", "the rate of the first epoch", standard: "required"),
    FormatKey("factor", "what it is multiplied by", standard: "`1/2`"),
    FormatKey("patience", "after how many epochs without improvement", standard: "10"),
    FormatKey("least", "it never falls below this", standard: "0"),
    FormatKey("monitor", "as in early stopping", standard: "`validation cost`"),
  ]

  package static let earlyStopping: [FormatKey] = [
    FormatKey(
      "monitor",
      "`cost`, `accuracy`, `validation cost`, `validation accuracy`",
      standard: "`validation cost`"
    ),
    FormatKey(
      "patience",
      "training stops after so many epochs without improvement",
      standard: "0"
    ),
    FormatKey("least change", "an improvement is more than this", standard: "0"),
    FormatKey(
      "restore best",
      "`yes`: the network of the best epoch is the result",
      standard: "`no`"
    ),
  ]
}
