"""Writes Tests/TrainingTests/Goldens/digits.json: the run on the handwritten digits that must repeat.

    python3 Tests/Goldens/digits_run.py DATA_DIR

DATA_DIR has digits.csv: 64 pixels 0..16, then the label. The first 898 rows train, the last 899 test, in
the order of the file. The net is 64-32-10, sigmoid then softmax, cross-entropy, with gradient descent on
all training rows at once; the gradient is the mean over the samples + λ·W, and biases do not decay. Every
layer draws from a default_rng(2) of its own: first the weights (in, out), then the biases (1, out).

Computed in NumPy float64, on one BLAS thread. Another order of summation changes the last digits.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import json
import pathlib
import sys

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / "TrainingTests" / "Goldens" / "digits.json"
TRAIN = 898
CLASSES = 10
SIZES = [64, 32, CLASSES]
SEED = 2
EPOCHS = [1, 10, 50, 100, 500]
RATES = [0.01, 0.1, 1.0]
LAMBDAS = [0.0, 0.01, 0.1]
# Settings (epochs, rate, λ) whose final parameters are written, too.
PARAMETERS = [(10, 0.1, 0.01), (500, 0.1, 0.01), (100, 1.0, 0.0)]
# Known from elsewhere: accuracy and macro F1 in training, then in test, to three decimals.
KNOWN = {
    (10, 0.1, 0.01): (0.215, 0.165, 0.161, 0.118),
    (500, 0.1, 0.01): (0.876, 0.874, 0.818, 0.815),
    (100, 1.0, 0.0): (0.934, 0.934, 0.860, 0.861),
    (100, 1.0, 0.1): (0.100, 0.018, 0.101, 0.018),
}


def initial():
    """Weights and biases of each layer."""
    layers = []
    for before, after in zip(SIZES, SIZES[1:]):
        rng = np.random.default_rng(SEED)
        weights = rng.standard_normal((before, after))
        layers.append((weights, rng.standard_normal((1, after))))
    return layers


def forward(x, parameters):
    """What the hidden layer says, and the logarithms of the probabilities."""
    (w1, b1), (w2, b2) = parameters
    hidden = 1.0 / (1.0 + np.exp(-(x @ w1 + b1)))
    z = hidden @ w2 + b2
    z = z - z.max(axis=1, keepdims=True)
    return hidden, z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def step(x, y, parameters, rate, decay):
    """The parameters after one step; all gradients are taken before anything changes."""
    (w1, b1), (w2, b2) = parameters
    hidden, logarithms = forward(x, parameters)
    delta2 = np.exp(logarithms) - y
    delta1 = delta2 @ w2.T * hidden * (1.0 - hidden)
    return [
        (
            w - rate * (a.T @ delta / len(x) + decay * w),
            b - rate * delta.mean(axis=0, keepdims=True),
        )
        for a, delta, w, b in ((x, delta1, w1, b1), (hidden, delta2, w2, b2))
    ]


def macro_f1(true, predicted):
    """The mean over all classes; 0 for a class with no example and no prediction, as in scikit-learn."""
    scores = []
    for k in range(CLASSES):
        both = int(np.sum((true == k) & (predicted == k)))
        either = int(np.sum(true == k)) + int(np.sum(predicted == k))
        scores.append(2 * both / either if either else 0.0)
    return sum(scores) / CLASSES


def evaluate(x, labels, parameters):
    _, logarithms = forward(x, parameters)
    predicted = logarithms.argmax(axis=1)
    return {
        "hits": int(np.sum(predicted == labels)),
        "f1": macro_f1(labels, predicted),
        "cost": float(-logarithms[np.arange(len(x)), labels].mean()),
    }


def check(setting, train, test, counts):
    found = (train["hits"] / counts[0], train["f1"], test["hits"] / counts[1], test["f1"])
    for value, known in zip(found, KNOWN[setting]):
        if round(value, 3) != known:
            sys.exit(f"epochs, rate, λ = {setting}: {found}, but known is {KNOWN[setting]}")


def main():
    table = np.loadtxt(pathlib.Path(sys.argv[1]) / "digits.csv", delimiter=",")
    pixels, labels = table[:, :-1] / 16.0, table[:, -1].astype(int)
    x, x_test, true, true_test = pixels[:TRAIN], pixels[TRAIN:], labels[:TRAIN], labels[TRAIN:]
    y = np.eye(CLASSES)[true]
    runs = {}
    for rate in RATES:
        for decay in LAMBDAS:
            parameters = initial()
            for epoch in range(1, max(EPOCHS) + 1):
                parameters = step(x, y, parameters, rate, decay)
                if epoch not in EPOCHS:
                    continue
                setting = (epoch, rate, decay)
                train = evaluate(x, true, parameters)
                test = evaluate(x_test, true_test, parameters)
                if setting in KNOWN:
                    check(setting, train, test, (len(x), len(x_test)))
                run = {"epochs": epoch, "rate": rate, "lambda": decay, "train": train, "test": test}
                if setting in PARAMETERS:
                    run["weightSum"] = float(sum(w.sum() for w, _ in parameters))
                    run["lastBiases"] = parameters[-1][1][0].tolist()
                runs[setting] = run
    lines = ",\n    ".join(json.dumps(runs[setting]) for setting in sorted(runs))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(
        "{\n"
        f'  "generated": "by Tests/Goldens/digits_run.py with NumPy {np.__version__}, float64",\n'
        f'  "trainRows": {len(x)},\n'
        f'  "testRows": {len(x_test)},\n'
        f'  "runs": [\n    {lines}\n  ]\n'
        "}\n"
    )


main()
