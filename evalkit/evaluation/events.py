"""The estimate year by year: the same question asked of every cohort that may be looked at."""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.errors import DesignError, EstimationError
from evalkit.core.years import academic_year
from evalkit.design.parts.limits import limits_lifted, without_design
from evalkit.evaluation.base_year import base_year_of, unknown_neighbour
from evalkit.evaluation.bound_options import Bound
from evalkit.evaluation.judgement import sure_estimate
from evalkit.records.analysis import Analysis
from evalkit.records.description import EventPoint, EventStudy
from evalkit.records.estimate import Estimate


def event_study(analysis: Analysis, bound: Bound, years: tuple[int, ...]) -> EventStudy:
    """Return each year's contrast with the baseline, with the primary inference's own interval.

    Matching is done anew for each year among the schools that have it. A year whose comparison is less
    fair than the plan allows is shown and said so; one that cannot be computed is left out and said so.
    """
    first = analysis.change(inference=analysis.inference[:1])
    points: list[EventPoint] = []
    notes: list[str] = []
    if analysis.estimand.averaged:
        averaged_years = " and ".join(academic_year(year) for year in analysis.estimand.after())
        notes.append(f"The figure for {academic_year(analysis.estimand.cohort)} is the average over {averaged_years}.")
    for year in years:
        if year in analysis.estimand.baseline:
            continue
        averaged = analysis.estimand.averaged if year == analysis.estimand.cohort else ()
        asked = first.change(estimand=replace(analysis.estimand, cohort=year, averaged=averaged))
        try:
            estimate = _estimate(asked, bound, notes)
        except (DesignError, EstimationError) as refusal:
            notes.append(f"{academic_year(year)} is left out: {refusal.faults[0].found}.")
            continue
        sure = estimate.inference()
        points.append(
            EventPoint(
                year=year,
                estimate=estimate.estimate,
                conf_low=sure.conf_low,
                conf_high=sure.conf_high,
                units=estimate.counts.units_treated,
                primary=year == analysis.estimand.cohort,
            )
        )
    estimand = analysis.estimand
    notes += [said] if (said := unknown_neighbour(estimand.baseline, years)) else []
    return EventStudy(
        outcome=estimand.label,
        unit=estimand.unit,
        baseline=estimand.baseline,
        points=tuple(points),
        inference=first.inference[0],
        conf_level=sure_level(bound, first.inference[0]),
        notes=tuple(notes),
        kind="authority" if estimand.level == "area" else "school",
        base_year=base_year_of(first, bound, points),
    )


def _estimate(asked: Analysis, bound: Bound, notes: list[str]) -> Estimate:
    try:
        return sure_estimate(asked, bound)
    except DesignError as refusal:
        estimate = sure_estimate(limits_lifted(asked), bound)
        year, first = academic_year(asked.estimand.cohort), refusal.faults[0]
        what = f"{without_design(first.where)} {first.found}"
        notes.append(f"The comparison for {year} is less fair than the plan allows: {what}.")
        return estimate


def sure_level(bound: Bound, inference: str) -> float:
    """Return the level of an inference's interval as bound."""
    return float(getattr(bound.of(inference), "conf_level", 0.95))
