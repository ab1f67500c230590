"""Estimators one line away from the real ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evalkit.estimators import ESTIMATORS
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate

REAL = ESTIMATORS.get("difference_in_differences").run
MODEL = ESTIMATORS.get("multilevel").run


def ignores_weights(comparison: Comparison, options: object) -> Estimate:
    """Count every comparison school once."""
    return REAL(replace(comparison, frame=comparison.frame.assign(weight=1.0)), options)


def ignores_weights_of_units(comparison: Comparison, options: object) -> Estimate:
    """Take weights without a word and count every row once."""
    return MODEL(replace(comparison, frame=comparison.frame.assign(**{comparison.roles.weight: 1.0})), options)


def takes_years_in_the_order_of_rows(comparison: Comparison, options: object) -> Estimate:
    """Believe that a school's rows come in the order of years."""
    years = np.array(comparison.estimand.years())
    place = comparison.frame.groupby("unit").cumcount().to_numpy()
    return REAL(replace(comparison, frame=comparison.frame.assign(year=years[place])), options)


def divides_by_the_baseline(comparison: Comparison, options: object) -> Estimate:
    """Express the effect as a share of the comparison schools' level."""
    level = abs(comparison.frame["outcome"].mean())
    found = REAL(comparison, options)
    return replace(found, estimate=found.estimate / level)


def shrinks_towards_nought(comparison: Comparison, options: object) -> Estimate:
    """Pull the estimate a fifth of the way to no effect."""
    found = REAL(comparison, options)
    return replace(found, estimate=0.8 * found.estimate)


def adds_a_constant(comparison: Comparison, options: object) -> Estimate:
    """Favour the programme by two hundredths of a grade."""
    found = REAL(comparison, options)
    return replace(found, estimate=found.estimate + 0.02)


def is_kind_to_the_treated(comparison: Comparison, options: object) -> Estimate:
    """Round the estimate up, whoever is called treated."""
    found = MODEL(comparison, options)
    return replace(found, estimate=float(np.ceil(found.estimate * 100) / 100))


def writes_on_its_input(comparison: Comparison, options: object) -> Estimate:
    """Scale the weights of the comparison it was given."""
    comparison.frame["weight"] *= 2.0
    return REAL(comparison, options)


def weights_by_the_number(comparison: Comparison, options: object) -> Estimate:
    """Let a school's number lean on its weight."""
    frame = comparison.frame
    return REAL(replace(comparison, frame=frame.assign(weight=frame["weight"] * np.log(frame["unit"]))), options)


def calls_itself_otherwise(comparison: Comparison, options: object) -> Estimate:
    """Print another method's name beside the number."""
    return replace(REAL(comparison, options), estimator="two_means")
