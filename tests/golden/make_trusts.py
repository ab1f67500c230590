"""Write data/trusts40.csv: `python tests/golden/make_trusts.py` from the repository's root.

Invented from a fixed seed and rounded, so that R and Python read the same numbers: 40 schools with weights, 12 of
them with the programme; trusts of unequal size on both sides, one of them with schools on either side, and schools
without a trust.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent / "data" / "trusts40.csv"
SEED = 20170942
SCHOOLS, TREATED = 40, 12
TRUSTS = ("Ash", "Ash", "Ash", "Beech", "Beech", "Cedar", "", "", "Cedar", "Elm", "", "Elm")
ELSEWHERE = ("Elm", "Fir", "Fir", "", "Hazel", "Hazel", "Hazel", "Hazel", "", "Ivy", "Larch", "Larch", "", "")


def trusts40() -> list[dict[str, object]]:
    """Return one row a school: trust, whether treated, weight, and the outcome of two years."""
    rng = np.random.default_rng(SEED)
    shocks = {name: rng.normal(0, 0.2) for name in sorted({*TRUSTS, *ELSEWHERE})}
    rows: list[dict[str, object]] = []
    for place in range(SCHOOLS):
        treated = place < TREATED
        trust = TRUSTS[place] if treated else ELSEWHERE[(place - TREATED) % len(ELSEWHERE)]
        before = rng.normal(0, 0.3)
        after = before + (shocks[trust] if trust else 0.0) + rng.normal(0, 0.2) + 0.15 * treated
        rows.append(
            {
                "school": 2001 + place,
                "trust": trust,
                "treated": int(treated),
                "weight": round(1 / TREATED if treated else float(rng.uniform(0.01, 0.08)), 4),
                "before": round(float(before), 3),
                "after": round(float(after), 3),
            }
        )
    return rows


def write(file: Path) -> None:
    """Write the schools as csv."""
    rows = trusts40()
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(FILE)
