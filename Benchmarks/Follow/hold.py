"""Holds a checker to the counts in expected.json.  scripts/follow CHECKER [--all] [--update]

Homeworks of random networks are written with Python's own arithmetic and graded. Rights and follow-ups refused,
wrongs accepted and false names may not grow; names may not become fewer. --all prints every count over many more
networks, half of which nobody has looked at (seeds 1050 to 1099), and compares nothing.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

# Networks that anybody might draw, and those in which a kind of refusal was seen first: ties of rounding, terms of a
# softmax, zeros that floating point prints, slips within a vector, gradients smaller than what the sheet rounds to.
SEEDS = "1-12,4020,4029,4044,5003,5004,5034,5042,5044,6033,6037,7009,7035"
HERE = os.path.dirname(os.path.abspath(__file__))
EXPECTED = os.path.join(HERE, "expected.json")
# group/name: which way is worse
HELD = {
    "reading/values not found": "more", "right refused/full": "more", "right refused/rounded": "more", "follow-ups refused/mistake": "more",
    "follow-ups refused/slip": "more", "wrong accepted/all": "more", "false names/at the number": "more", "false names/elsewhere": "more",
    "named/all": "fewer", "slips named/all": "fewer",
}


def measure(checker, seeds, plan):
    with tempfile.TemporaryDirectory() as folder:
        write = [sys.executable, os.path.join(HERE, "follow.py"), folder, "--seeds", seeds, "--deltas", "mean", *plan]
        subprocess.run(write, check=True, stdout=subprocess.DEVNULL)
        score = subprocess.run([sys.executable, os.path.join(HERE, "score.py"), checker, folder], check=True, capture_output=True, text=True)
        return json.loads(score.stdout)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checker")
    p.add_argument("--all", action="store_true")
    p.add_argument("--update", action="store_true", help="writes expected.json; say in the commit why a count became worse")
    args = p.parse_args()
    checker = os.path.abspath(args.checker)
    if args.all:
        for seeds in ("1-50", "1050-1099"):
            result = measure(checker, seeds, [])
            print(f"seeds {seeds}, {result['sheets']} homeworks")
            for group, counts in result.items():
                for name, c in counts.items() if isinstance(counts, dict) else []:
                    print(f"  {group + '/' + name:62}{c['count']:7} of {c['of']:7}{c['percent'] or 0:8.2f} %")
        return
    result = measure(checker, SEEDS, [])
    now = {}
    for key in HELD:
        group, name = key.split("/", 1)
        now[key] = result.get(group, {}).get(name, {}).get("count", 0)
    now["sheets"] = result["sheets"]
    if args.update:
        with open(EXPECTED, "w") as f:
            f.write(json.dumps(now, indent=1) + "\n")
        return
    before = json.load(open(EXPECTED))
    worse = [key for key, way in HELD.items() if (now[key] > before[key] if way == "more" else now[key] < before[key])]
    if now["sheets"] != before["sheets"]:
        worse.append("sheets")
    for key in worse:
        print(f"follow: {key}: {now[key]}, was {before[key]}", file=sys.stderr)
    if worse:
        sys.exit(f"follow: grading became worse; see with scripts/follow {args.checker} --all")
    print(f"follow: {now['sheets']} homeworks, no count worse than before")


main()
