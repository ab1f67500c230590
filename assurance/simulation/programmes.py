"""Whether what is planted in an invented programme is found again by what the library says of real ones.

``python -m assurance.simulation.programmes [--draws N]`` writes docs/assurance/programmes.md. Each draw is a programme
of other people in the schools of the shipped studies, made by ``evalkit.synthetic.programme``: who came decides hours,
hours move ratings, reviews find needs, support answers some of them, answers move more in some schools than in others,
extra help fades. Which draws there are is fixed by the seeds.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from assurance.digest import mark, modules_in_use
from assurance.simulation.recovery_page import Coverage, exact_interval
from evalkit.core.quantity import MINUS
from evalkit.core.streams import stream
from evalkit.numeric.dose_slope import dose_slope
from evalkit.numeric.fading import fading
from evalkit.numeric.moved_rows import moved_rows
from evalkit.numeric.paired_change import paired_change
from evalkit.study.model import Study
from evalkit.study.study_reader import read_study
from evalkit.synthetic.programme.reviewing import NEED, REVIEWED
from evalkit.synthetic.programme.terms import TERMS
from evalkit.synthetic.programme.truth import ProgrammeTruth
from evalkit.synthetic.programme.twin import TRUTHS, ProgrammeTwin, programme_twin

SEED, DRAWS = 20261128, 500
LEICESTER, NORTH_WEST = "leicester", "north-west"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "assurance" / "programmes.md"
SLOPE, SUPPORT, CHANGE, FADING = (
    "attendance and movement of ratings",
    "need and support",
    "change of teachers' answers",
    "fading of extra help",
)
# As shipped, and with nothing planted.
WORLDS: dict[str, ProgrammeTruth] = {
    "as shipped": TRUTHS[LEICESTER],
    "nothing planted": replace(
        TRUTHS[LEICESTER], rating_slope=0.0, survey_change=0.0, support_with_need=0.45, support_without_need=0.45
    ),
}
FADES: dict[str, ProgrammeTruth] = {
    "as shipped, but in every school": replace(TRUTHS[NORTH_WEST], did_not_fade=0),
    "nothing planted": replace(TRUTHS[NORTH_WEST], did_not_fade=0, fading=0.0),
}
# A chance below this is taken for a sign that support went by need.
LEVEL = 0.05


def main() -> None:
    """Draw, look, and write the page."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    given = argparse.ArgumentParser(description="Planted truths of invented programmes")
    given.add_argument("--draws", type=int, default=DRAWS)
    draws, started = given.parse_args().draws, time.time()
    seen = pd.DataFrame([row for draw in range(draws) for row in rows_of(draw)])
    minutes, day = (time.time() - started) / 60, time.strftime("%d %B %Y").lstrip("0")
    PAGE.write_text(page(seen, draws, minutes, day), encoding="utf-8")


def rows_of(draw: int) -> list[dict[str, object]]:
    """Return what each statistic says of one draw of each world."""
    rows: list[dict[str, object]] = []
    for world, truth in WORLDS.items():
        twin = programme_twin(_study(LEICESTER), seed=SEED + draw, truth=truth)
        rows += [{"world": world, **row} for row in (rating_slope(twin), answers_change(twin), support_by_need(twin))]
    for world, truth in FADES.items():
        twin = programme_twin(_study(NORTH_WEST), seed=SEED + draw, truth=truth)
        rows.append({"world": world, **fading_of_help(twin, truth.fading)})
    return rows


def rating_slope(twin: ProgrammeTwin) -> dict[str, object]:
    """Return the slope of the movement of outside ratings on hours per teacher of maths."""
    reviews = pd.DataFrame(twin.tables["reviews"]).query("judged_by == 'external'")
    levels = reviews.assign(rating=reviews["rating"].astype(int)).pivot(
        index=["school", "area"], columns="round", values="rating"
    )
    moved = (levels["last"] - levels["first"]).dropna().groupby("school").mean()
    hours = np.array([twin.planted.hours[school] for school in moved.index])
    found = dose_slope(hours, moved.to_numpy())
    assert found is not None
    return _row(SLOPE, twin.planted.rating_slope, found.value, found.conf_low, found.conf_high)


def answers_change(twin: ProgrammeTwin) -> dict[str, object]:
    """Return the change of the scale of confidence among those who answered all its items twice."""
    survey = _study(LEICESTER).surveys[0]
    items = {item.id: item for item in survey.items if item.scale == "confidence"}
    rows = pd.DataFrame(twin.tables["survey"])
    rows = rows[rows["item"].isin(items)]
    place = rows["answer"].map({word: number for number, word in enumerate(survey.answers, 1)})
    turned = rows["item"].map({name: item.reversed for name, item in items.items()})
    values = place.where(~turned, len(survey.answers) + 1 - place)
    by_item = rows.assign(value=values).pivot(index=["school", "person"], columns=["wave", "item"], values="value")
    first, last = (by_item[wave.id].mean(axis=1, skipna=False) for wave in survey.waves)
    found = paired_change(first.to_numpy(), last.to_numpy(), by_item.index.get_level_values("school").to_numpy(str))
    alone = 1.96 * found.sd_change / np.sqrt(found.people)
    return {
        **_row(CHANGE, twin.planted.survey_change, found.mean, found.conf_low, found.conf_high),
        "held_alone": abs(found.mean - twin.planted.survey_change) <= alone,
    }


def support_by_need(twin: ProgrammeTwin) -> dict[str, object]:
    """Return how small the chance is that support of targeted schools met as many needs by luck."""
    targeted = [row["school"] for row in twin.tables["schools"] if row["role"] == "targeted"]
    first = {
        (row["school"], row["area"]): int(str(row["rating"])) <= NEED
        for row in twin.tables["reviews"]
        if row["judged_by"] == "external" and row["round"] == "first"
    }
    given = {(row.get("school", ""), row.get("need", "")) for row in twin.tables["activities"]}
    needs = np.array([[first[school, area] for area in REVIEWED] for school in targeted], dtype=float)
    support = np.array([[(school, area) in given for area in REVIEWED] for school in targeted], dtype=float)
    found = moved_rows(needs, support, stream(SEED, "orders"))
    with_need, without = (support[needs == side].mean() for side in (1, 0))
    return {
        "topic": SUPPORT,
        "truth": twin.planted.support_difference,
        "estimate": with_need - without,
        "small": found.chance <= LEVEL,
    }


def fading_of_help(twin: ProgrammeTwin, truth: float) -> dict[str, object]:
    """Return the mean slope of sessions by term over schools."""
    rows = pd.DataFrame(twin.tables["pupil_intervention"])
    term = rows["term"].map({term.name: float(number) for number, term in enumerate(TERMS)}).to_numpy()
    done, meant = (rows[name].to_numpy(dtype=float) for name in ("sessions", "planned_sessions"))
    found = fading(done, meant, term, rows["school"].to_numpy(str)).actual
    return _row(FADING, truth, found.slope, found.conf_low, found.conf_high)


@cache
def _study(name: str) -> Study:
    return read_study(name)


def _row(topic: str, truth: float, value: float, low: float, high: float) -> dict[str, object]:
    return {
        "topic": topic,
        "truth": truth,
        "estimate": value,
        "held": bool(low <= truth <= high),
        "width": high - low,
    }


def page(seen: pd.DataFrame, draws: int, minutes: float, day: str) -> str:
    """Return the page, with the digest of the code that it ran."""
    intervals = seen[seen["topic"] != SUPPORT]
    rows = [_interval_row(topic, world, found) for (topic, world), found in intervals.groupby(["topic", "world"])]
    chances = [_chance_row(world, found) for world, found in seen[seen["topic"] == SUPPORT].groupby("world")]
    head = HEAD.format(day=day, minutes=minutes, draws=draws)
    told = [head, INTERVALS, *rows, "", ALONE.format(share=_alone(seen)), CHANCES, *chances, "", FOOT]
    return "\n".join([*told, mark(modules_in_use()), ""])


def _interval_row(topic: str, world: str, found: pd.DataFrame) -> str:
    error = (found["estimate"] - found["truth"]).astype(float)
    spread = float(error.std(ddof=1))
    held = Coverage(len(found), int(found["held"].sum()), float(found["width"].mean()), 2 * 1.96 * spread)
    off = f"{error.mean():+.4f} ({spread / np.sqrt(len(error)):.4f})".replace("-", MINUS)
    truth = f"{found['truth'].mean():.4f}".replace("-", MINUS)
    return f"| {topic} | {world} | {truth} | {off} | {_share(found['held'])} | {held.verdict()} |"


def _chance_row(world: str, found: pd.DataFrame) -> str:
    error = (found["estimate"] - found["truth"]).astype(float)
    off = f"{error.mean():+.3f} ({error.std(ddof=1) / np.sqrt(len(error)):.3f})".replace("-", MINUS)
    return f"| {world} | {found['truth'].mean():.2f} | {off} | {_share(found['small'])} |"


def _share(true: pd.Series) -> str:
    low, high = exact_interval(int(true.sum()), len(true))
    return f"{100 * true.mean():.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def _alone(seen: pd.DataFrame) -> str:
    return _share(seen.loc[seen["topic"] == CHANGE, "held_alone"].astype(bool))


HEAD = f"""# What is planted in a programme, and whether it is found

As found on {{day}}; made by `python -m assurance.simulation.programmes` in {{minutes:.0f}} minutes ({{draws}} draws a
row; seeds from {SEED} on). Each draw is an invented programme, with other people, hours, reviews and answers, in the
schools of the shipped studies: 19 for ratings and answers, five for extra help. Shares have exact 95 per cent
intervals in brackets; the mean distance from the truth has its standard error.

## Intervals of 95 per cent
"""
INTERVALS = """| what | planted | truth | estimate less truth | interval holds it | coverage of 93 % |
|---|---|---|---|---|---|"""
ALONE = """
Of the change of teachers' answers, an interval that counts each person for himself, as if schools did not move
alike, held it in {share}.

## Support by need

The chance that as many needs are met when whole rows of support are dealt to the six targeted schools in every other
order. Where nothing is planted it should be 5 per cent or less in at most 5 of 100 draws.
"""
CHANCES = """| planted | difference in probability | estimate less truth | chance of 5 % or less |
|---|---|---|---|"""
FOOT = """## Reading it

- The slope of ratings is an association: in these programmes targeted schools had more hours and lower first ratings.
  The truth of a draw is the slope of what was to be expected of its schools with their hours and first ratings.
- Six schools can be put in 720 orders, so a chance cannot be smaller than 1 in 720, and rows that are alike make it
  larger. Where support is given to needs in seven of ten areas and elsewhere in one of eight, six schools are enough to
  see it; a weaker link is not tested here.
- Not tested here: raters who see what they hope for, answers that differ between those who stay and those who leave,
  hours that are written down wrongly.
"""

if __name__ == "__main__":
    main()
