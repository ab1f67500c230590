"""Whether intervals hold a known truth: ``python -m assurance.simulation.recovery [--draws N] [--minutes M]``.

Invented cities and volunteers are drawn, matched and judged by the library's own methods; the page
``docs/assurance/recovery.md`` says how often each interval held the planted effect. Which draws there are is fixed
by the seeds below before any is drawn. Draws of all cells are made in turn, so that a run that is stopped by the
clock has about as many of each; the clock looks at no result.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from assurance.digest import mark, modules_in_use
from assurance.simulation.recovery_page import KEPT, write_page
from assurance.worlds.prepared import (
    FACTS,
    FIRST_SCHOOL,
    ON_OUTCOME,
    RANK,
    THRESHOLD,
    Prepared,
    city_rows,
    infer,
    prepare,
    refused,
    true_sd,
    volunteer_rows,
)
from assurance.worlds.simulated import CELLS, EFFECT, World, draw_world, slopes
from evalkit.core.streams import stream
from evalkit.inference import INFERENCES

SEED = 20261122
DRAWS = 1000
VOLUNTEER_DRAWS = 4000
BATCH = 20
WORKERS = 2
# Cells in which the outcome year is also put into the balance, to show its bias.
ON_OUTCOME_CELLS = tuple(place for place, cell in enumerate(CELLS) if cell.area_sd == 0.04 and not cell.heavy)
RULES = {"threshold": THRESHOLD, "lowest": RANK}
# A separate base seed for each kind of draw, so that no two kinds share a draw by accident; the row with the
# outcome year in the balance uses the city's own draws on purpose.
SEEDS = {"city": SEED, "on outcome": SEED, "threshold": SEED + 1, "lowest": SEED + 2}
WANTED = {
    "city": ("placebo_areas", "variance_components", "cluster_robust"),
    "on outcome": (),
    "threshold": ("placebo_sets", "variance_components", "cluster_robust"),
    "lowest": ("placebo_sets", "variance_components", "cluster_robust"),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """Draws ``first`` to ``last`` - 1 of one kind in one cell."""

    kind: str
    cell: int
    first: int
    last: int


def main() -> None:
    """Draw, judge, and write the page."""
    given = argparse.ArgumentParser(description="Recovery of a known truth")
    given.add_argument("--draws", type=int, default=DRAWS)
    given.add_argument("--minutes", type=float, default=38.0)
    asked = given.parse_args()
    batches = plan(asked.draws, round(asked.draws * VOLUNTEER_DRAWS / DRAWS))
    started = time.time()
    about = {"mark": mark(modules_in_use_by_methods()), "planned": asked.draws, "started": time.strftime("%d %B %Y")}
    rows: list[dict[str, object]] = []
    for done, found in enumerate(results(batches, started + 60.0 * asked.minutes), 1):
        rows.extend(found)
        if done % 50 == 0 or done == len(batches):
            spent = time.time() - started
            print(f"{done} of {len(batches)} batches, {len(rows)} intervals, {spent / 60:.1f} minutes", flush=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    about["minutes"] = (time.time() - started) / 60.0
    draws = pd.DataFrame(rows)
    draws.to_csv(KEPT / "draws.csv.gz", index=False)
    (KEPT / "about.json").write_text(json.dumps(about), encoding="utf-8")
    write_page(draws, about)


def modules_in_use_by_methods() -> tuple[str, ...]:
    """Return the tested modules, every wanted method imported."""
    for name in {name for names in WANTED.values() for name in names if name in INFERENCES.names()}:
        INFERENCES.get(name)
    return modules_in_use()


def plan(draws: int, volunteer_draws: int) -> list[Batch]:
    """Return all batches, those of every kind and cell in turn."""
    wanted = [("city", cell, draws) for cell in range(len(CELLS))]
    wanted += [("on outcome", cell, draws // 2) for cell in ON_OUTCOME_CELLS]
    each, more = divmod(volunteer_draws, len(CELLS))
    wanted += [(kind, cell, each + (cell < more)) for kind in RULES for cell in range(len(CELLS))]
    batches = [
        Batch(kind, cell, first, min(first + BATCH, number))
        for kind, cell, number in wanted
        for first in range(0, number, BATCH)
    ]
    whole = {(kind, cell): number for kind, cell, number in wanted}
    return sorted(batches, key=lambda batch: batch.first / whole[batch.kind, batch.cell])


def results(batches: list[Batch], stop_at: float) -> Iterator[list[dict[str, object]]]:
    """Yield the rows of each batch in order until the clock says stop; two workers, one thread each."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        for rows in pool.imap(run_batch, batches):
            yield rows
            if time.time() > stop_at:
                print("the clock stopped the run; the page says how many draws were made", flush=True)
                return


def run_batch(batch: Batch) -> list[dict[str, object]]:
    """Return the rows of every draw of a batch."""
    return [row for draw in range(batch.first, batch.last) for row in run_draw(batch.kind, batch.cell, draw)]


def run_draw(kind: str, cell: int, draw: int) -> list[dict[str, object]]:
    """Return one row for each inference of one draw, or one row that says it could not be answered."""
    world = draw_world(SEEDS[kind], CELLS[cell], draw, city=kind in ("city", "on outcome"))
    known = {"kind": kind, "cell": cell, "draw": draw}
    prepared = prepared_draw(kind, world, draw)
    if prepared is None:
        return [{**known, "inference": "", "answered": False}]
    between, within = slopes(world)
    facts = {
        **known,
        "answered": True,
        "error": prepared.estimate.estimate - EFFECT,
        "true_sd": true_sd(world, prepared),
        "below": level_gap(world, prepared),
        "refused": refused(prepared),
        "between": between,
        "within": within,
    }
    names = [name for name in WANTED[kind] if name in INFERENCES.names()]
    return [{**facts, **judged(prepared, name)} for name in names] or [{**facts, "inference": ""}]


def prepared_draw(kind: str, world: World, draw: int) -> Prepared | None:
    """Return the draw, matched; None where there is nothing to compare."""
    if kind in ("city", "on outcome"):
        return prepare(world, city_rows(world), FACTS if kind == "city" else ON_OUTCOME, seed=draw)
    rule = RULES[kind]
    rows = volunteer_rows(world, rule, stream(SEEDS[kind], "who volunteers", kind, draw))
    return None if rows is None else prepare(world, rows, ON_OUTCOME, rule, seed=draw)


def judged(prepared: Prepared, name: str) -> dict[str, object]:
    """Return whether one inference's interval held the planted effect, and how wide it was."""
    found = infer(prepared, name)
    if found is None:
        return {"inference": name, "given": False}
    held = found.conf_low <= EFFECT <= found.conf_high
    return {"inference": name, "given": True, "held": held, "width": found.conf_high - found.conf_low}


def level_gap(world: World, prepared: Prepared) -> float:
    """Return how far the programme's schools lie from their donors in the outcome of the baseline year."""
    before = world.before[prepared.pool.unit - FIRST_SCHOOL]
    return float((prepared.weights.treated - prepared.weights.donor) @ before)


if __name__ == "__main__":
    main()
