import itertools

import numpy as np
import pytest

from evalkit.numeric.matching import assign_without_replacement, nearest_donors, whiten

ALL = np.ones(6, dtype=bool)


def line(*places: float) -> np.ndarray:
    return np.array(places, dtype=float)[:, None]


def test_donors_are_the_nearest_of_another_area_in_the_same_stratum() -> None:
    coordinates = line(0.0, 0.1, 0.5, 0.2, 3.0, 0.05)
    stratum = np.array([0, 0, 0, 0, 0, 1])
    area = np.array([0, 0, 1, 2, 3, 4])
    donors = nearest_donors(coordinates, stratum, area, ALL, ratio=2, caliper=None)
    assert donors[0].tolist() == [3, 2]
    assert donors[4].tolist() == [2, 3]
    assert donors[5].tolist() == [-1, -1]


def test_ties_go_to_the_smaller_number() -> None:
    donors = nearest_donors(line(0, 1, -1, 1, -1, 5), np.zeros(6, int), np.arange(6), ALL, ratio=3, caliper=None)
    assert donors[0].tolist() == [1, 2, 3]


def test_a_caliper_leaves_a_school_without_donors_rather_than_with_far_ones() -> None:
    coordinates = line(0.0, 0.4, 0.6, 2.0, 9.0, 9.2)
    donors = nearest_donors(coordinates, np.zeros(6, int), np.arange(6), ALL, ratio=2, caliper=0.7)
    assert donors[0].tolist() == [1, 2]
    assert donors[3].tolist() == [-1, -1]


def test_only_eligible_schools_are_donors() -> None:
    eligible = np.array([False, False, True, True, True, True])
    donors = nearest_donors(line(0, 0.1, 5, 6, 7, 8), np.zeros(6, int), np.arange(6), eligible, ratio=2, caliper=None)
    assert donors[0].tolist() == [2, 3]


def test_whitened_distance_is_mahalanobis_distance() -> None:
    rng = np.random.default_rng(5)
    covariates = rng.normal(size=(40, 3)) @ rng.normal(size=(3, 3)) + 10
    members = np.arange(40) < 30
    inverse = np.linalg.inv(np.cov(covariates[members], rowvar=False))
    gap = covariates[35] - covariates[2]
    coordinates = whiten(covariates, members)
    distance = np.linalg.norm(coordinates[35] - coordinates[2])
    assert distance == pytest.approx(np.sqrt(gap @ inverse @ gap), rel=1e-10)


def test_a_repeated_variable_adds_nothing_to_the_distance() -> None:
    rng = np.random.default_rng(6)
    once = rng.normal(size=(30, 2))
    twice = np.column_stack([once, once[:, 0]])
    members = np.ones(30, dtype=bool)
    one, two = whiten(once, members), whiten(twice, members)
    assert two.shape[1] == 2
    np.testing.assert_allclose(np.linalg.norm(one[0] - one, axis=1), np.linalg.norm(two[0] - two, axis=1), rtol=1e-8)


def test_without_replacement_no_donor_serves_twice_and_the_total_distance_is_least() -> None:
    rng = np.random.default_rng(7)
    coordinates = rng.normal(size=(8, 2))
    eligible = np.arange(8) >= 2
    rows = np.array([0, 1])
    donors = assign_without_replacement(
        coordinates, np.zeros(8, int), np.arange(8), eligible, rows, ratio=2, caliper=None
    )
    chosen = donors.ravel().tolist()
    assert len(set(chosen)) == 4

    def total(first: tuple[int, ...], second: tuple[int, ...]) -> float:
        return sum(np.linalg.norm(coordinates[0] - coordinates[d]) for d in first) + sum(
            np.linalg.norm(coordinates[1] - coordinates[d]) for d in second
        )

    pool = range(2, 8)
    least = min(
        total(first, second)
        for first in itertools.combinations(pool, 2)
        for second in itertools.combinations([d for d in pool if d not in first], 2)
    )
    assert total(tuple(donors[0]), tuple(donors[1])) == pytest.approx(least)


def test_without_replacement_says_when_a_school_finds_too_few() -> None:
    donors = assign_without_replacement(
        line(0, 0.1, 0.2),
        np.zeros(3, int),
        np.arange(3),
        np.array([False, False, True]),
        np.array([0, 1]),
        ratio=1,
        caliper=None,
    )
    assert sorted(donors.ravel().tolist()) == [-1, 2]


def test_whole_numbers_at_equal_distance_tie_after_scaling_too() -> None:
    """School 0 has 180 pupils; every other pair lies as far above as below it, and the smaller number wins."""
    pupils = np.array([180.0, *(180.0 + sign * step for step in range(1, 41) for sign in (1, -1))])[:, None]
    rng = np.random.default_rng(8)
    for shift, scale in rng.uniform(0.1, 500, size=(50, 2)):
        coordinates = whiten(pupils * scale + shift, np.arange(81) > 0)
        donors = nearest_donors(coordinates, np.zeros(81, int), np.arange(81), np.arange(81) > 0, ratio=5, caliper=None)
        assert donors[0].tolist() == [1, 2, 3, 4, 5]
