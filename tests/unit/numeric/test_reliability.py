"""How well items hang together: by hand, by least squares on the loadings, and where truth is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import optimize

from evalkit.core.errors import EstimationError
from evalkit.numeric.reliability import Reliability, covariance, cronbach_alpha, omega_total, one_factor, reliability

LOADINGS = np.array([0.8, 0.7, 0.6, 0.5])


def answers(rng: np.random.Generator, people: int) -> np.ndarray:
    trait = rng.normal(size=(people, 1))
    return trait * LOADINGS + rng.normal(size=(people, 4)) * np.sqrt(1 - LOADINGS**2)


def of(values: np.ndarray, schools: int, seed: int = 1, draws: int = 200) -> Reliability:
    return reliability(values, np.arange(len(values)) % schools, np.random.default_rng(seed), draws=draws)


def test_alpha_of_two_items_is_that_worked_by_hand() -> None:
    # Variances 5/3 and 5/3, covariance 4/3: 2 (1 - (10/3) / 6) = 8/9.
    two = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0]])
    held = np.cov(two, rowvar=False)
    assert cronbach_alpha(two) == pytest.approx(2 * (1 - np.trace(held) / held.sum()), abs=1e-12)
    assert cronbach_alpha(two) == pytest.approx(0.75, abs=1e-12)


@pytest.mark.parametrize("people", [12, 40])
def test_omega_of_two_items_is_spearman_and_brown_whichever_item_spreads_more(people: int) -> None:
    two = answers(np.random.default_rng(people), people)[:, :2] * [1.0, 3.0]
    shared = float(np.corrcoef(two, rowvar=False)[0, 1])
    assert shared > 0
    assert omega_total(two) == pytest.approx(2 * shared / (1 + shared), abs=1e-12)
    assert omega_total(two[:, ::-1]) == pytest.approx(omega_total(two), abs=1e-12)
    # Items that run against each other have nothing in common that their sum could measure.
    assert omega_total(two * [1.0, -1.0]) == pytest.approx(0.0, abs=1e-12)


def test_items_alike_have_both_coefficients_of_one() -> None:
    same = np.repeat(np.arange(12.0)[:, None], 3, axis=1)
    assert cronbach_alpha(same) == pytest.approx(1.0)
    # A communality is held a little below one, as psych holds it.
    assert omega_total(same) == pytest.approx(1 - 0.005 * 3 / 9)


def test_loadings_leave_the_least_squares_beside_the_diagonal() -> None:
    rng = np.random.default_rng(7)
    for _ in range(5):
        held = np.corrcoef(answers(rng, 60), rowvar=False)

        def left(loadings: np.ndarray, held: np.ndarray = held) -> float:
            beside = held - np.outer(loadings, loadings)
            return float((beside[~np.eye(4, dtype=bool)] ** 2).sum())

        found = one_factor(held[None])[0]
        best = optimize.minimize(left, np.full(4, 0.5), bounds=[(-1, math.sqrt(0.995))] * 4, options={"ftol": 1e-15})
        assert left(found) <= best.fun + 1e-9


def test_coefficients_of_many_people_are_those_of_the_population() -> None:
    population = np.outer(LOADINGS, LOADINGS) + np.diag(1 - LOADINGS**2)
    many = answers(np.random.default_rng(3), 20_000)
    assert omega_total(many) == pytest.approx(LOADINGS.sum() ** 2 / population.sum(), abs=0.01)
    assert cronbach_alpha(many) == pytest.approx(4 / 3 * (1 - 4 / population.sum()), abs=0.01)


def test_people_without_every_answer_do_not_count() -> None:
    values = answers(np.random.default_rng(4), 60)
    values[:20, 2] = np.nan
    found, whole = of(values, 12), of(values[20:], 12)
    assert found.people == 40
    assert (found.alpha, found.omega) == (whole.alpha, whole.omega)


def test_schools_are_drawn_where_there_are_ten_and_people_where_there_are_fewer() -> None:
    values = answers(np.random.default_rng(5), 60)
    assert (of(values, 10).drawn, of(values, 10).schools) == ("schools", 10)
    assert (of(values, 9).drawn, of(values, 9).schools) == ("people", 9)


def test_intervals_hold_their_points_and_depend_on_the_seed_alone() -> None:
    values = answers(np.random.default_rng(6), 80)
    once, again, other = of(values, 16), of(values, 16), of(values, 16, seed=2)
    assert once == again
    assert once.alpha_low < once.alpha < once.alpha_high < 1
    assert once.omega_low < once.omega < once.omega_high < 1
    assert once.alpha_low != other.alpha_low
    assert once.alpha == other.alpha


def test_people_of_a_school_who_answer_alike_widen_the_interval() -> None:
    rng = np.random.default_rng(8)
    schools = np.repeat(np.arange(12), 8)
    values = answers(rng, 12)[schools] + 0.2 * rng.normal(size=(96, 4))
    apart = np.arange(96)
    by_school = reliability(values, schools, np.random.default_rng(1), draws=400)
    by_person = reliability(values, apart, np.random.default_rng(1), draws=400)
    width = by_school.alpha_high - by_school.alpha_low
    assert width > 1.5 * (by_person.alpha_high - by_person.alpha_low)


def test_an_item_that_nobody_answers_differently_leaves_no_omega() -> None:
    values = answers(np.random.default_rng(9), 40)
    values[:, 0] = 3.0
    found = of(values, 12)
    assert math.isnan(found.omega) and math.isnan(found.omega_low)
    assert math.isfinite(found.alpha)


def test_alpha_below_nought_is_given_as_it_is() -> None:
    x = np.random.default_rng(10).normal(size=50)
    assert cronbach_alpha(np.column_stack([x, -x + 0.1 * np.arange(50) % 3])) < 0


@pytest.mark.parametrize("values", [np.ones((5, 1)), np.full((5, 3), np.nan), np.ones(5)])
def test_too_little_is_refused(values: np.ndarray) -> None:
    with pytest.raises(EstimationError, match="two items"):
        reliability(values, np.arange(len(values)), np.random.default_rng(1))


def test_covariances_are_those_of_numpy() -> None:
    values = answers(np.random.default_rng(11), 30)
    assert covariance(values) == pytest.approx(np.cov(values.T))
