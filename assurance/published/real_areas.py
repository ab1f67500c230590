"""Real areas as pretend cities, none of which had this programme: ``python -m assurance.published.real_areas FOLDER``.

How often does each inference call nothing something? Every area with at least eight schools takes the city's place
in turn. Its schools give no donors, and matching is made anew without them. Areas are dealt into ten folds; what
the tested area is judged by (variances, placebo areas) comes from areas of the other nine.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

import evalkit as ek
from assurance.digest import mark, modules_in_use, take
from assurance.picture import Share, shares_picture
from assurance.simulation.recovery_page import exact_interval
from assurance.worlds.prepared import LIFTED, Prepared, if_picked, infer
from evalkit.analysis.compare import compare
from evalkit.core.errors import EvalkitError
from evalkit.core.streams import stream
from evalkit.design.parts.pool import FixedDonors, contrast
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.evaluation import Evaluation
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.standing import LessRise
from evalkit.report.figures.parts.canvas import FigureHeading

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "worked-example"
PAGE = ROOT / "docs" / "assurance" / "real-areas.md"
FIGURE = PAGE.with_suffix(".png")
SEED = 20261122
FOLDS = 10
FEWEST_SCHOOLS = 8
ALPHA = 0.05
# Below so many areas a share says too little to be drawn; the table still has it.
FEWEST_DRAWN = 20
REGION = 0.99
DESIGNS = {
    "early_facts": "early facts: kind of place, kind of school, girls or boys or mixed; pupils of 2017",
    "progress": "the worked example's main design: the same, with Key Stage 2 and disadvantage of 2018",
}
PRIMARY = "placebo_areas"
BESIDE = ("variance_components", "placebo_sets", "cluster_robust")
# The other answer, as it stands in the headline of an area of which nobody says how it was picked.
IF_PICKED = "placebo_areas, less what areas that stood so rise"
GROUPS = ("all", "smallest third", "middle third", "largest third")
QUARTERS = ("lowest quarter", "second quarter", "third quarter", "highest quarter")


def main(folder: Path) -> None:
    """Judge every area under both designs and write the page."""
    taken, evaluation = take(), ek.open_study(EXAMPLE, data=folder)
    found = pd.concat([judge_areas(evaluation, design) for design in DESIGNS], ignore_index=True)
    FIGURE.write_bytes(picture(found))
    PAGE.write_text(page(evaluation, found, mark(modules_in_use(), taken)), encoding="utf-8")


def judge_areas(evaluation: Evaluation, design: str) -> pd.DataFrame:
    """Return one row for each area and inference under one design."""
    asked = evaluation.analysis(design)
    asked = asked.change(design_options=replace(asked.design_options, **LIFTED))  # type: ignore[type-var]
    areas = candidates(asked)
    fold = folds(tuple(areas))
    rows = []
    for place, (code, members) in enumerate(areas.items(), 1):
        together = frozenset(other for other in areas if fold[other] == fold[code])
        rows.extend({"design": design, "area": code, **row} for row in judge_area(asked, members, together))
        if place % 20 == 0 or place == len(areas):
            print(f"{design}: {place} of {len(areas)} areas", flush=True)
    table = pd.DataFrame(rows)
    order = table.drop_duplicates("area").sort_values(["schools", "area"])["area"].to_numpy()
    thirds = {code: GROUPS[1 + third] for third, part in enumerate(np.array_split(order, 3)) for code in part}
    return table.assign(third=table["area"].map(thirds))


def candidates(asked: Analysis) -> dict[str, frozenset[int]]:
    """Return the schools of every area with at least eight that pass the donor rules and have every figure."""
    pool = compare(asked).pool
    assert pool is not None
    usable = {**_by_area(pool.unit, pool.area, pool.area_codes, pool.eligible)}
    usable |= _by_area(pool.unit, pool.area, pool.area_codes, pool.treated)
    return {code: schools for code, schools in sorted(usable.items()) if len(schools) >= FEWEST_SCHOOLS}


def folds(codes: tuple[str, ...]) -> dict[str, int]:
    """Return the fold of each area: dealt at random, by a seed written down beforehand."""
    order = stream(SEED, "folds of areas").permutation(len(codes))
    return {codes[area]: place % FOLDS for place, area in enumerate(order)}


def judge_area(asked: Analysis, members: frozenset[int], together: frozenset[str]) -> list[dict[str, object]]:
    """Return what each inference says of one area in which nothing happened, from areas of other folds."""
    analysis = asked.change(treated=members, programme=members)
    comparison = compare(analysis)
    pool = comparison.pool
    assert pool is not None
    estimator = ESTIMATORS.get("difference_in_differences")
    estimate = estimator.run(comparison, estimator.options())
    elsewhere = np.array([code not in together for code in pool.area_codes])[pool.area]
    other_folds = replace(pool, eligible=pool.eligible & elsewhere)
    handed = analysis.change(design="as it is", design_options=replace(comparison, assignment=FixedDonors(other_folds)))
    weights = contrast(pool, np.flatnonzero(pool.treated), analysis.estimand.weighting)
    prepared = Prepared(handed, estimate, other_folds, weights)
    facts = {"schools": len(members), "feasible": len(weights.rows), "estimate": estimate.estimate}
    rows = []
    for name in (PRIMARY, *BESIDE):
        found = infer(prepared, name) if name in INFERENCES.names() else None
        given = {"given": found is not None, "inference": name}
        if found is None:
            rows.append({**facts, **given, "rejects": False, "width": np.nan, "ratio": np.nan})
            continue
        rejects = found.p_value <= 1 - found.conf_level + 1e-12
        ratio = estimate.estimate / found.std_error
        rows.append({**facts, **given, "rejects": rejects, "width": found.conf_high - found.conf_low, "ratio": ratio})
    return [*rows, {**facts, "inference": IF_PICKED, **picked_row(prepared)}]


def picked_row(prepared: Prepared) -> dict[str, object]:
    """Return what the other answer says of one area: of its rise less that of areas that stood as it did."""
    other = if_picked(prepared, 1 - ALPHA)
    if not isinstance(other, LessRise):
        return {"given": False, "rejects": False, "width": np.nan, "ratio": np.nan, "gap": np.nan, "left": np.nan}
    return {
        "given": True,
        "rejects": other.p_value <= ALPHA + 1e-12,
        "width": other.conf_high - other.conf_low,
        "ratio": other.estimate / other.std_error,
        "gap": other.gap,
        "left": other.estimate,
    }


def region(number: int) -> tuple[int, int]:
    """Return the fewest and most rejections that the 99 % binomial region of 5 % allows."""
    tail = (1 - REGION) / 2
    return int(stats.binom.ppf(tail, number, ALPHA)), int(stats.binom.ppf(1 - tail, number, ALPHA))


def page(evaluation: Evaluation, found: pd.DataFrame, code: str) -> str:
    """Return the page."""
    parts = [
        f"# Real areas as pretend cities, as found on {dt.datetime.now(tz=dt.UTC).date():%d %B %Y}\n\n"
        f"{evaluation.study.data.attribution}. Made by `make realdata` from published tables of 2016/17 and 2018/19 "
        "(overall Progress 8; 2019 as adjusted, which is all that is published).",
        METHOD.format(fewest=FEWEST_SCHOOLS),
        f"![Share of areas in which each inference finds an effect]({FIGURE.name})",
        *[section(design, found[found["design"] == design]) for design in DESIGNS],
        LIMITS,
        code,
    ]
    return "\n\n".join(parts) + "\n"


METHOD = """No area had this programme, so an honest inference at 95 % should find an effect in about 5 in 100 areas.
Every area with at least {fewest} schools that pass the donor rules (not selective) and have every figure takes the
city's place, with all of them. The tested area gives no donors and no part of the scale of matching. Areas are dealt
into ten folds; variances and placebo areas for a tested area come from the areas of the other nine folds. The design's
refusals are lifted, as they are for placebos.

How to read it: the rate of `placebo_areas` over all areas lies near 5 % almost by arithmetic, because each area is
ranked among areas like those it is itself a placebo for; its rates in thirds of area size, and all rates of the other
inferences, are what could have gone wrong. The rank of an area among all areas at once, which is 5 % by arithmetic, is
not reported."""

LIMITS = """## Choices, and what was not tested

Thresholds (eight schools, ten folds, both designs, the 99 % region, thirds by number of schools) and the seed were
fixed before the first run on these areas. No choice was made after seeing these results. The definitions of the
inferences, though, were settled by people who knew how such inferences behave on these same tables, so this page shows
that the code does as was hoped; it is no test on tables that nobody had seen.

Not tested here: programmes of some schools of an area, programmes in several areas, progress in maths (not published by
school for 2016/17), other years, weighting by pupils, calipers. Neighbouring areas may share what happens to them;
rejections in different areas are then not independent, and the exact intervals are too narrow."""


def section(design: str, found: pd.DataFrame) -> str:
    """Return the rates of one design, overall and by thirds of area size."""
    areas = found.drop_duplicates("area")
    lines = [
        f"## Matched on {DESIGNS[design]}\n",
        f"{len(areas)} areas; {int((areas['feasible'] < areas['schools']).sum())} of them lose schools that have too "
        f"few similar schools elsewhere. Schools by third: {spans(areas)}.\n",
        "| inference | areas | finds an effect in | share | exact 95 % interval | 99 % region of 5 % | inside | "
        "SD of estimate / predicted SD |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in (PRIMARY, IF_PICKED, *BESIDE):
        for group in GROUPS:
            own = rows_of(found, name, group)
            if len(own):
                lines.append(rate_row(name, group, own))
    return "\n".join([*lines, "", *by_standing(found)])


def by_standing(found: pd.DataFrame) -> list[str]:
    """Return both answers by how the areas stood beside their donors before the start, a quarter of them at a time."""
    other = found[(found["inference"] == IF_PICKED) & found["given"]].set_index("area")
    plain = found[(found["inference"] == PRIMARY) & found["given"]].set_index("area")
    both = sorted(other.index.intersection(plain.index), key=lambda code: (other.at[code, "gap"], code))
    lines = [
        "Had a city been picked for how it stood: the same areas by their gap to their donors in 2016/17. Where "
        "nothing happened the mean is nought if nothing comes by itself.\n",
        "| areas | gap | mean, nothing taken off | finds an effect | mean of what is left | finds an effect |",
        "|---|---|---|---|---|---|",
    ]
    for name, quarter in zip(QUARTERS, np.array_split(np.array(both, dtype=object), len(QUARTERS)), strict=True):
        one, two = plain.loc[quarter], other.loc[quarter]
        shares = [f"{int(rows['rejects'].sum())} of {len(rows)}" for rows in (one, two)]
        lines.append(
            f"| {name} | {two['gap'].min():+.2f} to {two['gap'].max():+.2f} | {one['estimate'].mean():+.3f} "
            f"| {shares[0]} | {two['left'].mean():+.3f} | {shares[1]} |"
        )
    return lines


def rows_of(found: pd.DataFrame, name: str, group: str) -> pd.DataFrame:
    """Return the areas of a group in which the inference gave an answer."""
    own = found[(found["inference"] == name) & found["given"]]
    return own if group == "all" else own[own["third"] == group]


def rate_row(name: str, group: str, own: pd.DataFrame) -> str:
    """Return one line of the table of rates."""
    rejected, number = int(own["rejects"].sum()), len(own)
    low, high = exact_interval(rejected, number)
    least, most = region(number)
    label = f"`{name}`{' (declared primary)' if name == PRIMARY else ''}, {group}"
    inside = "yes" if least <= rejected <= most else "no"
    shown = f"{100 * rejected / number:.1f} % | {100 * low:.1f} to {100 * high:.1f} %"
    spread = float(own["ratio"].std(ddof=1))
    return f"| {label} | {number} | {rejected} | {shown} | {least} to {most} | {inside} | {spread:.2f} |"


def spans(areas: pd.DataFrame) -> str:
    """Say how many schools the areas of each third have."""
    said = []
    for group in GROUPS[1:]:
        sizes = areas.loc[areas["third"] == group, "schools"]
        said.append(f"{group} {sizes.min()} to {sizes.max()}")
    return ", ".join(said)


def picture(found: pd.DataFrame) -> bytes:
    """Return the figure: rates by group, for each inference."""
    shares = []
    for design, words in (("early_facts", "early facts"), ("progress", "main design")):
        for group in GROUPS:
            for name in (PRIMARY, *BESIDE):
                own = rows_of(found[found["design"] == design], name, group)
                if len(own) >= FEWEST_DRAWN:
                    rejected = int(own["rejects"].sum())
                    share = rejected / len(own)
                    row = f"{words}, {group}"
                    shares.append(Share(row, name.replace("_", " "), share, *exact_interval(rejected, len(own))))
    heading = FigureHeading(
        "How often each inference finds an effect in areas that had no programme",
        "Share of areas with its exact 95 % interval, matched in two ways, by number of schools in the area",
        "Source: Department for Education, published tables of 2016/17 and 2018/19; make realdata",
    )
    return shares_picture(heading, shares, ALPHA, "5 %")


def _by_area(
    school: np.ndarray, area: np.ndarray, codes: tuple[str, ...], wanted: np.ndarray
) -> dict[str, frozenset[int]]:
    return {
        code: frozenset(int(number) for number in school[wanted & (area == place)])
        for place, code in enumerate(codes)
        if (wanted & (area == place)).any()
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the published tables are: make realdata EVALKIT_REALDATA=folder")
    try:
        main(Path(sys.argv[1]))
    except EvalkitError as error:
        sys.exit(str(error))
