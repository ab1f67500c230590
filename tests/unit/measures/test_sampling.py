"""How far chance moves a school's number is what drawing pupils again and again shows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.core.quantity import GRADES
from evalkit.measures.parts.sampling_error import Noise, noise, of_difference, of_mean, of_share
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

FOUR_DECIMALS = 5e-5  # the published half-width has four decimals
DRAWS = 0.03  # 4,000 draws know a standard deviation to about 1.1 per cent
SCHOOLS = 0.06  # 2,000 schools know a variance share of a third to about 0.015
FLOATING = 1e-12
NAN = float("nan")


def schools(values: np.ndarray, sampling: np.ndarray, year: int = 2017) -> Panel:
    frame = pd.DataFrame({"unit": 900001 + np.arange(len(values)), "year": year, "score": values})
    frame["urn"], frame["score_sampling_sd"] = frame["unit"], sampling
    variables = (Variable("score", "score", GRADES), Variable("score_sampling_sd", "chance", GRADES))
    return Panel(frame, pd.DataFrame(columns=["unit", "year", "variable", "reason"]), variables, (), Flow())


def test_the_published_half_width_of_2024_is_its_sampling_sd_times_1_96():
    (moved,) = of_mean(np.array([1.487134]), np.array([165.0]))
    assert 1.96 * moved == pytest.approx(0.2269, abs=FOUR_DECIMALS)


def test_the_mean_of_thirty_pupils_moves_as_draws_of_pupils_do():
    rng = np.random.default_rng(1)
    means = rng.normal(0, 1.5, (4000, 30)).mean(axis=1)
    (moved,) = of_mean(np.array([1.5]), np.array([30.0]))
    assert moved == pytest.approx(means.std(), rel=DRAWS)


def test_a_share_of_a_hundred_pupils_moves_as_draws_of_pupils_do():
    rng = np.random.default_rng(2)
    shares = 100 * rng.binomial(100, 0.65, 4000) / 100
    (moved,) = of_share(np.array([65.0]), np.array([100.0]))
    assert moved == pytest.approx(shares.std(), rel=DRAWS)


def test_a_gap_of_two_groups_moves_by_both():
    assert of_difference(np.array([0.3]), np.array([0.4]))[0] == pytest.approx(0.5, rel=FLOATING)


def test_without_pupils_or_their_spread_nothing_is_said():
    assert np.isnan(of_mean(np.array([1.5, NAN, 1.5]), np.array([0.0, 30.0, NAN]))).all()
    assert np.isnan(of_share(np.array([NAN, 50.0]), np.array([30.0, NAN]))).all()


def test_the_share_of_noise_is_found_again_where_it_was_put_in():
    rng = np.random.default_rng(3)
    pupils = rng.integers(15, 60, 2000).astype(float)
    moved = 1.5 / np.sqrt(pupils)
    true, drawn = rng.normal(0, 0.4, 2000), rng.normal(0, 1, 2000) * moved
    found = noise(schools(true + drawn, moved), "score", (2017,))
    assert isinstance(found, Noise) and found.schools == 2000
    assert found.share == pytest.approx((moved**2).mean() / (0.4**2 + (moved**2).mean()), rel=SCHOOLS)


def test_years_are_taken_together_without_their_difference_in_level():
    rng = np.random.default_rng(4)
    values, moved = rng.normal(0, 1, 50), np.full(50, 0.5)
    one, two = schools(values, moved, 2017), schools(values + 100, moved, 2018)
    both = Panel(pd.concat([one.frame, two.frame], ignore_index=True), one.reasons, one.variables, (), Flow())
    together, alone = noise(both, "score", (2017, 2018)), noise(one, "score", (2017,))
    assert together.years == (2017, 2018) and together.spread == pytest.approx(alone.spread, rel=FLOATING)


def test_few_schools_or_no_sampling_sd_tell_nothing():
    few = schools(np.arange(19.0), np.ones(19))
    assert noise(few, "score", (2017,)) is None
    assert noise(schools(np.arange(30.0), np.full(30, NAN)), "score", (2017,)) is None
    assert noise(few, "other", (2017,)) is None
    assert noise(schools(np.ones(30), np.ones(30)), "score", (2017,)) is None
