"""Dose beside change, each school less its own comparison schools."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

import evalkit as ek
from evalkit.delivery.more_with_more import SMALLEST_SHARE
from evalkit.numeric.dose_slope import dose_slope
from tests.support.delivered import NAMES, delivered
from tests.support.responded import BEFORE, CHANGE, CHOSEN, COUNT, compared, responded
from tests.unit.report import samples

SUM = 1e-12


def test_each_school_stands_against_its_own_comparison_schools() -> None:
    result = responded(compared())
    by_hand = [CHANGE[place] - sum(CHANGE[donor] for donor in CHOSEN[place]) / 3 for place in range(COUNT)]
    hours = [place + 1.0 for place in range(COUNT - 1)] + [0.0]
    hours[1] += 0.0625
    order = sorted(range(COUNT), key=lambda place: hours[place])
    assert [one.dose for one in result.points] == pytest.approx([hours[place] for place in order], rel=SUM)
    assert [one.change for one in result.points] == pytest.approx([by_hand[place] for place in order], rel=SUM)
    assert [one.baseline for one in result.points] == pytest.approx([BEFORE[place] for place in order], rel=SUM)
    fit = dose_slope(np.array(hours), np.array(by_hand))
    assert fit is not None
    assert result.line is not None
    assert (result.line.slope, result.line.conf_low) == pytest.approx((fit.value, fit.conf_low), rel=1e-9)


def test_what_decides_the_dose_is_told_with_the_number_of_schools() -> None:
    result = responded(compared())
    assert [one.trait for one in result.selection] == ["results before the start", "the number of pupils"]
    # Pupils rise with the place of a school; so do hours, but the last school had fewest: eleven ranks are one apart.
    assert result.selection[1].correlation == pytest.approx(1 - 6 * (11 * 1 + 11**2) / (12 * 143))
    assert (result.targeted, result.others) == (3, 9)


def test_without_an_answer_or_own_comparison_schools_it_is_refused_in_words() -> None:
    assert responded(None).refused == "the leading question has no answer"
    together = responded(replace(compared(), assignment=None))
    assert "as a whole" in together.refused
    assert ek.sentence(together).text.startswith("Dose and change cannot be set side by side")


def test_the_scaled_estimate_is_the_estimate_over_the_mean_share_of_departments() -> None:
    estimate, tables = samples.estimate(0.12), delivered()
    few = [{**row, "teachers": 4} for row in tables["departments"]]
    every = [{**row, "status": "attended"} for row in tables["attendance"]]
    scaled = responded(compared(), estimate, departments=few, attendance=every).scaled
    assert scaled is not None
    assert scaled.share == pytest.approx(11 / 12)
    assert scaled.estimate == pytest.approx(0.12 * 12 / 11)
    sure = estimate.inference()
    assert (scaled.conf_low, scaled.conf_high) == pytest.approx((sure.conf_low * 12 / 11, sure.conf_high * 12 / 11))


def test_where_little_was_delivered_or_nobody_counted_nothing_is_scaled() -> None:
    result = responded(compared(), samples.estimate())
    assert result.scaled is not None
    assert result.scaled.share == pytest.approx(1 / 12)
    assert result.scaled.share < SMALLEST_SHARE
    assert math.isnan(result.scaled.estimate)
    assert "not scaled" in ek.sentence(result, "scaled").text
    uncounted = responded(compared(), samples.estimate(), departments=delivered()["departments"][:6]).scaled
    assert uncounted is not None
    assert "nobody counted" in uncounted.refused


def test_nothing_of_a_record_names_a_school() -> None:
    assert not any(name in repr(responded(compared())) for name in NAMES)
