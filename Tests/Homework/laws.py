"""Two laws of reading, tried on the homework beside this file.

values: other digits in the place of an answer change no name: labels say what a value is, never the value.
distractors: what speaks of something else, put between two paragraphs, changes no outcome.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile

HERE = pathlib.Path(os.path.dirname(os.path.abspath(__file__)))
ROOT = HERE.parent.parent
DISTRACTORS = [
    "As a reminder, the learning rate is just a number between 0 and 1 that I could have chosen larger.",
    "My friend got 0.731 here, but I trust mine.",
    "Note: in the lecture we had 25 students, 3 of whom asked about this.",
    "> A quotation from the book: the smarter choice of cost function makes learning 10 times faster.",
    "If I had used 100 hidden neurons instead, everything would be slower, maybe 7.5 times.",
    "This took me 2.5 hours on 3 evenings, with 4 cups of coffee.",
    "See equation (64) and figure 3.2, page 117.",
    "Das habe ich in Abschnitt 3.2 auf Seite 12 gelesen.",
    "以前的笔记第3章第2节已经写过，这里不再重复。",
    "I first tried it with 0.25 and 0.75, which was a mistake, and started over.",
    "| tool | version |\n|---|---|\n| numpy | 2.1 |\n| python | 3.12 |",
    "```\n$ python step.py --seed 42\nloaded 3 files in 0.25 s\n```",
    "The weather was 21.5 degrees.",
    "<!-- TODO: check this again -->",
]

# Said of what is asked, and of another time, input, network or person.
STRANGERS = [
    "In class we had {name} = {value}.",
    "The book says {name} = {value}.",
    "My guess was {name} = {value}.",
    "{name} = {value} is wrong.",
    "For the first network {name} = {value}.",
    "After two steps {name} = {value}.",
    "Without the bias {name} = {value}.",
    "numerically: {name} = {value}",
    "We want {name} = {value}.",
    "A common mistake is {name} = {value}.",
]


def run(command, checker, path, course, assignment, *options):
    arguments = [checker, command, path, "--course", course, "--assignment", assignment, "--format", "json", *options]
    return json.loads(subprocess.run([str(a) for a in arguments], capture_output=True, text=True).stdout)


def cases():
    for folder in sorted((HERE / "cases").iterdir()):
        yield folder, json.loads((folder / "key.json").read_text())


def names(checker, path, course, assignment):
    report = run("read", checker, path, course, assignment)
    said = {}
    for question in report["questions"]:
        for s in question["statements"]:
            if s.get("text"):
                said.setdefault((s["line"], s["column"]), set()).add((question["id"], s["name"], json.dumps(s.get("at"), sort_keys=True)))
    return said


def blind(checker, detail):
    """For each case every asked number is replaced by one of as many digits."""
    rng, counts = random.Random(1), {"kept": 0, "asked": 0}
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "hw.md"
        for folder, key in cases():
            lines = (folder / "homework.md").read_text().split("\n")
            before, changed, places = names(checker, folder / "homework.md", folder, key["assignment"]), list(lines), []
            for item in key["items"]:
                if not item.get("asked") or not re.fullmatch(r"[-−]?\d*[.,]\d+%?", item["text"]):
                    continue
                line, at = item["line"] - 1, -1
                for _ in range(item.get("nth", 1)):
                    at = lines[line].find(item["text"], at + 1)
                other = "".join(rng.choice("123456789") if c.isdigit() else c for c in item["text"])
                changed[line] = changed[line][:at] + other + changed[line][at + len(other):]
                places.append((item["line"], len(lines[line][:at].encode()) + 1))
            path.write_text("\n".join(changed))
            after = names(checker, path, folder, key["assignment"])
            for place in places:
                if place in before:
                    counts["asked"] += 1
                    counts["kept"] += before[place] == after.get(place)
                    if detail and before[place] != after.get(place):
                        print(f"  renamed: {folder.name}:{place[0]} {before[place]} {after.get(place)}")
    return counts


def outcomes(checker, path, course, assignment):
    report = run("grade", checker, path, course, assignment, "--reveal", "full")
    items = {
        (e["id"], i["name"], json.dumps(i.get("at"), sort_keys=True)): i["outcome"].replace("carried", "correct").replace("missing", "human").replace("ambiguous", "human").replace("unreadable", "human").replace("ambiguous", "human").replace("unreadable", "human")
        for e in report["exercises"] for i in e["items"]
    }
    return items, len(report["findings"])


def gaps(paragraphs):
    """Where a paragraph may be put between two others: not in code, not above what the text before leads to."""
    is_code = False
    for index, paragraph in enumerate(paragraphs):
        was_code, is_code = is_code, is_code ^ (paragraph.count("```") % 2 == 1)
        below = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        leads = paragraph.rstrip().endswith((":", "：")) or below.startswith((" ", "\t", "|", "<", "-", "*", "[", "$"))
        is_block = "<table" in paragraph or paragraph.lstrip().startswith("<") or paragraph.startswith("---")
        if index and not was_code and not is_code and not leads and not is_block:
            yield index


def distracted(checker, detail, each=2):
    rng, counts = random.Random(1), {"changed": 0, "asked": 0}
    jobs = [(s, ROOT, s.name[:3] if s.name.startswith("hw") else "hw1") for s in sorted((HERE / "styles").glob("*.md"))]
    jobs += [(folder / "homework.md", folder, key["assignment"]) for folder, key in cases()]
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "hw.md"
        for source, course, assignment in jobs:
            paragraphs = source.read_text().split("\n\n")
            places = list(gaps(paragraphs))
            items, findings = outcomes(checker, source, course, assignment)
            key = source.parent / "key.json"
            asked = [i["target"] for i in json.loads(key.read_text()).get("items", []) if i.get("asked") and not i["at"]] if key.exists() else []
            named = [n for n in asked if re.fullmatch(r"[\w/ ]+", n)]
            for place in [rng.choice(places) for _ in range(each)] if places else []:
                distractor = rng.choice(DISTRACTORS)
                if named and rng.random() < 0.5:
                    distractor = rng.choice(STRANGERS).format(name=rng.choice(named), value=rng.choice(["0.7312", "12.34", "3"]))
                path.write_text("\n\n".join(paragraphs[: place + 1] + [distractor] + paragraphs[place + 1:]))
                now, more = outcomes(checker, path, course, assignment)
                counts["asked"] += 1
                if now != items or more > findings:
                    counts["changed"] += 1
                    if detail:
                        print(f"  changed: {source.parent.name}/{source.name} by {distractor!r}: {[(k, v, now.get(k)) for k, v in items.items() if now.get(k) != v][:3]}")
    return counts
