"""Writes courses and homeworks with known truth.  python follow.py DIR --seeds 1-40 [--rights 5 --mistakes 16 --slips 5 --noise 3]"""
import argparse
import json
import os
import random
import nets
import slips
from calc import Rules
from mistakes import MAKERS
from sheets import Sheet, habit


def save(folder, name, sheet, sort, truths, slip=None):
    text = sheet.write()
    truth = sheet.truth_of(name, sort, slip)
    with open(os.path.join(folder, name), "w") as f:
        f.write(text)
    truths.append(truth)


def rights(net, rng, count, folder, truths):
    plans = [("none", None), ("each", False), ("each", True), ("written", False), ("some", None), ("fine", None), ("none", False), ("each", False)]
    for n in range(count):
        rounding, delta = plans[n % len(plans)]
        sheet = Sheet(net, habit(net, rng, rounding, delta))
        sheet.calculate()
        save(folder, f"right-{n + 1}.md", sheet, "right", truths)


def mistakes(net, rng, count, folder, truths, only=None):
    kinds = [k for k in sorted(MAKERS) if not only or k in only]
    rng.shuffle(kinds)
    done = 0
    for name in kinds:
        if done == count:
            break
        for _ in range(4):                                  # another place, or other habits, may show it
            h = habit(net, rng, rng.choice(["none", "none", "each", "written", "some"]))
            made = MAKERS[name](net, Rules(net, h.slope_from), rng)
            if made is None:
                break
            sheet = Sheet(net, h, made[0], name, made[1])
            try:
                sheet.calculate()
            except (ValueError, OverflowError, ZeroDivisionError):
                continue
            classes = [sheet.classify(k) for k in sheet.written]
            if not any(c.startswith(("wrong", "hidden")) for c in classes) and not ("early" in classes and "follow-up" in classes):
                continue
            done += 1
            save(folder, f"mistake-{name}.md", sheet, "mistake", truths)
            break


def neighbours(sheet, key):
    """Keys of the same kind with one index that differs by one."""
    near = lambda k: k[0] == key[0] and k != key and len(k) == len(key) and sum(
        (abs(a - b) if None not in (a, b) else 9) if a != b else 0 for a, b in zip(k[1:], key[1:])) == 1
    return [k for k in sheet.written if near(k)]


def slipping(net, rng, kinds, sort, count, folder, truths):
    done, n = 0, 0
    while done < count and n < 12 * count:
        kind, n = kinds[n % len(kinds)], n + 1
        sheet = Sheet(net, habit(net, rng, rng.choice(["none", "none", "each", "written"]), steps="all"))
        sheet.calculate()
        order = [k for item in sheet.items for k in item.keys]
        key = rng.choice(order)
        above = order[order.index(key) - 1] if order.index(key) else None
        if kind == "copied-anywhere":
            # not from the same neuron: its bias's gradient is what the weight's is without the input
            near = [rng.choice([k for k in order if k[1:3] != key[1:3]] or order)]
        else:
            near = sorted(neighbours(sheet, key), key=str)
        source = rng.choice(near) if near else None
        if kind == "copied-line" and (above is None or net.matrices):
            continue
        text = slips.slip(kind, sheet.printed[key], sheet.printed[above] if above else None, sheet.printed[source] if source else None, rng)
        if text is None or abs(slips.number(text) - sheet.truth[key]) <= 5 * 10.0 ** sheet.asked(key) or text == sheet.printed[key]:
            continue
        goes_on = sort == "slip" and key[0] != "n" and rng.random() < 0.5
        sheet.slipped[key] = (kind, text)
        try:
            sheet.calculate({key: slips.number(text)} if goes_on else None)
        except ValueError:
            continue
        done += 1
        save(folder, f"{sort}-{done}-{kind}{'-goes-on' if goes_on else ''}.md", sheet, sort, truths, {"kind": kind, "goes on": goes_on, "place": str(key)})


def generate(folder, seed, args):
    net, rng = nets.draw(seed, args.deltas), random.Random(f"sheets {seed}")
    os.makedirs(folder, exist_ok=True)
    for name, text in (("course.yml", nets.course()), ("chapter.md", nets.chapter(net))):
        with open(os.path.join(folder, name), "w") as f:
            f.write(text)
    truths = []
    rights(net, rng, args.rights, folder, truths)
    mistakes(net, rng, args.mistakes, folder, truths, args.only)
    slipping(net, rng, rng.sample(slips.KINDS, len(slips.KINDS)), "slip", args.slips, folder, truths)
    slipping(net, rng, rng.sample(["digit", "two-digits", "copied-anywhere", "two-digits"], 4), "noise", args.noise, folder, truths)
    with open(os.path.join(folder, "truth.json"), "w") as f:
        json.dump(truths, f, indent=1, ensure_ascii=False)
    return len(truths)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("dir")
    p.add_argument("--seeds", default="1-40", help="FIRST-LAST or single ones, with commas between; learn: 1-999, held: 1000 and more")
    p.add_argument("--rights", type=int, default=6)
    p.add_argument("--mistakes", type=int, default=16)
    p.add_argument("--slips", type=int, default=5)
    p.add_argument("--noise", type=int, default=3)
    p.add_argument("--only", nargs="*", help="only these mistakes")
    p.add_argument("--deltas", choices=["example", "mean"], default="example", help="of a batch: dC_e/dz of each example, or with the mean's 1/n")
    args = p.parse_args()
    seeds = [seed for part in args.seeds.split(",") for seed in range(int(part.split("-")[0]), int(part.split("-")[-1]) + 1)]
    total = sum(generate(os.path.join(args.dir, f"net{seed:04d}"), seed, args) for seed in seeds)
    print(f"{total} homeworks in {args.dir}")


if __name__ == "__main__":
    main()
