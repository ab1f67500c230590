"""Laws of every method: what must change nothing, and what must change the result by a known amount."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.records.analysis import Analysis
from evalkit.records.shown import Shown, TiedGroups
from tests.laws import changes
from tests.laws.subject import Result, Subject, exactly, numbers, quick, require, run, standing

# The same sums in another order or scale, in double precision.
ROUNDING = 1e-9
# A mixed model is fitted by iteration, which stops at about the square root of the rounding error.
FITTED = 1e-6
EFFECT = 0.4
BY = 3.25


def check_row_order_changes_nothing(subject: Subject) -> None:
    """Shuffled rows of the data, and of the comparison, give the same bits."""
    analysis = subject.world()
    other = changes.with_frame(analysis, changes.shuffled)
    one, two = run(subject, analysis), run(subject, other)
    require(exactly(one.estimate) == exactly(two.estimate), "the estimate depends on the order of rows")
    require(exactly(one.check) == exactly(two.check), "the check depends on the order of rows")
    if subject.shape == "panel":
        require(exactly(one.comparison) == exactly(two.comparison), "the comparison depends on the order of rows")
    if subject.kind == "estimator":
        mixed = replace(one.comparison, frame=changes.shuffled(one.comparison.frame))
        options = subject.method.options()
        require(
            exactly(subject.method.run(one.comparison, options)) == exactly(subject.method.run(mixed, options)),
            "the estimate depends on the order of the comparison's rows",
        )


def check_shift_changes_nothing(subject: Subject) -> None:
    """A constant added to every outcome leaves estimate, interval, p-value and check where they are."""
    analysis = subject.world()
    _same(subject, run(subject, analysis), run(subject, changes.shift(analysis, BY)), "a shift of all outcomes")


def check_scale_scales(subject: Subject) -> None:
    """Outcomes in another unit give the same answer in that unit, and the same p-value."""
    analysis = subject.world()
    one, two = run(subject, analysis), run(subject, changes.scale(analysis, BY))
    _near(subject, _on_scale(one) * BY, _on_scale(two), "outcomes in another unit")
    _near(subject, one.inference.p_value, two.inference.p_value, "outcomes in another unit, p-value")
    if one.check is not None and two.check is not None:
        require(one.check.passed == two.check.passed, "a check passes in one unit and not in another")
        if one.check.shows is not None and two.check.shows is not None:
            factor = np.where(_own(analysis, one.check.shows.frame()), BY, 1.0)
            refits = (check.shows.frame()["estimate"].to_numpy() for check in (one.check, two.check))
            _near(subject, next(refits) * factor, next(refits), "outcomes in another unit, refits")


def check_names_change_nothing(subject: Subject) -> None:
    """Other names of schools and areas, in the same order, give the same numbers to the last bit."""
    analysis = subject.world()
    one, two = run(subject, analysis), run(subject, changes.rename(analysis))
    require(
        exactly(numbers((one.estimate, one.check))) == exactly(numbers((two.estimate, two.check))),
        "the result depends on the names of schools or areas",
    )
    require(one.comparison.counts == two.comparison.counts, "the counts depend on the names of schools or areas")


def check_sides_swapped_flip_the_sign(subject: Subject) -> None:
    """Where units were given, not matched, calling the treated untreated turns the estimate round."""
    analysis = subject.world(effect=EFFECT)
    one, two = run(subject, analysis), run(subject, changes.swap_sides(analysis))
    _near(subject, one.estimate.estimate, -two.estimate.estimate, "sides swapped, estimate")
    _near(subject, one.inference.conf_low, -two.inference.conf_high, "sides swapped, interval")
    _near(subject, one.inference.p_value, two.inference.p_value, "sides swapped, p-value")


def check_inputs_stay_as_they_were(subject: Subject) -> None:
    """Data, reasons, options and the comparison are the same after as before."""
    analysis = subject.world()
    before = exactly(analysis)
    first = run(subject, analysis)
    require(exactly(analysis) == before, "the data, reasons or options given were changed")
    if subject.kind == "estimator":
        comparison = exactly(first.comparison)
        subject.method.run(first.comparison, subject.method.options())
        require(exactly(first.comparison) == comparison, "the comparison was changed")
    if subject.kind in ("inference", "check"):
        shared = compare(analysis)
        point, comparison = exactly(first.estimate), exactly(shared)
        with standing(subject.kind, subject.name, subject.method):
            subject.method.run(analysis, first.estimate, point_estimate, quick(subject.method))
        require(exactly(first.estimate) == point, "the estimate given was changed")
        require(exactly(shared) == comparison, "the comparison that others ask for again was changed")


def check_an_effect_moves_the_estimate_by_itself(subject: Subject) -> None:
    """An effect on the treated in the cohort moves estimate, interval and refits by exactly as much.

    Rows of a check about another outcome, another year than the cohort, or other schools stay where they are.
    Rows that multiply the estimate move by as many times as they say.
    """
    analysis = subject.world()
    one, two = run(subject, analysis), run(subject, changes.add_effect(analysis, EFFECT))
    _near(subject, _on_scale(one) + EFFECT, _on_scale(two), "an effect added to the treated")
    if one.check is not None and two.check is not None and one.check.shows is not None:
        table = one.check.shows.frame()
        refits = two.check.shows.frame()["estimate"] - table["estimate"]
        own = _own(analysis, table) & _of_the_cohort(analysis, table) & _of_the_programme(one.check.shows)
        times = table["times"].to_numpy() if "times" in table else 1.0
        _near(subject, refits.to_numpy(), np.where(own, EFFECT * times, 0.0), "an effect added to the treated, refits")


def check_results_carry_their_registered_name(subject: Subject) -> None:
    """What is printed beside a number is the name under which its method is found."""
    result = run(subject, subject.world())
    carried = {
        "design": result.estimate.design,
        "estimator": result.estimate.estimator,
        "inference": result.inference.name,
        "check": result.check.check if result.check else "",
    }
    require(carried[subject.kind] == subject.name, f"registered as {subject.name}, printed as {carried[subject.kind]}")


def _same(subject: Subject, one: Result, two: Result, what: str) -> None:
    _near(subject, _on_scale(one), _on_scale(two), what)
    _near(subject, one.inference.p_value, two.inference.p_value, f"{what}, p-value")
    if one.check is not None and two.check is not None:
        _near(subject, np.array(numbers(one.check)), np.array(numbers(two.check)), f"{what}, check")
        require(one.check.passed == two.check.passed, f"{what} changes whether the check passes")


def _own(analysis: Analysis, table: pd.DataFrame) -> np.ndarray:
    """Say which rows of a check's table are about the outcome of the question."""
    if "outcome" not in table:
        return np.ones(len(table), dtype=bool)
    return table["outcome"].isin(("", analysis.estimand.outcome)).to_numpy()


def _of_the_cohort(analysis: Analysis, table: pd.DataFrame) -> np.ndarray:
    """Say which rows of a check's table end in the cohort of the question."""
    if "cohort" not in table:
        return np.ones(len(table), dtype=bool)
    return (table["cohort"].isna() | (table["cohort"] == analysis.estimand.cohort)).to_numpy()


def _of_the_programme(shown: Shown) -> np.ndarray:
    """Say which rows of what a check shows are about the programme's schools; of tied groups only the declared one."""
    if not isinstance(shown, TiedGroups):
        return np.ones(len(shown.rows), dtype=bool)
    return np.array([row.declared for row in shown.rows])


def _on_scale(result: Result) -> np.ndarray:
    found = result.inference
    return np.array([result.estimate.estimate, found.conf_low, found.conf_high])


def _near(subject: Subject, one: np.ndarray | float, two: np.ndarray | float, what: str) -> None:
    tolerance = FITTED if subject.shape == "cross_section" else ROUNDING
    apart = float(np.max(np.abs(np.asarray(one) - np.asarray(two))))
    require(apart < tolerance, f"{what}: the results lie {apart:.3g} apart, {tolerance:g} allowed")
