#!/usr/bin/env python3
"""Parameter counts, output shapes, sizes and steps as Keras prints and counts them.

    KERAS_BACKEND=torch python3 Tests/Goldens/keras_summary.py

Its output is copied into SummaryTests.swift.
"""

import math

import keras

print("keras", keras.__version__)
for sizes, biases in [
    ([784, 30, 10], [True, True]),
    ([784, 64, 64, 10], [True, True, True]),
    ([2, 3, 1], [False, True]),
    ([3072, 512, 10], [True, False]),
]:
    model = keras.Sequential([keras.Input((sizes[0],))])
    for size, bias in zip(sizes[1:], biases):
        model.add(keras.layers.Dense(size, use_bias=bias))
    lines = []
    model.summary(print_fn=lambda line: lines.append(line), line_length=90)
    total = [x for text in lines for x in text.split("\n") if "Total params" in x]
    print(sizes, [(l.name, l.output.shape, l.count_params()) for l in model.layers], total)

for rows, split, batch in [(60000, 0.1, 128), (60000, 0.2, 32), (1797, 0.25, 64), (150, 0.33, 7), (10, 0.0, 3)]:
    train = int(math.floor(rows * (1 - split)))
    print(rows, split, batch, train, math.ceil(train / batch))
