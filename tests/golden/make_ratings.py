"""Write data/ratings.csv: invented ratings of three raters, in whole numbers so that every machine writes the same.

Run: python -m tests.golden.make_ratings   (from the repository's root)
"""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).parent / "data" / "ratings.csv"
THINGS = 60
# Name of the case: grades declared, and one of them that nobody uses.
CASES = {"four": (4, 0), "unused": (5, 4), "nine": (9, 0), "lopsided": (4, 0)}


def lines() -> list[str]:
    """Return the header and a line for each thing; a rater who did not rate it is blank."""
    written = ["case,thing,first,second,third"]
    for case, (grades, unused) in CASES.items():
        for thing in range(1, THINGS + 1):
            base = (thing * 7 + thing * thing * 3) % grades + 1
            if case == "lopsided":
                base = grades if thing % 15 else 1 + thing // 15 % grades
            first = base
            second = base + (thing * 5 % 7 == 0) - (thing * 11 % 6 == 0)
            third = base + (thing * 13 % 4 == 1) - (thing * 3 % 8 == 0)
            cells = [_within(value, grades, unused) for value in (first, second, third)]
            shown = [str(cells[0]), str(cells[1]), "" if thing % 4 == 0 else str(cells[2])]
            written.append(",".join([case, str(thing), *shown]))
    return written


def _within(value: int, grades: int, unused: int) -> int:
    held = min(max(value, 1), grades)
    return held - 1 if held == unused else held


if __name__ == "__main__":
    FILE.write_text("\n".join(lines()) + "\n", encoding="utf-8")
