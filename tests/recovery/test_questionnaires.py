"""Simulated truth: ranges of reliability, of the change of the same people and of fading hold it as often as they say.

People of one school answer alike and change alike, schools are of unequal size, and answers of twelve schools or more
are read; fading is that of five schools.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from evalkit.numeric.fading import fading
from evalkit.numeric.paired_change import paired_change
from evalkit.numeric.reliability import reliability

DRAWS, LEVEL, REFUSED_AT = 300, 0.95, 0.01
LOADINGS = np.array([0.8, 0.7, 0.6, 0.5])
# Share of the variance that lies between schools.
BETWEEN = 0.15


def members(rng: np.random.Generator, schools: int) -> np.ndarray:
    return np.repeat(np.arange(schools), rng.integers(4, 14, schools))


def held_often_enough(held: int) -> bool:
    return bool(stats.binomtest(held, DRAWS, LEVEL, alternative="less").pvalue > REFUSED_AT)


def test_ranges_of_alpha_and_omega_hold_the_population_values() -> None:
    population = np.outer(LOADINGS, LOADINGS) + np.diag(1 - LOADINGS**2)
    alpha = 4 / 3 * (1 - 4 / population.sum())
    omega = 1 - (1 - LOADINGS**2).sum() / population.sum()
    rng, held = np.random.default_rng(20261128), np.zeros(2, dtype=int)
    for _ in range(DRAWS):
        school = members(rng, 19)
        trait = np.sqrt(BETWEEN) * rng.normal(size=19)[school] + np.sqrt(1 - BETWEEN) * rng.normal(size=len(school))
        answers = trait[:, None] * LOADINGS + rng.normal(size=(len(school), 4)) * np.sqrt(1 - LOADINGS**2)
        found = reliability(answers, school, rng, draws=200)
        held += [found.alpha_low <= alpha <= found.alpha_high, found.omega_low <= omega <= found.omega_high]
    assert all(map(held_often_enough, held))


@pytest.mark.parametrize("schools", [12, 19])
def test_the_range_of_a_change_holds_it_where_schools_change_alike(schools: int) -> None:
    rng, held, errors = np.random.default_rng(20261129 + schools), 0, []
    for _ in range(DRAWS):
        school = members(rng, schools)
        first = rng.normal(size=len(school))
        change = 0.3 + 0.25 * rng.normal(size=schools)[school] + 0.6 * rng.normal(size=len(school))
        found = paired_change(first, first + change, school)
        held += found.conf_low <= 0.3 <= found.conf_high
        errors.append(found.mean - 0.3)
    assert held_often_enough(held)
    assert abs(np.mean(errors)) < 3 * np.std(errors) / np.sqrt(DRAWS)


def test_the_range_of_fading_holds_it_in_five_schools_and_their_terms_unequal() -> None:
    rng, held, errors = np.random.default_rng(20261130), 0, []
    for _ in range(DRAWS):
        terms = rng.integers(4, 7, 5)
        school = np.repeat(np.arange(5), terms)
        term = np.concatenate([np.arange(float(count)) for count in terms])
        slope = -80 + 30 * rng.normal(size=5)
        done = 900 + slope[school] * term + 40 * rng.normal(size=len(term))
        found = fading(done, 1000 - 160 * term, term, school)
        held += found.actual.conf_low <= -80 <= found.actual.conf_high
        errors.append(found.actual.slope + 80)
        assert found.beyond.slope == pytest.approx(found.actual.slope + 160)
    assert held_often_enough(held)
    assert abs(np.mean(errors)) < 3 * np.std(errors) / np.sqrt(DRAWS)
