"""The calculation a student makes, step by step, with the right rules or with others, rounding on the way or not."""
import math
import random
from decimal import Decimal, ROUND_HALF_UP, ROUND_DOWN


def exact(v):
    """The decimal of a double without the noise of its last bits."""
    return Decimal(f"{v:.13e}")


def quantized(v, place):
    return exact(v).quantize(Decimal(1).scaleb(place), rounding=ROUND_HALF_UP)


def leading(v):
    """The power of ten of the first digit."""
    return exact(v).adjusted() if exact(v) != 0 else 0


def place_of(v, spec):
    """The power of ten of the last place of v at a precision: ('digits', 4), ('decimals', 4), ('place', -3)."""
    if spec[0] == "digits":
        if v == 0:
            return 0
        place = leading(v) - spec[1] + 1
        if abs(quantized(v, place)) >= Decimal(10) ** (leading(v) + 1):
            place += 1                      # 9.9996 is 10.00
        return place
    return -spec[1] if spec[0] == "decimals" else spec[1]


def rounded(v, spec):
    return v if v == 0 or not math.isfinite(v) else float(quantized(v, place_of(v, spec)))


def sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


ACT = {"sigmoid": sigmoid, "tanh": math.tanh, "relu": lambda z: max(0.0, z), "linear": lambda z: z}
SLOPE_A = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a * a, "linear": lambda a: 1.0,
           "relu": lambda a: 1.0 if a > 0 else 0.0}
SLOPE_Z = {"sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)), "tanh": lambda z: 1 - math.tanh(z) ** 2,
           "relu": lambda z: 1.0 if z > 0 else 0.0, "linear": lambda z: 1.0}


class Rounding:
    """When a student rounds: 'none', 'each' step, 'written' values only, 'some' of them, or 'fine': also terms within a step."""

    def __init__(self, mode="none", spec=None, seed=0):
        self.mode, self.spec, self.seed = mode, spec, seed

    def step(self, key, v, written, spec=None):
        if self.mode == "none" or (self.mode == "written" and not written):
            return v
        if self.mode == "some" and random.Random(f"{self.seed} {key}").random() < 0.5:
            return v
        return rounded(v, spec or self.spec)

    def term(self, v):
        return rounded(v, self.spec) if self.mode == "fine" else v


class Rules:
    """The right calculation. A mistake replaces some of these."""

    def __init__(self, net, slope_from="a"):
        self.net, self.slope_from = net, slope_from

    # givens, each with the place where it is used
    def W(self, l, j, i, use):              # use: forward | back | new
        return self.net.W[l][j][i]

    def Bias(self, l, j, use):              # use: forward | new
        return self.net.B[l][j]

    def X(self, i, e, use):                 # use: forward | gradient
        return self.net.x[e][i]

    def Y(self, j, e, use):                 # use: cost | delta
        return self.net.y[e][j]

    def eta(self):
        return self.net.eta

    def into(self, v, l, i, e, use):
        return self.X(i, e, use) if l == 1 else v["a", l - 1, i, e]

    # forward
    def z(self, v, l, j, e, r):
        return sum(r(self.W(l, j, i, "forward") * self.into(v, l, i, e, "forward")) for i in range(self.net.sizes[l - 1])) + self.Bias(l, j, "forward")

    def a(self, v, l, j, e, r):
        act = self.net.acts[l]
        if act == "softmax":
            powers = [r(math.exp(v["z", l, k, e])) for k in range(self.net.sizes[l])]
            return powers[j] / sum(powers)
        return ACT[act](v["z", l, j, e])

    def example_cost(self, v, e, r):
        L, m, cost = self.net.L, self.net.sizes[-1], self.net.cost
        pairs = [(v["a", L, j, e], self.Y(j, e, "cost")) for j in range(m)]
        return self.cost_of(pairs, r)

    def cost_of(self, pairs, r):
        if self.net.cost == "quadratic":
            return 0.5 * sum(r((a - y) ** 2) for a, y in pairs)
        if self.net.cost == "cross-entropy":
            return -sum(times(y, a, r) + times(1 - y, 1 - a, r) for a, y in pairs)
        return -sum(times(y, a, r) for a, y in pairs)

    def cost(self, v):
        return sum(v["c", e] for e in range(self.net.n)) / self.net.n

    # backward
    def slope(self, v, l, j, e, r):
        act = self.net.acts[l]
        if self.slope_from == "a" and act in SLOPE_A:
            return SLOPE_A[act](v["a", l, j, e])
        return SLOPE_Z[act](v["z", l, j, e])

    def error(self, v, j, e, r):
        return v["a", self.net.L, j, e] - self.Y(j, e, "delta")

    def back(self, v, l, i, e, r):
        return sum(r(self.W(l + 1, j, i, "back") * v["d", l + 1, j, e]) for j in range(self.net.sizes[l + 1]))

    def delta(self, v, l, j, e, r):
        if l == self.net.L:
            d = v["err", j, e] * self.net.delta_scale
            return d * v["s", l, j, e] if self.net.cost == "quadratic" else d
        return v["k", l, j, e] * v["s", l, j, e]

    def part(self, v, l, j, i, e, r):
        return v["d", l, j, e] * (1 if i is None else self.into(v, l, i, e, "gradient"))

    def mean(self, parts):
        return sum(parts) / self.net.n / self.net.delta_scale

    def change(self, v, l, j, i):
        return self.eta() * v["g", l, j, i]

    def new(self, v, l, j, i):
        old = self.Bias(l, j, "new") if i is None else self.W(l, j, i, "new")
        return old - v["st", l, j, i]


def times(factor, a, r):
    if factor == 0:
        return 0.0
    if a <= 0:
        raise ValueError("nobody can take this logarithm")
    return factor * r(math.log(a))


def keys(net):
    """All steps in the order in which they are made."""
    L, S, E = net.L, net.sizes, range(net.n)
    for l in range(1, L + 1):
        yield from (("z", l, j, e) for e in E for j in range(S[l]))
        yield from (("a", l, j, e) for e in E for j in range(S[l]))
    yield from (("c", e) for e in E)
    yield ("C",)
    for l in range(L, 0, -1):
        for e in E:
            for j in range(S[l]):
                if l == L:
                    yield ("err", j, e)
                else:
                    yield ("k", l, j, e)
                if net.acts[l] != "softmax":
                    yield ("s", l, j, e)
                yield ("d", l, j, e)
    for l in range(1, L + 1):
        for j in range(S[l]):
            for i in list(range(S[l - 1])) + [None]:
                yield from (("p", l, j, i, e) for e in E)
                yield ("g", l, j, i)
    for l in range(1, L + 1):
        for j in range(S[l]):
            for i in list(range(S[l - 1])) + [None]:
                yield ("st", l, j, i)
                yield ("n", l, j, i)


def compute(rules, v, key, r):
    kind, at = key[0], key[1:]
    if kind == "z": return rules.z(v, *at, r)
    if kind == "a": return rules.a(v, *at, r)
    if kind == "c": return rules.example_cost(v, *at, r)
    if kind == "C": return rules.cost(v)
    if kind == "err": return rules.error(v, *at, r)
    if kind == "k": return rules.back(v, *at, r)
    if kind == "s": return rules.slope(v, *at, r)
    if kind == "d": return rules.delta(v, *at, r)
    if kind == "p": return rules.part(v, *at, r)
    if kind == "g": return rules.mean([v[("p",) + at + (e,)] for e in range(rules.net.n)])
    if kind == "st": return rules.change(v, *at)
    return rules.new(v, *at)


TRIVIAL = {"c", "p"}                        # steps of their own only in a batch


def run(rules, rounding=None, written=frozenset(), force=None, own=None, new_spec=None, after=None):
    """Returns what each step gives before rounding, what after it, and what the student goes on with.

    force: values the student goes on with whatever was computed. own: the same, and marks what is known of a sheet.
    after: a hook of a mistake on what is gone on with.
    """
    rounding, net, made, went, v = rounding or Rounding(), rules.net, {}, {}, {}
    for key in keys(net):
        made[key] = value = compute(rules, v, key, rounding.term)
        if key[0] == "n":
            go = rounding.step(key, value, key in written, new_spec(key, value, v) if new_spec else None)
        elif key[0] in TRIVIAL and net.n == 1:
            go = value
        else:
            go = rounding.step(key, value, key in written)
        if after:
            go = after(key, go)
        went[key] = go
        if own is not None and key in own:
            go = own[key]
        if force and key in force:
            go = force[key]
        v[key] = go
    return made, went, v
