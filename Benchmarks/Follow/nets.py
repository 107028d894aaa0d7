"""Random small networks, and the course, chapter and exercise that ask about them."""
import random
from dataclasses import dataclass, field
from calc import Rules, run


@dataclass
class Net:
    seed: int
    sizes: list            # [inputs, layer 1, ..., layer L]
    acts: list             # [None, activation of layer 1, ...]
    cost: str
    convention: str        # nndl | row
    n: int                 # examples; 1 means: no batch
    W: list                # W[l][j][i], l from 1: out x in in both conventions
    B: list
    x: list                # x[e][i]
    y: list                # y[e][j]
    eta: float
    named: bool            # `neurons` give symbols; else nabla_w and weights_new are asked
    scheme: str            # 'two' z11, z12 ... | 'run' z1, z2 ...
    letter: str            # C | E
    to: tuple              # ('digits', 4) | ('decimals', 4)
    to_new: tuple          # the same, or ('change', 3)
    delta_place: str       # answers | quantities
    delta_scale: float = 1.0
    wname: dict = field(default_factory=dict)
    bname: dict = field(default_factory=dict)

    @property
    def L(self):
        return len(self.sizes) - 1

    @property
    def matrices(self):    # are z, a and delta written as matrices?
        return self.n > 1 or not self.named

    def label(self, letter, l, j):
        if self.scheme == "two":
            return f"{letter}{l}{j + 1}"
        return f"{letter}{sum(self.sizes[1:l]) + j + 1}"

    def describe(self):
        return {"layers": self.layers(), "activations": self.acts[1:], "cost": self.cost, "weights": self.convention,
                "batch": self.n, "to": list(self.to), "to_new": list(self.to_new), "output": self.acts[-1]}

    def layers(self):
        return " - ".join([str(self.sizes[0])] + [f"{self.sizes[l]} {self.acts[l]}" for l in range(1, self.L + 1)])


def two_decimals(rng, low, high, least=0.1):
    while True:
        v = round(rng.uniform(low, high), rng.choice([1, 2, 2]))
        if abs(v) >= least:
            return v


def draw(seed, delta_scale="example"):
    """The network of a seed: the same for ever. No ReLU stands at its corner; few have a dead layer."""
    rng = random.Random(f"net {seed}")
    while True:
        net = attempt(rng, seed, delta_scale)
        _, _, v = run(Rules(net))
        relus = [l for l in range(1, net.L + 1) if net.acts[l] == "relu"]
        cells = lambda l: [v["z", l, j, e] for j in range(net.sizes[l]) for e in range(net.n)]
        if all(abs(z) > 0.02 for l in relus for z in cells(l)) and (all(max(cells(l)) > 0 for l in relus) or rng.random() < 0.25) \
                and all(abs(z) < 3.5 for l in range(1, net.L + 1) for z in cells(l)):
            return net


def attempt(rng, seed, delta_scale):
    while True:
        L = rng.choice([1, 2, 2, 2, 3])
        n = rng.choice([1, 1, 1, 2])
        sizes = [rng.randint(1, 3)] + [rng.randint(1, 3 if L == 3 else 4) for _ in range(L)]
        kind = rng.choice(["sigmoid quadratic", "sigmoid quadratic", "sigmoid cross-entropy", "sigmoid cross-entropy", "tanh quadratic",
                           "linear quadratic", "relu quadratic", "softmax categorical-cross-entropy", "softmax categorical-cross-entropy",
                           "softmax categorical-cross-entropy"])
        out, cost = kind.split(" ", 1)
        if out == "softmax":
            sizes[-1] = rng.randint(2, 3)
        elif rng.random() < 0.5:
            sizes[-1] = 1
        parameters = sum(sizes[l] * (sizes[l - 1] + 1) for l in range(1, L + 1))
        if 3 <= parameters <= 23:
            break
    first = rng.choice(["sigmoid", "tanh", "relu"])
    acts = [None] + [first if rng.random() < 0.8 else rng.choice(["sigmoid", "tanh", "relu"]) for _ in range(L - 1)] + [out]
    W = [None] + [[[two_decimals(rng, -1, 1) for _ in range(sizes[l - 1])] for _ in range(sizes[l])] for l in range(1, L + 1)]
    B = [None] + [[two_decimals(rng, -0.8, 0.8) for _ in range(sizes[l])] for l in range(1, L + 1)]
    x = [[two_decimals(rng, -1.6, 1.6, 0.2) for _ in range(sizes[0])] for _ in range(n)]
    y, soft = [], rng.random() < 0.3
    for _ in range(n):
        m = sizes[-1]
        if cost == "categorical-cross-entropy":
            c = rng.randrange(m)
            if soft:
                small = rng.choice([0.1, 0.2])
                y.append([round(1 - small * (m - 1), 2) if j == c else small for j in range(m)])
            else:
                y.append([1 if j == c else 0 for j in range(m)])
        elif cost == "cross-entropy":
            y.append([rng.choice([0.2, 0.3, 0.7, 0.8, 0.9]) if soft else rng.choice([0, 1]) for _ in range(m)])
        else:
            y.append([rng.choice([0, 1, 1, 0.3, 0.7, 0.4]) for _ in range(m)])
    to = rng.choice([("digits", 3), ("digits", 4), ("digits", 4), ("digits", 4), ("digits", 5), ("digits", 5), ("decimals", 4), ("decimals", 5)])
    net = Net(seed, sizes, acts, cost, rng.choice(["nndl", "row"]), n, W, B, x, y, rng.choice([0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.5]),
              rng.random() < (0.9 if n == 1 else 0.7), rng.choice(["two", "run"]), rng.choice("CCE"), to,
              ("change", 3) if rng.random() < 0.3 else to, rng.choice(["answers", "answers", "quantities"]),
              1 / n if delta_scale == "mean" else 1.0)
    if net.to_new[0] == "change" and not net.named:
        net.to_new = to
    k = 0
    for l in range(1, L + 1):
        for j in range(sizes[l]):
            for i in range(sizes[l - 1]):
                k += 1
                net.wname[l, j, i] = f"w{k}"
            net.bname[l, j] = f"b{sum(sizes[1:l]) + j + 1}"
    return net


def words(to, parameter=None):
    if to[0] == "change":
        return f"{to[1]} digits of the change from {parameter}"
    return f"{to[1]} {to[0]}"


def text(v):
    return f"{v:.10g}"


def grid(rows):
    return "[" + ", ".join("[" + ", ".join(text(v) for v in row) + "]" for row in rows) + "]"


def turned(rows):
    return [list(c) for c in zip(*rows)]


def course():
    return "title: Follow\nchapters: chapter.md\nassignments: {hw: {1: step}}\nreveal: full\n"


def chapter(net):
    L, lines = net.L, []
    lines += ["# Follow", "", "## The step", "", "Compute the forward pass, the cost, the errors, the gradients and the new parameters.", "",
              "```yaml network", "name: trial", f'layers: "{net.layers()}"', f"cost: {net.cost}", f"weights: {net.convention}"]
    if net.n > 1:
        lines.append("batch: mean")
    if net.named:
        lines.append("neurons:")
        for l in range(1, L + 1):
            for j in range(net.sizes[l]):
                row = [net.wname[l, j, i] for i in range(net.sizes[l - 1])] + [net.bname[l, j]]
                lines.append(f"  neuron {l}.{j + 1}: [{', '.join(row)}]")
    if not net.matrices:
        names = [f'{net.label(s, l, j)}: "{q}[{l - o}][{j}]"' for l in range(1, L + 1) for j in range(net.sizes[l])
                 for s, q, o in (("z", "zs", 1), ("a", "activations", 0), ("d", "deltas", 1))]
        lines.append(f"names: {{{', '.join(names)}}}")
    rows = (lambda m: m) if net.convention == "row" else turned
    if net.n == 1:
        given = [f'x: "[{", ".join(map(text, net.x[0]))}]"', f'y: "[{", ".join(map(text, net.y[0]))}]"' if net.sizes[-1] > 1 else f'y: "{text(net.y[0][0])}"']
    else:
        given = [f'x: "{grid(rows(net.x))}"', f'y: "{grid(rows(net.y))}"']
    given.append(f'eta: "{text(net.eta)}"')
    if net.named:
        for l in range(1, L + 1):
            for j in range(net.sizes[l]):
                given += [f'{net.wname[l, j, i]}: "{text(net.W[l][j][i])}"' for i in range(net.sizes[l - 1])]
                given.append(f'{net.bname[l, j]}: "{text(net.B[l][j])}"')
    else:
        shape = turned if net.convention == "row" else (lambda m: m)
        given.append(f'weights: "[{", ".join(grid(shape(net.W[l])) for l in range(1, L + 1))}]"')
        given.append('biases: "[' + ", ".join("[" + ", ".join(map(text, net.B[l])) + "]" for l in range(1, L + 1)) + ']"')
    lines += [f"given: {{{', '.join(given)}}}", "```", "", "```yaml exercise", "id: step", "network: trial"]
    answers, deltas, to = [], [], words(net.to)
    for l in range(1, L + 1):
        if net.matrices:
            answers += [f'  "zs[{l - 1}]": {{is: "zs[{l - 1}]", to: {to}}}', f'  "activations[{l}]": {{is: "activations[{l}]", to: {to}}}']
        else:
            answers += [f'  {net.label(s, l, j)}: {{is: "{net.label(s, l, j)}", to: {to}}}' for s in "za" for j in range(net.sizes[l])]
    answers.append(f'  {net.letter}: {{is: "cost", to: {to}}}')
    for l in range(L, 0, -1):
        if net.matrices:
            deltas.append(f'  "deltas[{l - 1}]": {{is: "deltas[{l - 1}]", called: ["δ{l}"], to: {to}}}')
        else:
            deltas += [f'  {net.label("d", l, j)}: {{is: "{net.label("d", l, j)}", called: ["{net.label("δ", l, j)}"], to: {to}}}' for j in range(net.sizes[l])]
    last = []
    if net.named:
        last = [f'  "d{net.letter}/d{{p}}": {{for: p in parameters, is: "gradient of p", to: {to}}}',
                f'  "{{p}} new": {{for: p in parameters, is: "p - eta * gradient of p", to: {words(net.to_new, "p")}}}']
    else:
        for l in range(1, L + 1):
            for q in ("nabla_w", "nabla_b", "weights_new", "biases_new"):
                last.append(f'  "{q}[{l - 1}]": {{is: "{q}[{l - 1}]", to: {to}}}')
    if net.delta_place == "quantities":
        lines += ["quantities:"] + deltas + ["answers:"] + answers + last
    else:
        lines += ["answers:"] + answers + deltas + last
    return "\n".join(lines + ["```", ""])
