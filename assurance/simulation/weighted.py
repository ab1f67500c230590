"""Whether weighted schools recover a known truth.

``python -m assurance.simulation.weighted [--draws N] [--minutes M]``. The invented cities of
``assurance.worlds.simulated``, weighted and judged by the library's own methods, and matched beside it. Two further
worlds let change depend on the intake, in a straight line and in a curve, because weights that make means the same
protect against the first only. Which draws there are is fixed by the seed before any is drawn.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from assurance.digest import mark, modules_in_use
from assurance.simulation.weighted_page import KEPT, write_page
from assurance.worlds.prepared import (
    ESTIMAND,
    EXACT,
    FACTS,
    FIRST_SCHOOL,
    LIFTED,
    Prepared,
    city_rows,
    facts_of,
    infer,
    prepare,
    true_sd,
)
from assurance.worlds.simulated import CELLS, CITY, EFFECT, Cell, World, draw_world
from evalkit.design.parts.balanced_donors import BalancedAnew
from evalkit.design.parts.long_frame import counts_of
from evalkit.design.parts.pool import estimate_of
from evalkit.design.weighted import Options, reweighting
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison, Contrast, Roles
from evalkit.records.estimate import Estimate
from evalkit.tables.flow import Flow

# The base seed of recovery plus 3: no draw is shared with that run.
SEED = 20261125
DRAWS = 200
BENT_DRAWS = 200
BATCH = 10
METHODS = ("placebo_areas", "variance_components")
MEANS = Options(exact=EXACT, nearest=FACTS, **LIFTED)
SPREADS = replace(MEANS, variances=True)
# Change for each point of attainment at entry, or for its square, away from the usual 28.4.
BENT_CELL = Cell(area_sd=0.04, drifting=False, heavy=False)
USUAL, LINE, CURVE = 28.4, -0.05, 0.04
BENDS = ("line", "curve")


@dataclass(frozen=True, slots=True)
class Batch:
    """Draws ``first`` to ``last`` - 1 of one cell, or of one bend."""

    kind: str
    cell: int
    first: int
    last: int


def main() -> None:
    """Draw, weigh, judge, and write the page."""
    given = argparse.ArgumentParser(description="Recovery of a known truth by weighted schools")
    given.add_argument("--draws", type=int, default=DRAWS)
    given.add_argument("--minutes", type=float, default=30.0)
    given.add_argument("--workers", type=int, default=2)
    asked = given.parse_args()
    for name in METHODS:
        INFERENCES.get(name)
    about = {"mark": mark(modules_in_use()), "planned": asked.draws, "started": time.strftime("%d %B %Y").lstrip("0")}
    started, rows = time.time(), []
    for found in results(plan(asked.draws), started + 60.0 * asked.minutes, asked.workers):
        rows.extend(found)
    KEPT.mkdir(parents=True, exist_ok=True)
    draws = pd.DataFrame(rows)
    draws.to_csv(KEPT / "draws.csv.gz", index=False)
    about["minutes"] = (time.time() - started) / 60.0
    (KEPT / "about.json").write_text(json.dumps(about), encoding="utf-8")
    write_page(draws, about)


def plan(draws: int) -> list[Batch]:
    """Return all batches, those of every cell in turn."""
    wanted = [("city", cell, draws) for cell in range(len(CELLS))]
    wanted += [(bend, 0, min(draws, BENT_DRAWS)) for bend in BENDS]
    batches = [
        Batch(kind, cell, first, min(first + BATCH, number))
        for kind, cell, number in wanted
        for first in range(0, number, BATCH)
    ]
    return sorted(batches, key=lambda batch: batch.first)


def results(batches: list[Batch], stop_at: float, workers: int) -> Iterator[list[dict[str, object]]]:
    """Yield the rows of each batch in order until the clock says stop; it looks at no result."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        for rows in pool.imap(run_batch, batches):
            yield rows
            if time.time() > stop_at:
                return


def run_batch(batch: Batch) -> list[dict[str, object]]:
    """Return the rows of every draw of a batch."""
    made = city_draw if batch.kind == "city" else bent_draw
    return [made(batch.kind, batch.cell, draw) for draw in range(batch.first, batch.last)]


def city_draw(kind: str, cell: int, draw: int) -> dict[str, object]:
    """Return one draw of a cell: the error of both designs, and whether each interval held the effect."""
    world = draw_world(SEED, CELLS[cell], draw)
    prepared, found = weighed(world, MEANS)
    matched = prepare(world, city_rows(world))
    assert matched is not None
    row: dict[str, object] = {
        "kind": kind,
        "cell": cell,
        "draw": draw,
        "error": prepared.estimate.estimate - EFFECT,
        "matched": matched.estimate.estimate - EFFECT,
        "true_sd": true_sd(world, prepared),
        "matched_sd": true_sd(world, matched),
        "effective": 1.0 / float((prepared.weights.donor**2).sum()),
        "tolerance": found.tolerance,
    }
    for name in METHODS:
        sure = infer(prepared, name)
        assert sure is not None
        row[f"held {name}"] = sure.conf_low <= EFFECT <= sure.conf_high
        row[f"width {name}"] = sure.conf_high - sure.conf_low
    return row


def bent_draw(kind: str, cell: int, draw: int) -> dict[str, object]:
    """Return by how much three designs move when change comes to depend on the intake, all else as it was drawn."""
    plain = draw_world(SEED + 1, BENT_CELL, draw)
    away = plain.ks2 - USUAL
    world = replace(plain, after=plain.after + (LINE * away if kind == "line" else CURVE * away**2))
    straight, moved = estimates(plain), estimates(world)
    return {"kind": kind, "cell": cell, "draw": draw, **{name: moved[name] - straight[name] for name in moved}}


def estimates(world: World) -> dict[str, float]:
    """Return the estimates of three designs in one world."""
    matched = prepare(world, city_rows(world))
    assert matched is not None
    return {
        "matched": matched.estimate.estimate,
        "error": weighed(world, MEANS)[0].estimate.estimate,
        "spreads": weighed(world, SPREADS)[0].estimate.estimate,
    }


def weighed(world: World, options: Options) -> tuple[Prepared, Contrast]:
    """Return one draw weighted and ready for its inferences."""
    treated = city_rows(world)
    facts = facts_of(world, treated, options.nearest, None, CITY)
    by = reweighting(facts, options)
    found = by.weights(np.flatnonzero(by.pool.treated), ESTIMAND.weighting)
    programme = frozenset(int(school) for school in FIRST_SCHOOL + treated)
    comparison = comparison_of(by, found)
    analysis = Analysis(
        data=None, estimand=ESTIMAND, treated=programme, programme=programme, design="as it is",
        design_options=comparison, seed=0, question="weighted",
        estimator="difference_in_differences", inference=("placebo_areas",),
    )  # fmt: skip
    estimate = Estimate(
        estimand=ESTIMAND, outcome=ESTIMAND.label, unit=ESTIMAND.unit, estimator="difference_in_differences",
        design="weighted", estimate=estimate_of(by.pool, found), counts=comparison.counts,
    )  # fmt: skip
    return Prepared(analysis, estimate, by.pool, found), found


def comparison_of(by: BalancedAnew, found: Contrast) -> Comparison:
    """Return the comparison that inferences ask for, without the long frame that none of them reads."""
    return Comparison(
        frame=pd.DataFrame(), roles=Roles(area="area", period="year"), shape="panel", estimand=ESTIMAND,
        counts=counts_of(by.pool, found), balance=None, assignment=by, flow=Flow(),
    )  # fmt: skip


if __name__ == "__main__":
    main()
