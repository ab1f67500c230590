"""Real areas as pretend cities, their comparison schools weighted.

``python -m assurance.published.real_areas_weighted FOLDER``. The same areas, folds and question as
``assurance.published.real_areas``, for the design that weighs all schools elsewhere together.
Schools of the tested area's fold give neither donors nor placebos nor variances.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

import evalkit as ek
from assurance.digest import mark, take
from assurance.published.real_areas import (
    EXAMPLE,
    FEWEST_SCHOOLS,
    GROUPS,
    IF_PICKED,
    by_standing,
    candidates,
    folds,
    picked_row,
    rate_row,
    rows_of,
    spans,
)
from assurance.worlds.prepared import LIFTED, Prepared, infer
from evalkit.analysis.compare import compare
from evalkit.core.errors import EvalkitError
from evalkit.design import DESIGNS
from evalkit.design.weighted import Options
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.evaluation import Evaluation
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.sensitivity.parts.path import carried

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = re.compile(r"^from (evalkit\.[a-z_.0-9]+) import", re.MULTILINE)
PAGE = ROOT / "docs" / "assurance" / "real-areas-weighted.md"
QUESTIONS = {
    "early_facts": "early facts: pupils of 2017, within the same shares of kinds of place and school",
    "progress": "the worked example's main choice: the same, with Key Stage 2 and disadvantage of 2018",
}
METHOD = f"""No area had this programme, so an honest inference at 95 % should find an effect in about 5 in 100 areas.
Every area with at least {FEWEST_SCHOOLS} schools that pass the donor rules and have every figure takes the city's
place, with all of them; schools elsewhere are weighted to its means. Areas, ten folds and thirds are those of
[matched schools](real-areas.md); here schools of the tested area's fold give neither donors nor placebos nor variances.
The design's refusals are lifted. The definitions were settled before this run, by people who knew how matched schools
behave on these tables."""
LIMITS = """Neighbouring areas may share what happens to them; rejections in different areas are then not independent,
and the exact intervals are too narrow. Not tested here: programmes of some schools of an area, several areas, other
years, long series, weighting by pupils."""
METHODS = ("placebo_areas", "variance_components", "cluster_robust")


def main(folder: Path) -> None:
    """Judge every area under both choices and write the page."""
    taken, evaluation = take(), ek.open_study(EXAMPLE, data=folder)
    behind = modules_behind((INFERENCES.where(name) for name in METHODS), taken)
    found = pd.concat([judge_areas(evaluation, question) for question in QUESTIONS], ignore_index=True)
    PAGE.write_text(page(evaluation, found, mark(behind, taken)), encoding="utf-8")


def modules_behind(methods: Iterable[str], taken: dict[str, str]) -> tuple[str, ...]:
    """Return the tested modules that the design, the estimator and some inferences import, near or far."""
    waiting, found = [DESIGNS.where("weighted"), ESTIMATORS.where("difference_in_differences"), *methods], set()
    while waiting:
        name = waiting.pop()
        if name in found or name not in taken:
            continue
        found.add(name)
        text = ROOT.joinpath(*name.split(".")).with_suffix(".py")
        if text.exists():
            waiting += IMPORTED.findall(text.read_text(encoding="utf-8"))
    return tuple(sorted(found))


def judge_areas(evaluation: Evaluation, question: str) -> pd.DataFrame:
    """Return one row for each area and inference under one choice of numbers."""
    matched = evaluation.analysis(question)
    options = carried(matched.design_options, Options)
    assert isinstance(options, Options)
    areas = candidates(matched.change(design_options=replace(matched.design_options, **LIFTED)))  # type: ignore[type-var]
    fold, rows = folds(tuple(areas)), []
    asked = matched.change(design="weighted", design_options=replace(options, **LIFTED))
    for code, members in areas.items():
        together = tuple(other for other in areas if fold[other] == fold[code])
        rows.extend({"design": question, "area": code, **row} for row in judge_area(asked, members, together))
    table = pd.DataFrame(rows)
    order = table.drop_duplicates("area").sort_values(["schools", "area"])["area"].to_numpy()
    thirds = {code: GROUPS[1 + third] for third, part in enumerate(np.array_split(order, 3)) for code in part}
    return table.assign(third=table["area"].map(thirds))


def judge_area(asked: Analysis, members: frozenset[int], together: tuple[str, ...]) -> list[dict[str, object]]:
    """Return what each inference says of one area in which nothing happened, from areas of other folds."""
    shut = replace(asked.donors, exclude_areas=(*asked.donors.exclude_areas, *together))
    analysis = asked.change(treated=members, programme=members, donors=shut)
    comparison = compare(analysis)
    assignment = comparison.assignment
    assert assignment is not None
    assert comparison.balance is not None
    estimator = ESTIMATORS.get("difference_in_differences")
    estimate = estimator.run(comparison, estimator.options())
    own = assignment.weights(np.flatnonzero(assignment.pool.treated), analysis.estimand.weighting)
    handed = analysis.change(design="as it is", design_options=comparison)
    prepared = Prepared(handed, estimate, assignment.pool, own)
    facts = {
        "schools": len(members),
        "feasible": comparison.counts.units_treated,
        "tolerance": comparison.tolerance,
        "effective": comparison.balance.effective_units,
        "estimate": estimate.estimate,
    }
    rows = []
    for name in METHODS:
        found = infer(prepared, name)
        if found is None:
            rows.append(
                {**facts, "inference": name, "given": False, "rejects": False, "width": np.nan, "ratio": np.nan}
            )
            continue
        rejects = found.p_value <= 1 - found.conf_level + 1e-12
        ratio = estimate.estimate / found.std_error
        width = found.conf_high - found.conf_low
        rows.append({**facts, "inference": name, "given": True, "rejects": rejects, "width": width, "ratio": ratio})
    return [*rows, {**facts, "inference": IF_PICKED, **picked_row(prepared)}]


def page(evaluation: Evaluation, found: pd.DataFrame, code: str) -> str:
    """Return the page."""
    today = f"{dt.datetime.now(tz=dt.UTC).date():%d %B %Y}".lstrip("0")
    parts = [
        f"# Real areas as pretend cities, weighted schools beside them, as found on {today}\n\n"
        f"{evaluation.study.data.attribution}. Made by "
        "`python -m assurance.published.real_areas_weighted` from published tables of 2016/17 "
        "and 2018/19 (overall Progress 8; 2019 as adjusted, which is all that is published).",
        METHOD,
        *[section(question, found[found["design"] == question]) for question in QUESTIONS],
        LIMITS,
        code,
    ]
    return "\n\n".join(parts) + "\n"


def section(question: str, found: pd.DataFrame) -> str:
    """Return the rates under one choice of numbers, overall and by thirds of area size."""
    areas = found.drop_duplicates("area")
    lines = [
        f"## Weighted on {QUESTIONS[question]}\n",
        f"{len(areas)} areas; in {int((areas['tolerance'] > 0).sum())} of them exact balance cannot be had. Effective "
        f"comparison schools: {areas['effective'].median():.0f} in the middle area, {areas['effective'].min():.0f} in "
        f"the least. Schools by third: {spans(areas)}.\n",
        "| inference | areas | finds an effect in | share | exact 95 % interval | 99 % region of 5 % | inside | "
        "SD of estimate / predicted SD |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in (*METHODS, IF_PICKED):
        for group in GROUPS:
            own = rows_of(found, name, group)
            if len(own):
                lines.append(rate_row(name, group, own))
    return "\n".join([*lines, "", *by_standing(found)])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the published tables are: python -m assurance.published.real_areas_weighted FOLDER")
    try:
        main(Path(sys.argv[1]))
    except EvalkitError as error:
        sys.exit(str(error))
