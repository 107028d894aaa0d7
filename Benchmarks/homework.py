"""Homework for benchmarks: different in every number and in its layout, about 3 KB each."""

import math
import random

SENTENCES = [
    "I computed these values with a small program and checked two of them by hand.",
    "The smallest value of every row is where the output equals the desired output.",
    "This makes sense, because the derivative of the cost is zero there.",
    "Further away from it the cost grows without bound, which the last columns show.",
    "The transpose is needed so that the product has the shape of the weights.",
    "Each error belongs to one neuron, and so does each of the biases.",
]


def cost(y, a):
    return -(y * math.log(a) + (1 - y) * math.log(1 - a))


def wide(draw, ys, grid, digits):
    lines = ["| y \\ a | " + " | ".join(grid) + " |", "|---" * (len(grid) + 1) + "|"]
    for y in ys:
        cells = [f"{cost(float(y), float(a)):.{digits}f}" for a in grid]
        lines.append(f"| {y} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def long(draw, ys, grid, digits):
    lines = ["| y | a | y ln a | (1-y) ln(1-a) | C |", "| --- | --- | --- | --- | --- |"]
    for y in ys:
        for a in grid:
            first = float(y) * math.log(float(a))
            second = (1 - float(y)) * math.log(1 - float(a))
            lines.append(
                f"| {y} | {a} | {first:.{digits}f} | {second:.{digits}f} | {-first - second:.{digits}f} |"
            )
    return "\n".join(lines)


def listed(draw, ys, grid, digits):
    return "\n".join(
        f"- $C({y}, {a}) = {cost(float(y), float(a)):.{digits}f}$" for y in ys for a in grid
    )


def homework(seed):
    draw = random.Random(seed)
    digits = draw.choice([4, 5, 6])
    ys = sorted(draw.sample([f"0.{n}" for n in range(1, 10)], 3))
    grid = [f"0.{n}" for n in range(1, 10)]
    table = draw.choice([wide, wide, long, listed])(draw, ys, grid, digits)
    rows, columns = draw.randint(2, 9), draw.randint(2, 9)
    minima = "\n\n".join(
        f"For y = {y}: smallest C = {cost(float(y), float(y)):.{digits}f} at a = {y}" for y in ys
    )
    parts = [
        "---\nassignment: hw1\n---\n\n# Homework 1",
        "## 1. The backward pass",
        f"- shape of `delta`: ({rows}, 1)\n- shape of nabla_b[-1]: ({rows}, 1)\n"
        f"- shape of `nabla_w[-1]`: ({rows}, {columns}); in letters (A, B)",
        " ".join(draw.choices(SENTENCES, k=6)),
        "## 2. The cross-entropy",
        " ".join(draw.choices(SENTENCES, k=4)),
        table,
        minima,
        " ".join(draw.choices(SENTENCES, k=5)),
        "## 3. The term",
        "Quadratic cost: $\\frac{\\partial C}{\\partial w_j} = (a - y)\\sigma'(z)x_j$",
        "Cross-entropy: `dC/dw_j = (a - y) * x_j`",
        f"dC/dw_j for the quadratic cost at x_j = 0.01: {draw.uniform(0, 0.001):.7f}",
        f"dC/dw_j for the cross-entropy cost at x_j = 1: {draw.uniform(0, 1):.4f}",
    ]
    text = "\n\n".join(parts) + "\n"
    while len(text) < 3000:
        text += "\n" + " ".join(draw.choices(SENTENCES, k=4)) + "\n"
    return text
