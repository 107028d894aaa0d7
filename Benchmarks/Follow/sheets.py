"""A homework: a calculation, right or not, as somebody writes it down, and the truth about every value in it."""
import math
import random
from dataclasses import dataclass, field
from calc import Rounding, Rules, place_of, quantized, run
import slips


@dataclass
class Habit:
    """How this student calculates and writes."""
    rounding: str          # none | each | written | some | fine
    digits: int            # of the working precision, in the unit of the network's `to`
    delta: bool            # are the errors written?
    steps: str             # all | no-z | no-hidden | late
    layout: str            # list | lines | chain | table
    slope_from: str        # a | z
    symbols: str           # plain | unicode
    drop_zeros: bool
    seed: str = ""


def habit(net, rng, rounding=None, delta=None, steps=None):
    n = net.to[1]
    rounding = rounding or rng.choice(["none", "each", "each", "written", "some", "fine"])
    digits = n + (rng.choice([0, 0, 0, 1, 2, 4]) if rounding == "none" else rng.choice([0, 0, 0, 1]))
    delta = rng.random() < 0.5 if delta is None else delta
    steps = steps or rng.choice(["all"] * 7 + ["no-z", "no-hidden", "late"])
    layout = rng.choice(["list", "list", "lines", "table", "chain"])
    if net.matrices and layout == "chain" or not net.named and layout == "table":
        layout = "list"
    if layout == "chain" and not delta and steps != "all":
        layout = "list"
    return Habit(rounding, digits, delta, steps, layout, rng.choice("aaz"), rng.choice(["plain", "plain", "unicode"]), rng.random() < 0.2, str(rng.random()))


@dataclass
class Item:
    name: str              # as in the course
    written: str           # as the student calls it
    rows: list             # [[key]] of a matrix, or key
    line: int = 0
    texts: list = field(default_factory=list)

    @property
    def keys(self):
        return [k for row in self.rows for k in row] if isinstance(self.rows, list) else [self.rows]


def items_of(net, h):
    """What this student writes, in order."""
    L, S, uni, out = net.L, net.sizes, h.symbols == "unicode", []
    by_example = lambda kind, l: [[(kind, l, j, e) for j in range(S[l])] for e in range(net.n)] if net.convention == "row" else \
        [[(kind, l, j, e) for e in range(net.n)] for j in range(S[l])]
    for l in range(1, L + 1):
        hidden_step = lambda s: (h.steps == "no-z" and s == "z") or (h.steps == "no-hidden" and l < L) or (h.steps == "late" and (l < L or s == "z"))
        for s, q, o in (("z", "zs", 1), ("a", "activations", 0)):
            if hidden_step(s):
                continue
            if net.matrices:
                out.append(Item(f"{q}[{l - o}]", f"{q}[{l - o}]", by_example(s, l)))
            else:
                out += [Item(net.label(s, l, j), net.label(s, l, j), (s, l, j, 0)) for j in range(S[l])]
    out.append(Item(net.letter, net.letter, ("C",)))
    if h.delta:
        for l in range(L, 0, -1):
            if net.matrices:
                out.append(Item(f"deltas[{l - 1}]", f"δ{l}" if uni else f"deltas[{l - 1}]", by_example("d", l)))
            else:
                out += [Item(net.label("d", l, j), net.label("δ" if uni else "d", l, j), ("d", l, j, 0)) for j in range(S[l])]
    ps = [(l, j, i) for l in range(1, L + 1) for j in range(S[l]) for i in range(S[l - 1])] + [(l, j, None) for l in range(1, L + 1) for j in range(S[l])]
    if net.named:
        symbol = lambda p: net.wname[p] if p[2] is not None else net.bname[p[:2]]
        out += [Item(f"d{net.letter}/d{symbol(p)}", f"∂{net.letter}/∂{symbol(p)}" if uni else f"d{net.letter}/d{symbol(p)}", ("g",) + p) for p in ps]
        out += [Item(f"{symbol(p)} new", f"{symbol(p)} new", ("n",) + p) for p in ps]
    else:
        for kind, w, b in (("g", "nabla_w", "nabla_b"), ("n", "weights_new", "biases_new")):
            for l in range(1, L + 1):
                m = [[(kind, l, j, i) for i in range(S[l - 1])] for j in range(S[l])]
                c = [[(kind, l, j, None)] for j in range(S[l])]
                if net.convention == "row":
                    m, c = [list(t) for t in zip(*m)], [list(t) for t in zip(*c)]
                out += [Item(f"{w}[{l - 1}]", f"{w}[{l - 1}]", m), Item(f"{b}[{l - 1}]", f"{b}[{l - 1}]", c)]
    return out


def show(v, spec, drop_zeros=False):
    if v == 0 or quantized(v, place_of(v, spec)) == 0:
        return "0"
    text = f"{quantized(v, place_of(v, spec)):f}"
    return text.rstrip("0").rstrip(".") if drop_zeros and "." in text else text


class Sheet:
    def __init__(self, net, h, rules=None, mistake=None, where=None):
        self.net, self.h, self.mistake, self.where = net, h, mistake, where
        self.right = Rules(net, h.slope_from)
        self.rules = rules or self.right
        self.items = items_of(net, h)
        self.written = frozenset(k for item in self.items for k in item.keys)
        _, _, self.truth = run(self.right)
        self.spec = (net.to[0], h.digits)
        self.rounding = Rounding(h.rounding, self.spec, h.seed)
        self.after = getattr(self.rules, "after", None)
        self.slipped = {}                               # key -> (kind, text)

    # precision
    def asked(self, key):
        """The power of ten of the last place that is asked for."""
        if key[0] == "n" and self.net.to_new[0] == "change":
            change = self.truth[("st",) + key[1:]]
            return place_of(change, ("digits", self.net.to_new[1])) if change != 0 else -4
        spec = self.net.to_new if key[0] == "n" else self.net.to
        v = self.truth[key]
        return place_of(v, spec) if abs(v) > 1e-12 or spec[0] == "decimals" else -spec[1]

    def new_spec(self, key, value, v):
        if self.net.to_new[0] != "change":
            return (self.net.to_new[0], max(self.net.to_new[1], self.h.digits))
        change, extra = v[("st",) + key[1:]], max(0, self.h.digits - self.net.to[1])
        own = place_of(change, ("digits", self.net.to_new[1])) if change != 0 else -4
        return ("place", min(own, self.asked(key)) - extra)

    def text(self, key, value, v):
        spec = self.new_spec(key, value, v) if key[0] == "n" else self.spec
        if self.after and getattr(self.rules, "shown_early", False) and key[0] == self.rules.early_step:
            spec = ("digits", 2)
        # a number that was rounded on the way keeps its zeros: 0.11 would be 0.109 with fewer digits
        return show(value, spec, self.h.drop_zeros and (self.h.rounding == "none" or abs(value - self.truth[key]) < 1e-12))

    # the calculation
    def calculate(self, force=None):
        made, went, v = run(self.rules, self.rounding, self.written, force=force, new_spec=self.new_spec, after=self.after)
        if not all(math.isfinite(x) and abs(x) < 1e4 for x in v.values()):
            raise ValueError("too large")
        hidden_early = self.after and not self.rules.shown_early
        self.made, self.v = made, v
        self.printed = {k: self.text(k, self.rounding.step(k, made[k], True, self.spec if k[0] != "n" else self.new_spec(k, made[k], v)) if hidden_early else went[k] if force and k in force else v[k], v)
                        for k in self.written}
        for key, (_, text) in self.slipped.items():
            self.printed[key] = text
        self.value = {k: slips.number(t) for k, t in self.printed.items()}
        own = {k: self.value[k] if hidden_early else v[k] for k in self.written}
        _, self.local, _ = run(self.right, self.rounding, self.written, own=own, new_spec=self.new_spec)
        # the slope from z or from a: where only one of them is written and wrong, both ways are honest
        _, self.other, _ = run(Rules(self.net, "z" if self.h.slope_from == "a" else "a"), self.rounding, self.written, own=own, new_spec=self.new_spec)
        # the right step from this student's own z, a, delta and gradients, written or not: where it gives something else, the mistake is made in this step
        named = {k: x for k, x in v.items() if k[0] in "zadCgn"}
        _, self.visible, _ = run(self.right, self.rounding, self.written, own=named, new_spec=self.new_spec)
        _, _, self.twin = run(self.right, self.rounding, self.written, new_spec=self.new_spec)
        trivial = {} if not (self.mistake or self.slipped) else {k: x + 0.1234 for k, x in own.items() if x in (0, 1) and self.local[k] not in (0, 1)}
        self.hollow = None
        while trivial:                                  # what follows from a wrong 0 or 1, and from a 0 that follows from it, is not asked to be carried
            _, self.hollow, _ = run(self.right, self.rounding, self.written, own={**own, **trivial}, new_spec=self.new_spec)
            more = {k: x + 0.1234 for k, x in own.items() if x in (0, 1) and k not in trivial and self.hollow[k] != self.local[k]}
            if not more:
                break
            trivial.update(more)

    def classify(self, key):
        printed, text = self.value[key], self.printed[key]
        unit = 10.0 ** self.asked(key)
        same = lambda x: self.text(key, x, self.v) == text or abs(x - printed) <= 1e-9 * abs(x)
        if key in self.slipped:
            if self.slipped[key][0] == "rounded":
                return "early"
            return "near" if abs(printed - self.truth[key]) <= 3.001 * unit else "wrong-source"
        if self.after and self.rules.shown_early and key[0] == self.rules.early_step:
            return "early"
        if same(self.truth[key]):
            return "right"
        if same(self.local[key]) or same(self.other[key]):
            if not (self.mistake or self.slipped) or same(self.twin[key]):
                return "right-rounded"
            if self.hollow is not None and not same(self.hollow[key]):
                return "trivial-follow"
            return "follow-up"
        if min(abs(printed - x[key]) for x in (self.local, self.other, self.truth)) <= 3.001 * unit:
            return "near"
        first = abs(self.local[key] - self.twin[key]) <= 1e-9 * abs(self.twin[key])
        kind = "wrong-source" if not same(self.visible[key]) else "hidden-source"
        return kind if first else kind + "-again"

    # the paper
    def chain(self, key, result):
        """The calculation in numbers before the result; empty where the step is not the right one."""
        net, p = self.net, lambda x: f"({x})" if x.startswith("-") else x
        same = abs(self.visible[key] - self.v[key]) <= 1e-9 * max(abs(self.v[key]), 1e-30)
        if not same or key in self.slipped or self.after:
            return ""
        seen = lambda k: self.printed[k] if k in self.printed else self.text(k, self.v[k], self.v)
        given = lambda x: f"{x:.10g}"
        if key[0] == "z":
            _, l, j, e = key
            into = [given(net.x[e][i]) if l == 1 else seen(("a", l - 1, i, e)) for i in range(net.sizes[l - 1])]
            terms = [f"{given(net.W[l][j][i])}·{p(x)}" for i, x in enumerate(into)] + [p(given(net.B[l][j]))]
            return " + ".join([terms[0]] + [p(t) if t.startswith("-") else t for t in terms[1:]]) + " = "
        if key[0] == "g" and self.h.delta and key[3] is not None:
            _, l, j, i = key
            return f"{seen(('d', l, j, 0))}·{p(given(net.x[0][i]) if l == 1 else seen(('a', l - 1, i, 0)))} = "
        if key[0] == "n":
            _, l, j, i = key
            old = net.B[l][j] if i is None else net.W[l][j][i]
            return f"{given(old)} - {given(net.eta)}·{p(seen(('g', l, j, i)))} = "
        return ""

    def cell(self, item):
        for k in item.keys:
            item.texts.append(self.printed[k])
        if isinstance(item.rows, list):
            return "[" + ", ".join("[" + ", ".join(self.printed[k] for k in row) + "]" for row in item.rows) + "]"
        return self.printed[item.rows]

    def write(self):
        h, lines = self.h, ["---", "assignment: hw", "---", "", "# My solution", "", "## Question 1", ""]
        def put(item, text):
            lines.append(text)
            item.line = len(lines)
        tabled = [i for i in self.items if i.rows[0] in ("g", "n")] if h.layout == "table" else []
        simple = [i for i in self.items if i not in tabled]
        if h.layout == "table" and not self.net.matrices:
            lines += ["| quantity | value |", "| --- | --- |"]
            for item in simple:
                put(item, f"| {item.written} | {self.cell(item)} |")
        else:
            for item in simple:
                steps = self.chain(item.rows, None) if h.layout == "chain" and not isinstance(item.rows, list) else ""
                put(item, ("" if h.layout == "lines" else "- ") + f"{item.written} = {steps}{self.cell(item)}")
                if h.layout == "lines":
                    lines.append("")
        if tabled:
            lines += ["", "| parameter | gradient | new |", "| --- | --- | --- |"]
            half = len(tabled) // 2
            for g, n in zip(tabled[:half], tabled[half:]):
                put(g, f"| {n.written.split()[0]} | {self.cell(g)} | {self.cell(n)} |")
                n.line = g.line
        return "\n".join(lines) + "\n"

    def truth_of(self, name, sort, slip=None):
        values = []
        for item in self.items:
            classes = [self.classify(k) for k in item.keys]
            off = [abs(self.value[k] - self.truth[k]) / 10.0 ** self.asked(k) for k in item.keys]
            values.append({"line": item.line, "name": item.name, "kind": item.keys[0][0], "text": item.texts, "class": worst(classes),
                           "classes": classes, "right": [float(self.truth[k]) for k in item.keys], "units off": [round(o, 2) for o in off],
                           "slipped": any(k in self.slipped for k in item.keys)})
        h = self.h
        return {"file": name, "sort": sort, "mistake": self.mistake, "where": self.where, "slip": slip, "rounding": h.rounding, "working": [self.spec[0], self.spec[1]],
                "delta written": h.delta, "steps": h.steps, "layout": h.layout, "slope from": h.slope_from, "network": self.net.describe(),
                "seed": self.net.seed, "values": values}


ORDER = ["wrong-source", "wrong-source-again", "hidden-source", "hidden-source-again", "early", "near", "trivial-follow", "follow-up", "right-rounded", "right"]


def worst(classes):
    return min(classes, key=ORDER.index)
