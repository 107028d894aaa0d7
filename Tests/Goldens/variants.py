"""The numbers of students, computed without checker: FNV-1a and SplitMix64 from their definitions.

Run it to write the cases of Tests/ExercisesTests/VariantTests.swift anew.
"""
MASK = (1 << 64) - 1


def fnv1a(data: bytes) -> int:
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def splitmix(state: int) -> int:
    z = (state + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def choice(student, assignment, exercise, name, attempt, count):
    parts = [student, assignment, exercise, name, str(attempt)]
    data = b"".join(part.encode() + b"\0" for part in parts)
    return (splitmix(fnv1a(data)) * count) >> 64


if __name__ == "__main__":
    for student in ["1234567", "s0042", "müller7", "x"]:
        for assignment in ["hw1", "hw2"]:
            for name, count in [("w", 19), ("b", 3)]:
                first = choice(student, assignment, "own", name, 0, count)
                print(f'("{student}", "{assignment}", "{name}", {count}, {first}),')
