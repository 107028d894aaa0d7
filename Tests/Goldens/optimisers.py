#!/usr/bin/env python3
"""Writes Tests/TrainingTests/Goldens/optimisers.json: trainings as Keras, PyTorch and scikit-learn do them.

    python3 Tests/Goldens/optimisers.py

with NumPy, Keras 3, PyTorch (Keras runs on it) and scikit-learn; 20 seconds. All in float64, and
seeded by the names of the cases: a case keeps its numbers when others come or go.

A case of `cases` is 20 steps of an optimiser over consecutive mini-batches, without shuffling; the
last of an epoch may be smaller, and after it the first begins again. `costs` is the cost of each
step's mini-batch before the step, the mean over its examples, with the penalty, and with the step's
dropout. The penalty is

    l1 Σ|w| + l2 Σw² + ½ l2plain Σw²

over all weight matrices, in the last term over the biases too if `decayBiases`. It is never divided by
the rows of the mini-batch. Where |w| has no derivative, at 0, the peers take 0. PyTorch knows no
penalty, only `weight_decay`, the gradient λw: there the ½ λ Σ is added to its cost here. scikit-learn's
`alpha` is divided by the rows: l2plain = alpha / rows.

A `schedule` says how `rates` came to be, in Keras's own names with spaces; step 0 is the first.

Dropout is written by hand in PyTorch (see `dropped`), since Keras's masks cannot be chosen; gradients
are autograd's and steps the peer's.

`fits` are runs of Keras's `model.fit(shuffle=False, validation_split=..., callbacks=[EarlyStopping])`,
`rates` one for each step that `epochs` allows. How Keras 3.15.1 stops early
(keras/src/callbacks/early_stopping.py, monitor_callback.py):

- An epoch improves if val_loss + minDelta < best, or val_accuracy - minDelta > best, strictly: a tie, and
  a gain of exactly minDelta, is no improvement. The first monitored epoch always improves (best is
  None). So a NaN in the first epoch becomes the best, and nothing ever improves on it.
- best is the value of the last epoch that counted as an improvement, not the lowest seen: with
  minDelta, slow gains add up against it until they exceed minDelta together.
- wait counts the epochs since; training stops at the end of an epoch with wait >= patience, never of
  the first (epoch > 0). Patience 0 and patience 1 therefore do the same.
- start_from_epoch (0 here): the epochs before it, counted from 0, are not looked at: they do not count
  towards patience, and their weights are never the best.
- restore_best_weights sets the weights of the best epoch in on_train_end, whether training was stopped
  early or ran all its epochs; among ties the first. Only the model's weights go back, not the
  optimiser's state. Without it the weights of the last epoch stay.
- validation_split: the first floor(rows · (1 - split)) rows train, the rest validates.
- loss and accuracy of the history are means over the epoch's mini-batches, weighted by their rows, each
  before its step (and with the penalty); val_loss and val_accuracy come after the epoch's last step.
- `accuracy` with one output is (a > 0.5) == y, with more argmax a == argmax y.
"""

import json
import os
import pathlib
import warnings

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import sklearn
import torch
from keras.src.backend.common import dtypes
from sklearn.neural_network import MLPClassifier

keras.config.set_floatx("float64")
torch.set_default_dtype(torch.float64)
# Except on TensorFlow, Keras's type promotion makes float32 of float64 whatever floatx is; the means of
# losses and metrics (ops.divide_no_nan) go through it, and with them the gradients. This is
# TensorFlow's entry.
dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"

OUT = pathlib.Path(__file__).parent.parent / "TrainingTests" / "Goldens" / "optimisers.json"
TORCH = torch.__version__.split("+")[0]
STEPS = 20

KERAS = {
    "sgd": keras.optimizers.SGD,
    "rmsprop": keras.optimizers.RMSprop,
    "adagrad": keras.optimizers.Adagrad,
    "adam": keras.optimizers.Adam,
    "adamax": keras.optimizers.Adamax,
}
ARGUMENTS = {"beta 1": "beta_1", "beta 2": "beta_2", "initial accumulator": "initial_accumulator_value"}
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "softmax": lambda z: torch.softmax(z, dim=1),
    "linear": lambda z: z,
}
# The cost of each example.
COSTS = {
    "quadratic": lambda y, a: 0.5 * ((a - y) ** 2).sum(-1),
    "mean-squared-error": lambda y, a: ((a - y) ** 2).mean(-1),
    "cross-entropy": lambda y, a: -(y * torch.log(a) + (1 - y) * torch.log(1 - a)).sum(-1),
    "categorical-cross-entropy": lambda y, a: -(y * torch.log(a)).sum(-1),
}
# Keras's own where it has one; its binary cross-entropy is a mean over the outputs.
KERAS_COSTS = {
    "quadratic": lambda y, a: 0.5 * keras.ops.sum(keras.ops.square(a - y), axis=-1),
    "mean-squared-error": "mean_squared_error",
    "cross-entropy": lambda y, a: keras.ops.sum(keras.ops.binary_crossentropy(y, a), axis=-1),
    "categorical-cross-entropy": "categorical_crossentropy",
}

# Layers, cost, rows.
NETWORKS = {
    "A": ("4 - 5 tanh - 3 softmax", "categorical-cross-entropy", 10),
    "B": ("3 - 4 sigmoid - 2 sigmoid", "quadratic", 8),
    "C": ("3 - 4 relu - 2 sigmoid", "cross-entropy", 9),
    "D": ("2 - 4 relu - 3 tanh - 2 linear", "mean-squared-error", 10),
    "E": ("4 - 3 softmax", "categorical-cross-entropy", 11),
    "F": ("3 - 4 tanh - 1 sigmoid", "cross-entropy", 10),
    "G": ("3 - 4 sigmoid - 3 softmax", "quadratic", 7),
    "H": ("2 - 5 relu - 1 linear", "mean-squared-error", 9),
}
FULL = None

# What is set, then runs of network, mini-batch, rate: the default and a large one.
OPTIMISERS = [
    ("plain", "sgd", {}, [("A", FULL, 0.01), ("D", 4, 0.2), ("B", 3, 2.0), ("C", FULL, 0.5)]),
    ("momentum", "sgd", {"momentum": 0.9}, [("B", FULL, 0.01), ("A", 4, 0.2), ("F", 3, 0.01)]),
    ("momentum", "sgd", {"momentum": 0.5}, [("H", 4, 0.1)]),
    ("nesterov", "sgd", {"momentum": 0.9, "nesterov": True}, [("C", FULL, 0.01), ("E", 4, 0.15), ("D", 3, 0.05)]),
    ("defaults", "rmsprop", {}, [("A", FULL, 0.001), ("B", 3, 0.05), ("D", 4, 0.02)]),
    ("rho", "rmsprop", {"rho": 0.5}, [("C", FULL, 0.001), ("A", 4, 0.03)]),
    ("momentum", "rmsprop", {"momentum": 0.9}, [("E", FULL, 0.001), ("F", 4, 0.01)]),
    ("centered", "rmsprop", {"centered": True}, [("B", FULL, 0.001), ("A", 4, 0.02)]),
    ("all", "rmsprop", {"rho": 0.95, "momentum": 0.5, "epsilon": 0.001, "centered": True}, [("H", 4, 0.02), ("G", FULL, 0.1)]),
    ("defaults", "adagrad", {}, [("A", FULL, 0.001), ("D", 4, 0.3), ("C", 4, 0.2)]),
    ("initial accumulator", "adagrad", {"initial accumulator": 0.5}, [("B", FULL, 0.001), ("E", 3, 0.8)]),
    ("initial accumulator, epsilon", "adagrad", {"initial accumulator": 0.0, "epsilon": 0.001}, [("F", FULL, 0.001), ("G", 3, 0.2)]),
    ("defaults", "adam", {}, [("A", FULL, 0.001), ("B", 3, 0.1), ("D", 4, 0.05), ("C", FULL, 0.1)]),
    ("betas, epsilon", "adam", {"beta 1": 0.8, "beta 2": 0.95, "epsilon": 0.01}, [("C", 4, 0.001), ("A", FULL, 0.1)]),
    # With beta 2 = 0.999 the second moment does not fall within 20 steps, and amsgrad is plain Adam.
    ("amsgrad, defaults", "adam", {"amsgrad": True}, [("E", 4, 0.001)]),
    ("amsgrad", "adam", {"beta 2": 0.7, "amsgrad": True}, [("F", 3, 0.05), ("B", FULL, 0.1), ("D", 3, 0.001)]),
    ("defaults", "adamax", {}, [("A", FULL, 0.001), ("D", 4, 0.05), ("B", 3, 0.2)]),
    ("betas, epsilon", "adamax", {"beta 1": 0.7, "beta 2": 0.8, "epsilon": 0.01}, [("C", FULL, 0.001), ("E", 4, 0.1)]),
]

# Optimiser, options, network, mini-batch, rate, l1, l2.
PENALTIES = [
    ("sgd", {}, "A", FULL, 0.1, 0, 0.05),
    ("sgd", {}, "D", 4, 0.1, 0.02, 0),
    ("sgd", {}, "C", 4, 0.2, 0.01, 0.03),
    ("sgd", {"momentum": 0.9, "nesterov": True}, "B", 3, 0.05, 0, 0.01),
    ("rmsprop", {}, "E", FULL, 0.01, 0.01, 0),
    ("adagrad", {}, "H", 4, 0.1, 0, 0.1),
    ("adam", {}, "A", 4, 0.02, 0.005, 0.01),
    ("adam", {}, "F", FULL, 0.05, 0, 0.02),
    ("adamax", {}, "G", FULL, 0.05, 0.01, 0.01),
]

SCHEDULES = keras.optimizers.schedules
# Class, arguments, optimiser, options, network, mini-batch.
SCHEDULED = [
    ("ExponentialDecay", {"initial_learning_rate": 0.5, "decay_steps": 6, "decay_rate": 0.7, "staircase": False},
     "sgd", {}, "A", 4),
    ("ExponentialDecay", {"initial_learning_rate": 0.5, "decay_steps": 6, "decay_rate": 0.7, "staircase": True},
     "sgd", {"momentum": 0.9}, "B", 3),
    ("InverseTimeDecay", {"initial_learning_rate": 0.05, "decay_steps": 4, "decay_rate": 0.5, "staircase": False},
     "adam", {}, "D", 4),
    ("InverseTimeDecay", {"initial_learning_rate": 0.3, "decay_steps": 4, "decay_rate": 0.5, "staircase": True},
     "sgd", {"momentum": 0.9, "nesterov": True}, "E", FULL),
    ("CosineDecay", {"initial_learning_rate": 0.4, "decay_steps": 20, "alpha": 0.0, "warmup_target": None, "warmup_steps": 0},
     "sgd", {"momentum": 0.9}, "F", 4),
    ("CosineDecay", {"initial_learning_rate": 0.02, "decay_steps": 14, "alpha": 0.1, "warmup_target": None, "warmup_steps": 0},
     "rmsprop", {"momentum": 0.9}, "A", FULL),
    ("CosineDecay", {"initial_learning_rate": 0.01, "decay_steps": 12, "alpha": 0.05, "warmup_target": 0.1, "warmup_steps": 5},
     "adamax", {}, "C", 4),
    ("PiecewiseConstantDecay", {"boundaries": [4, 11], "values": [0.5, 0.2, 0.05]},
     "sgd", {}, "D", FULL),
    ("PiecewiseConstantDecay", {"boundaries": [2, 7, 8], "values": [0.1, 0.05, 0.02, 0.01]},
     "adam", {"amsgrad": True}, "B", 3),
    ("PolynomialDecay", {"initial_learning_rate": 0.5, "decay_steps": 12, "end_learning_rate": 0.01, "power": 1.0, "cycle": False},
     "adagrad", {}, "G", 3),
    ("PolynomialDecay", {"initial_learning_rate": 0.3, "decay_steps": 15, "end_learning_rate": 0.02, "power": 2.0, "cycle": False},
     "sgd", {"momentum": 0.5}, "H", 4),
    ("PolynomialDecay", {"initial_learning_rate": 0.4, "decay_steps": 6, "end_learning_rate": 0.05, "power": 0.5, "cycle": True},
     "sgd", {}, "C", 4),
]

# Options, network, mini-batch, rate, weight decay.
TORCH_SGD = [
    ({}, "A", 4, 0.3, 0.05),
    ({"momentum": 0.9}, "B", FULL, 0.5, 0),
    ({"momentum": 0.9}, "D", 4, 0.05, 0.01),
    ({"momentum": 0.9, "nesterov": True}, "C", 4, 0.1, 0),
    ({"momentum": 0.8, "nesterov": True}, "E", FULL, 0.2, 0.1),
    ({"momentum": 0.9, "nesterov": True}, "F", 3, 0.1, 0.02),
]

# Optimiser, options (sklearn's Adam has epsilon 1e-8), layers, cost, rows, rate, alpha.
SKLEARN = [
    ("sgd", {"momentum": 0.9}, "4 - 5 tanh - 3 softmax", "categorical-cross-entropy", 10, 0.1, 0.0),
    ("sgd", {"momentum": 0.9, "nesterov": True}, "3 - 4 sigmoid - 1 sigmoid", "cross-entropy", 9, 0.2, 0.5),
    ("sgd", {"momentum": 0.7}, "3 - 4 relu - 3 relu - 3 softmax", "categorical-cross-entropy", 8, 0.1, 1.0),
    ("adam", {"epsilon": 1e-8}, "4 - 5 tanh - 3 softmax", "categorical-cross-entropy", 10, 0.001, 0.0001),
    ("adam", {"epsilon": 1e-8}, "3 - 4 relu - 1 sigmoid", "cross-entropy", 11, 0.05, 0.3),
    ("adam", {"beta 1": 0.8, "beta 2": 0.9, "epsilon": 0.001}, "3 - 4 sigmoid - 3 softmax", "categorical-cross-entropy", 9, 0.1, 0.2),
]

# Peer, optimiser, options, network, mini-batch, rate, l2, dropout, seed.
DROPPED = [
    ("keras", "sgd", {}, "A", FULL, 0.2, 0, [0, 0.5], 7),
    ("keras", "adam", {}, "A", 4, 0.02, 0, [0.2, 0.5], 11),
    ("keras", "sgd", {"momentum": 0.9}, "D", 4, 0.02, 0.01, [0, 0.25, 0.4], 3),
    ("torch", "sgd", {"momentum": 0.9, "nesterov": True}, "B", 3, 0.3, 0, [0.3, 0.5], 5),
    ("keras", "rmsprop", {}, "E", 4, 0.02, 0, [0.5], 2),
]


def sizes(layers):
    return [int(part.split()[0]) for part in layers.split(" - ")]


def activations(layers):
    return [part.split()[1] for part in layers.split(" - ")[1:]]


def start(name, layers, cost, rows, one_hot=False, noise=0.5, zeros=0):
    """Inputs, targets and starting weights, two decimals each. The classes follow a line, roughly."""
    rng = np.random.default_rng(list(name.encode()))
    n = sizes(layers)
    draw = lambda low, high, shape: np.round(rng.uniform(low, high, shape), 2) + 0.0
    x = draw(-1.5, 1.5, (rows, n[0]))
    classes = set()
    while len(classes) < n[-1]:  # Every class occurs.
        score = x @ rng.normal(size=(n[0], n[-1])) + noise * rng.normal(size=(rows, n[-1]))
        classes = set(score.argmax(axis=1))
    if cost == "cross-entropy":
        y = (score > 0).astype(float)
    elif cost == "categorical-cross-entropy" or one_hot or activations(layers)[-1] == "softmax":
        y = np.eye(n[-1])[score.argmax(axis=1)]
    elif cost == "quadratic":
        y = draw(0.05, 0.95, (rows, n[-1]))
    else:
        y = draw(-1.2, 1.2, (rows, n[-1]))
    weights = [draw(-0.9, 0.9, shape) for shape in zip(n, n[1:])]
    biases = [draw(-0.4, 0.4, size) for size in n[1:]]
    for k in range(zeros):
        weights[0][k % n[0], k % n[1]] = 0.0
    return x, y, weights, biases


def batches(rows, size):
    """Slices of the mini-batches, without end."""
    while True:
        for first in range(0, rows, size):
            yield slice(first, min(first + size, rows))


def optimiser(kind, options, rate):
    return KERAS[kind](learning_rate=rate, **{ARGUMENTS.get(k, k): v for k, v in options.items()})


def keras_model(case, optimizer, metrics=()):
    l1, l2 = case["l1"], case["l2"]
    penalty = None
    if l1 and l2:
        penalty = keras.regularizers.L1L2(l1=l1, l2=l2)
    elif l1:
        penalty = keras.regularizers.L1(l1)
    elif l2:
        penalty = keras.regularizers.L2(l2)
    n = sizes(case["layers"])
    model = keras.Sequential([keras.Input((n[0],))])
    for size, activation in zip(n[1:], activations(case["layers"])):
        model.add(keras.layers.Dense(size, activation=activation, kernel_regularizer=penalty))
    model.set_weights([p for pair in zip(case["weights"], case["biases"]) for p in pair])
    model.compile(
        optimizer=optimizer, loss=KERAS_COSTS[case["cost"]], metrics=list(metrics), jit_compile=False
    )
    return model


def case_of(name, peer, layers, cost, rows, batch, kind, options, **more):
    x, y, weights, biases = start(
        name, layers, cost, rows, more.pop("one_hot", False), more.pop("noise", 0.5), more.pop("zeros", 0)
    )
    case = {
        "name": name, "peer": peer, "layers": layers, "cost": cost, "x": x, "y": y,
        "weights": weights, "biases": biases, "miniBatch": batch or rows, "optimizer": kind,
        "options": options, "rates": [], "l1": 0, "l2": 0, "l2plain": 0, "decayBiases": False,
        "dropout": [], "dropoutSeed": 0, "steps": STEPS,
    }
    return case | more


def number(value):
    return float(keras.ops.convert_to_numpy(value))


def run_keras(case, rate):
    """20 steps of a Keras model."""
    optimizer = optimiser(case["optimizer"], case["options"], rate)
    model = keras_model(case, optimizer)
    costs, slices = [], batches(len(case["x"]), case["miniBatch"])
    for _ in range(STEPS):
        rows = next(slices)
        case["rates"].append(number(optimizer.learning_rate))
        costs.append(float(model.train_on_batch(case["x"][rows], case["y"][rows])))
    return case | {"costs": costs, "finalWeights": model.get_weights()[::2], "finalBiases": model.get_weights()[1::2]}


def dropped(a, p, rng):
    """One draw for each activation, row by row; a layer with rate 0 draws nothing."""
    if p == 0:
        return a
    mask = rng.random(tuple(a.shape)) < 1 - p
    return a * torch.tensor(mask.astype(float)) / (1 - p)


def run_by_hand(case, rate):
    """20 steps of autograd and an optimiser of PyTorch or Keras, for what Keras's layers cannot do."""
    parameters = [torch.tensor(p, requires_grad=True) for p in case["weights"] + case["biases"]]
    with_keras = case["peer"].startswith("Keras")
    if with_keras:
        variables = [keras.Variable(p) for p in case["weights"] + case["biases"]]
        parameters = [v.value for v in variables]
        optimizer = optimiser(case["optimizer"], case["options"], rate)
    else:
        optimizer = torch.optim.SGD(parameters, lr=rate, weight_decay=case["l2plain"], **case["options"])
    depth = len(case["weights"])
    weights, biases = parameters[:depth], parameters[depth:]
    drops = case["dropout"] or [0] * depth
    rng = np.random.default_rng(case["dropoutSeed"])
    costs, slices = [], batches(len(case["x"]), case["miniBatch"])
    for _ in range(STEPS):
        rows = next(slices)
        case["rates"].append(rate)
        a, y = torch.tensor(case["x"][rows]), torch.tensor(case["y"][rows])
        for w, b, function, p in zip(weights, biases, activations(case["layers"]), drops):
            a = ACTIVATIONS[function](dropped(a, p, rng) @ w + b)
        cost = COSTS[case["cost"]](y, a).mean() + case["l2"] * sum((w**2).sum() for w in weights)
        for p in parameters:
            p.grad = None
        cost.backward()
        shown = cost.item()
        if case["l2plain"]:  # PyTorch adds it to the gradient only.
            shown += 0.5 * case["l2plain"] * sum((p.detach() ** 2).sum().item() for p in parameters)
        costs.append(shown)
        if with_keras:
            with torch.no_grad():
                optimizer.apply([v.value.grad for v in variables], variables)
        else:
            optimizer.step()
    final = [p.detach().numpy().copy() for p in parameters]
    return case | {"costs": costs, "finalWeights": final[:depth], "finalBiases": final[depth:]}


def run_sklearn(case, rate, alpha):
    """20 iterations over the full batch. A first fit makes the attributes, a warm start then goes on
    from the given weights with an optimiser of its own (no state is kept between fits)."""
    functions = activations(case["layers"])
    assert len(set(functions[:-1])) == 1, "scikit-learn has one activation for all hidden layers"
    logistic = {"sigmoid": "logistic"}
    labels = case["y"].argmax(axis=1) if functions[-1] == "softmax" else case["y"][:, 0].astype(int)
    if case["optimizer"] == "sgd":
        options = {"momentum": case["options"]["momentum"], "nesterovs_momentum": case["options"].get("nesterov", False)}
    else:
        options = {ARGUMENTS.get(k, k): v for k, v in case["options"].items()}
    model = MLPClassifier(
        hidden_layer_sizes=sizes(case["layers"])[1:-1],
        activation=logistic.get(functions[0], functions[0]), solver=case["optimizer"], alpha=alpha,
        batch_size=len(labels), learning_rate="constant", learning_rate_init=rate, max_iter=1, shuffle=False, random_state=0, tol=0.0, n_iter_no_change=10**6, warm_start=True,
        **options,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # That 20 iterations have not converged.
        model.fit(case["x"], labels)
        model.coefs_ = [w.copy() for w in case["weights"]]
        model.intercepts_ = [b.copy() for b in case["biases"]]
        model.set_params(max_iter=STEPS)
        model.fit(case["x"], labels)
    assert model.out_activation_ == logistic.get(functions[-1], functions[-1])
    case["rates"] = [rate] * STEPS
    return case | {"costs": model.loss_curve_[1:], "finalWeights": model.coefs_, "finalBiases": model.intercepts_}


def cases():
    keras_name, torch_name = f"Keras {keras.__version__}", f"PyTorch {TORCH}"

    def of_network(name, peer, network, batch, kind, options, **more):
        layers, cost, rows = NETWORKS[network]
        span = f"mini-batches of {batch}" if batch else "full batch"
        return case_of(f"{name}: {layers}, {span}", peer, layers, cost, rows, batch, kind, options, **more)

    for what, kind, options, runs in OPTIMISERS:
        for network, batch, rate in runs:
            words = what if what != "momentum" else f"momentum {options['momentum']}"
            name = f"keras {kind}, {words}, rate {rate}"
            yield run_keras(of_network(name, keras_name, network, batch, kind, options), rate)
    for kind, options, network, batch, rate, l1, l2 in PENALTIES:
        words = " + ".join(f"{k} {v}" for k, v in (("l1", l1), ("l2", l2)) if v)
        # Some weights start at 0, where |w| has no derivative.
        case = of_network(f"keras {kind}, {words}", keras_name, network, batch, kind, options, l1=l1, l2=l2, zeros=2)
        yield run_keras(case, rate)
    for schedule, arguments, kind, options, network, batch in SCHEDULED:
        words = {"staircase": "staircase", "cycle": "cycle", "warmup_target": "warmup"}
        also = "".join(", " + v for k, v in words.items() if arguments.get(k))
        fields = {"kind": schedule} | {k.replace("_", " "): v for k, v in arguments.items()}
        case = of_network(f"keras {kind}, {schedule}{also}", keras_name, network, batch, kind, options, schedule=fields)
        yield run_keras(case, getattr(SCHEDULES, schedule)(**arguments))
    for options, network, batch, rate, decay in TORCH_SGD:
        words = "".join(f", {k} {v}" if k == "momentum" else f", {k}" for k, v in options.items())
        words += f", weight decay {decay}" if decay else ""
        case = of_network(
            f"torch sgd{words}", torch_name, network, batch, "sgd", options, l2plain=decay, decayBiases=decay > 0
        )
        yield run_by_hand(case, rate)
    for kind, options, layers, cost, rows, rate, alpha in SKLEARN:
        name = f"sklearn {kind}, alpha {alpha}: {layers}, full batch"
        peer = f"scikit-learn {sklearn.__version__}"
        case = case_of(name, peer, layers, cost, rows, FULL, kind, options, l2plain=alpha / rows)
        yield run_sklearn(case, rate, alpha)
    for peer, kind, options, network, batch, rate, l2, drops, seed in DROPPED:
        name = f"{peer} {kind}, dropout {drops}" + (f", l2 {l2}" if l2 else "")
        full_name = keras_name if peer == "keras" else torch_name
        case = of_network(name, full_name, network, batch, kind, options, l2=l2, dropout=drops, dropoutSeed=seed)
        yield run_by_hand(case, rate)


# Name, layers, cost, rows, mini-batch, optimiser, options, rate, epochs, validation split, early
# stopping (monitor, patience, minimal delta, restore best), more; then what must come of it:
# whether it stops early, and whether its last epoch is the best.
FITS = [
    ("val_loss, restored", "4 - 6 tanh - 3 softmax", "categorical-cross-entropy", 20, 4, "adam", {}, 0.1, 30, 0.25,
     ("val_loss", 3, 0.0, True), {"noise": 1.0}, True, False),
    ("val_loss, not restored", "3 - 5 tanh - 1 sigmoid", "cross-entropy", 18, 5, "sgd", {"momentum": 0.9}, 0.2, 30, 0.25,
     ("val_loss", 2, 0.0, False), {"noise": 1.5}, True, False),
    ("val_loss, all epochs, restored", "3 - 5 sigmoid - 3 softmax", "quadratic", 16, 4, "adam", {}, 0.1, 12, 0.25,
     ("val_loss", 6, 0.0, True), {"noise": 1.5}, False, False),
    ("val_accuracy, restored", "4 - 5 relu - 3 softmax", "categorical-cross-entropy", 20, 6, "rmsprop", {}, 0.01, 30, 0.4,
     ("val_accuracy", 4, 0.0, True), {"noise": 0.3}, True, False),
    ("val_accuracy, all epochs, restored", "3 - 4 tanh - 1 sigmoid", "cross-entropy", 20, 4, "adagrad", {}, 0.1, 10, 0.4,
     ("val_accuracy", 8, 0.0, True), {"noise": 0.3}, False, False),
    ("val_loss, minimal delta", "3 - 4 sigmoid - 2 sigmoid", "quadratic", 14, 4, "sgd", {}, 1.0, 30, 0.25,
     ("val_loss", 2, 0.01, True), {"one_hot": True, "noise": 0.2}, True, False),
    ("val_loss, patience 0, penalty", "4 - 5 tanh - 2 softmax", "categorical-cross-entropy", 18, 4, "sgd",
     {"momentum": 0.9, "nesterov": True}, 0.1, 20, 0.3,
     ("val_loss", 0, 0.0, False), {"l1": 0.001, "l2": 0.01}, True, False),
    ("val_loss, all epochs, penalty", "2 - 4 tanh - 3 softmax", "categorical-cross-entropy", 15, 4, "adamax", {}, 0.01, 8, 0.2,
     ("val_loss", 3, 0.0, True), {"l2": 0.01, "noise": 0.1}, False, True),
]


class After(keras.callbacks.Callback):
    """The loss on the training rows after each epoch."""

    def __init__(self, x, y):
        super().__init__()
        self.x, self.y, self.losses = x, y, []

    def on_epoch_end(self, epoch, logs=None):
        values = self.model.evaluate(self.x, self.y, batch_size=len(self.x), verbose=0, return_dict=True)
        self.losses.append(values["loss"])


def run_fit(name, layers, cost, rows, batch, kind, options, rate, epochs, split, stopping, more, stops, last_best):
    case = case_of(f"keras fit: {name}", f"Keras {keras.__version__}", layers, cost, rows, batch, kind, options, **more)
    monitor, patience, delta, restore = stopping
    training = int(np.floor(rows * (1 - split)))
    model = keras_model(case, optimiser(kind, options, rate), metrics=["accuracy"])
    after = After(case["x"][:training], case["y"][:training])
    stop = keras.callbacks.EarlyStopping(monitor=monitor, patience=patience, min_delta=delta, restore_best_weights=restore)
    history = model.fit(
        case["x"], case["y"], batch_size=batch, epochs=epochs, shuffle=False, validation_split=split,
        callbacks=[after, stop], verbose=0,
    ).history
    ran = len(history["loss"])
    assert (ran < epochs) == stops and (stop.best_epoch == ran - 1) == last_best, (name, ran, stop.best_epoch)
    steps = -(-training // batch)
    return case | {
        "rates": [rate] * (epochs * steps), "steps": ran * steps, "epochs": epochs, "validationSplit": split,
        "earlyStopping": {"monitor": monitor, "patience": patience, "minDelta": delta, "restoreBest": restore},
        "epochsRun": ran, "bestEpoch": stop.best_epoch + 1,
        "valLoss": history["val_loss"], "valAccuracy": history["val_accuracy"],
        "runningLoss": history["loss"], "runningAccuracy": history["accuracy"], "trainLossAfter": after.losses,
        "finalWeights": model.get_weights()[::2], "finalBiases": model.get_weights()[1::2],
    }


def plain(value):
    if isinstance(value, (np.ndarray, np.generic)):
        return value.tolist()
    raise TypeError(type(value))


def object_text(case):
    # A field a line; Python writes a float with the digits that give it back.
    return "{\n" + ",\n".join(
        f"{json.dumps(k)}: {json.dumps(v, default=plain, allow_nan=False)}" for k, v in case.items()
    ) + "\n}"


def main():
    versions = (
        f"Tests/Goldens/optimisers.py; Keras {keras.__version__} on PyTorch {TORCH}, "
        f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}; float64"
    )
    lists = {"cases": list(cases()), "fits": [run_fit(*fit) for fit in FITS]}
    names = [case["name"] for objects in lists.values() for case in objects]
    assert len(names) == len(set(names)), "names must differ: they are the seeds"
    parts = [f'"versions": {json.dumps(versions)}'] + [
        f'"{key}": [\n' + ",\n".join(map(object_text, objects)) + "\n]" for key, objects in lists.items()
    ]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("{\n" + ",\n".join(parts) + "\n}\n")


main()
