"""A margin declared beforehand, tested by whatever the primary inference of an estimate rests on."""

from __future__ import annotations

from math import isfinite, nan

from evalkit.numeric.margin_tests import MarginTests, by_placebos, by_t
from evalkit.records.details import PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Estimate, Refusal
from evalkit.records.margin import Margin


def margin_of(estimate: Estimate, size: float | None) -> Margin | None:
    """Return the one-sided tests of a margin, by the placebos or the t of the primary inference.

    Parameters
    ----------
    estimate : Estimate
        With its inferences.
    size : float or None
        The smallest difference of interest, in the unit of the outcome; None where the study declares none.
    """
    if size is None or not estimate.primary:
        return None
    tests = _tests(estimate, size)
    return Margin(size, tests.rise, tests.fall, estimate.primary)


def _tests(estimate: Estimate, size: float) -> MarginTests:
    """Return the tests of the primary inference; the larger p of two where another answer stands beside it."""
    shown, other = _of_primary(estimate, size), estimate.if_chosen_low
    if other is None:
        return shown
    if isinstance(other, Refusal):
        return MarginTests(nan, nan)
    judged = other.areas["standardised"].to_numpy(dtype=float)[:, None]
    beside = by_placebos(other.estimate, other.std_error, size, tuple(judged))
    return MarginTests(max(shown.rise, beside.rise), max(shown.fall, beside.fall))


def _of_primary(estimate: Estimate, size: float) -> MarginTests:
    sure = estimate.inference()
    if (areas := sure.detail(PlaceboAreas)) is not None:
        single = areas.table["standardised"].to_numpy(dtype=float)[:, None]
        return by_placebos(estimate.estimate, sure.std_error, size, tuple(single))
    if (sets := sure.detail(PlaceboSets)) is not None:
        return by_placebos(estimate.estimate, sure.std_error, size, sets.each)
    if isfinite(sure.df) and isfinite(sure.std_error):
        return by_t(estimate.estimate, sure.std_error, size, sure.df)
    # A way of a partner that shows neither placebos nor degrees of freedom rules nothing out.
    return MarginTests(nan, nan)
