#!/usr/bin/env python3
"""One epoch on MNIST with NumPy, as a good user of it writes it: mini-batches, float64, one BLAS thread.

    python3 Benchmarks/numpy_epoch.py DATA_DIR 784-30-10

DATA_DIR has mnist/, the four .gz files in IDX format. The layers say which network of the book "Neural
Networks and Deep Learning" it is: 784-30-10 has the quadratic cost and η 3, 784-100-10 cross-entropy,
η 0.5 and λ 5; both have mini-batches of 10 and the first 50,000 images, pixels / 256.

Loads, warms up, then answers every line of stdin with a JSON line, so that it can be timed in turns:

    epoch       trains one more epoch, shuffled: {"seconds": …}
    products    only the matrix products of an epoch, in order of the rows: {"seconds": …}
    accuracy    of the 10,000 test images: {"accuracy": …}
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import gzip
import json
import math
import pathlib
import sys
import time

import numpy as np

TRAIN = 50_000
BATCH = 10
CLASSES = 10
# Layers: sizes, cross-entropy or quadratic, η, λ.
NETWORKS = {
    "784-30-10": ([784, 30, 10], False, 3.0, 0.0),
    "784-100-10": ([784, 100, 10], True, 0.5, 5.0),
}


def empty(*shape):
    """At the start of a cache line; NumPy's own arrays need not be, and products are slower then."""
    size = 8 * math.prod(shape)
    memory = np.empty(size + 64, np.uint8)
    start = -memory.ctypes.data % 64
    return memory[start : start + size].view(np.float64).reshape(shape)


def images(path):
    with gzip.open(path) as file:
        pixels = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784)
    return np.divide(pixels, 256.0, out=empty(*pixels.shape))


def labels(path):
    with gzip.open(path) as file:
        return np.frombuffer(file.read(), np.uint8, offset=8)


def sigmoid(z):
    """In place."""
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1.0
    return np.reciprocal(z, out=z)


class Network:
    def __init__(self, name, rng):
        self.sizes, self.cross_entropy, self.eta, self.lambda_ = NETWORKS[name]
        inputs, hidden, outputs = self.sizes
        self.rng = rng
        # A row for each neuron, as in the book; the samples of a batch are rows, too.
        self.w1, self.w2 = empty(hidden, inputs), empty(outputs, hidden)
        for w in (self.w1, self.w2):
            np.divide(rng.standard_normal(w.shape), math.sqrt(w.shape[1]), out=w)
        self.b1 = rng.standard_normal(hidden)
        self.b2 = rng.standard_normal(outputs)

    def buffers(self):
        """Of a mini-batch: input, y, activations and deltas of both layers, gradients of the weights."""
        inputs, hidden, outputs = self.sizes
        rows = [empty(BATCH, n) for n in (inputs, outputs, hidden, outputs, hidden, outputs)]
        return [*rows, empty(hidden, inputs), empty(outputs, hidden)]

    def epoch(self, images, targets):
        w1, w2, b1, b2 = self.w1, self.w2, self.b1, self.b2
        x, y, a1, a2, delta1, delta2, nabla1, nabla2 = self.buffers()
        slope1, slope2 = np.empty_like(a1), np.empty_like(a2)
        ones = np.ones(BATCH)
        rate = self.eta / BATCH
        decay = 1.0 - self.eta * self.lambda_ / len(images)
        order = self.rng.permutation(len(images))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            # In its default mode, take would copy once more.
            images.take(batch, axis=0, out=x, mode="clip")
            targets.take(batch, axis=0, out=y, mode="clip")

            np.matmul(x, w1.T, out=a1)
            a1 += b1
            sigmoid(a1)
            np.matmul(a1, w2.T, out=a2)
            a2 += b2
            sigmoid(a2)

            # The rate is in the deltas: 10×10 numbers to multiply instead of all the weights.
            np.subtract(a2, y, out=delta2)
            delta2 *= rate
            if not self.cross_entropy:
                np.subtract(1.0, a2, out=slope2)
                slope2 *= a2
                delta2 *= slope2
            np.matmul(delta2, w2, out=delta1)
            np.subtract(1.0, a1, out=slope1)
            slope1 *= a1
            delta1 *= slope1

            np.matmul(delta1.T, x, out=nabla1)
            np.matmul(delta2.T, a1, out=nabla2)
            if decay != 1.0:
                w1 *= decay
                w2 *= decay
            w1 -= nabla1
            w2 -= nabla2
            b1 -= ones @ delta1
            b2 -= ones @ delta2

    def products(self, images):
        """The products of an epoch alone: forward, back and for the gradients, of batches in a row."""
        w1, w2 = self.w1, self.w2
        _, _, a1, a2, delta1, delta2, nabla1, nabla2 = self.buffers()
        delta2[:] = np.random.default_rng(0).standard_normal(delta2.shape)
        for start in range(0, len(images), BATCH):
            x = images[start : start + BATCH]
            np.matmul(x, w1.T, out=a1)
            np.matmul(a1, w2.T, out=a2)
            np.matmul(delta2, w2, out=delta1)
            np.matmul(delta1.T, x, out=nabla1)
            np.matmul(delta2.T, a1, out=nabla2)

    def accuracy(self, images, labels):
        hidden = sigmoid(images @ self.w1.T + self.b1)
        return float(np.mean((hidden @ self.w2.T + self.b2).argmax(axis=1) == labels))


def seconds(work, *arguments):
    start = time.perf_counter()
    work(*arguments)
    return {"seconds": time.perf_counter() - start}


def main():
    folder, name = pathlib.Path(sys.argv[1]) / "mnist", sys.argv[2]
    x = images(folder / "train-images-idx3-ubyte.gz")[:TRAIN]
    y = np.eye(CLASSES)[labels(folder / "train-labels-idx1-ubyte.gz")[:TRAIN]]
    x_test = images(folder / "t10k-images-idx3-ubyte.gz")
    labels_test = labels(folder / "t10k-labels-idx1-ubyte.gz")

    warm = Network(name, np.random.default_rng(1))
    warm.epoch(x, y)
    warm.products(x)

    network = Network(name, np.random.default_rng(2))
    for line in sys.stdin:
        match line.strip():
            case "epoch":
                answer = seconds(network.epoch, x, y)
            case "products":
                answer = seconds(network.products, x)
            case "accuracy":
                answer = {"accuracy": network.accuracy(x_test, labels_test)}
            case other:
                sys.exit(f"epoch, products or accuracy, not {other!r}")
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
