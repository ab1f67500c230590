"""Whether intervals by schools hold a known agreement and leniency, and how often support that pays no heed looks fit.

``python -m assurance.simulation.department_reviews [--draws N]`` writes docs/assurance/department-reviews.md.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from assurance.digest import mark, modules_in_use
from evalkit.core.streams import stream
from evalkit.numeric.agreement import grade_table, pair_agreement
from evalkit.numeric.moved_rows import moved_rows
from evalkit.numeric.ordinal_alpha import ordinal_alpha
from evalkit.numeric.school_jackknife import school_jackknife

SEED = 20261130
DRAWS = 500
GRADES, AREAS = 4, 10
REVIEWED = (10, 19, 40)
# Schools of which each got some support, and whether it pays heed to needs.
HELPED = (5, 8, 19)
HEED = {"pays no heed": 0.0, "pays heed": 0.35}
LEVEL, ALPHA = 0.95, 0.05
# Ratings of so many schools are as good as all there could be.
POPULATION = 40_000
PAGE = Path(__file__).resolve().parents[2] / "docs" / "assurance" / "department-reviews.md"
Codes = NDArray[np.int64]
Statistic = Callable[[Codes], float]


def main() -> None:
    """Draw, look, and write the page."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    given = argparse.ArgumentParser(description="Reviews of departments")
    given.add_argument("--draws", type=int, default=DRAWS)
    draws, started = given.parse_args().draws, time.time()
    held = pd.DataFrame([row for draw in range(draws) for schools in REVIEWED for row in held_of(schools, draw)])
    fits = pd.DataFrame([fit_of(schools, world, draw) for draw in range(draws) for schools in HELPED for world in HEED])
    minutes, day = (time.time() - started) / 60, time.strftime("%d %B %Y").lstrip("0")
    PAGE.write_text(page(held, fits, draws, minutes, day), encoding="utf-8")


def leniency(codes: Codes) -> float:
    """Return the mean of own less outside ratings in levels."""
    return float((codes[:, 0] - codes[:, 1]).mean())


def linear_kappa(codes: Codes) -> float:
    """Return kappa with linear weights."""
    return pair_agreement(grade_table(codes[:, 0], codes[:, 1], GRADES), "linear").kappa


def quadratic_kappa(codes: Codes) -> float:
    """Return kappa with quadratic weights."""
    return pair_agreement(grade_table(codes[:, 0], codes[:, 1], GRADES), "quadratic").kappa


def alpha(codes: Codes) -> float:
    """Return Krippendorff's ordinal alpha."""
    return ordinal_alpha((codes[:, :, None] == np.arange(GRADES)).sum(axis=1).astype(float))


STATISTICS: tuple[Statistic, ...] = (leniency, linear_kappa, quadratic_kappa, alpha)


def ratings(schools: int, rng: np.random.Generator) -> Codes:
    """Return own and outside ratings, a row for each area of each school: departments differ, and so does lenience."""
    standing, lenient = rng.normal(0, 0.6, (schools, 1)), rng.normal(0.3, 0.3, (schools, 1))
    true = standing + rng.normal(0, 0.9, (schools, AREAS))
    own, outside = true + lenient + rng.normal(0, 0.4, true.shape), true + rng.normal(0, 0.3, true.shape)
    cuts = np.array([-0.9, 0.1, 1.0])
    return np.stack([np.digitize(own, cuts).ravel(), np.digitize(outside, cuts).ravel()], axis=1)


@cache
def truth(statistic: Statistic) -> float:
    """Return a figure over as many schools as make chance small."""
    return statistic(ratings(POPULATION, stream(SEED, "population")))


def held_of(schools: int, draw: int) -> list[dict[str, object]]:
    """Return of one draw whether each figure's interval holds the truth, and how wide it is."""
    codes, where = ratings(schools, stream(SEED, "ratings", schools, draw)), np.repeat(np.arange(schools), AREAS)
    rows = []
    for statistic in STATISTICS:
        found = school_jackknife(lambda kept, of=statistic: of(codes[kept]), where, LEVEL)  # type: ignore[misc]
        inside = found.low <= truth(statistic) <= found.high
        rows.append({"figure": statistic.__name__, "schools": schools, "held": inside, "width": found.high - found.low})
    return rows


def fit_of(schools: int, world: str, draw: int) -> dict[str, object]:
    """Return of one draw the chance that other orders of support meet as many needs."""
    rng = stream(SEED, "needs", schools, world, draw)
    needs = (rng.random((schools, AREAS)) < rng.uniform(0.2, 0.7, (schools, 1))).astype(float)
    # Some schools get much and others little, whatever they need.
    much = rng.uniform(0.05, 0.4, (schools, 1))
    support = (rng.random(needs.shape) < np.clip(much + HEED[world] * needs, 0, 1)).astype(float)
    return {"schools": schools, "world": world, "small": moved_rows(needs, support, rng).chance <= ALPHA}


def page(held: pd.DataFrame, fits: pd.DataFrame, draws: int, minutes: float, day: str) -> str:
    """Return the page, with the digest of the code that it ran."""
    intervals = [
        f"| {figure.replace('_', ' ')} | {schools} | {_share(own['held'])} | {own['width'].mean():.2f} |"
        for (figure, schools), own in held.groupby(["figure", "schools"])
    ]
    chances = [
        f"| {world} | {schools} | {_share(own['small'])} |"
        for (world, schools), own in fits.groupby(["world", "schools"])
    ]
    head = HEAD.format(day=day, minutes=minutes, draws=draws)
    return "\n".join([head, INTERVALS, *intervals, "", CHANCES, *chances, "", FOOT, mark(modules_in_use()), ""])


def _share(true: pd.Series) -> str:
    low, high = stats.binomtest(int(true.sum()), len(true)).proportion_ci(LEVEL, method="exact")
    return f"{100 * true.mean():.1f} ({100 * low:.1f} to {100 * high:.1f})"


HEAD = f"""# Reviews of departments: agreement, leniency, and whether support went where the need was

As found on {{day}}; made by `python -m assurance.simulation.department_reviews` in {{minutes:.0f}} minutes ({{draws}}
draws a row; seed {SEED}, then what is drawn and the number of the draw from nought).

Invented schools, each with {AREAS} areas rated by itself and by outsiders on {GRADES} levels. Schools differ in how
they stand and in how leniently they rate, so that ratings of one school go together. In brackets are exact 95 per cent
intervals of each share.
"""
INTERVALS = "| figure | schools | 95% interval by schools holds the truth (%) | mean width |\n|---|---|---|---|"
CHANCES = f"""Needs and support: some schools get much support and others little. Where it pays no heed, a chance of
{ALPHA} or less should come up in {ALPHA:.0%} of draws at most; where it does, the share is how often that is noticed.

| support | schools | chance of {ALPHA} or less (%) |
|---|---|---|"""
FOOT = """## Reading it

- Ten schools are the fewest for which the report gives these intervals.
- With five schools there are 120 orders, so that no chance lies below 0.8 per cent, and a link of this strength is
  noticed in little more than half of draws.
"""

if __name__ == "__main__":
    main()
