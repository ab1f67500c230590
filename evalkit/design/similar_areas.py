"""Similar areas: a whole authority beside the authorities most like it, each counting the same.

Estimates
    Nothing by itself: it chooses comparison authorities for the difference in the programme's authority (ATT).
Assumes
    Without the programme the authority would have changed as the mean of the authorities nearest to it did, nearest
    by earlier level and by who its pupils are.
When it misleads
    When something else happened to the programme's authority alone; when it lies at the edge of what authorities
    are like, so that even the nearest differ; when figures of few pupils make an authority look low by luck. For a
    programme in some schools of an authority it says nothing: the figure is of all its pupils.
Reference
    Rubin (1980), Biometrics 36; Abadie (2021), Journal of Economic Literature 59, on one treated unit.
Checked against
    ``tests/unit/design/test_similar_areas.py`` (hand-worked) and ``tests/golden/test_matching.py`` (MatchIt).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evalkit.core.errors import DesignError, Fault
from evalkit.core.quantity import shown_beyond
from evalkit.core.registry import Method
from evalkit.core.years import academic_year
from evalkit.design.parts.balance import Side, balance
from evalkit.design.parts.facts import Facts, column, gather
from evalkit.design.parts.long_frame import counts_of, long_frame
from evalkit.design.parts.options import VariableYear, categories, figures
from evalkit.design.parts.pool import FixedDonors, Limits, build_pool, with_replacement
from evalkit.measures.parts.areas import pupils_behind
from evalkit.places.boundary_changes import bounds_changed, not_there
from evalkit.records.analysis import Analysis, DonorRule
from evalkit.records.comparison import Balance, Comparison, Contrast, Roles
from evalkit.tables.flow import Loss, Step
from evalkit.tables.panel import Panel

PUPILS = "pupils"
# A column of pupils that most areas lack does not tell large from small.
MOSTLY = 0.9
WIDE = 0.25
# Remarks in brackets explain an outcome; a caveat names it alone.
# How a loss for a missing figure begins.
LACKING = re.compile(r"no .+ in \d{4}/\d{2}: ")
REMARK = re.compile(r" \([^)]*\)")
NOT_COUNTED = (
    "How many pupils stand behind each authority's figure is not in the tables; the number of all its pupils stands in "
    "for it, and where few of them belong to the group the interval is too narrow."
)
NEAREST_YEAR = (
    "Where the number of pupils behind an authority's figure is not printed for the year before the start, that of the "
    "nearest year that has it is taken."
)
NOT_KNOWN = "How many pupils stand behind each authority's figure is not in the tables, so all count alike."


@dataclass(frozen=True, slots=True)
class Options:
    """Options of similar areas.

    Attributes
    ----------
    exact : tuple of str
        Categories that must be the same, taken at the latest baseline year.
    nearest : tuple of VariableYear
        Numbers that enter the distance, such as the earlier level.
    also_show : tuple of VariableYear
        Numbers shown in the balance though not matched on.
    ratio : int
        Comparison authorities, each counting the same.
    fewest_pupils : float
        Authorities with fewer pupils behind their figure give no comparison.
    largest_smd : float
        Refuse when a variable matched on still differs by more than so many SDs between authorities.
    """

    exact: tuple[str, ...] = categories("must agree exactly")
    nearest: tuple[VariableYear, ...] = figures("matched on")
    also_show: tuple[VariableYear, ...] = figures("shown in the balance")
    ratio: int = 10
    fewest_pupils: float = 100.0
    largest_smd: float = 1.0


def similar_areas(analysis: Analysis, options: Options) -> Comparison:
    """Return the programme's authority beside the authorities most like it elsewhere."""
    panel, notes = _counted(analysis)
    counted = analysis.change(data=panel, donors=replace(analysis.donors, rules=_rules(analysis, options, notes)))
    facts = gather(counted, options.exact, options.nearest, options.also_show)
    pool = build_pool(facts, options.exact, options.nearest, Limits(options.ratio, None, 0.0, options.largest_smd))
    _refuse_several_units(analysis, pool.area)
    pool = with_replacement(pool)
    chosen = np.flatnonzero(pool.treated)
    weights = FixedDonors(pool).weights(chosen, analysis.estimand.weighting)
    if len(weights.rows) < max(len(chosen), 1):
        raise _nobody(analysis, facts, options)
    shown = balance(facts.frame, weights.treated, weights.donor, _sides(analysis, options))
    _refuse_unlike(analysis, shown, options)
    counts = replace(counts_of(pool, weights), kind="authority")
    if NOT_KNOWN in notes:
        counts = replace(counts, pupils_treated=None, pupils_comparison=None)
    return Comparison(
        frame=long_frame(counted, pool, weights),
        roles=Roles(area="area", period="year", stratum="stratum"),
        shape="panel",
        estimand=analysis.estimand,
        counts=counts,
        balance=shown,
        assignment=FixedDonors(pool),
        unlike=facts.unlike,
        flow=analysis.panel().flow.then(_steps(facts, analysis, pool.eligible, weights)),
        caveats=(*notes, *facts.notes, *_caveats(shown)),
    )


METHOD = Method(
    summary="The authorities most like the programme's, by earlier level and composition, each counting the same",
    run=similar_areas,
    options=Options,
    shapes=("panel",),
    checked_against=("tests/unit/design/test_similar_areas.py::test_hand_worked_neighbours_and_estimate",),
    words="the authorities most like the programme's",
    called="similar",
)


def _counted(analysis: Analysis) -> tuple[Panel, tuple[str, ...]]:
    """Return the panel with the pupils behind the outcome as its pupils, and what to say of them.

    A number of pupils that is not printed for the baseline is that of the nearest year that has it.
    """
    panel, base = analysis.panel(), max(analysis.estimand.baseline)
    named = (pupils_behind(analysis.estimand.outcome), PUPILS)
    here = panel.frame.loc[panel.frame["year"] == base, "unit"]
    for name in named:
        if not panel.has(name):
            continue
        years = sorted({int(year) for year in panel.frame["year"]}, key=lambda year: (abs(year - base), year))
        nearest = panel.wide(name)[years].bfill(axis=1).iloc[:, 0]
        if nearest.reindex(here).notna().mean() >= MOSTLY:
            told = replace(panel.variable(name), name=PUPILS)
            counted = panel.with_variable(told, panel.frame["unit"].map(nearest))
            lent = panel.wide(name)[base].isna() & nearest.notna()
            notes = [] if name == named[0] else [NOT_COUNTED]
            return counted, (*notes, *([NEAREST_YEAR] if lent.reindex(here).any() else []))
    if analysis.estimand.weighting == PUPILS:
        raise DesignError.one(
            where=f"question {analysis.question!r}, weighting",
            found="pupils, of whom the tables give no number for authorities",
            allowed="a table with the number of pupils behind each authority's figure, or each authority counting once",
            next="leave weighting out, or add such a table",
        )
    label = panel.variable(PUPILS) if panel.has(PUPILS) else replace(panel.variable("area"), name=PUPILS)
    return panel.with_variable(label, pd.Series(1.0, index=panel.frame.index)), (NOT_KNOWN,)


def _rules(analysis: Analysis, options: Options, notes: tuple[str, ...]) -> tuple[DonorRule, ...]:
    if NOT_KNOWN in notes:
        return analysis.donors.rules
    few = DonorRule(PUPILS, at_least=options.fewest_pupils, reason="too few pupils for the mean of an authority")
    return (*analysis.donors.rules, few)


def _refuse_several_units(analysis: Analysis, area: np.ndarray) -> None:
    several = int(np.bincount(area).max())
    if several > 1:
        raise DesignError.one(
            where=f"question {analysis.question!r}, similar areas",
            found=f"up to {several} rows in one authority: a panel of schools",
            allowed="one row for each authority and year",
            next="ask about an outcome of authorities, such as area_p8, or choose the design matched for schools",
        )


def _nobody(analysis: Analysis, facts: Facts, options: Options) -> DesignError:
    lost = "; ".join(f"{reason} ({count})" for step in facts.programme for reason, count in step.by_reason()) or "none"
    return DesignError(
        [
            Fault(
                where=f"question {analysis.question!r}, similar areas",
                found=f"an authority of the programme without {options.ratio} others to compare with; lost: {lost}",
                allowed=f"every authority of the programme with {options.ratio} others of its kind",
                next="ask for fewer others, use fewer exact categories, or add tables of more authorities and years",
            )
        ]
    )


def _sides(analysis: Analysis, options: Options) -> tuple[Side, ...]:
    items = dict.fromkeys((i.variable, i.year) for i in (*options.nearest, *options.also_show))
    matched_on = {(item.variable, item.year) for item in options.nearest}
    return tuple(
        Side(
            column(VariableYear(variable, year)),
            f"{analysis.panel().variable(variable).label}, {academic_year(year)}",
            (variable, year) in matched_on,
            "measured after the start; the programme could have moved it"
            if year > max(analysis.estimand.baseline)
            else "",
        )
        for variable, year in items
    )


def _refuse_unlike(analysis: Analysis, shown: Balance, options: Options) -> None:
    faults = [
        Fault(
            where=f"question {analysis.question!r}, similar areas, {row.label}",
            found=f"still differs by {shown_beyond(row.smd_after, options.largest_smd)} SD between authorities",
            allowed=f"at most {options.largest_smd:g} SD either way",
            next="no authority is like this one: describe and do not compare, or choose other variables with a reason",
        )
        for row in shown.rows
        if row.matched_on and abs(row.smd_after) > options.largest_smd
    ]
    if faults:
        raise DesignError(faults)


def _steps(facts: Facts, analysis: Analysis, eligible: np.ndarray, weights: Contrast) -> tuple[Step, ...]:
    urns = facts.frame["urn"].to_numpy()
    idle = tuple(
        Loss(int(urns[row]), None, "not among the authorities most like the programme's")
        for row in np.flatnonzero(eligible & (weights.donor == 0))
    )
    used = int((weights.donor > 0).sum())
    told = [_with_bounds(step, analysis) for step in (*facts.programme, *facts.comparison)]
    name = "is most like the programme's authority"
    return (*told, Step(name, "comparison", "authorities", int(eligible.sum()), used, idle))


def _with_bounds(step: Step, analysis: Analysis) -> Step:
    """Return a step that counts authorities and names those joined or divided between the years compared."""
    codes = analysis.panel().frame.drop_duplicates("urn").set_index("urn")["area"]
    losses = tuple(replace(loss, reason=_why(str(codes.get(loss.urn)), loss.reason, analysis)) for loss in step.losses)
    return replace(step, unit="authorities", losses=losses)


def _why(code: str, reason: str, analysis: Analysis) -> str:
    """Return why an authority was lost: what became of it, where that is why it has no figure."""
    years = analysis.estimand.years()
    return bounds_changed(code, years) or (not_there(code, years) if LACKING.match(reason) else "") or reason


def _caveats(shown: Balance) -> tuple[str, ...]:
    wide = [REMARK.sub("", row.label) for row in shown.rows if row.matched_on and abs(row.smd_after) > WIDE]
    if not wide:
        return ()
    return (
        f"Even the authorities most like it differ by over a quarter of a standard deviation in {'; '.join(wide)}.",
    )
