"""Runs a checker over what follow.py wrote and counts.  python score.py CHECKER DIR [--seeds 1-999] [--detail] [--out FILE]"""
import argparse
import glob
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from names import SLIP_WORDS, named

ACCEPTED = {"correct", "truncated", "carried"}
WORDS = {"mistake", "mistakes", "message", "note", "notes"}
PLAIN_NOTES = ("follows from", "cut instead", "right to the place", "rounded on the way", "missing", "fewer digits", "a person", "not found", "elements are right",
               "not in the digits after")


def graded(checker, files):
    """The objects of the reports, by file."""
    done = subprocess.run([checker, "grade", "--format", "json", "--reveal", "full"] + files, capture_output=True, text=True)
    reports, decoder, at, out = {}, json.JSONDecoder(), 0, done.stdout
    while at < len(out):
        while at < len(out) and out[at].isspace():
            at += 1
        if at < len(out):
            report, at = decoder.raw_decode(out, at)
            reports[report["submission"]] = report
    if done.stderr.strip():
        print(done.stderr.strip()[:2000], file=sys.stderr)
    return reports


def words(report):
    """Everything said about a mistake, anywhere in the report."""
    found = []
    def walk(node, key=None):
        if isinstance(node, dict):
            for k, n in node.items():
                walk(n, k)
        elif isinstance(node, list):
            for n in node:
                walk(n, key)
        elif isinstance(node, str) and key in WORDS and not any(p in node for p in PLAIN_NOTES):
            found.append(node)
    walk({k: n for k, n in report.items() if k not in ("work", "diagnostics")})
    return list(dict.fromkeys(found))


def distance(value):
    """How far the student's own rounding took this number, in units of the last place that is asked for."""
    off = max(value["units off"])
    return "0.5 units or less" if off <= 0.501 else "3 units or less" if off <= 3.001 else "more than 3 units"


class Count:
    def __init__(self):
        self.hit, self.all = 0, 0

    def add(self, hit):
        self.hit, self.all = self.hit + bool(hit), self.all + 1

    def json(self):
        return {"count": self.hit, "of": self.all, "percent": round(100 * self.hit / self.all, 2) if self.all else None}


class Score:
    def __init__(self):
        self.counts, self.details, self.outcomes = defaultdict(Count), [], Counter()

    def add(self, hit, *names):
        for name in names:
            self.counts[name].add(hit)

    def detail(self, what, path, line, name, said):
        self.details.append(f"{what}: {path}:{line} {name}: {said}")

    def sheet(self, path, truth, report):
        statements = {(s["line"], s["name"]): s for e in report["exercises"] for s in e["statements"]}
        sort, rounding = truth["sort"], "full" if truth["rounding"] == "none" else "rounded"
        delta = "δ written" if truth["delta written"] else "δ not written"
        precision = f"{truth['network']['to'][1]} {truth['network']['to'][0]}"
        refused_here, costs = False, False
        for value in truth["values"]:
            s = statements.get((value["line"], value["name"]))
            self.add(s is None, "reading/values not found")
            if s is None:
                self.detail("not found", path, value["line"], value["name"], "")
                continue
            outcome, kind = s["outcome"], value["class"]
            accepted = outcome in ACCEPTED
            self.outcomes[f"{sort} {kind} {outcome}"] += 1
            said = f"{s['text']} {outcome}, expected {s['expected']}, {s['mistake'] or s['note'] or 'nothing said'} [{sort} {truth['mistake'] or truth['slip'] and truth['slip']['kind'] or ''} {truth['rounding']} {value['class']}]"
            costs = costs or not accepted
            if sort == "right":
                groups = ["right refused/all", f"right refused/{rounding}", f"right refused/{rounding}, {delta}", f"right refused/{rounding}, {precision}",
                          f"right refused/rounding {truth['rounding']}", f"right refused/steps {truth['steps']}", f"right refused/off by {distance(value)}"]
                if rounding == "rounded":
                    groups.append(f"right refused/rounding {truth['rounding']}, off by {distance(value)}")
                self.add(not accepted, *groups)
                if not accepted:
                    refused_here = True
                    self.detail("right refused", path, s["line"], s["name"], said)
            elif kind in ("right", "right-rounded") and not value["slipped"]:
                self.add(not accepted, f"right in wrong sheets refused/{sort}", f"right in wrong sheets refused/{sort}, {rounding}")
                if not accepted:
                    self.detail("right in a wrong sheet refused", path, s["line"], s["name"], said)
            elif kind == "follow-up":
                self.add(not accepted, f"follow-ups refused/{sort}", f"follow-ups refused/{sort}, {rounding}", f"follow-ups refused/{sort}, {rounding}, {delta}",
                         f"follow-ups refused/{sort}, batch {truth['network']['batch']}", f"follow-ups refused of kind/{s and value['kind']}")
                if not accepted:
                    refused_here = True
                    self.detail("follow-up refused", path, s["line"], s["name"], said)
            elif kind.startswith(("wrong-source", "hidden-source")):
                # an -again place uses the same wrong thing once more; a hidden one stands after an unwritten step
                accepted = accepted or outcome == "coarse" and truth["mistake"] != "rounded-too-early"
                self.add(accepted, f"wrong accepted/{sort}, {kind}", f"wrong accepted/all, {rounding}", "wrong accepted/all")
                if accepted:
                    self.detail("wrong accepted", path, s["line"], s["name"], said)
        texts = words(report)
        self.add(False if sort == "right" and not refused_here else refused_here, f"sheets with a refusal/{sort}, {rounding}")
        if sort == "right":
            self.add(bool(texts), f"right sheets with a diagnosis/{rounding}")
        elif sort == "mistake":
            self.mistake(path, truth, texts, rounding, delta, costs)
        elif sort == "slip":
            self.slip(path, truth, statements, rounding)
        else:
            self.noise(path, truth, statements)

    def mistake(self, path, truth, texts, rounding, delta, costs):
        kind, net = truth["mistake"], truth["network"]
        hit = named(kind, texts)
        self.add(hit, "named/all", f"named/kind {kind}", f"named/{rounding}", f"named/{delta}", f"named/output {net['output']}", f"named/cost {net['cost']}",
                 f"named/weights {net['weights']}", f"named/batch {net['batch']}", f"named/digits {net['to'][1]} {net['to'][0]}", f"named/steps {truth['steps']}",
                 *[f"named/activation {a}" for a in set(net["activations"])])
        self.add(not costs, "mistakes that cost nothing/all")
        if not hit:
            self.detail("not named", path, 1, kind, f"{truth['where']}; said: {texts}")
        else:
            self.detail("named", path, 1, kind, hit)

    def slip(self, path, truth, statements, rounding):
        kind = truth["slip"]["kind"]
        for value in (v for v in truth["values"] if v["slipped"]):
            s = statements.get((value["line"], value["name"]))
            said = [t for t in (s and s["mistake"], s and s["note"]) if t]
            hit = s is not None and named(kind, said)
            on = "goes on" if truth["slip"]["goes on"] else "does not go on"
            self.add(hit, "slips named/all", f"slips named/kind {kind}", f"slips named/{on}", f"slips named/{rounding}")
            if not hit:
                self.detail("slip not named", path, value["line"], value["name"], f"{kind}, {on}: {s and s['text']} for {value['right']}, {s and s['outcome']}; said: {said}")

    def noise(self, path, truth, statements):
        """Names at the number itself; and names of mistakes in the calculation at the others."""
        kind = truth["slip"]["kind"]
        slipped = {(v["line"], v["name"]) for v in truth["values"] if v["slipped"]}
        here = there = False
        for place, s in statements.items():
            if not s["mistake"] or SLIP_WORDS.search(s["mistake"]) and (kind != "two-digits" or place not in slipped or "one" not in s["mistake"]):
                continue
            here, there = here or place in slipped, there or place not in slipped
            self.detail("false name" if place in slipped else "false name elsewhere", path, s["line"], s["name"], f"{kind}: {s['text']}, expected {s['expected']}: {s['mistake']}")
        self.add(here, "false names/at the number", f"false names/at the number, {kind}")
        self.add(there, "false names/elsewhere")

    def json(self):
        out = defaultdict(dict)
        for name in sorted(self.counts):
            group, rest = name.split("/", 1)
            out[group][rest] = self.counts[name].json()
        return dict(out)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checker")
    p.add_argument("dir")
    p.add_argument("--seeds", default="0-999999")
    p.add_argument("--detail", action="store_true", help="lists the failing places")
    p.add_argument("--outcomes", action="store_true", help="adds how often each class got each outcome")
    p.add_argument("--out")
    args = p.parse_args()
    first, last = map(int, args.seeds.split("-"))
    score, batch, sheets = Score(), [], 0
    folders = [f for f in sorted(glob.glob(os.path.join(args.dir, "net*"))) if first <= int(os.path.basename(f)[3:]) <= last]
    def flush():
        reports = graded(args.checker, [path for path, _ in batch])
        for path, truth in batch:
            if path not in reports:
                score.add(True, "reading/sheets without a report")
            else:
                score.add(False, "reading/sheets without a report")
                score.sheet(path, truth, reports[path])
        batch.clear()
    for folder in folders:
        for truth in json.load(open(os.path.join(folder, "truth.json"))):
            batch.append((os.path.join(folder, truth["file"]), truth))
            sheets += 1
        if len(batch) > 100:
            flush()
    if batch:
        flush()
    result = {"sheets": sheets, "networks": len(folders), **score.json()}
    if args.outcomes:
        result["outcomes"] = dict(sorted(score.outcomes.items()))
    text = json.dumps(result, indent=1, ensure_ascii=False)
    print(text)
    if args.out:
        open(args.out, "w").write(text + "\n")
    if args.detail:
        print("\n".join(score.details))


if __name__ == "__main__":
    main()
