"""Write data/schools80.csv: `python tests/golden/make_schools.py` from the repository's root.

Invented from a fixed seed and rounded, so that R and Python read the same numbers: 80 schools of 14 areas of unequal
size, one of them with a single school; area 100 has the programme in eight of its nine schools.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent / "data" / "schools80.csv"
SEED = 20170836
AREAS = (9, 1, 2, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9, 10)
TREATED = 8
GIRLS = 0.3


def schools80() -> list[dict[str, object]]:
    """Return one row a school: area, whether treated, a category, three numbers, and the outcome of two years."""
    rng = np.random.default_rng(SEED)
    rows: list[dict[str, object]] = []
    for place, number in enumerate(AREAS):
        level, shock = rng.normal(0, 0.6), rng.normal(0, 0.2)
        for inside in range(number):
            intake, poor = rng.normal(28 + level, 1), np.clip(rng.normal(27 - 4 * level, 8), 3, 80)
            before = 0.08 * (intake - 28) - 0.01 * (poor - 27) + rng.normal(0, 0.3)
            after = before - 0.04 * (intake - 28) + shock + rng.normal(0, 0.2) + 0.15 * (place == 0)
            rows.append(
                {
                    "school": 1001 + len(rows),
                    "area": 100 + place,
                    "treated": int(place == 0 and inside < TREATED),
                    "gender": "girls" if rng.random() < GIRLS else "mixed",
                    "pupils": int(rng.integers(70, 260)),
                    "ks2": round(float(intake), 2),
                    "disadvantaged": round(float(poor), 1),
                    "before": round(float(before), 3),
                    "after": round(float(after), 3),
                }
            )
    return rows


def write(file: Path) -> None:
    """Write the schools as csv."""
    rows = schools80()
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(FILE)
