"""Corners of agreement between two raters."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.numeric.agreement import WEIGHTINGS, Weighting, agreement_weights, grade_table, pair_agreement


def test_two_raters_by_hand() -> None:
    # 20 pairs on two grades: 8 and 7 agree; kappa = (0.75 - 0.5) / 0.5 as the second uses each grade for half.
    counts = np.array([[8.0, 3.0], [2.0, 7.0]])
    found = pair_agreement(counts, "linear")
    assert found.kappa == pytest.approx(0.5)
    assert found.adjusted == pytest.approx(2 * 0.75 - 1)


def test_a_grade_nobody_used_still_counts_in_the_scale() -> None:
    first, second = np.array([0, 1, 2, 2, 0, 1]), np.array([0, 2, 2, 1, 0, 1])
    three, four = (pair_agreement(grade_table(first, second, grades), "linear") for grades in (3, 4))
    # The steps are thirds instead of halves: agreement is higher, and kappa, which is relative, the same.
    assert four.observed > three.observed
    assert four.kappa == pytest.approx(three.kappa)
    assert four.adjusted != pytest.approx(three.adjusted)


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_where_all_is_one_grade_kappa_is_unknown_and_the_adjusted_form_is_one(weighting: Weighting) -> None:
    found = pair_agreement(grade_table(np.ones(9, dtype=int), np.ones(9, dtype=int), 4), weighting)
    assert np.isnan(found.kappa) and np.isnan(found.std_error)
    assert found.adjusted == 1.0


def test_without_a_pair_nothing_is_known() -> None:
    found = pair_agreement(np.zeros((4, 4)), "quadratic")
    assert np.isnan([found.kappa, found.adjusted, found.observed]).all()


def test_weights_run_from_one_to_nought() -> None:
    assert agreement_weights(3, "linear").tolist() == [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    assert agreement_weights(3, "quadratic")[0].tolist() == [1, 0.75, 0]
