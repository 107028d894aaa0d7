#!/usr/bin/env python3
"""Random numbers of NumPy and Python for 1,000 seeds, as digests of their bits.

    python3 Tests/Goldens/numpy_random.py > Tests/RandomNumbersTests/Goldens/numpy.txt

A session makes one generator and calls it again and again, so that a digest depends on how many words
every call before it took. A line: call | digest of 100 seeds, ten times. Lengths are 1 to 97, and 5,000
for every fiftieth seed, so that the rare ways through the ziggurat are gone too.
"""

import platform
import random
import struct

import numpy as np

SEEDS = list(range(800)) + [(s * 2654435761 + 12345) % 2**32 for s in range(200)]


def length(place):
    return 5000 if place % 50 == 49 else 1 + place * 7919 % 97


def words(values):
    values = np.atleast_1d(np.asarray(values))
    if values.dtype.kind == "f":
        return struct.unpack(f"<{values.size}Q", values.astype("<f8").tobytes())
    return struct.unpack(f"<{values.size}Q", values.astype("<i8").tobytes())


def shares(n):
    weights = np.arange(1, n + 1, dtype=float)
    return weights / weights.sum()


def generator(rng, n):
    yield "random", rng.random(n)
    yield "standard_normal", rng.standard_normal(n)
    yield "normal", rng.normal(-1.5, 2.25, n)
    yield "uniform", rng.uniform(-0.3, 0.7, n)
    yield "integers 10", rng.integers(0, 10, n)
    yield "integers 2^40", rng.integers(-5, 2**40, n)
    yield "integers 2^32", rng.integers(0, 2**32, n)
    yield "integers one", rng.integers(3, 4, n)
    yield "random after integers", rng.random(1)
    yield "permutation", rng.permutation(n)
    order = np.arange(n)
    rng.shuffle(order)
    rng.shuffle(order)
    yield "shuffle", order
    yield "choice", rng.choice(n, n)
    yield "choice some", rng.choice(n, (n + 1) // 2, replace=False)
    yield "choice of many", rng.choice(10_001, 201 + n % 7, replace=False)
    yield "choice weighted", rng.choice(n, n, p=shares(n))
    m = min(n, 60)
    yield "choice weighted some", rng.choice(m, m // 3 + 1, replace=False, p=shares(m))
    first, second = rng.spawn(2)
    yield "spawn", np.concatenate([first.random(3), second.standard_normal(3)])
    yield "spawn again", rng.spawn(1)[0].spawn(2)[1].integers(0, 1000, 5)
    yield "random at last", rng.random(2)


def legacy(state, n):
    yield "rand", state.rand(n)
    yield "randn", state.randn(n)
    yield "normal", state.normal(-1.5, 2.25, n)
    yield "uniform", state.uniform(-0.3, 0.7, n)
    yield "randint 10", state.randint(0, 10, n)
    yield "randint 2^40", state.randint(-5, 2**40, n)
    yield "randint 2^32", state.randint(0, 2**32, n)
    yield "randint one", state.randint(3, 4, n)
    yield "randn after randint", state.randn(1)
    yield "permutation", state.permutation(n)
    order = np.arange(n)
    state.shuffle(order)
    state.shuffle(order)
    yield "shuffle", order
    yield "choice", state.choice(n, n)
    yield "choice some", state.choice(n, (n + 1) // 2, replace=False)
    yield "choice weighted", state.choice(n, n, p=shares(n))
    m = min(n, 60)
    yield "choice weighted some", state.choice(m, m // 3 + 1, replace=False, p=shares(m))
    yield "random_sample at last", state.random_sample(2)


def python(n):
    order = list(range(n))
    random.shuffle(order)
    yield "shuffle", order
    random.shuffle(order)
    yield "shuffle again", order
    yield "random", [random.random() for _ in range(n)]


def sessions():
    for place, seed in enumerate(SEEDS):
        n = length(place)
        yield place, "default_rng", generator(np.random.default_rng(seed), n)
        yield place, "default_rng list", generator(np.random.default_rng([seed, 1, 2**40 + seed]), n)
        long = seed * 2**31 + 11
        yield place, "default_rng long", generator(np.random.default_rng(long), 3)
        yield place, "RandomState", legacy(np.random.RandomState(seed), n)
        yield place, "RandomState list", legacy(np.random.RandomState([seed, 7, 2**32 - 1]), 3)
        random.seed(seed)
        yield place, "python", python(n)
        random.seed(-long)
        yield place, "python long", python(3)


def main():
    print(f"# NumPy {np.__version__}, Python {platform.python_version()}; numpy_random.py")
    digests = {}
    for place, session, calls in sessions():
        for name, values in calls:
            groups = digests.setdefault(f"{session}: {name}", [0xCBF29CE484222325] * 10)
            digest = groups[place // 100]
            for word in words(values):
                digest = (digest ^ word) * 0x100000001B3 % 2**64
            groups[place // 100] = digest
    for name, groups in digests.items():
        print(f"{name}|" + " ".join(f"{digest:016x}" for digest in groups))
    # A few numbers to look at when a digest differs.
    for seed in (0, 2, 42):
        rng = np.random.default_rng(seed)
        print(f"look: default_rng({seed})|" + " ".join(map(repr, rng.standard_normal(4).tolist())))
        state = np.random.RandomState(seed)
        print(f"look: RandomState({seed})|" + " ".join(map(repr, state.randn(4).tolist())))


if __name__ == "__main__":
    main()
