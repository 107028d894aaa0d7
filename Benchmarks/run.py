#!/usr/bin/env python3
"""Benchmarks: one JSON object a line, everything of a line measured in the same run.

    python3 Benchmarks/run.py .build/release/checker [.build/read/release [DATA]]

DATA is the folder that holds mnist/; without it, training on MNIST is left out.

Whole processes are timed, in turns, so that a noisy machine is noisy for all; the median is printed.
A peer is what somebody would use instead, a limit what no program can go below here.
"""

import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from homework import homework

ROOT = pathlib.Path(__file__).resolve().parent.parent


def seconds(command, prepare=None):
    if prepare:
        prepare()
    start = time.perf_counter()
    process = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0),
        ],
    )
    os.waitpid(process, 0)
    return time.perf_counter() - start


def medians(commands, rounds):
    """The median time of each command, run in turns; None stays None."""
    times = [[] for _ in commands]
    for _ in range(rounds):
        for place, entry in enumerate(commands):
            if entry:
                times[place].append(seconds(*entry))
    return [statistics.median(t) if t else None for t in times]


def line(name, unit, scale, values, peer_name, limit_name):
    ours, peer, limit = (None if v is None else round(v * scale, 4) for v in values)
    print(
        json.dumps(
            {
                "name": name,
                "unit": unit,
                "ours": ours,
                "peer": peer,
                "peer_name": peer_name,
                "limit": limit,
                "limit_name": limit_name,
            }
        ),
        flush=True,
    )


def grade_start(checker):
    """A homework graded, whole process; Python's start beside it, our own empty start as limit."""
    values = medians(
        [
            ([checker, "grade", str(ROOT / "answers/hw1.md")],),
            (["/usr/bin/python3", "-c", "pass"],),
            ([checker, "--version"],),
        ],
        101,
    )
    line("grade-start", "ms", 1000, values, "/usr/bin/python3 -c pass", "checker --version")


TABLE = """Some words about table {0}, as a chapter has them between its tables of numbers.

```yaml table
rows: {{y: "0.1, 0.2, 0.5, 0.8, 0.{1}"}}
columns: {{a: "0.1 ... 0.9 by 0.1"}}
cell: "-(y*ln(a) + (1-y)*ln(1-a)) + {0}"
format: 6 decimals
```

"""

COG = """Some words about table {0}, as a chapter has them between its tables of numbers.

<!-- [[[cog
from math import log as ln
for y in [0.1, 0.2, 0.5, 0.8, 0.{1}]:
    cells = [-(y*ln(a/10) + (1-y)*ln(1-a/10)) + {0} for a in range(1, 10)]
    cog.outl("| {{}} | ".format(y) + " | ".join("{{:.6f}}".format(c) for c in cells) + " |")
]]] -->
<!-- [[[end]]] -->

"""


def tables_1000(checker, folder):
    """1,000 tables of 9×5 numbers, all of them up to date; cog edits in place, cmark only parses."""
    chapter = folder / "tables.md"
    chapter.write_text("".join(TABLE.format(i, 11 + i % 80) for i in range(1000)))
    subprocess.run([checker, "tables", str(chapter)], check=True, stderr=subprocess.DEVNULL)
    cog = shutil.which("cog")
    peer = None
    if cog:
        page = folder / "cog.md"
        page.write_text("".join(COG.format(i, 11 + i % 80) for i in range(1000)))
        subprocess.run([cog, "-r", str(page)], check=True, stdout=subprocess.DEVNULL)
        peer = ([cog, "-r", str(page)],)
    cmark = shutil.which("cmark")
    limit = ([cmark, str(chapter)],) if cmark else None
    values = medians([([checker, "tables", str(chapter)],), peer, limit], 15)
    line("tables-1000", "s", 1, values, "cog -r", "cmark")


def read_10000(reader, folder):
    """10,000 homeworks of 3 KB, from bytes to passages, tables and cells, on one thread; libcmark alone
    parses the same bytes in turns with it. Statements are what the words and formulas in them say."""
    homeworks = folder / "homework"
    homeworks.mkdir()
    for number in range(10_000):
        (homeworks / f"{number:05}.md").write_text(homework(number))
    flawed = ROOT / "answers" / "hw3-flawed.md"
    command = [reader, str(ROOT / "course.yml"), str(homeworks), str(flawed), "hw3"]
    times = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    bare = times["libcmark"]
    for name, phase in [("read-10000", "submissions"), ("statements-10000", "statements")]:
        values = [times[phase], None, bare]
        line(name, "s", 1, values, "none reads free Markdown", "libcmark, blocks alone")
    values = [times["diagnosis"], None, 0.005 * 208 / 150]
    line("diagnosis-208", "ms", 1000, values, "none looks for mistakes", "5 ms for 150 numbers")


# What made libcmark alone take up to 42 s, and other documents that mean harm.
HOSTILE = {
    "nested lists": "- " * 48_000 + "x\n",
    "lists and blank lines": "".join("- " * 40 + "x\n\n" for _ in range(1200)),
    "image openers": "![[](" * 77_000,
    "quotes and emphasis": ">" * 150_000 + "a*" * 75_000,
    "emphasis": "a*" * 150_000,
    "dollars": "$a " * 100_000,
    "fractions": "$" + "\\frac{1}{" * 30_000 + "$",
    "brackets": "w1 = " + "(" * 100_000 + "\n",
    "digits": "w1 = " + "1" * 300_000 + "\n",
    "cells": "|a" * 60_000 + "\n" + "|-" * 60_000 + "\n" + "|1" * 60_000 + "\n",
    "rows": "|y|a|C|\n|-|-|-|\n" + "|0.5|0.5|0.6931|\n" * 15_000,
    "equals signs": "C = " * 75_000 + "\n",
    "commands": "\\alpha" * 50_000 + "\n",
    "scores": "accuracy 0.5 and recall 0.4 " * 10_000 + "\n",
    "reports": "The accuracy is 0.5 of 100 images. " * 8_000 + "\n",
}


def hostile(checker, folder):
    """The slowest of the documents that mean harm, each refused or read by a whole process."""
    commands = []
    for name, text in HOSTILE.items():
        path = folder / f"{name}.md"
        path.write_text(text)
        commands.append(
            ([checker, "grade", "--course", str(ROOT), "--assignment", "hw1", str(path)],)
        )
    times = medians(commands, 5)
    slowest = max(range(len(times)), key=times.__getitem__)
    line("hostile", "ms", 1000, [times[slowest], None, 0.05], list(HOSTILE)[slowest], "what we allow")


def table(rows, shift):
    """A homework with a table of costs at 90 y, right ones or all of them shifted."""
    lines = ["# 1\n\n## Question 2\n\n| y | a | C |\n| --- | --- | --- |\n"]
    for row in range(rows):
        y = round(0.05 + 0.01 * (row % 90), 2)
        a = round(0.01 + 0.01 * (row // 90), 2)
        cost = -(y * math.log(a) + (1 - y) * math.log(1 - a)) + shift * (row % 13 + 1)
        lines.append(f"| {y} | {a} | {cost:.4f} |\n")
    return "".join(lines)


def tables_graded(checker, folder):
    """A table of 3,000 rows graded, right and wrong, whole processes; four times what a quarter takes as limit."""
    for name, shift in [("table-3000-right", 0), ("table-3000-wrong", 0.0137)]:
        commands = []
        for rows in [3000, 750]:
            path = folder / f"{name}-{rows}.md"
            path.write_text(table(rows, shift))
            commands.append(
                ([checker, "grade", "--course", str(ROOT), "--assignment", "hw1", str(path)],)
            )
        ours, quarter = medians(commands, 15)
        line(name, "ms", 1000, [ours, None, 4 * quarter], "none", "four times 750 rows")


def book(checker):
    """Lint and tables of the shipped chapters, whole processes; what we allow as limits."""
    chapters = sorted((ROOT / "chapters").glob("*.md"))
    swift = [str(path) for path in chapters if "```swift run" in path.read_text()]
    plain = [str(path) for path in chapters if str(path) not in swift]
    # The first run compiles; what it prints is kept.
    subprocess.run([checker, "tables", "--check", *swift], check=True)
    values = medians(
        [
            ([checker, "lint", str(ROOT / "chapters")],),
            ([checker, "tables", "--check", *plain],),
            ([checker, "tables", "--check", *swift],),
        ],
        15,
    )
    for name, value, limit in zip(
        ["lint-book", "tables-book", "tables-swift-unchanged"], values, [1.0, 0.1, 0.2]
    ):
        line(name, "s", 1, [value, None, limit], "none tests exercises", "what we allow")


def has_numpy():
    """True if the Python on the path can be measured against; its absence is said, not hidden."""
    found = subprocess.run(["python3", "-c", "import numpy"], capture_output=True).returncode == 0
    if not found:
        print("run.py: no NumPy, training is not measured", file=sys.stderr)
    return found


class Peer:
    """A program that answers each line it is given with one line."""

    def __init__(self, *command):
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def seconds(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["seconds"]


def epochs(program, data):
    """One epoch of MNIST's 50,000 rows, in turns with NumPy's; the bare products through OpenBLAS."""
    python = shutil.which("python3")
    for layers in ["784-30-10", "784-100-10"]:
        ours = Peer(program, data, layers)
        peer = Peer(python, ROOT / "Benchmarks" / "numpy_epoch.py", data, layers)
        times = [[], [], []]
        for _ in range(15):
            times[0].append(ours.seconds("epoch"))
            times[1].append(peer.seconds("epoch"))
            times[2].append(peer.seconds("products"))
        values = [statistics.median(t) for t in times]
        line(f"epoch-{layers}", "s", 1, values, "NumPy, mini-batched", "bare products, OpenBLAS")


DIGITS = """# Digits

```yaml network
name: digits
layers: "64 - 32 sigmoid - 10 softmax"
cost: categorical-cross-entropy
weights: row
batch: mean
penalty: {l2: 0.01, as: plain}
training:
  data: digits
  scale: /16
  train: first 898
  test: last 899
  start: {weights: standard_normal, biases: standard_normal, random: "default_rng(2)", each layer: anew}
  epochs: 100
  rate: 0.1
```
"""


def digits(checker, folder):
    """100 epochs over 898 digits, cold processes from the chapter to the scores."""
    chapter = folder / "digits.md"
    chapter.write_text(DIGITS)
    script = str(ROOT / "Benchmarks" / "numpy_digits.py")
    values = medians(
        [
            ([checker, "train", str(chapter)],),
            ([shutil.which("python3"), script, str(ROOT / "data")],),
        ],
        25,
    )
    line("digits-100-epochs", "s", 1, values + [0.06], "NumPy, the same run", "what we allow")


def main():
    checker = str(pathlib.Path(sys.argv[1]).resolve())
    grade_start(checker)
    book(checker)
    with tempfile.TemporaryDirectory() as folder:
        tables_1000(checker, pathlib.Path(folder))
        hostile(checker, pathlib.Path(folder))
        tables_graded(checker, pathlib.Path(folder))
        if len(sys.argv) > 2:
            programs = pathlib.Path(sys.argv[2]).resolve()
            read_10000(str(programs / "Read"), pathlib.Path(folder))
            if has_numpy():
                digits(checker, pathlib.Path(folder))
                if len(sys.argv) > 3 and (pathlib.Path(sys.argv[3]) / "mnist").is_dir():
                    epochs(programs / "Epochs", sys.argv[3])


if __name__ == "__main__":
    main()
