"""Whole authorities: ``python -m assurance.published.authorities FOLDER`` writes docs/assurance/authorities.md.

First a known truth, drawn again and again: how often does the interval hold it, how often is nothing called something?
Then real authorities as pretend programmes, of which none had this one. Authorities are dealt into ten folds; what the
tested one is judged by (similar authorities, placebos, variances) comes from authorities of the other nine.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

import evalkit as ek
from assurance.digest import mark, take
from assurance.worlds.authorities import CELLS, LEVEL, draw, exact
from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EvalkitError
from evalkit.core.streams import stream
from evalkit.evaluation.evaluation import Evaluation
from evalkit.inference.parts.standing import less_rise, standing, too_far
from evalkit.inference.placebo_authorities import Options, placebo_authorities
from evalkit.records.analysis import Analysis

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "worked-example"
PAGE = ROOT / "docs" / "assurance" / "authorities.md"
SEED, FOLD_SEED = 5, 20261122
DRAWS = 2000
FOLDS = 10
QUESTIONS = {
    "white": "progress of White pupils",
    "white_attainment": "attainment of White pupils, standardised",
    "disadvantaged": "progress of disadvantaged pupils",
    "disadvantaged_attainment": "attainment of disadvantaged pupils, standardised",
    "everyone": "progress of all pupils",
}
THIRDS = ("smallest third", "middle third", "largest third")
RATIOS = (5, 20, 40)
# What this page rests on; other methods that are loaded beside them change nothing here.
MODULES = (
    "evalkit.design.similar_areas",
    *(f"evalkit.design.parts.{part}" for part in ("balance", "comparing", "facts", "options", "pool", "selection")),
    "evalkit.estimators.difference_in_differences",
    "evalkit.inference.placebo_authorities",
    "evalkit.inference.parts.placebos",
    *(f"evalkit.numeric.{part}" for part in ("crossproducts", "matching", "placebo", "size_variance")),
    *(f"evalkit.records.{part}" for part in ("analysis", "comparison", "estimate")),
)

OPENING = """# Whole authorities: is an interval from other authorities honest?

Made by `python -m assurance.published.authorities` on {day}. {attribution}.

One authority beside the ten most like it (`similar_areas`), judged by every other authority in its place
(`placebo_authorities`) at 95 per cent. No authority but the one of the worked example is named."""

KNOWN = """## A known truth

{draws:,} draws a cell of 150 invented authorities (`assurance/worlds/authorities.py`), of which one has a programme
with an effect of 0.1 grade. Intervals of shares are exact (binomial). *Size*: how often no effect was called one, at 5
per cent. Where pupils are not counted, small authorities are called out too often; the report then says that the number
of all pupils stands in for them."""

REAL = """## Real authorities as pretend programmes, 2017 to 2019

Each authority of England with figures in both years takes the programme's place in turn. Those of its fold give it no
comparison, no placebo and no variance. A share near 5 per cent is honest. Over all authorities together it cannot lie
far from that by the way it is made; over small or large ones it could, if their pupils were not allowed for."""

CHOICES = """## How far the worked example's answer hangs on a choice

Progress of White pupils in the city, with other numbers of similar authorities and with other variables. The first line
is the one declared; none was chosen for its result."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One pretend programme: its pupils, how far it stood out in its own predicted SDs, and its p-value.

    Then the same once what authorities that stood so change by themselves is taken off; NaN where that is refused.
    """

    pupils: float
    standardised: float
    p_value: float
    left: float
    left_p: float


def main(folder: Path) -> None:
    """Draw, judge, and write the page."""
    taken = take()
    evaluation = ek.open_study(EXAMPLE, data=folder)
    parts = [
        OPENING.format(
            day=f"{dt.datetime.now(tz=dt.UTC).date():%d %B %Y}", attribution=evaluation.study.data.attribution
        ),
        KNOWN.format(draws=DRAWS),
        known_truth(),
        REAL,
        real(evaluation),
        CHOICES,
        choices(evaluation),
        mark(MODULES, taken),
    ]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def known_truth() -> str:
    """Return one row for each cell: bias, spread, predicted spread, coverage and size with exact intervals."""
    lines = [
        "| cell | bias | SD of estimates | mean predicted SD | held the truth | size | half the interval |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, cell in CELLS.items():
        drawn = [draw(cell, name, SEED, number) for number in range(DRAWS)]
        errors = np.array([one.error for one in drawn])
        held = sum(abs(one.error) <= one.half for one in drawn)
        rejected = sum(one.rejected for one in drawn)
        shares = [share(held, DRAWS), share(rejected, DRAWS)]
        half, predicted = (float(np.mean([getattr(one, part) for one in drawn])) for part in ("half", "predicted"))
        lines.append(
            f"| {name} | {errors.mean():+.3f} | {errors.std(ddof=1):.3f} | {predicted:.3f} | {shares[0]} | {shares[1]} "
            f"| {half:.2f} |"
        )
        print(lines[-1], flush=True)
    return "\n".join(lines)


def real(evaluation: Evaluation) -> str:
    """Return one row for each outcome, and for each third of authorities by their pupils."""
    lines = [
        "| outcome | authorities | rejected at 5 per cent | SD of standardised estimates | their mean "
        "| rejected, had it been picked for how it stood | their mean |",
        "|---|---|---|---|---|---|---|",
    ]
    for question, words in QUESTIONS.items():
        judged = judge_all(evaluation.analysis(question))
        lines.append(row(words, judged))
        ordered = sorted(judged, key=lambda one: one.pupils)
        for name, third in zip(THIRDS, np.array_split(np.arange(len(ordered)), 3), strict=True):
            lines.append(row(f"— {name}", [ordered[at] for at in third]))
        print("\n".join(lines[-4:]), flush=True)
    return "\n".join(lines)


def row(words: str, judged: list[Judged]) -> str:
    """Return one line of the table of real authorities."""
    values = np.array([one.standardised for one in judged])
    rejected = sum(one.p_value <= 1 - LEVEL for one in judged)
    spread, mean = values.std(ddof=1), values.mean()
    picked = [one for one in judged if not np.isnan(one.left_p)]
    left = share(sum(one.left_p <= 1 - LEVEL for one in picked), len(picked))
    plain = f"| {words} | {len(judged)} | {share(rejected, len(judged))} | {spread:.2f} | {mean:+.2f} "
    return f"{plain}| {left} of {len(picked)} | {np.mean([one.left for one in picked]):+.2f} |"


def judge_all(asked: Analysis) -> list[Judged]:
    """Let every authority but the programme's be a pretend programme."""
    loose = replace(asked.design_options, largest_smd=99.0)  # type: ignore[type-var]
    asked = asked.change(design_options=loose)
    pool = compare(asked).pool
    assert pool is not None
    codes = pool.unit[pool.eligible]
    fold = stream(FOLD_SEED, asked.question).permutation(len(codes)) % FOLDS
    judged = []
    for code, own in zip(codes, fold, strict=True):
        together = frozenset(int(other) for other in codes[fold == own]) | asked.programme
        analysis = asked.change(treated=frozenset({int(code)}), programme=together)
        point = point_estimate(analysis)
        found = placebo_authorities(analysis, point, point_estimate, Options(LEVEL))
        pupils = float(pool.pupils[pool.unit == code][0])
        stood = standing(analysis)
        if too_far(stood):
            left = np.nan, np.nan
        else:
            other = less_rise(stood, analysis, point, LEVEL)
            left = other.estimate / other.std_error, other.p_value
        judged.append(Judged(pupils, point.estimate / found.std_error, found.p_value, *left))
    return judged


def choices(evaluation: Evaluation) -> str:
    """Return the city's estimate under other choices."""
    asked = evaluation.analysis("white")
    options = asked.design_options
    nearest = options.nearest  # type: ignore[attr-defined]
    tried = {f"{ratio} similar authorities": replace(options, ratio=ratio) for ratio in (10, *RATIOS)}  # type: ignore[type-var]
    tried["10, by the earlier level alone"] = replace(options, nearest=nearest[:1])  # type: ignore[type-var]
    tried["10, by disadvantage and first language alone"] = replace(options, nearest=nearest[1:])  # type: ignore[type-var]
    also = options.also_show  # type: ignore[attr-defined]
    tried["10, with the level of 2016 too"] = replace(options, nearest=(*nearest, *also))  # type: ignore[type-var]
    lines = ["| choice | difference (grades) | 95 per cent interval | p |", "|---|---|---|---|"]
    for words, chosen in tried.items():
        lines.append(_choice(words, asked.change(design_options=replace(chosen, largest_smd=99.0))))  # type: ignore[type-var]
    lines.append(_choice("10, measured from the mean of 2016 and 2017", evaluation.analysis("white_from_two_years")))
    return "\n".join(lines)


def _choice(words: str, analysis: Analysis) -> str:
    point = point_estimate(analysis)
    found = placebo_authorities(analysis, point, point_estimate, Options(LEVEL))
    return (
        f"| {words} | {point.estimate:+.2f} | {found.conf_low:+.2f} to {found.conf_high:+.2f} | {found.p_value:.3f} |"
    )


def share(number: int, of: int) -> str:
    """Return a share with its exact interval, in per cent."""
    low, high = exact(number, of)
    return f"{100 * number / of:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the published tables are: python -m assurance.published.authorities folder")
    try:
        main(Path(sys.argv[1]))
    except EvalkitError as error:
        sys.exit(str(error))
