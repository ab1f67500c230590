"""What passes and what lasts, worked by hand and recovered from simulated schools."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import evalkit as ek
from evalkit.numeric.transience import NOT_KNOWN, PULL, WALK, transience

YEARS = (2016, 2017, 2018, 2019)
SCHOOLS = 20_000
# Moments of 20,000 schools: four standard errors of a mean of products with variance near 0.1 squared.
MONTE_CARLO = 0.004
# Shares divide one moment by another.
MONTE_CARLO_SHARE = 0.06
EXACT = 1e-12
# Noted beforehand from 3,051 schools; which schools count as mainstream moves it by thousandths.
PUBLISHED = 0.005
EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "worked-example"

ALPHABET = np.array([[0.0, 1.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, 2.0], [0.0, 0.0, -2.0]])


def lasting(rng: np.random.Generator) -> np.ndarray:
    return 0.4 * rng.normal(size=(SCHOOLS, 1))


def noise(rng: np.random.Generator, sd: float) -> np.ndarray:
    return sd * rng.normal(size=(SCHOOLS, len(YEARS)))


def walk(rng: np.random.Generator, sd: float) -> np.ndarray:
    return np.cumsum(sd * rng.normal(size=(SCHOOLS, len(YEARS))), axis=1)


def pulled(rng: np.random.Generator, sd: float, kept: float) -> np.ndarray:
    levels = [sd * rng.normal(size=SCHOOLS)]
    for _ in YEARS[1:]:
        levels.append(kept * levels[-1] + sd * np.sqrt(1 - kept**2) * rng.normal(size=SCHOOLS))
    return np.column_stack(levels)


def test_two_changes_of_four_schools_by_hand() -> None:
    """Changes (1, -1), (-1, 1), (0, 2), (0, -2): variances 2/3 and 10/3, covariance -2/3 with divisor 3."""
    found = transience(ALPHABET, (2017, 2018, 2019))
    assert found.model == WALK
    assert found.lags[0].value == pytest.approx((2 / 3 + 10 / 3) / 2, abs=EXACT)
    assert found.lags[1].value == pytest.approx(-2 / 3, abs=EXACT)
    assert found.transient == pytest.approx(2 / 3, abs=EXACT)
    assert found.drift == pytest.approx(2 - 4 / 3, abs=EXACT)
    assert (found.schools, found.changes, found.truncated) == (4, 2, False)


def test_shares_carried_by_hand() -> None:
    """With V = 2: to a later year (V - noise) / V, two years back also less two years of drift."""
    found = transience(ALPHABET, (2017, 2018, 2019))
    assert found.carried(2.0, 0) == 1.0
    assert found.carried(2.0, 2) == found.carried(2.0, 1) == pytest.approx((2 - 2 / 3) / 2, abs=EXACT)
    assert found.carried(2.0, -1) == pytest.approx((2 - 2 / 3 - 2 / 3) / 2, abs=EXACT)
    assert found.carried(2.0, -2) == pytest.approx(0.0, abs=EXACT)


def test_one_change_tells_nothing_apart() -> None:
    found = transience(ALPHABET[:, :2], (2017, 2019))
    assert found.model == NOT_KNOWN
    assert np.isnan([found.transient, found.drift, found.kept]).all()
    assert np.isnan(found.carried(1.0, 2))
    assert len(found.lags) == 1


def test_white_noise_leaves_no_drift() -> None:
    rng = np.random.default_rng(1)
    found = transience(lasting(rng) + noise(rng, 0.2), YEARS)
    assert found.model == WALK
    assert found.transient == pytest.approx(0.04, abs=MONTE_CARLO)
    assert found.drift == pytest.approx(0.0, abs=MONTE_CARLO)


def test_a_random_walk_with_noise_is_recovered() -> None:
    rng = np.random.default_rng(2)
    found = transience(lasting(rng) + walk(rng, 0.177) + noise(rng, 0.137), YEARS)
    assert found.model == WALK
    assert found.transient == pytest.approx(0.137**2, abs=MONTE_CARLO)
    assert found.drift == pytest.approx(0.177**2, abs=MONTE_CARLO)
    assert [lag.apart for lag in found.lags] == [0, 1, 2]
    assert abs(found.lags[2].value) < 4 * found.lags[2].std_error


def test_an_autoregression_with_noise_is_recovered() -> None:
    rng = np.random.default_rng(3)
    found = transience(lasting(rng) + pulled(rng, 0.3, 0.5) + noise(rng, 0.1), YEARS)
    assert found.model == PULL
    assert found.kept == pytest.approx(0.5, abs=MONTE_CARLO_SHARE)
    assert found.swing == pytest.approx(0.09, abs=5 * MONTE_CARLO)
    assert found.transient == pytest.approx(0.01, abs=5 * MONTE_CARLO)
    total = 0.16 + 0.09 + 0.01
    assert found.carried(total, 2) == pytest.approx((0.16 + 0.09 * 0.25) / total, abs=MONTE_CARLO_SHARE)
    assert found.carried(total, -2) == found.carried(total, 2)


def test_with_three_years_a_pull_back_cannot_be_told_from_a_walk() -> None:
    rng = np.random.default_rng(4)
    levels = lasting(rng) + pulled(rng, 0.3, 0.5) + noise(rng, 0.1)
    assert transience(levels[:, :3], YEARS[:3]).model == WALK


def test_years_two_apart_give_drift_by_the_year() -> None:
    rng = np.random.default_rng(5)
    levels = lasting(rng) + walk(rng, 0.2) + noise(rng, 0.1)
    found = transience(levels[:, [0, 1, 3]], (2016, 2017, 2019))
    assert found.drift == pytest.approx(0.04, abs=MONTE_CARLO)
    assert found.transient == pytest.approx(0.01, abs=MONTE_CARLO)


def test_schools_without_every_year_are_left_out() -> None:
    holes = np.vstack([ALPHABET, [[np.nan, 5.0, 5.0]]])
    assert transience(holes, (2017, 2018, 2019)) == transience(ALPHABET, (2017, 2018, 2019))


def test_variances_below_nought_become_nought_and_are_told() -> None:
    rising = np.array([[0.0, 1.0, 2.0], [0.0, -1.0, -2.0], [0.0, 0.5, 1.0], [0.0, -0.5, -1.0]])
    found = transience(rising, (2017, 2018, 2019))
    assert found.truncated
    assert found.transient == 0.0
    assert found.drift > 0.0


def test_published_progress_8_drifts_and_passes_as_known(realdata: Path) -> None:
    """Of 2017 to 2019 as published: noise of one year 0.14 grade, steps of 0.18 a year, and no pull back."""
    levels = ek.open_study(EXAMPLE, data=realdata).panel().wide("progress8")
    found = transience(levels[[2017, 2018, 2019]].to_numpy(dtype=float), (2017, 2018, 2019))
    assert found.schools > 3000
    assert found.transient**0.5 == pytest.approx(0.137, abs=PUBLISHED)
    assert found.drift**0.5 == pytest.approx(0.177, abs=PUBLISHED)
    assert transience(levels.to_numpy(dtype=float), YEARS).model == WALK
