"""Holds a checker to the counts in expected.json: scripts/homework CHECKER [--detail] [--update]

What is accepted or found may not become less; what is refused, misread, lost or falsely flagged not more.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import laws

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EXPECTED = os.path.join(HERE, "expected.json")
BETTER = {"accepted", "found", "read", "kept"}


def last_line(script, *arguments):
    run = subprocess.run([sys.executable, os.path.join(HERE, script), *arguments], capture_output=True, text=True)
    lines = run.stdout.strip().split("\n")
    return lines[:-1], lines[-1]


def cases(checker, detail):
    folder = os.path.join(HERE, "cases")
    folders = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    rows, total = last_line("score-cases", checker, *folders, "--detail")
    if detail:
        print("\n".join(rows))
    number = r"(\d+)"
    m = re.match(
        rf"all: {number} of {number} asked figures accepted \({number} open, {number} refused, {number} misread\), {number} stray, "
        rf"{number} false alarms, {number} lost, {number} of {number} wrong ones found \({number} taken\)", total)
    names = ["accepted", "asked", "open", "refused", "misread", "stray", "alarms", "lost", "found", "wrong", "taken"]
    counts = dict(zip(names, map(int, m.groups())))
    return {k: v for k, v in counts.items() if k not in {"open"}}


def styles(checker, detail):
    rows, total = last_line("score-styles", checker, ROOT, os.path.join(HERE, "styles"), "--detail")
    if detail:
        print("\n".join(rows))
    m = re.match(r"all: (\d+) of (\d+) values accepted .*, (\d+) open, (\d+) refused, (\d+) lost, (\d+) false", total)
    counts = dict(zip(["accepted", "asked", "open", "refused", "lost", "alarms"], map(int, m.groups())))
    return {k: v for k, v in counts.items() if k != "open"}


def sentences(checker, detail):
    folder = os.path.join(HERE, "sentences")
    entries = json.load(open(os.path.join(folder, "sentences.json")))
    counts = {"read": 0, "misread": 0, "asked": len(entries)}
    with tempfile.TemporaryDirectory() as scratch:
        for entry in entries:
            path = os.path.join(scratch, "hw.md")
            with open(path, "w") as f:
                f.write(f"## 1\n\n{entry['sentence']}\n")
            run = subprocess.run([checker, "read", path, "--course", folder, "--assignment", "hw", "--format", "json"], capture_output=True, text=True)
            said = [s for q in json.loads(run.stdout)["questions"] for s in q["statements"]]
            value = entry["value"].replace("−", "-")
            here = [s["name"] for s in said if value in (s.get("text") or "").replace("−", "-")]
            if entry["name"] in here:
                counts["read"] += 1
            elif here:
                counts["misread"] += 1
            if detail and entry["name"] not in here:
                print(f"  {'misread' if here else 'open'}: {entry['sentence']} ({entry['name']}) {here}")
    return counts


# NumPy: the step of the chapter, with six digits.
RIGHT = {"z1": 0.74, "z2": 0.48, "a1": 0.676996, "a2": 0.617748, "z3": 0.0443, "y_hat": 0.511073, "E": 0.119525}


def remarks(checker, detail):
    """Remarks that say nothing of the question, each beside right answers: none changes an outcome."""
    folder = os.path.join(HERE, "sentences")
    entries = json.load(open(os.path.join(folder, "remarks.json")))
    counts = {"changed": 0, "asked": len(entries)}
    lines = [f"{name} = {value}" for name, value in RIGHT.items()]
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "hw.md")

        def outcomes(parts):
            with open(path, "w") as f:
                f.write("## 1\n\n" + "\n\n".join(parts) + "\n")
            run = subprocess.run([checker, "grade", path, "--course", folder, "--assignment", "hw", "--format", "json"], capture_output=True, text=True)
            report = json.loads(run.stdout)
            report = report[0] if isinstance(report, list) else report
            report = report["homeworks"][0] if "homeworks" in report else report
            return {item["name"]: item["outcome"] for exercise in report["exercises"] for item in exercise["items"] if item["name"] in RIGHT}

        for place, remark in enumerate(entries):
            cut = place % (len(lines) + 1)
            now = outcomes(lines[:cut] + [remark] + lines[cut:])
            if any(outcome != "correct" for outcome in now.values()):
                counts["changed"] += 1
                if detail:
                    print(f"  changed by a remark: {remark!r} {now}")
    return counts


def converted(checker, detail):
    """The same homework through converters: each figure that was decided is decided the same way."""
    folder = os.path.join(HERE, "converted")

    def outcomes(entry, path):
        arguments = ["--course", os.path.join(ROOT, entry["course"]), "--assignment", entry["assignment"], "--format", "json"]
        run = subprocess.run([checker, "grade", path, *arguments], capture_output=True, text=True)
        exercises = json.loads(run.stdout)["exercises"] if run.stdout else []
        return {
            (exercise["id"], item["name"], json.dumps(item.get("at"), sort_keys=True)): item["outcome"]
            for exercise in exercises for item in exercise["items"]
        }

    counts = {"kept": 0, "refused": 0, "asked": 0}
    for entry in json.load(open(os.path.join(folder, "homework.json"))):
        before = outcomes(entry, os.path.join(ROOT, entry["homework"]))
        decided = [key for key, outcome in before.items() if outcome in {"correct", "carried", "wrong"}]
        for name in sorted(os.listdir(os.path.join(folder, entry["name"]))):
            now = outcomes(entry, os.path.join(folder, entry["name"], name))
            kept = [key for key in decided if now.get(key) == before[key]]
            refused = [key for key in now if now[key] == "wrong" and before.get(key) != "wrong"]
            counts["asked"] += len(decided)
            counts["kept"] += len(kept)
            counts["refused"] += len(refused)
            if detail and len(kept) < len(decided):
                lost = [f"{key[1]} {now.get(key)}" for key in decided if now.get(key) != before[key]]
                print(f"  converted: {entry['name']}/{name}: {len(kept)} of {len(decided)}: {', '.join(lost[:5])}")
    return counts


def main():
    checker = os.path.abspath(sys.argv[1])
    detail = "--detail" in sys.argv
    now = {"cases": cases(checker, detail), "styles": styles(checker, detail), "sentences": sentences(checker, detail)}
    now |= {"remarks": remarks(checker, detail), "converted": converted(checker, detail)}
    now |= {"other values": laws.blind(checker, detail), "distractors": laws.distracted(checker, detail)}
    if "--update" in sys.argv:
        with open(EXPECTED, "w") as f:
            f.write(json.dumps(now, indent=1) + "\n")
        return
    before = json.load(open(EXPECTED))
    worse = []
    for group, counts in now.items():
        for name, count in counts.items():
            was = before[group][name]
            if name in {"asked", "wrong"} and count != was or (count < was if name in BETTER else name not in {"asked", "wrong"} and count > was):
                worse.append(f"{group}/{name}: {was} before, {count} now")
    for line in worse:
        print(f"homework: {line}", file=sys.stderr)
    accepted = ", ".join(f"{group} {next(c[k] for k in ('accepted', 'read', 'kept', 'changed') if k in c)} of {c['asked']}" for group, c in now.items())
    print(f"homework: {accepted}; {'worse than before' if worse else 'no count worse than before'}")
    sys.exit(1 if worse else 0)


main()
