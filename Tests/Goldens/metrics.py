#!/usr/bin/env python3
"""Scores of 500 random confusion matrices and 100 log losses, as scikit-learn computes them.

    python3 Tests/Goldens/metrics.py > Tests/NetworksTests/Goldens/metrics.txt

Every third matrix has classes without an example, without a prediction, or without both.
"""

import random
import sys

import sklearn
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    log_loss,
    precision_recall_fscore_support,
)

rng = random.Random(20261121)


def scores(true, predicted, average, labels):
    result = precision_recall_fscore_support(
        true, predicted, average=average, labels=labels, zero_division=0.0
    )
    return [float(x) for x in result[:3]]


def line(word, *groups):
    print(word, "|".join(" ".join(repr(x) for x in group) for group in groups))


print(f"# scikit-learn {sklearn.__version__}, Tests/Goldens/metrics.py")
for case in range(500):
    k = rng.randint(2, 10)
    n = rng.choice([1, 5, 30, 300])
    true_classes = predicted_classes = list(range(k))
    if case % 3 == 0:
        true_classes = rng.sample(range(k), rng.randint(1, k))
        predicted_classes = rng.sample(range(k), rng.randint(1, k))
    true = [rng.choice(true_classes) for _ in range(n)]
    predicted = [
        t if t in predicted_classes and rng.random() < 0.6 else rng.choice(predicted_classes)
        for t in true
    ]
    labels = list(range(k))
    matrix = confusion_matrix(true, predicted, labels=labels)
    p, r, f, s = precision_recall_fscore_support(
        true, predicted, labels=labels, zero_division=0.0
    )
    line(
        "matrix",
        [int(x) for x in matrix.flatten()],
        [float(accuracy_score(true, predicted))],
        [float(x) for x in p],
        [float(x) for x in r],
        [float(x) for x in f],
        [int(x) for x in s],
        scores(true, predicted, "macro", labels),
        scores(true, predicted, "weighted", labels),
        scores(true, predicted, "micro", labels),
        scores(true, predicted, "macro", None),
    )
for case in range(100):
    k = rng.randint(2, 5)
    n = rng.randint(1, 8)
    rows = []
    for _ in range(n):
        row = [rng.random() ** 4 for _ in range(k)]
        if rng.random() < 0.3:
            row = [0.0] * k
            row[rng.randrange(k)] = 1.0
        total = sum(row)
        rows.append([x / total for x in row])
    true = [rng.randrange(k) for _ in range(n)]
    loss = log_loss(true, rows, labels=list(range(k)))
    line("loss", [k], true, [x for row in rows for x in row], [float(loss)])
sys.stdout.flush()
