"""Checks one line away from the real ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Estimate
from evalkit.sensitivity import CHECKS

LEAVE_OUT = CHECKS.get("leave_one_school_out").run
AREA_OUT = CHECKS.get("leave_one_donor_area_out").run
PATH = CHECKS.get("specification_path").run
YEARS = CHECKS.get("placebo_years").run
BALANCE = CHECKS.get("outcome_in_balance").run

Point = Callable[[Analysis], Estimate]


def leaves_nothing_out(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object) -> CheckResult:
    """Give the whole estimate for every refit."""
    return LEAVE_OUT(analysis, estimate, lambda _: point_estimate(analysis), options)


def leaves_no_area_out(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object) -> CheckResult:
    """Put every area back before a refit."""
    return AREA_OUT(analysis, estimate, lambda one: point_estimate(one.change(donors=analysis.donors)), options)


def adds_up_to_something_else(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> CheckResult:
    """Give what a step adds for the estimate after it."""
    found = PATH(analysis, estimate, point_estimate, options)
    rows = tuple(replace(row, estimate=row.contribution) for row in found.shows.rows)
    return replace(found, shows=replace(found.shows, rows=rows))


def counts_the_cohort_as_before(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> CheckResult:
    """Take the cohort itself for a year before the start."""
    last = replace(analysis.estimand, baseline=(analysis.estimand.cohort,))
    found = YEARS(analysis.change(estimand=last), estimate, point_estimate, options)
    rows = tuple(replace(row, cohort=max(analysis.estimand.baseline)) for row in found.shows.rows)
    return replace(found, shows=replace(found.shows, rows=rows))


def declares_the_other_choice(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> CheckResult:
    """Mark the refit as what the plan declared."""
    found = BALANCE(analysis, estimate, point_estimate, options)
    rows = tuple(replace(row, declared=not row.declared) for row in found.shows.rows)
    return replace(found, shows=replace(found.shows, rows=rows))


def judges_by_grades(analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object) -> CheckResult:
    """Pass below a move of a twentieth, whatever the unit."""
    found = LEAVE_OUT(analysis, estimate, point_estimate, options)
    return replace(found, passed=found.shows.largest_move < 0.05)


def refits_the_plan_without_its_effect(
    analysis: Analysis, estimate: Estimate, point_estimate: Point, options: object
) -> CheckResult:
    """Set the other choice beside the declared one as a difference, not as an estimate."""
    found = BALANCE(analysis, estimate, point_estimate, options)
    rows = tuple(replace(row, estimate=row.estimate - estimate.estimate) for row in found.shows.rows)
    return replace(found, shows=replace(found.shows, rows=rows))
