"""Slips of the pen: what a hand makes of a number that was right in the head."""
from decimal import Decimal

KINDS = ["digit", "swapped-digits", "decimal-point", "sign", "exponent", "copied-line", "copied-neighbour"]


def significant(text):
    """Positions of the digits from the first one that is not 0."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    for n, i in enumerate(places):
        if text[i] != "0":
            return places[n:]
    return []


def digit(text, rng, count=1):
    places = significant(text)
    if len(places) < count + 1:
        return None
    out = list(text)
    for i in rng.sample(places[:4], min(count, len(places[:4]))):
        out[i] = rng.choice([c for c in "0123456789" if c != out[i] and not (c == "0" and i == places[0])])
    return "".join(out)


def swapped(text, rng):
    places = significant(text)
    pairs = [(i, k) for i, k in zip(places[:4], places[1:4]) if text[i] != text[k]]
    if not pairs:
        return None
    i, k = rng.choice(pairs)
    out = list(text)
    out[i], out[k] = out[k], out[i]
    return "".join(out)


def moved_point(text, rng, places=None):
    moved = Decimal(text).scaleb(places or rng.choice([1, -1]))
    return f"{moved:f}"


def other_sign(text):
    return text[1:] if text.startswith("-") else "-" + text


def wrong_exponent(text, rng):
    """4.42e-3 for 4.42e-2, or without the minus of the exponent."""
    value = Decimal(text)
    power = value.adjusted()
    if power > -1:
        return None
    mantissa = f"{value.scaleb(-power):f}"
    wrong = rng.choice([power + 1, power - 1, -power]) if power < -1 else rng.choice([power + 1, power - 1])
    return f"{mantissa}e{wrong}" if rng.random() < 0.5 else f"{mantissa}·10^{wrong}"


def number(text):
    """The value of a text that this module wrote."""
    return float(text.replace("·10^", "e"))


def slip(kind, text, line_above, neighbour, rng):
    """The slipped text, or None where this slip is not possible."""
    if Decimal(text) == 0:
        return None
    if kind == "digit":
        return digit(text, rng)
    if kind == "swapped-digits":
        return swapped(text, rng)
    if kind == "decimal-point":
        return moved_point(text, rng)
    if kind == "sign":
        return other_sign(text)
    if kind == "exponent":
        return wrong_exponent(text, rng)
    if kind == "two-digits":
        return digit(text, rng, 2)
    if kind == "copied-line":
        return line_above
    if kind in ("copied-neighbour", "copied-anywhere"):
        return neighbour
    raise KeyError(kind)
