"""Whether the reference that keeps each school's number of links says what it should where the truth is known.

``python -m assurance.simulation.networks [--draws N]`` writes docs/assurance/networks.md. Invented networks of two
terms are drawn: without anything beyond each school's own number of links, with partners who go on working together,
and with schools that close threes. The first must be told from its reference in at most one draw of twenty.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from assurance.digest import mark, modules_in_use
from evalkit.core.quantity import MINUS
from evalkit.core.streams import stream
from evalkit.numeric import networks
from evalkit.numeric.networks import BeyondDegrees, Bools

SEED = 20180108
DRAWS = 500
# References are drawn so often inside each draw: shares of 10 in 200 can be told.
INSIDE = 199
SCHOOLS = (5, 12, 19)
# Share of pairs that work together in the first term and in the last.
FIRST, LAST = 0.15, 0.25
LEVEL = 0.05
PAGE = Path(__file__).resolve().parents[2] / "docs" / "assurance" / "networks.md"


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted beyond numbers of links.

    Attributes
    ----------
    name : str
        In words.
    goes_on : float
        Share of the first term's pairs that the last one takes over before others are drawn.
    closes : float
        Chance that two schools with a partner in common work together too.
    """

    name: str
    goes_on: float = 0.0
    closes: float = 0.0


NOTHING = Planted("nothing")
WORLDS = (NOTHING, Planted("partners go on", goes_on=0.7), Planted("threes close", closes=0.25))


def main() -> None:
    """Draw, look, and write the page."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    given = argparse.ArgumentParser(description="Networks beside graphs with the same numbers of links")
    given.add_argument("--draws", type=int, default=DRAWS)
    draws, started = given.parse_args().draws, time.time()
    rows = [
        row for schools in SCHOOLS for world in WORLDS for draw in range(draws) for row in seen(schools, world, draw)
    ]
    minutes, day = (time.time() - started) / 60, time.strftime("%d %B %Y").lstrip("0")
    PAGE.write_text(page(pd.DataFrame(rows), draws, minutes, day), encoding="utf-8")


def seen(schools: int, world: Planted, draw: int) -> Iterator[dict[str, object]]:
    """Return what each statistic says of one draw."""
    rng = stream(SEED, schools, world.name, draw)
    before, after = two_terms(schools, world, rng)
    kept = networks.beyond_degrees(after, networks.kept_pairs(before), rng, INSIDE)
    threes = networks.change_beyond_degrees(before, after, networks.triangles, rng, INSIDE)
    for name, found in (("pairs that went on", kept), ("change in threes", threes)):
        yield {"schools": schools, "planted": world.name, "statistic": name, **_told(found)}


def two_terms(schools: int, world: Planted, rng: np.random.Generator) -> tuple[Bools, Bools]:
    """Return who worked with whom in the first and in the last term."""
    before = _drawn(schools, FIRST, rng)
    after = _drawn(schools, LAST, rng) | (before & _drawn(schools, world.goes_on, rng))
    common = (after.astype(int) @ after.astype(int)) > 0
    np.fill_diagonal(common, val=False)
    return before, after | (common & _drawn(schools, world.closes, rng))


def page(found: pd.DataFrame, draws: int, minutes: float, day: str) -> str:
    """Return the page, with the digest of the code that it ran."""
    rows = [
        f"| {schools} | {planted} | {statistic} | {_share(own['held'])} | {_share(own['told'])} | "
        f"{own['apart'].mean():+.2f} | {own['least'].median():.3f} |".replace("-", MINUS)
        for (schools, planted, statistic), own in found.groupby(["schools", "planted", "statistic"], sort=False)
    ]
    head = HEAD.format(day=day, minutes=minutes, draws=draws)
    return "\n".join([head, TABLE, *rows, "", FOOT, mark(modules_in_use()), ""])


def _drawn(schools: int, share: float, rng: np.random.Generator) -> Bools:
    upper = np.triu(rng.random((schools, schools)) < share, 1)
    return upper | upper.T


def _told(found: BeyondDegrees) -> dict[str, object]:
    return {
        "held": found.low <= found.observed <= found.high,
        "told": found.share <= LEVEL,
        "apart": found.observed - found.expected,
        "least": found.least,
    }


def _share(true: pd.Series) -> str:
    low, high = stats.binomtest(int(true.sum()), len(true)).proportion_ci()
    return f"{100 * true.mean():.1f} ({100 * low:.1f} to {100 * high:.1f})"


HEAD = f"""# Work between schools, and what its reference can tell

As found on {{day}}; made by `python -m assurance.simulation.networks` in {{minutes:.0f}} minutes ({{draws}} draws a
cell, each beside {INSIDE} rewired graphs, or beside every graph up to {networks.EXACT_NODES} schools).

Two terms of joint work are drawn: {100 * FIRST:.0f} per cent of pairs in the first, {100 * LAST:.0f} in the last, and
what is planted on top. The reference keeps each school's number of partners and draws who they are."""
TABLE = """
| schools | planted | statistic | in the 95% range (%) | told at 5% (%) | mean above the reference | least share |
|---|---|---|---|---|---|---|"""
FOOT = """Where nothing is planted, at most one draw of twenty may be told from its reference, and the mean lies at
nought; where something is, five schools often cannot tell it whatever happened: the last column gives the smallest
share that could have been found, in the middle draw.
"""

if __name__ == "__main__":
    main()
