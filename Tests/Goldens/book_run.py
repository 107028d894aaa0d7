#!/usr/bin/env python3
"""Runs in the way of the book "Neural Networks and Deep Learning", made with NumPy and Python's random.

    python3 Tests/Goldens/book_run.py DATA_DIR > Tests/TrainingTests/Goldens/book.json

Biases are drawn before weights; the training rows are shuffled in place by Python's own random, epoch by
epoch; each mini-batch is a step. The arithmetic is sample by sample, not in matrices, so that it shares
nothing with the engine but the numbers that are drawn. Also: starts of every initialiser.
"""

import json
import pathlib
import random
import sys

import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def gradients(weights, biases, x, y, cost):
    activations, zs = [x], []
    for w, b in zip(weights, biases):
        zs.append(w @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    delta = activations[-1] - y
    if cost == "quadratic":
        delta = delta * activations[-1] * (1 - activations[-1])
    nabla_w, nabla_b = [None] * len(weights), [None] * len(weights)
    for layer in range(len(weights) - 1, -1, -1):
        nabla_b[layer] = delta
        nabla_w[layer] = np.outer(delta, activations[layer])
        if layer:
            a = activations[layer]
            delta = (weights[layer].T @ delta) * a * (1 - a)
    return nabla_w, nabla_b


def run(data, sizes, cost, eta, batch, epochs, lmbda, seed, shuffle_seed, large):
    np.random.seed(seed)
    biases = [np.random.randn(n, 1)[:, 0] for n in sizes[1:]]
    weights = [np.random.randn(n, m) / (1 if large else np.sqrt(m)) for m, n in zip(sizes, sizes[1:])]
    random.seed(shuffle_seed)
    rows = list(range(len(data)))
    for _ in range(epochs):
        random.shuffle(rows)
        for first in range(0, len(rows), batch):
            part = rows[first : first + batch]
            sum_w = [np.zeros_like(w) for w in weights]
            sum_b = [np.zeros_like(b) for b in biases]
            for row in part:
                nabla_w, nabla_b = gradients(weights, biases, *data[row], cost)
                sum_w = [s + n for s, n in zip(sum_w, nabla_w)]
                sum_b = [s + n for s, n in zip(sum_b, nabla_b)]
            decay = 1 - eta * lmbda / len(rows)
            weights = [decay * w - eta / len(part) * s for w, s in zip(weights, sum_w)]
            biases = [b - eta / len(part) * s for b, s in zip(biases, sum_b)]
    hits = 0
    for x, y in data:
        a = x
        for w, b in zip(weights, biases):
            a = sigmoid(w @ a + b)
        hits += int(np.argmax(a) == np.argmax(y))
    return {
        "sizes": sizes, "cost": cost, "eta": eta, "batch": batch, "epochs": epochs, "lambda": lmbda,
        "seed": seed, "shuffleSeed": shuffle_seed, "isLarge": large, "rows": len(data), "hits": hits,
        "weights": [w.ravel().tolist() for w in weights[1:]], "biases": [b.tolist() for b in biases],
        "firstWeights": weights[0].ravel()[::29].tolist(),
    }


def starts():
    """W, then b, of a layer with 6 inputs and 4 neurons, in x out; one generator for both."""
    limit = {"glorot-uniform": np.sqrt(6 / 10), "he-uniform": 1.0, "lecun-uniform": np.sqrt(3 / 6)}
    cut = {"glorot-normal": 2 / 10, "he-normal": 2 / 6, "lecun-normal": 1 / 6}

    def truncated(rng, deviation, count):
        numbers = []
        while len(numbers) < count:
            number = rng.standard_normal()
            if abs(number) <= 2:
                numbers.append(deviation / 0.87962566103423978 * number)
        return np.array(numbers)

    for make in ("default_rng", "RandomState"):
        for name in [
            "standard_normal", "nndl", "normal(0.5, 0.1)", "uniform(-0.2, 0.7)", "random-normal",
            "random-uniform", *limit, *(cut if make == "default_rng" else {}),
        ]:
            rng = getattr(np.random, make)(11)
            normal = rng.standard_normal if make == "default_rng" else rng.randn
            drawn = []
            for shape in ((6, 4), (1, 4)):
                size = shape[0] * shape[1]
                if name == "standard_normal":
                    values = normal(size)
                elif name == "nndl":
                    values = normal(size) / np.sqrt(6)
                elif name == "random-normal":
                    values = rng.normal(0, 0.05, size)
                elif name == "normal(0.5, 0.1)":
                    values = rng.normal(0.5, 0.1, size)
                elif name == "uniform(-0.2, 0.7)":
                    values = rng.uniform(-0.2, 0.7, size)
                elif name == "random-uniform":
                    values = rng.uniform(-0.05, 0.05, size)
                elif name in limit:
                    values = rng.uniform(-limit[name], limit[name], size)
                else:
                    values = truncated(rng, np.sqrt(cut[name]), size)
                drawn.append(values.tolist())
            yield {"name": name, "random": f"{make}(11)", "weights": drawn[0], "biases": drawn[1]}


def main():
    rows = np.loadtxt(pathlib.Path(sys.argv[1]) / "digits.csv", delimiter=",")[:200]
    data = [(row[:64] / 16, np.eye(10)[int(row[64])]) for row in rows]
    runs = [
        run(data, [64, 15, 10], "quadratic", 3.0, 10, 3, 0.0, 1, 2, True),
        run(data, [64, 12, 10], "cross-entropy", 0.5, 7, 3, 5.0, 3, 4, False),
        run(data, [64, 9, 11, 10], "cross-entropy", 0.2, 1, 2, 0.1, 5, 6, False),
        run(data, [64, 10], "quadratic", 1.5, 64, 6, 0.0, 7, 8, True),
        run(data, [64, 20, 10], "cross-entropy", 0.3, 150, 5, 2.0, 9, 10, False),
    ]
    print(json.dumps({"generated": f"NumPy {np.__version__}", "runs": runs, "starts": list(starts())}))


if __name__ == "__main__":
    main()
