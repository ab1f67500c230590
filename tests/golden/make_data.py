"""Write the small data sets of the golden tests: `python tests/golden/make_data.py` from the repository's root.

Invented from a fixed seed and rounded, so that R and Python read the same numbers.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

DATA = Path(__file__).parent / "data"
SEED = 20190822
UNITS = (1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 9, 12)
PUPILS = (4, 6, 7, 9, 11, 12, 14, 15, 17, 18, 22, 25, 31, 40)


def clusters12() -> list[dict[str, object]]:
    """Return 12 unbalanced clusters of units seen in 2 to 4 periods, with weights and few treated units."""
    rng = np.random.default_rng(SEED)
    rows: list[dict[str, object]] = []
    unit = 0
    for cluster, units in enumerate(UNITS, start=1):
        shock = rng.normal(0, 0.2, 4)
        for _ in range(units):
            unit += 1
            treated = int(cluster in (3, 6, 9) or (cluster == 12 and unit % 3 == 0))
            pupils, level = int(rng.integers(60, 260)), rng.normal(0, 0.4)
            seen = [2016, 2017, 2018, 2019] if unit % 4 else [2016, 2019] if unit % 8 else [2017, 2018, 2019]
            for year in seen:
                exposed = treated * int(year >= 2018)
                intake = rng.normal(28, 1.5)
                noise = rng.normal(0, 0.25)
                outcome = level + shock[year - 2016] + 0.15 * exposed + 0.05 * (intake - 28) + noise
                rows.append(
                    {
                        "cluster": cluster,
                        "unit": unit,
                        "period": year,
                        "treated": treated,
                        "exposed": exposed,
                        "intake": round(intake, 2),
                        "pupils": pupils,
                        "entries": pupils + int(rng.integers(-30, 31)),
                        "outcome": round(outcome, 3),
                    }
                )
    return rows


def pupils14() -> list[dict[str, object]]:
    """Return pupils of 14 unbalanced schools, six treated; `flat` has no variance between schools."""
    rng = np.random.default_rng(SEED + 1)
    rows: list[dict[str, object]] = []
    for school, size in enumerate(PUPILS, start=1):
        level, treated = rng.normal(0, 0.8), int(school % 2 == 0 and school != 12)
        drawn = rng.normal(0, 1, size)
        levelled = drawn - drawn.mean()
        for pupil in range(size):
            prior = rng.normal(104, 6)
            disadvantaged = int(rng.random() < 0.3)
            signal = 4.5 + 0.12 * (prior - 104) - 0.5 * disadvantaged + 0.3 * treated
            rows.append(
                {
                    "school": school,
                    "treated": treated,
                    "prior": round(prior, 1),
                    "disadvantaged": disadvantaged,
                    "grade": round(signal + level + rng.normal(0, 1.4), 2),
                    "flat": round(signal + 1.4 * levelled[pupil], 2),
                }
            )
    return rows


def lines16() -> list[dict[str, object]]:
    """Return pupils of 16 unbalanced schools: whole schools `treated`, and some pupils of each `invited`."""
    rng = np.random.default_rng(SEED + 2)
    rows: list[dict[str, object]] = []
    for school in range(1, 17):
        level, treated = rng.normal(0, 0.6), int(school % 3 == 0)
        for pupil in range(int(rng.integers(5, 22))):
            prior, disadvantaged = rng.normal(104, 6), int(rng.random() < 0.3)
            invited = int(pupil % 3 == 0)
            signal = 4.5 + 0.12 * (prior - 104) - 0.5 * disadvantaged + 0.3 * treated + 0.2 * invited
            spread = 0.8 + 0.6 * disadvantaged
            rows.append(
                {
                    "school": school,
                    "treated": treated,
                    "invited": invited,
                    "prior": round(prior, 1),
                    "disadvantaged": disadvantaged,
                    "size": int(rng.integers(1, 9)),
                    "grade": round(signal + level + spread * rng.normal(), 2),
                }
            )
    return rows


def write(name: str, rows: list[dict[str, object]]) -> None:
    """Write one data set as csv."""
    with (DATA / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    write("clusters12.csv", clusters12())
    write("pupils14.csv", pupils14())
    write("lines16.csv", lines16())
