"""Is the truth true? Compares the right calculation with NumPy: vectorised forward pass and finite differences of the cost."""
import sys
import numpy as np
import nets
from calc import Rules, run


def forward(net, W, B):
    a = np.array(net.x, float).T
    zs, out = [], []
    for l in range(1, net.L + 1):
        z = W[l] @ a + B[l][:, None]
        act = net.acts[l]
        a = {"sigmoid": lambda: 1 / (1 + np.exp(-z)), "tanh": lambda: np.tanh(z), "relu": lambda: np.maximum(z, 0), "linear": lambda: z,
             "softmax": lambda: np.exp(z) / np.exp(z).sum(0)}[act]()
        zs.append(z)
        out.append(a)
    y = np.array(net.y, float).T
    with np.errstate(divide="ignore", invalid="ignore"):
        if net.cost == "quadratic":
            c = 0.5 * ((a - y) ** 2).sum(0)
        elif net.cost == "cross-entropy":
            c = -(np.where(y > 0, y * np.log(a), 0) + np.where(y < 1, (1 - y) * np.log(1 - a), 0)).sum(0)
        else:
            c = -np.where(y > 0, y * np.log(a), 0).sum(0)
    return zs, out, c.mean()


def check(seed, scale):
    net, worst = nets.draw(seed, scale), 0.0
    W = [None] + [np.array(m, float) for m in net.W[1:]]
    B = [None] + [np.array(m, float) for m in net.B[1:]]
    zs, out, C = forward(net, W, B)
    for slope_from in "az":
        _, _, v = run(Rules(net, slope_from))
        worst = max(worst, abs(v["C",] - C))
        for l in range(1, net.L + 1):
            for j in range(net.sizes[l]):
                for e in range(net.n):
                    worst = max(worst, abs(zs[l - 1][j, e] - v["z", l, j, e]), abs(out[l - 1][j, e] - v["a", l, j, e]))
                for i in list(range(net.sizes[l - 1])) + [None]:
                    array, at = (B[l], (j,)) if i is None else (W[l], (j, i))
                    old, h = array[at], 1e-6
                    array[at] = old + h
                    up = forward(net, W, B)[2]
                    array[at] = old - h
                    down = forward(net, W, B)[2]
                    array[at] = old
                    g = (up - down) / (2 * h)
                    worst = max(worst, abs(g - v["g", l, j, i]), abs(old - net.eta * g - v["n", l, j, i]))
                # delta: sum over the examples of dC/dz is dC/db
                total = sum(v["d", l, j, e] for e in range(net.n)) / net.n / net.delta_scale
                worst = max(worst, abs(total - v["g", l, j, None]))
    return worst


if __name__ == "__main__":
    seeds = list(range(1, 300)) + list(range(1000, 1300))
    worst = max((check(s, scale), s) for s in seeds for scale in ("example", "mean"))
    print(f"{2 * len(seeds)} networks; the largest difference {worst[0]:.2e} (seed {worst[1]})")
    sys.exit(1 if worst[0] > 1e-7 else 0)
