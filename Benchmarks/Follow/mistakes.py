"""The mistakes that people make: each changes the rules of a calculation and says where.

A maker gets (net, right rules, rng) and returns (rules, where), or None where the mistake is not possible.
"""
import math
from calc import ACT, Rules, rounded, sigmoid, times

MAKERS = {}


def kind(name):
    def register(maker):
        MAKERS[name] = maker
        return maker
    return register


def rules_of(net, right, **changed):
    rules = Rules(net, right.slope_from)
    for name, function in changed.items():
        setattr(rules, name, function)
    return rules


def layers_with(net, *acts):
    return [l for l in range(1, net.L + 1) if net.acts[l] in acts and (l < net.L or net.cost == "quadratic")]


def some(rng, layers):
    """All of the layers, or one of them."""
    return set(layers) if rng.random() < 0.6 else {rng.choice(layers)}


# slopes

def slope_kind(name, acts, slope):
    @kind(name)
    def make(net, right, rng):
        layers = layers_with(net, *acts)
        if not layers:
            return None
        where = some(rng, layers)
        usual = right.slope
        def changed(v, l, j, e, r):
            return slope(net.acts[l], v["z", l, j, e], v["a", l, j, e]) if l in where else usual(v, l, j, e, r)
        return rules_of(net, right, slope=changed), f"layers {sorted(where)}"


slope_kind("tanh-slope-1-minus-a", ["tanh"], lambda act, z, a: 1 - a)
slope_kind("tanh-slope-a-times-1-minus-a", ["tanh"], lambda act, z, a: a * (1 - a))
slope_kind("sigmoid-slope-for-tanh", ["tanh"], lambda act, z, a: sigmoid(z) * (1 - sigmoid(z)))
slope_kind("sigmoid-slope-1-minus-a", ["sigmoid"], lambda act, z, a: 1 - a)
slope_kind("slope-a-times-1-plus-a", ["sigmoid"], lambda act, z, a: a * (1 + a))
slope_kind("slope-z-times-1-minus-z", ["sigmoid"], lambda act, z, a: z * (1 - z))
slope_kind("slope-one-minus-forgotten", ["sigmoid", "tanh"], lambda act, z, a: a * a)
slope_kind("relu-slope-always-1", ["relu"], lambda act, z, a: 1.0)
slope_kind("relu-slope-always-0", ["relu"], lambda act, z, a: 0.0)
slope_kind("slope-left-out", ["sigmoid", "tanh"], lambda act, z, a: 1.0)
slope_kind("slope-is-activation", ["sigmoid", "tanh"], lambda act, z, a: a)
slope_kind("slope-at-a", ["sigmoid", "tanh"], lambda act, z, a: sigmoid(a) * (1 - sigmoid(a)) if act == "sigmoid" else 1 - math.tanh(a) ** 2)


@kind("slope-added")
def slope_added(net, right, rng):
    layers = layers_with(net, "sigmoid", "tanh")
    if not layers:
        return None
    where, usual = some(rng, layers), right.delta
    def delta(v, l, j, e, r):
        if l not in where:
            return usual(v, l, j, e, r)
        return (v["err", j, e] * net.delta_scale if l == net.L else v["k", l, j, e]) + v["s", l, j, e]
    return rules_of(net, right, delta=delta), f"layers {sorted(where)}"


@kind("slope-with-cross-entropy")
def slope_with_cross_entropy(net, right, rng):
    if net.cost != "cross-entropy":
        return None
    usual = right.delta
    return rules_of(net, right, delta=lambda v, l, j, e, r: usual(v, l, j, e, r) * (v["s", l, j, e] if l == net.L else 1)), "output"


# activations

def activation_kind(name, acts, make_activation):
    @kind(name)
    def make(net, right, rng):
        layers = [l for l in range(1, net.L + 1) if net.acts[l] in acts]
        if not layers:
            return None
        where, usual = some(rng, layers), right.a
        def a(v, l, j, e, r):
            if l not in where:
                return usual(v, l, j, e, r)
            return make_activation(net.acts[l], [v["z", l, k, e] for k in range(net.sizes[l])], j)
        return rules_of(net, right, a=a), f"layers {sorted(where)}"


OTHER = {"sigmoid": "tanh", "tanh": "sigmoid", "relu": "sigmoid"}
activation_kind("activation-not-applied", ["sigmoid", "tanh", "relu"], lambda act, z, j: z[j])
activation_kind("activation-exchanged", ["sigmoid", "tanh", "relu"], lambda act, z, j: ACT[OTHER[act]](z[j]))
activation_kind("exp-z-for-exp-minus-z", ["sigmoid"], lambda act, z, j: sigmoid(-z[j]))
activation_kind("softmax-without-division", ["softmax"], lambda act, z, j: math.exp(z[j]))
activation_kind("softmax-without-exp", ["softmax"], lambda act, z, j: z[j] / sum(z) if abs(sum(z)) > 0.05 else math.nan)
activation_kind("sigmoid-for-softmax", ["softmax"], lambda act, z, j: sigmoid(z[j]))


# inputs and givens

def neurons(net, least_inputs=1, low=1):
    return [(l, j) for l in range(low, net.L + 1) for j in range(net.sizes[l]) if net.sizes[l - 1] >= least_inputs]


@kind("other-input-in-z")
def other_input(net, right, rng):
    places = neurons(net, 2)
    if not places:
        return None
    at = rng.choice(places)
    i, k = rng.sample(range(net.sizes[at[0] - 1]), 2)
    def z(v, l, j, e, r):
        take = lambda n: k if (l, j) == at and n == i else n
        return sum(r(right.W(l, j, n, "forward") * right.into(v, l, take(n), e, "forward")) for n in range(net.sizes[l - 1])) + right.Bias(l, j, "forward")
    return rules_of(net, right, z=z), f"neuron {at}: input {k} for {i}"


@kind("inputs-swapped")
def inputs_swapped(net, right, rng):
    if net.sizes[0] < 2:
        return None
    i, k = rng.sample(range(net.sizes[0]), 2)
    forward_only = rng.random() < 0.4
    def X(n, e, use):
        n = n if forward_only and use != "forward" else {i: k, k: i}.get(n, n)
        return net.x[e][n]
    return rules_of(net, right, X=X), f"x{i + 1} and x{k + 1}" + (" forward only" if forward_only else "")


def parameters(net):
    return [(l, j, i) for l in range(1, net.L + 1) for j in range(net.sizes[l]) for i in list(range(net.sizes[l - 1])) + [None]]


def value(net, p):
    return net.B[p[0]][p[1]] if p[2] is None else net.W[p[0]][p[1]][p[2]]


def with_values(net, right, values, uses=("forward", "back", "new")):
    def W(l, j, i, use):
        return values.get((l, j, i), net.W[l][j][i]) if use in uses else net.W[l][j][i]
    def Bias(l, j, use):
        return values.get((l, j, None), net.B[l][j]) if use in uses else net.B[l][j]
    return rules_of(net, right, W=W, Bias=Bias)


@kind("givens-swapped")
def givens_swapped(net, right, rng):
    pairs = [(p, q) for p in parameters(net) for q in parameters(net) if p[0] == q[0] and p != q and abs(value(net, p) - value(net, q)) > 0.1
             and (p[1] == q[1] or (p[2] is None) == (q[2] is None))]
    if not pairs:
        return None
    p, q = rng.choice(pairs)
    return with_values(net, right, {p: value(net, q), q: value(net, p)}), f"{p} and {q}"


@kind("wrong-given")
def wrong_given(net, right, rng):
    """Another given's value in place of a weight or an input: w8 for w7, x2 for x1."""
    if rng.random() < 0.3 and net.sizes[0] > 1 and net.n == 1:
        i, k = rng.sample(range(net.sizes[0]), 2)
        return rules_of(net, right, X=lambda n, e, use: net.x[e][k if n == i else n]), f"x{k + 1} for x{i + 1} everywhere"
    pairs = [(p, q) for p in parameters(net) for q in parameters(net) if p[0] == q[0] and p != q and (p[2] is None) == (q[2] is None)
             and abs(value(net, p) - value(net, q)) > 0.05]
    if not pairs:
        return None
    p, q = rng.choice(pairs)
    uses = ("forward", "back", "new") if rng.random() < 0.5 else ("forward",)
    return with_values(net, right, {p: value(net, q)}, uses), f"{q} for {p} in {uses}"


@kind("misread-given")
def misread_given(net, right, rng):
    """Another digit in a weight, a bias or an input, wherever it is used."""
    def other(v):
        text = list(f"{v:.10g}")
        i = rng.choice([i for i, c in enumerate(text) if c.isdigit() and i >= text.index(".") - 1] if "." in text else [len(text) - 1])
        text[i] = rng.choice([c for c in "123456789" if c != text[i]])
        return float("".join(text))
    if rng.random() < 0.3:
        i, e = rng.randrange(net.sizes[0]), rng.randrange(net.n)
        wrong = other(net.x[e][i])
        return rules_of(net, right, X=lambda n, k, use: wrong if (n, k) == (i, e) else net.x[k][n]), f"x{i + 1} of example {e + 1}: {wrong} for {net.x[e][i]}"
    p = rng.choice(parameters(net))
    wrong = other(value(net, p))
    return with_values(net, right, {p: wrong}), f"{p}: {wrong} for {value(net, p)}"


@kind("term-missing-in-z")
def term_missing(net, right, rng):
    places = neurons(net, 2)
    if not places:
        return None
    at = rng.choice(places)
    i = rng.randrange(net.sizes[at[0] - 1])
    usual = right.z
    def z(v, l, j, e, r):
        lost = right.W(l, j, i, "forward") * right.into(v, l, i, e, "forward") if (l, j) == at else 0
        return usual(v, l, j, e, r) - r(lost)
    return rules_of(net, right, z=z), f"neuron {at}: input {i}"


def bias_kind(name, factor, one):
    @kind(name)
    def make(net, right, rng):
        places = neurons(net)
        if one and len(places) < 2:
            return None
        at = {rng.choice(places)} if one else ({(l, j) for l, j in places if l == rng_layer} if (rng_layer := rng.choice([0] + list(range(1, net.L + 1)))) else set(places))
        def Bias(l, j, use):
            return net.B[l][j] * (factor if use == "forward" and (l, j) in at else 1)
        return rules_of(net, right, Bias=Bias), f"neurons {sorted(at)}"


bias_kind("bias-forgotten", 0, False)
bias_kind("one-bias-forgotten", 0, True)
bias_kind("bias-subtracted", -1, False)


@kind("weight-sign-everywhere")
def sign_everywhere(net, right, rng):
    p = rng.choice([p for p in parameters(net) if p[2] is not None])
    return with_values(net, right, {p: -value(net, p)}), f"{p}"


@kind("weight-sign-forward")
def sign_forward(net, right, rng):
    p = rng.choice([p for p in parameters(net) if p[2] is not None])
    return with_values(net, right, {p: -value(net, p)}, ("forward",)), f"{p}"


def transposed_kind(name, first, way):
    @kind(name)
    def maker(net, right, rng):
        layers = [l for l in range(first, net.L + 1) if net.sizes[l] == net.sizes[l - 1] > 1]
        if not layers:
            return None
        at = rng.choice(layers)
        return rules_of(net, right, W=lambda l, j, i, use: net.W[l][i][j] if l == at and use == way else net.W[l][j][i]), f"layer {at}"


transposed_kind("transposed-forward", 1, "forward")
transposed_kind("transposed-back", 2, "back")


# the way back

@kind("weight-forgotten-back")
def weight_forgotten_back(net, right, rng):
    if net.L < 2:
        return None
    at = some(rng, list(range(2, net.L + 1)))
    return rules_of(net, right, W=lambda l, j, i, use: 1.0 if use == "back" and l in at else net.W[l][j][i]), f"layers {sorted(at)}"


@kind("summand-forgotten-back")
def summand_forgotten_back(net, right, rng):
    layers = [l for l in range(1, net.L) if net.sizes[l + 1] > 1]
    if not layers:
        return None
    at = rng.choice(layers)
    lost, one, usual = rng.randrange(net.sizes[at + 1]), rng.randrange(net.sizes[at]) if rng.random() < 0.5 else None, right.back
    def back(v, l, i, e, r):
        if l != at or (one is not None and i != one):
            return usual(v, l, i, e, r)
        return usual(v, l, i, e, r) - r(right.W(l + 1, lost, i, "back") * v["d", l + 1, lost, e])
    return rules_of(net, right, back=back), f"layer {at}, summand {lost}" + ("" if one is None else f", neuron {one}")


@kind("index-slip-back")
def index_slip_back(net, right, rng):
    layers = [l for l in range(2, net.L + 1) if net.sizes[l - 1] > 1]
    if not layers:
        return None
    at = rng.choice(layers)
    i, k = rng.sample(range(net.sizes[at - 1]), 2)
    return rules_of(net, right, W=lambda l, j, n, use: net.W[l][j][k if (l, n) == (at, i) and use == "back" else n]), f"layer {at}: weight of input {k} for {i}"


@kind("already-updated-weights")
def already_updated(net, right, rng):
    if net.L < 2:
        return None
    def back(v, l, i, e, r):
        total = 0
        for j in range(net.sizes[l + 1]):
            g = right.mean([right.part(v, l + 1, j, i, k, r) for k in range(net.n)])
            total += r((net.W[l + 1][j][i] - net.eta * g) * v["d", l + 1, j, e])
        return total
    # in a batch every example's delta of the layer above has to be there first: it is, layers are done one by one
    return rules_of(net, right, back=back), "all layers"


@kind("error-sign")
def error_sign(net, right, rng):
    return rules_of(net, right, error=lambda v, j, e, r: right.Y(j, e, "delta") - v["a", net.L, j, e]), "output"


@kind("factor-2")
def factor_2(net, right, rng):
    return rules_of(net, right, error=lambda v, j, e, r: 2 * (v["a", net.L, j, e] - right.Y(j, e, "delta"))), "output"


@kind("target-of-another-class")
def other_target(net, right, rng):
    m = net.sizes[-1]
    uses = ("cost", "delta") if rng.random() < 0.6 else ("delta",)
    if m == 1 and any(row[0] == 1 for row in net.y):
        return None                                         # 1 - 1 is 0: the same as y left out
    if m == 1:
        return rules_of(net, right, Y=lambda j, e, use: 1 - net.y[e][j] if use in uses else net.y[e][j]), f"1 - y in {uses}"
    shift = rng.randrange(1, m)
    return rules_of(net, right, Y=lambda j, e, use: net.y[e][(j + shift) % m] if use in uses else net.y[e][j]), f"shift {shift} in {uses}"


# gradients and the step

def part_kind(name, make_factor, least_inputs=1):
    @kind(name)
    def make(net, right, rng):
        layers = [l for l in range(1, net.L + 1) if net.sizes[l - 1] >= least_inputs and (name != "z-for-a-in-gradient" or l > 1)]
        if not layers:
            return None
        where, usual = some(rng, layers), right.part
        i0, k0 = (rng.sample(range(net.sizes[min(where) - 1]), 2) if least_inputs > 1 else (None, None))
        if least_inputs > 1:
            where = {min(where)}
        def part(v, l, j, i, e, r):
            if l not in where or i is None or (i0 is not None and i != i0):
                return usual(v, l, j, i, e, r)
            return v["d", l, j, e] * make_factor(net, right, v, l, i, k0, e)
        return rules_of(net, right, part=part), f"layers {sorted(where)}" + ("" if i0 is None else f": input {k0} for {i0}")


part_kind("input-forgotten-in-gradient", lambda net, right, v, l, i, k, e: 1)
part_kind("z-for-a-in-gradient", lambda net, right, v, l, i, k, e: v["z", l - 1, i, e])
part_kind("index-slip-in-gradient", lambda net, right, v, l, i, k, e: right.into(v, l, k, e, "gradient"), 2)


@kind("eta-misread-by-10")
def eta_10(net, right, rng):
    factor = rng.choice([10, 0.1])
    return rules_of(net, right, eta=lambda: net.eta * factor), f"times {factor}"


def change_kind(name, change):
    @kind(name)
    def make(net, right, rng):
        if name == "biases-not-updated" and net.sizes == [1, 1]:
            return None
        return rules_of(net, right, new=lambda v, l, j, i: change(net, value(net, (l, j, i)), v["g", l, j, i], v["st", l, j, i], i)), "all"


change_kind("eta-as-divisor", lambda net, old, g, step, i: old - g / net.eta)
change_kind("eta-left-out", lambda net, old, g, step, i: old - g)
change_kind("plus-for-minus", lambda net, old, g, step, i: old + step)
change_kind("only-the-step", lambda net, old, g, step, i: step)
change_kind("only-the-negative-step", lambda net, old, g, step, i: -step)
change_kind("biases-not-updated", lambda net, old, g, step, i: old if i is None else old - step)


@kind("mean-forgotten")
def mean_forgotten(net, right, rng):
    if net.n == 1:
        return None
    both = rng.random() < 0.5
    changed = {"mean": lambda parts: sum(parts) / net.delta_scale}
    if both:
        changed["cost"] = lambda v: sum(v["c", e] for e in range(net.n))
    return rules_of(net, right, **changed), "gradients" + (" and cost" if both else "")


# the cost

def cost_kind(name, costs, cost, wanted=lambda net: True):
    @kind(name)
    def make(net, right, rng):
        if net.cost not in costs or not wanted(net):
            return None
        return rules_of(net, right, cost_of=lambda pairs, r: cost(pairs, r)), "cost"


CROSS = ["cross-entropy", "categorical-cross-entropy"]


def entropy(pairs, r, other=True):
    return -sum(times(y, a, r) + (times(1 - y, 1 - a, r) if other else 0) for a, y in pairs)


def log_kind(name, base):
    @kind(name)
    def make(net, right, rng):
        if net.cost not in CROSS:
            return None
        usual = right.cost_of
        return rules_of(net, right, cost_of=lambda pairs, r: usual(pairs, r) / math.log(base)), "cost"


def soft(net):
    return all(0 < y < 1 for row in net.y for y in row)


log_kind("log10-for-ln", 10)
log_kind("log2-for-ln", 2)
cost_kind("half-forgotten-in-cost", ["quadratic"], lambda pairs, r: sum(r((a - y) ** 2) for a, y in pairs))
cost_kind("square-forgotten-in-cost", ["quadratic"], lambda pairs, r: 0.5 * sum(a - y for a, y in pairs))
cost_kind("minus-forgotten-in-cost", CROSS[:1], lambda pairs, r: -entropy(pairs, r))
cost_kind("minus-forgotten-in-categorical-cost", CROSS[1:], lambda pairs, r: -entropy(pairs, r, False))
cost_kind("y-and-a-swapped-in-cost", CROSS[:1], lambda pairs, r: entropy([(y, a) for a, y in pairs], r), soft)
cost_kind("y-and-a-swapped-in-categorical-cost", CROSS[1:], lambda pairs, r: entropy([(y, a) for a, y in pairs], r, False), soft)
cost_kind("binary-for-categorical", CROSS[1:], lambda pairs, r: entropy(pairs, r))
cost_kind("categorical-for-binary", CROSS[:1], lambda pairs, r: entropy(pairs, r, False))
cost_kind("one-minus-forgotten-at-a", CROSS[:1], lambda pairs, r: -sum(times(y, a, r) + times(1 - y, a, r) for a, y in pairs))
cost_kind("one-minus-forgotten-at-y", CROSS[:1], lambda pairs, r: -sum(times(y, a, r) + times(y, 1 - a, r) for a, y in pairs))


# rounding

@kind("rounded-too-early")
def rounded_too_early(net, right, rng):
    """Goes on with two digits of a kind of step; `after` is a hook of run()."""
    step = rng.choice(["z", "a", "a", "d", "d"])
    rules = rules_of(net, right)
    rules.after = lambda key, v: rounded(v, ("digits", 2)) if key[0] == step else v
    rules.shown_early = rng.random() < 0.4          # does he also write two digits?
    rules.early_step = step
    return rules, f"{step} to 2 digits, " + ("written so" if rules.shown_early else "written in full")
