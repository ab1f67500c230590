"""Whether several questions judged together find no more than one where there is nothing to find.

``python -m assurance.simulation.several_questions [--draws N] [--minutes M]`` writes
docs/assurance/several-questions.md. In each draw of an invented England one city is asked five questions that move
together, without any effect: about all its schools, about a group of pupils hidden in small schools, about the whole
authority, and twice about five of its schools. Matching, placebos and the joint statement are the library's own. Which
draws there are is fixed by the seeds before any is drawn; the clock looks at no result.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from assurance.digest import mark, modules_in_use
from assurance.worlds.authorities import exact, pool_of
from assurance.worlds.prepared import FACTS, Prepared, city_rows, infer, prepare
from assurance.worlds.simulated import CITY, CODES, EFFECT, PUPIL_SD, Cell, World, draw_world
from evalkit.core.quantity import MINUS
from evalkit.core.streams import stream
from evalkit.design.parts.pool import FixedDonors, estimate_of
from evalkit.inference.parts.families import family_of
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate
from evalkit.records.family import QuestionFamily

# The base seed of recovery plus 6 and 7: no draw is shared with that run.
SEED, OTHER_SEED = 20261128, 20261129
DRAWS = 1000
FEW = 5
# How closely the second outcome follows the first.
CORRELATION = 0.7
# A group's figure is hidden below so many pupils.
HIDDEN_BELOW = 11
CELLS = {
    "levels drift, shocks normal": Cell(area_sd=0.04, drifting=True, heavy=False),
    "years independent, shocks t4": Cell(area_sd=0.09, drifting=False, heavy=True),
}
QUESTIONS = (
    "all schools",
    "a group, hidden in small schools",
    "the authority",
    "five schools",
    "five, another outcome",
)
LEVEL, WANTED = 0.95, 0.93
ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".evalkit" / "several-questions"
PAGE = ROOT / "docs" / "assurance" / "several-questions.md"


def main() -> None:
    """Draw, judge, and write the page."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    given = argparse.ArgumentParser(description="Several questions judged together")
    given.add_argument("--draws", type=int, default=DRAWS)
    given.add_argument("--minutes", type=float, default=40.0)
    asked = given.parse_args()
    started, rows = time.time(), []
    about = {"mark": mark(modules_tested()), "planned": asked.draws, "started": time.strftime("%d %B %Y").lstrip("0")}
    for draw in range(asked.draws):
        rows += rows_of(draw)
        if time.time() > started + 60.0 * asked.minutes:
            break
    KEPT.mkdir(parents=True, exist_ok=True)
    draws = pd.DataFrame(rows)
    draws.to_csv(KEPT / "draws.csv.gz", index=False)
    about["minutes"] = (time.time() - started) / 60.0
    (KEPT / "about.json").write_text(json.dumps(about), encoding="utf-8")
    PAGE.write_text(page(draws, about), encoding="utf-8")


def modules_tested() -> tuple[str, ...]:
    """Return the tested modules, those that a first draw imports among them."""
    rows_of(0)
    return modules_in_use()


def rows_of(draw: int) -> list[dict[str, object]]:
    """Return one row for each invented world of one draw."""
    return [one_draw(cell, draw) for cell in CELLS]


def one_draw(cell: str, draw: int) -> dict[str, object]:
    """Return what the joint statement about one draw says; nothing is true of any question."""
    family = family_of("exploratory", answered(cell, draw))
    held = [one.joint_low <= 0 <= one.joint_high for one in family.members]
    alone = [one.conf_low <= 0 <= one.conf_high for one in family.members]
    stepped = [one.p_value <= 1 - LEVEL for one in family.members]
    width = [
        (one.joint_high - one.joint_low) / (one.conf_high - one.conf_low) for one in family.members if one.judged_by
    ]
    return {
        "cell": cell,
        "draw": draw,
        "held": all(held),
        "alone": all(alone),
        "stepped": any(stepped),
        "beside": any(step and hold for step, hold in zip(stepped, held, strict=True)),
        "wider": float(np.mean(width)),
        "areas": family.areas,
        "left_out": family.left_out,
        "rare": _rare(family),
    }


def answered(cell: str, draw: int) -> list[tuple[str, Estimate]]:
    """Return the five questions of one draw with their estimates, each less the effect planted by the world."""
    first, other = draw_world(SEED, CELLS[cell], draw), draw_world(OTHER_SEED, CELLS[cell], draw)
    rng = stream(SEED, "several questions", cell, draw)
    city = city_rows(first)
    few = np.sort(rng.choice(city, FEW, replace=False))
    second = _mixed(first, other)
    group = _of_group(first, rng)
    whole = _prepared(first, city, draw)
    made = (
        _sure(whole, "placebo_areas"),
        _sure(_prepared(group, city_rows(group), draw), "placebo_areas"),
        _sure(_of_authority(first, whole), "placebo_authorities"),
        _sure(_prepared(first, few, draw), "placebo_sets"),
        _sure(_prepared(second, few, draw), "placebo_sets"),
    )
    return list(zip(QUESTIONS, made, strict=True))


def _prepared(world: World, treated: np.ndarray, draw: int) -> Prepared:
    """Return the question about these schools, its estimate less the effect that every world has in it."""
    prepared = prepare(world, treated, FACTS, seed=draw)
    assert prepared is not None
    return replace(prepared, estimate=replace(prepared.estimate, estimate=prepared.estimate.estimate - EFFECT))


def _of_authority(world: World, schools: Prepared) -> Prepared:
    """Return the question about the whole authority: means over its pupils, beside authorities like it."""
    pupils = np.bincount(world.area, world.pupils)
    before, after, intake = (
        np.bincount(world.area, world.pupils * values) / pupils
        for values in (world.before, world.after, world.disadvantaged)
    )
    pool = pool_of(np.column_stack([before, intake]), after - before, pupils, tuple(CODES), CITY)
    handed = schools.analysis.design_options
    assert isinstance(handed, Comparison)
    assignment = FixedDonors(pool)
    weights = assignment.weights(np.flatnonzero(pool.treated), "schools")
    return Prepared(
        schools.analysis.change(design_options=replace(handed, assignment=assignment)),
        replace(schools.estimate, estimate=estimate_of(pool, weights)),
        pool,
        weights,
    )


def _sure(prepared: Prepared, name: str) -> Estimate:
    found = infer(prepared, name)
    assert found is not None
    return prepared.estimate.with_inferences((found,), name)


def _mixed(first: World, other: World) -> World:
    """Return the schools with another outcome, which follows the first as far as it does."""
    apart = np.sqrt(1 - CORRELATION**2)
    return replace(
        first,
        before=CORRELATION * first.before + apart * other.before,
        after=CORRELATION * first.after + apart * other.after,
    )


def _of_group(world: World, rng: np.random.Generator) -> World:
    """Return the figures of disadvantaged pupils, which more chance is in, where they are not hidden."""
    number = world.pupils * world.disadvantaged / 100
    shown = number >= HIDDEN_BELOW
    more = PUPIL_SD * np.sqrt(1 / np.maximum(number, 1) - 1 / world.pupils)
    kept = {
        name: getattr(world, name)[shown]
        for name in ("area", "girls_only", "pupils", "ks2", "disadvantaged", "eal", "school_variance")
    }
    before, after = (values + more * rng.normal(size=len(more)) for values in (world.before, world.after))
    return replace(world, **kept, before=before[shown], after=after[shown])


def _rare(family: QuestionFamily) -> bool:
    """Say whether the front page would call so many intervals without 0 rarer than one time in twenty."""
    return family.standing_out > 0 and family.by_chance <= 1 - LEVEL


def page(draws: pd.DataFrame, about: dict[str, object]) -> str:
    """Return the page, with the digest of the code that it ran."""
    number = int(draws.groupby("cell").size().min())
    stopped = "" if number >= int(str(about["planned"])) else ", and the clock allowed those of the table"
    head = HEAD.format(
        started=about["started"], planned=f"{about['planned']:,} draws a row were planned{stopped}",
        minutes=float(str(about["minutes"])), areas=len(CODES),
    )  # fmt: skip
    rows = [_row(str(cell), found) for cell, found in draws.groupby("cell")]
    worst = min(found["held"].mean() for _, found in draws.groupby("cell"))
    verdict = "Met" if worst >= WANTED else "Not met"
    said = f"{verdict}: the smallest share is {100 * worst:.1f} per cent, and at least {100 * WANTED:.0f} is asked."
    return "\n".join([head, TABLE, *rows, "", said, "", FOOT, str(about["mark"]), ""])


def _row(cell: str, found: pd.DataFrame) -> str:
    shares = [_share(found["held"]), _share(found["alone"]), _share(~found["stepped"])]
    rest = f"{100 * found['beside'].mean():.1f} | {100 * found['rare'].mean():.1f} | {found['wider'].mean():.2f}"
    areas = f"{found['areas'].min()} to {found['areas'].max()} | {found['left_out'].min()} to {found['left_out'].max()}"
    return f"| {cell} | {len(found):,} | {' | '.join(shares)} | {rest} | {areas} |"


def _share(true: pd.Series) -> str:
    low, high = exact(int(true.sum()), len(true))
    return f"{100 * true.mean():.1f} ({100 * low:.1f} to {100 * high:.1f})".replace("-", MINUS)


HEAD = f"""# Five questions judged together where there is nothing to find

As found on {{started}}; made by `python -m assurance.simulation.several_questions` in {{minutes:.0f}} minutes
({{planned}}; base seeds {SEED}
and {OTHER_SEED}, then the name of the row and the number of the draw from nought).

Each draw is an invented England of {{areas}} areas of real sizes, as in [recovery](recovery.md). One city of 19
schools, lower than areas of its composition, is asked five questions that move together: about all its schools; about
a group of pupils, whose figures have more chance in them and are hidden where fewer than {HIDDEN_BELOW} pupils are
behind them; about the whole authority; about five of its schools drawn at random; and about the same five by another
outcome that follows the first with a correlation of {CORRELATION}. None has an effect. Matching, the placebos of every
question and the joint statement are the library's own.

All five joint intervals should hold 0 in 95 per cent of draws, and at least 93 is asked. In brackets are exact 95 per
cent intervals.
"""
HEADERS = (
    "world",
    "draws",
    "all joint intervals hold 0 (%)",
    "all own intervals hold 0 (%)",
    "no step-down p at or below 5 % (%)",
    "a step-down p at or below 5 % beside a joint interval that holds 0 (%)",
    "front page would call it rare (%)",
    "joint width over own",
    "areas",
    "areas left out",
)
TABLE = f"| {' | '.join(HEADERS)} |\n|{'---|' * len(HEADERS)}"
FOOT = """## Reading it

- The share of own intervals is what a reader of five intervals, each for itself, would have to expect: in all other
  draws at least one leaves out 0 with nothing there. The share of joint intervals is what the report goes by.
- A step-down p at or below 5 per cent can stand beside a joint interval that holds 0, as each step looks at fewer
  questions; the intervals decide what the report says.
- The front page tells how many intervals leave out 0 and in what share of untreated areas at least as large a part did;
  "rare" is a share of at most 5 per cent.
- Where questions move together less than these, joint intervals are wider; where they move together more, narrower.
"""

if __name__ == "__main__":
    main()
