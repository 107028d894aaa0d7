#!/usr/bin/env python3
"""A chapter of networks whose tables PyTorch computed, in float64 and by its own autograd.

    python3 Tests/Goldens/torch_networks.py > Tests/CheckerTests/Chapters/torch-networks.md

Every network stands there in both conventions of the weights; `checker tables --check` recomputes
all of it and must agree to the 12th decimal.
"""

import random

import torch

torch.set_default_dtype(torch.float64)
rng = random.Random(31)

ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda z: torch.nn.functional.leaky_relu(z, 0.01),
    "leaky-relu(0.3)": lambda z: torch.nn.functional.leaky_relu(z, 0.3),
    "hard-sigmoid-keras2": lambda z: torch.clamp(0.2 * z + 0.5, 0, 1),
    # torch.nn.functional.hardsigmoid takes 1/6 in single precision on the way back.
    "hard-sigmoid-keras3": lambda z: torch.clamp(z / 6 + 0.5, 0, 1),
    "softmax": lambda z: torch.softmax(z, dim=1),
    "linear": lambda z: z,
}


def cost(name, a, y):
    """The cost of each row."""
    return {
        "quadratic": lambda: 0.5 * ((a - y) ** 2).sum(1),
        "mean-squared-error": lambda: ((a - y) ** 2).mean(1),
        "mean-absolute-error": lambda: (a - y).abs().mean(1),
        "cross-entropy": lambda: -(y * torch.log(a) + (1 - y) * torch.log(1 - a)).sum(1),
        "categorical-cross-entropy": lambda: -(y * torch.log(a)).sum(1),
    }[name]()


def number():
    return round(rng.uniform(-1.2, 1.2), 2) or 0.5


def rows(count, size, make=number):
    return [[make() for _ in range(size)] for _ in range(count)]


def transposed(matrix):
    return [list(column) for column in zip(*matrix)]


NETWORKS = [
    ([2, 3, 1], ["tanh", "sigmoid"], "cross-entropy", None, None, None),
    ([2, 3, 1], ["relu", "linear"], "quadratic", "mean", {"l2": 0.5, "as": "nndl", "rows": 20}, None),
    ([3, 2, 2], ["leaky-relu(0.3)", "sigmoid"], "mean-squared-error", "sum", None, 0),
    ([2, 2, 2], ["leaky-relu", "tanh"], "mean-absolute-error", "mean", {"l1": 0.1, "as": "plain"}, None),
    ([2, 3, 3], ["sigmoid", "softmax"], "categorical-cross-entropy", "mean", {"l2": 0.01, "as": "keras"}, None),
    ([2, 3], ["softmax"], "quadratic", None, None, None),
    ([2, 3, 2], ["softmax", "softmax"], "quadratic", "sum", None, 1),
    ([2, 2, 1], ["hard-sigmoid-keras2", "sigmoid"], "cross-entropy", "mean", {"l1": 0.2, "l2": 0.3, "as": "nndl", "rows": 7, "biases": "yes"}, None),
    ([2, 2, 2], ["hard-sigmoid-keras3", "hard-sigmoid-keras2"], "mean-squared-error", None, {"l2": 0.2, "as": "plain"}, None),
    ([3, 3, 2], ["tanh", "softmax"], "mean-absolute-error", "sum", None, None),
    ([2, 2, 3], ["sigmoid", "sigmoid"], "categorical-cross-entropy", None, None, None),
    ([1, 2, 2, 1], ["relu", "tanh", "sigmoid"], "quadratic", "mean", {"l1": 0.05, "l2": 0.05, "as": "keras"}, 1),
]

print(f"""# Networks as PyTorch computes them

PyTorch {torch.__version__.split("+")[0]}, float64; written by `Tests/Goldens/torch_networks.py`.
""")

for index, (sizes, activations, cost_name, batch, penalty, unbiased) in enumerate(NETWORKS):
    depth = len(activations)
    count = 3 if batch else 1
    x = rows(count, sizes[0])
    if cost_name == "categorical-cross-entropy":
        labels = [rng.randrange(sizes[-1]) for _ in range(count)]
        y = [[1.0 if k == label else 0.0 for k in range(sizes[-1])] for label in labels]
    else:
        labels = None
        y = rows(count, sizes[-1], lambda: round(rng.uniform(0.05, 0.95), 2))
    weights = [torch.tensor(rows(a, b), requires_grad=True) for a, b in zip(sizes, sizes[1:])]
    biases = [torch.tensor(rows(1, b), requires_grad=True) for b in sizes[1:]]
    a, target = torch.tensor(x), torch.tensor(y)
    for layer in range(depth):
        z = a @ weights[layer]
        if layer != unbiased:
            z = z + biases[layer]
        a = ACTIVATIONS[activations[layer]](z)
    total = cost(cost_name, a, target).sum()
    if batch == "mean":
        total = total / count
    if penalty:
        l1, l2, form = penalty.get("l1", 0), penalty.get("l2", 0), penalty["as"]
        n = penalty.get("rows", 1)
        decayed = list(weights)
        if penalty.get("biases") == "yes":
            decayed += [b for layer, b in enumerate(biases) if layer != unbiased]
        for p in decayed:
            half = {"nndl": l2 / (2 * n), "plain": l2 / 2, "keras": l2}[form]
            total = total + (l1 / n if form == "nndl" else l1) * p.abs().sum() + half * (p**2).sum()
    total.backward()

    layers = [str(sizes[0])] + [
        f"{size} {name}" + (" without bias" if layer == unbiased else "")
        for layer, (size, name) in enumerate(zip(sizes[1:], activations))
    ]
    for convention in ["nndl", "row"]:
        turn = transposed if convention == "nndl" else (lambda m: m)
        given = {"x": turn(x)}
        if labels is not None and batch:
            given["y"] = labels
        elif labels is not None:
            given["y"] = labels[0]
        else:
            given["y"] = turn(y)
        for layer in range(depth):
            given[f"weights[{layer}]"] = turn(weights[layer].tolist())
            if layer != unbiased:
                given[f"biases[{layer}]"] = turn(biases[layer].tolist())
        name = f"torch-{index}-{convention}"
        print(f"## {name}\n\n```yaml network\nname: {name}")
        print(f'layers: "{" - ".join(layers)}"\ncost: {cost_name}\nweights: {convention}')
        if batch:
            print(f"batch: {batch}")
        if penalty:
            print("penalty: {" + ", ".join(f"{k}: {v}" for k, v in penalty.items()) + "}")
        print("given:")
        for key, value in given.items():
            print(f'  "{key}": "{value}"')
        print("```\n")
        lines = [("cost", total.item())]

        def add(list_name, tensor):
            values = turn(tensor.tolist())
            for r, row in enumerate(values):
                for c, value in enumerate(row):
                    lines.append((f"{list_name}[{r}, {c}]", value))

        add("activations[-1]", a.detach())
        for layer in range(depth):
            add(f"nabla_w[{layer}]", weights[layer].grad)
            if layer != unbiased:
                add(f"nabla_b[{layer}]", biases[layer].grad)
        quantities = ", ".join(f'"{quantity}"' for quantity, _ in lines)
        print(f"```yaml table\nnetwork: {name}\nrows: {{quantity: [{quantities}]}}")
        print('columns: {value: "quantity"}\nformat: 12 decimals\nmode: check\n```\n')
        print("| quantity | value |\n| --- | --- |")
        for quantity, value in lines:
            print(f"| {quantity} | {value:.12f} |")
        print()
