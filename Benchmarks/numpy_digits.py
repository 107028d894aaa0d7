#!/usr/bin/env python3
"""The run on the handwritten digits as students write it with NumPy: a cold process, timed as a whole.

    python3 Benchmarks/numpy_digits.py DATA_DIR

The same run as in Tests/Goldens/digits_run.py, 100 epochs with rate 0.1 and λ 0.01.
"""

import sys

import numpy as np

EPOCHS, RATE, LAMBDA = 100, 0.1, 0.01


def layer(before, after):
    rng = np.random.default_rng(2)
    return rng.standard_normal((before, after)), rng.standard_normal((1, after))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def accuracy(x, labels):
    return np.mean(softmax(sigmoid(x @ w1 + b1) @ w2 + b2).argmax(axis=1) == labels)


data = np.loadtxt(sys.argv[1] + "/digits.csv", delimiter=",")
x, labels = data[:, :64] / 16, data[:, 64].astype(int)
x_train, x_test, labels_train, labels_test = x[:898], x[898:], labels[:898], labels[898:]
y = np.eye(10)[labels_train]
w1, b1 = layer(64, 32)
w2, b2 = layer(32, 10)

for epoch in range(EPOCHS):
    a1 = sigmoid(x_train @ w1 + b1)
    a2 = softmax(a1 @ w2 + b2)
    delta2 = (a2 - y) / len(x_train)
    delta1 = delta2 @ w2.T * a1 * (1 - a1)
    w2 -= RATE * (a1.T @ delta2 + LAMBDA * w2)
    b2 -= RATE * delta2.sum(axis=0)
    w1 -= RATE * (x_train.T @ delta1 + LAMBDA * w1)
    b1 -= RATE * delta1.sum(axis=0)

print(f"train {accuracy(x_train, labels_train):.3f}, test {accuracy(x_test, labels_test):.3f}")
