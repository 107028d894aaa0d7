#!/usr/bin/env python3
"""Compares the ziggurat's constants in Sources with the exact ones, and with an installed NumPy's.

    python3 Tests/Goldens/ziggurat.py

Wants NumPy, mpmath and binutils. The exact ones are the layers of equal area under exp(−x²/2); NumPy's
differ from them by up to 60 units in the last place, because they were made in double precision.
"""

import pathlib
import re
import struct
import subprocess
import tempfile

import numpy
from mpmath import erfc, exp, floor, log, mp, mpf, pi, sqrt

mp.dps = 60
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "Sources/RandomNumbers/ZigguratTables.swift"


def ours():
    words = [int(word, 16) for word in re.findall(r"0x([0-9A-F]{16})", SOURCE.read_text())]
    return words[:256], words[256:512], words[512:]


def ends(tail):
    """The right ends of the layers, from the tail inwards; None if the area was too large."""
    area = tail * exp(-tail * tail / 2) + sqrt(pi / 2) * erfc(tail / sqrt(mpf(2)))
    x = [None] * 256
    x[255] = tail
    for layer in range(254, 0, -1):
        height = area / x[layer + 1] + exp(-x[layer + 1] ** 2 / 2)
        if height >= 1:
            return area, None
        x[layer] = sqrt(-2 * log(height))
    return area, x


def exact():
    low, high = mpf("3.65"), mpf("3.66")
    for _ in range(180):
        middle = (low + high) / 2
        area, x = ends(middle)
        is_low = x is None or area / x[1] + exp(-x[1] ** 2 / 2) > 1
        low, high = (middle, high) if is_low else (low, middle)
    area, x = ends(high)
    base = area / exp(-high * high / 2)
    scale = mpf(2) ** 52
    bounds = [high / base * scale, mpf(0)] + [x[i - 1] / x[i] * scale for i in range(2, 256)]
    widths = [base / scale] + [x[i] / scale for i in range(1, 256)]
    heights = [mpf(1)] + [exp(-x[i] ** 2 / 2) for i in range(1, 256)]
    return bounds, widths, heights


def bits(number):
    return struct.unpack("<Q", struct.pack("<d", float(number)))[0]


def main():
    tables = ours()
    bounds, widths, heights = exact()
    print("bounds, at most", max(abs(a - int(floor(b))) for a, b in zip(tables[0], bounds)))
    print("widths, units", max(abs(a - bits(b)) for a, b in zip(tables[1], widths)))
    print("heights, units", max(abs(a - bits(b)) for a, b in zip(tables[2], heights)))
    library = pathlib.Path(numpy.__file__).parent / "random/lib/libnpyrandom.a"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["ar", "x", library], cwd=folder, check=True)
        objects = b"".join(path.read_bytes() for path in pathlib.Path(folder).glob("*.o"))
    for name, table in zip(["bounds", "widths", "heights"], tables):
        found = struct.pack("<256Q", *table) in objects
        print(f"{name} in NumPy {numpy.__version__}: {'the same' if found else 'DIFFERENT'}")


if __name__ == "__main__":
    main()
