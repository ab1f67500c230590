"""Real authorities of the North West as pretend programmes: ``python -m assurance.published.real_north_west FOLDER``.

In each authority the schools below nought in 2017, and its five lowest, are treated as if a programme had chosen
them. None had. What a before-and-after picture shows of them depends on the year it starts from; what the mirrored
rule reports is set beside it. No school is named.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

import evalkit as ek
from assurance.digest import mark, modules_in_use, take
from assurance.picture import Share, shares_picture
from assurance.worlds.prepared import LIFTED, Prepared, infer, refused
from evalkit.analysis.compare import compare
from evalkit.core.errors import EvalkitError
from evalkit.core.quantity import GRADES
from evalkit.design.parts.pool import contrast
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.evaluation import Evaluation
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.records.comparison import Comparison, Pool
from evalkit.records.estimate import Estimate, Inference
from evalkit.report.figures.parts.canvas import FigureHeading
from evalkit.tables.panel import Panel

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "worked-example"
PAGE = ROOT / "docs" / "assurance" / "real-north-west.md"
FIGURE = PAGE.with_suffix(".png")
REGION = "North West"
BEFORE, AFTER, EARLIER = 2017, 2019, 2016
# The rule chose on the outcome of 2017, so that year is matched on.
DESIGN = "early_facts_on_outcome"
FEWEST = 5
# A mean of fewer schools is nearly one school's own figure.
FEWEST_SHOWN = 3
RULES = {
    "below nought": SelectionRule("p8", BEFORE, below=0.0),
    "five lowest": SelectionRule("p8", BEFORE, lowest=FEWEST),
}
# The first that gives an interval at 95 %.
JUDGED_BY = ("placebo_sets", "variance_components")
BASELINES = ("2017", "mean of 2016 and 2017", "2016")
# The gains expected beforehand from each baseline, of schools joined to 2016 by their number.
EXPECTED = (0.053, -0.012, -0.077)
GRADE = GRADES.difference()


@dataclass(frozen=True, slots=True)
class Gain:
    """What a before-and-after picture of some schools shows.

    Attributes
    ----------
    schools : int
        With both years.
    nation : int
        Schools of the national mean it is set against.
    gain : float
        Mean change to 2019 less that of the nation, in grades; NaN where no school has both years.
    """

    schools: int
    nation: int
    gain: float


@dataclass(frozen=True, slots=True)
class Case:
    """One authority under one rule.

    Attributes
    ----------
    area : str
        Name of the authority.
    rule : str
        Key of ``RULES``.
    schools : int
        Schools that the rule chooses.
    gains : tuple of Gain
        By baseline.
    estimate : Estimate or None
        By the mirrored rule; None where it cannot be answered.
    sure : Inference or None
        How sure.
    refused : bool
        Whether the design's own limits would have refused the comparison.
    why_not : str
        Why it cannot be answered; empty where it can.
    """

    area: str
    rule: str
    schools: int
    gains: tuple[Gain, ...]
    estimate: Estimate | None = None
    sure: Inference | None = None
    refused: bool = False
    why_not: str = ""


def main(folder: Path) -> None:
    """Ask every authority and write the page."""
    taken, evaluation = take(), ek.open_study(EXAMPLE, data=folder)
    cases = [case for rule in RULES for case in ask(evaluation, rule)]
    FIGURE.write_bytes(picture(cases))
    PAGE.write_text(page(evaluation, cases, mark(modules_in_use(), taken)), encoding="utf-8")


def scores(panel: Panel) -> pd.DataFrame:
    """Return published Progress 8 by school and year, for schools with 2017 and 2019; 2016 as published, unscaled."""
    wide = panel.wide("progress8")[[EARLIER, BEFORE, AFTER]]
    return wide[wide[BEFORE].notna() & wide[AFTER].notna()]


def gains(published: pd.DataFrame, chosen: pd.Index) -> tuple[Gain, ...]:
    """Return the change of some schools less the nation's, from each baseline, each school counting once."""
    bases = (published[BEFORE], (published[EARLIER] + published[BEFORE]) / 2, published[EARLIER])
    found = []
    for base in bases:
        change = (published[AFTER] - base).dropna()
        own = change[change.index.isin(chosen)]
        found.append(Gain(len(own), len(change), float(own.mean() - change.mean()) if len(own) else float("nan")))
    return tuple(found)


def national(published: pd.DataFrame) -> tuple[Gain, ...]:
    """Return the gains of every school of the nation that was below nought in 2017."""
    return gains(published, published.index[published[BEFORE] < 0])


def ask(evaluation: Evaluation, rule: str) -> list[Case]:
    """Return what each authority of the region shows under one rule."""
    asked = evaluation.analysis(DESIGN)
    asked = asked.change(
        selection=RULES[rule], design_options=replace(asked.design_options, **LIFTED), question=f"north west, {rule}"
    )  # type: ignore[type-var]
    published, usable = scores(evaluation.panel()), usable_schools(evaluation)
    region = usable.loc[usable["region"] == REGION, ["area", "area_name"]].drop_duplicates().sort_values("area_name")
    cases = []
    for code, name in region.itertuples(index=False):
        chosen = choose(usable[usable["area"] == code], RULES[rule])
        cases.append(ask_one(asked, name, rule, chosen, gains(published, chosen)))
        print(f"{rule}: {name}, {len(chosen)} schools", flush=True)
    return cases


def usable_schools(evaluation: Evaluation) -> pd.DataFrame:
    """Return schools that pass the donor rules and have every figure, as the design itself finds them."""
    asked = evaluation.analysis(DESIGN)
    pool = compare(asked.change(design_options=replace(asked.design_options, **LIFTED))).pool  # type: ignore[type-var]
    assert pool is not None
    rows = evaluation.panel().frame
    at_base = rows[rows["year"] == BEFORE].set_index("unit")[["area", "area_name", "region"]]
    known = at_base.loc[pool.unit[pool.eligible | pool.treated]]
    return known.join(evaluation.panel().wide("p8")[BEFORE].rename("before"))


def choose(inside: pd.DataFrame, rule: SelectionRule) -> pd.Index:
    """Return the schools of one authority that the rule chooses; ties go to the smaller number."""
    if rule.lowest is None:
        return inside.index[inside["before"] < rule.below]
    return pd.Index(sorted(inside.sort_values("before", kind="stable").index[: rule.lowest]), name="unit")


def ask_one(asked: Analysis, name: str, rule: str, chosen: pd.Index, naive: tuple[Gain, ...]) -> Case:
    """Return one authority's case."""
    case = Case(name, rule, len(chosen), naive)
    if len(chosen) < FEWEST:
        return replace(case, why_not=f"fewer than {FEWEST} schools")
    schools = frozenset(int(school) for school in chosen)
    analysis = asked.change(treated=schools, programme=schools)
    try:
        comparison = compare(analysis)
    except EvalkitError:
        return replace(case, why_not="no school has enough similar schools elsewhere")
    prepared = prepared_of(analysis, comparison)
    for method in JUDGED_BY:
        sure = infer(prepared, method) if method in INFERENCES.names() else None
        if sure is not None:
            return replace(case, estimate=prepared.estimate, sure=sure, refused=refused(prepared))
    return replace(case, why_not="too few untreated areas")


def prepared_of(analysis: Analysis, comparison: Comparison) -> Prepared:
    """Return a comparison already made, ready for its inferences."""
    pool = comparison.pool
    assert isinstance(pool, Pool)
    estimator = ESTIMATORS.get("difference_in_differences")
    estimate = estimator.run(comparison, estimator.options())
    assert isinstance(estimate, Estimate)
    weights = contrast(pool, np.flatnonzero(pool.treated), analysis.estimand.weighting)
    return Prepared(analysis.change(design="as it is", design_options=comparison), estimate, pool, weights)


def page(evaluation: Evaluation, cases: list[Case], code: str) -> str:
    """Return the page."""
    parts = [
        f"# The North West's authorities as pretend programmes, as found on {dt.datetime.now(tz=dt.UTC):%d %B %Y}\n\n"
        f"{evaluation.study.data.attribution}. Made by `make realdata` from published tables (overall Progress 8; 2019 "
        "as adjusted, which is all that is published; 2016 as published, in the smaller unit of that year).",
        INTRODUCTION,
        "## The nation\n\n" + nation(evaluation),
        f"![What a before-and-after picture shows beside the mirrored rule]({FIGURE.name})",
        *[section(rule, [case for case in cases if case.rule == rule]) for rule in RULES],
        LIMITS,
        code,
    ]
    return "\n\n".join(parts) + "\n"


INTRODUCTION = """No programme chose these schools. Schools that are low in one year are partly low by luck and come
back towards the rest; a gain measured from that year shows it as if something had helped them. The mirrored rule puts
the same limit to comparison schools: exact kind of place, kind of school and girls, boys or mixed; nearest in pupils
and Progress 8 of 2017; five each; never from the same authority. The interval is that of `placebo_sets` at 95 % unless
another is named, because too few authorities have so many such schools."""

LIMITS = """## What was not tested

These are real schools, in which other things happened between 2017 and 2019; an interval that leaves out nought is
what happens in about one of twenty such authorities, and neighbouring authorities may share it. Not tested here:
progress in maths (not published by school for 2016/17), selection on lasting need rather than on one year, volunteers
who are only some of those the rule allows. 2016 is joined on the school's number, so schools that changed it since
are left out of every figure that uses 2016. The design, the rules and the fewest of five schools were fixed before
these results were seen."""


def nation(evaluation: Evaluation) -> str:
    """Say what schools below nought in 2017 showed over the nation, by baseline."""
    published = scores(evaluation.panel())
    joined = published[published[EARLIER].notna()]
    alone = joined[joined.index.isin(same_number(evaluation.panel()))]
    lines = [
        "State mainstream schools of the table of 2017 to 2019 with Progress 8 of both 2017 and 2019; the change to "
        "2019 of those below nought in 2017, less the mean change of all of them; each school counts once. Schools are "
        "followed through changes of number; those expected beforehand were joined by their number alone.\n",
        "| baseline | gain, every school with the years needed | schools below nought, of all | gain, only schools "
        "with 2016 too | schools | gain, only schools with one number | schools | expected beforehand of these |",
        "|---|---|---|---|---|---|---|---|",
    ]
    rows = zip(BASELINES, national(published), national(joined), national(alone), EXPECTED, strict=True)
    for name, *found, expected in rows:
        shown = [f"{one.gain:+.3f} | {one.schools:,} of {one.nation:,}" for one in found]
        lines.append(f"| {name} | {' | '.join(shown)} | {expected:+.3f} |")
    low = published[published[BEFORE] < 0]
    new, known = low[low[EARLIER].isna()], low[low[EARLIER].notna()]
    lines.append(
        f"\nThe {len(new)} low schools that have no figure of 2016 under any number were lower in 2017 "
        f"({GRADE.show(new[BEFORE].mean())} against {GRADE.show(known[BEFORE].mean())}) and changed by "
        f"{GRADE.show((new[AFTER] - new[BEFORE]).mean())} against {GRADE.show((known[AFTER] - known[BEFORE]).mean())}. "
        "On the schools of one number each gain agrees with what was expected beforehand: none differs by 0.01. "
        f"Of 2,492 such schools expected, {len(alone):,} are found; what sets the others apart is not known. "
        f"{len(joined) - len(alone):,} schools more are joined to 2016 through their changes of number."
    )
    return "\n".join(lines)


def same_number(panel: Panel) -> pd.Index:
    """Return the schools whose number of 2016 is that of 2019."""
    numbers = panel.frame.pivot(index="unit", columns="year", values="urn")
    return numbers.index[numbers[EARLIER] == numbers[AFTER]]


def section(rule: str, cases: list[Case]) -> str:
    """Return one table for one rule."""
    answered = [case for case in cases if case.estimate is not None and case.sure is not None]
    lines = [
        f"## Schools chosen: {rule} in 2017\n",
        "| authority | schools | gain from 2017 | from the mean of 2016 and 2017 | from 2016 | with 2016 | "
        "mirrored rule | 95 % interval | judged by |",
        "|---|---|---|---|---|---|---|---|---|",
        *[row(case) for case in cases],
        "",
        f"Gains in grades, less the nation's; c: fewer than {FEWEST_SHOWN} schools. \\* the design's own limits would "
        "refuse this comparison.\n",
        said(answered),
    ]
    return "\n".join(lines)


def row(case: Case) -> str:
    """Return one authority's line."""
    naive = [GRADE.show(gain.gain) if gain.schools >= FEWEST_SHOWN else "c" for gain in case.gains]
    cells = [case.area, str(case.schools), *naive, str(case.gains[2].schools)]
    if case.estimate is None or case.sure is None:
        return f"| {' | '.join(cells)} | cannot be answered: {case.why_not} | | |"
    star = "\\*" if case.refused else ""
    interval = f"{GRADE.show(case.sure.conf_low)} to {GRADE.show(case.sure.conf_high)}"
    return f"| {' | '.join(cells)} | {GRADE.show(case.estimate.estimate)}{star} | {interval} | `{case.sure.name}` |"


def said(answered: list[Case]) -> str:
    """Return the means over the authorities that could be answered."""
    naive = [float(np.nanmean([case.gains[place].gain for case in answered])) for place in range(len(BASELINES))]
    mirrored = float(np.mean([case.estimate.estimate for case in answered if case.estimate]))
    beyond = sum(case.sure.conf_low > 0 or case.sure.conf_high < 0 for case in answered if case.sure)
    gained = ", ".join(
        f"{GRADE.show(gain)} from {name}"
        for name, gain in zip(("2017", "the mean of 2016 and 2017", "2016"), naive, strict=True)
    )
    return (
        f"Mean over the {len(answered)} authorities answered: {gained}; {GRADE.show(mirrored)} by the mirrored rule, "
        f"whose interval leaves out nought in {beyond} of {len(answered)}."
    )


def picture(cases: list[Case]) -> bytes:
    """Return the figure: both pictures of each authority under the rule of the threshold."""
    shares = []
    for case in cases:
        if case.rule == "below nought" and case.estimate is not None and case.sure is not None:
            sure, gain = case.sure, case.gains[0].gain
            shares.append(Share(case.area, "mirrored rule", case.estimate.estimate, sure.conf_low, sure.conf_high))
            shares.append(Share(case.area, "gain since 2017 above the nation's", gain, gain, gain))
    heading = FigureHeading(
        "What a before-and-after picture of low schools shows, beside the mirrored rule",
        "Grades of Progress 8, schools below nought in 2017, to 2019; intervals at 95 %",
        "Source: Department for Education, published tables of 2016/17 and 2018/19; make realdata",
    )
    return shares_picture(heading, shares, 0.0, "no change", show=lambda value: GRADE.show(value))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the published tables are: make realdata EVALKIT_REALDATA=folder")
    try:
        main(Path(sys.argv[1]))
    except EvalkitError as error:
        sys.exit(str(error))
