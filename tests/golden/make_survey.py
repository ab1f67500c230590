"""Write small invented answers and hours of help: `python tests/golden/make_survey.py` from the repository's root."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

DATA = Path(__file__).parent / "data"
SEED = 20190903
LOADINGS = (0.9, 0.8, 0.7, 0.55, 0.35)
PEOPLE = (3, 4, 5, 6, 7, 8, 9, 9, 10, 11, 12, 14)
TERMS = (6, 6, 6, 5, 6, 4, 6, 6)


def answers12() -> list[dict[str, object]]:
    """Return answers from 1 to 5 of people of 12 schools, at two times, a few of them blank."""
    rng = np.random.default_rng(SEED)
    rows: list[dict[str, object]] = []
    for school, people in enumerate(PEOPLE, start=1):
        lift = rng.normal(0.3, 0.25)
        for number in range(people):
            level = rng.normal(0, 1)
            for wave in (1, 2):
                trait = level + (wave - 1) * (lift + rng.normal(0, 0.5))
                given = [int(np.clip(round(3 + loading * trait + rng.normal(0, 0.7)), 1, 5)) for loading in LOADINGS]
                blank = int(rng.integers(0, 40))
                who = {"school": school, "person": f"P{school:02d}{number:02d}", "wave": wave}
                rows.append(
                    who | {f"q{place}": "" if blank == place else value for place, value in enumerate(given, start=1)}
                )
    return rows


def help8() -> list[dict[str, object]]:
    """Return hours of help of 8 schools by term, done and planned, some terms without a row."""
    rng = np.random.default_rng(SEED + 1)
    rows: list[dict[str, object]] = []
    for school, terms in enumerate(TERMS, start=1):
        start, fall = rng.uniform(30, 60), rng.normal(3, 3)
        for term in range(terms):
            done = round(start - fall * term + rng.normal(0, 4), 2)
            rows.append(
                {"school": school, "term": term, "done": done, "planned": round(start - (4 + school / 4) * term, 2)}
            )
    return rows


def write(name: str, rows: Sequence[dict[str, object]]) -> None:
    """Write one data set."""
    with (DATA / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write("answers12", answers12())
    write("help8", help8())
