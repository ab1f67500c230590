import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.optimize import minimize

from evalkit.numeric.entropy_balancing import entropy_balancing, entropy_weights, smallest_tolerance
from tests.architecture.files import ROOT

# Means agree to twelve digits, weights to eleven.
SAME = 1e-10
# SLSQP stops when a step gains less than 1e-15; half of the digits of a weight are then right.
SEARCHED = 1e-6

LINE = np.array([[0.0], [1.0], [2.0]])
ONE = np.ones(1)
THREADS = """
import numpy as np
from evalkit.numeric.entropy_balancing import entropy_weights
drawn = np.random.default_rng(5).normal(size=(2500, 8))
exact = entropy_weights(drawn, np.full(8, 0.3), np.ones(8))
within = entropy_weights(drawn, np.full(8, 0.3), np.ones(8), tolerance=0.05)
print(hash((exact.weights.tobytes(), within.weights.tobytes())))
"""


def test_weights_are_those_worked_by_hand() -> None:
    """With r the ratio of neighbouring weights, (r + 2rr) / (1 + r + rr) = 1.5 gives rr - r - 3 = 0."""
    r = (1 + np.sqrt(13)) / 2
    found = entropy_weights(LINE, np.array([1.5]), ONE)
    assert found.weights == pytest.approx(np.array([1, r, r * r]) / (1 + r + r * r), abs=SAME)
    assert found.gaps == pytest.approx([0.0], abs=SAME)
    assert found.effective == pytest.approx((1 + r + r * r) ** 2 / (1 + r**2 + r**4))


def test_weights_stay_near_base_weights_worked_by_hand() -> None:
    """Base 1 : 2 : 1 makes the mean 2r / (1 + r), which is 1.5 for r = 3."""
    found = entropy_weights(LINE, np.array([1.5]), ONE, base=np.array([1.0, 2.0, 1.0]))
    assert found.weights == pytest.approx(np.array([1, 6, 9]) / 16, abs=SAME)


def test_a_target_that_is_the_mean_leaves_base_weights_as_they_are() -> None:
    base = np.array([1.0, 2.0, 1.0])
    assert entropy_weights(LINE, np.array([1.0]), ONE, base=base).weights == pytest.approx(base / 4, abs=SAME)
    assert entropy_weights(LINE[:, :0], np.zeros(0), np.zeros(0), base=base).weights == pytest.approx(base / 4)


def test_within_a_tolerance_the_mean_moves_no_further_than_it_must() -> None:
    ends = LINE[:2]
    found = entropy_weights(ends, np.array([0.9]), ONE, tolerance=0.1)
    assert found.weights == pytest.approx([0.2, 0.8], abs=SAME)
    assert found.gaps == pytest.approx([-0.1], abs=SAME)
    assert entropy_weights(ends, np.array([0.55]), ONE, tolerance=0.1).weights == pytest.approx([0.5, 0.5], abs=SAME)


@pytest.mark.parametrize("target", [1.5, -0.5])
def test_a_target_beyond_every_row_is_infeasible_and_the_smallest_tolerance_is_said(target: float) -> None:
    ends, wanted = LINE[:2], np.array([target])
    assert not entropy_weights(ends, wanted, ONE).feasible
    assert np.isnan(entropy_weights(ends, wanted, ONE).weights).all()
    assert smallest_tolerance(ends, wanted, ONE) == pytest.approx(0.5)
    found = entropy_balancing(ends, wanted, ONE)
    assert found.feasible
    assert found.tolerance == 0.51
    assert sorted(found.weights) == pytest.approx([0.01, 0.99], abs=SAME)


def test_the_smallest_tolerance_of_two_means_is_that_worked_by_hand() -> None:
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert smallest_tolerance(corners, np.ones(2), np.ones(2)) == pytest.approx(0.5)
    assert smallest_tolerance(corners, np.array([0.2, 0.3]), np.ones(2)) == 0.0
    # The first mean must be met: all weight on the second row leaves a whole unit of the other.
    assert smallest_tolerance(corners, np.ones(2), np.ones(2), np.array([False, True])) == pytest.approx(1.0)


def test_what_may_not_be_relaxed_and_cannot_be_met_stays_infeasible() -> None:
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    held = np.array([False, True])
    assert smallest_tolerance(corners, np.array([2.0, 0.0]), np.ones(2), held) == np.inf
    assert not entropy_balancing(corners, np.array([2.0, 0.0]), np.ones(2), relaxed=held).feasible


def test_a_target_on_the_edge_gives_no_weight_to_what_lies_off_it() -> None:
    drawn = np.column_stack([np.arange(40) % 2, np.random.default_rng(3).normal(size=40)]).astype(float)
    found = entropy_weights(drawn, np.array([1.0, 0.1]), np.ones(2))
    assert found.feasible
    assert (found.weights[drawn[:, 0] == 0] == 0.0).all()
    assert abs(found.gaps).max() < SAME


def test_a_condition_said_twice_changes_nothing() -> None:
    drawn = np.random.default_rng(4).normal(size=(200, 3))
    target = np.array([0.2, -0.1, 0.3])
    once = entropy_weights(drawn, target, np.ones(3))
    twice = entropy_weights(np.column_stack([drawn, 2 * drawn[:, 0]]), np.append(target, 0.4), np.ones(4))
    assert twice.weights == pytest.approx(once.weights, abs=SAME)


def test_another_unit_of_a_covariate_changes_nothing() -> None:
    drawn = np.random.default_rng(4).normal(size=(200, 2))
    target, unit = np.array([0.2, -0.1]), np.array([1e4, 1e-4])
    plain = entropy_weights(drawn, target, np.ones(2))
    assert entropy_weights(drawn * unit, target * unit, unit).weights == pytest.approx(plain.weights, abs=SAME)


@pytest.mark.parametrize("tolerance", [0.0, 0.1])
def test_no_other_weights_are_nearer_to_the_base(tolerance: float) -> None:
    """The primal problem, solved by another method on the weights themselves."""
    drawn = np.random.default_rng(6).normal(size=(30, 2))
    target = np.array([0.5, -0.4])

    def gap(weights: np.ndarray) -> np.ndarray:
        return drawn.T @ weights - target

    room = [
        {
            "type": "ineq",
            "fun": lambda w, side=side: tolerance + side * gap(w),
            "jac": lambda _, side=side: side * drawn.T,
        }
        for side in (1, -1)
    ]
    exact = {"type": "eq", "fun": gap, "jac": lambda _: drawn.T}
    searched = minimize(
        lambda w: float((w * np.log(w)).sum()),
        np.full(30, 1 / 30),
        jac=lambda w: np.log(w) + 1,
        bounds=[(1e-9, 1)] * 30,
        constraints=[{"type": "eq", "fun": lambda w: w.sum() - 1}, *(room if tolerance else [exact])],
        method="SLSQP",
        options={"ftol": 1e-15, "maxiter": 1000},
    )
    found = entropy_weights(drawn, target, np.ones(2), tolerance=tolerance)
    assert found.weights == pytest.approx(searched.x, abs=SEARCHED)


def test_the_number_of_threads_changes_no_digit() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", THREADS],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for threads in ("1", "2")
    ]
    assert said[0] == said[1] != ""
