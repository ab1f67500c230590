"""Invented schools are as stable, as spread and as mixed as real ones."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.synthetic.nation.generator import Nation, invent
from evalkit.synthetic.nation.outcomes import draw_outcomes
from evalkit.synthetic.nation.settings import LEICESTER, NORTH_WEST
from evalkit.synthetic.tables import known_areas
from tests.unit.synthetic.conftest import AREA_SD, EFFECT, Written

# Bands of the real national panel of overall Progress 8.
ADJACENT = (0.80, 0.86)
ONE_YEAR = (0.255, 0.285)  # 0.26 to 0.28, and half a hundredth for the luck of one seed
TWO_YEARS = (0.305, 0.325)  # 0.31 to 0.32, likewise
LAG_TWO = (0.72, 0.79)  # about 0.75; levels of 150 areas move it by 0.02 between seeds
SPREAD = (0.42, 0.48)
# Real: -0.34 within areas, -0.07 between; the slope between rests on 130 areas, standard error 0.035.
SLOPE_WITHIN, SLOPE_BETWEEN = (-0.36, -0.24), (-0.18, 0.02)
LEAST_SCHOOLS = 8
# Five standard errors of an SD over 600 areas and years: 5 / sqrt(1200) of it.
SHOCK_TOLERANCE = 0.15
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def nation(request: pytest.FixtureRequest) -> Nation:
    return invent(known_areas(), seed=request.param, effect=EFFECT, area_sd=AREA_SD)


def complete(nation: Nation) -> np.ndarray:
    return (nation.lives.present & ~nation.lives.without_results).all(axis=1)


def within(value: float, band: tuple[float, float]) -> bool:
    return band[0] <= value <= band[1]


def test_overall_progress_is_as_stable_as_in_the_real_panel(nation: Nation) -> None:
    progress = nation.overall[complete(nation)]
    correlations = np.corrcoef(progress.T)
    assert all(within(correlations[year, year + 1], ADJACENT) for year in range(3))
    assert all(within(correlations[year, year + 2], LAG_TWO) for year in range(2))


def test_changes_of_overall_progress_are_as_large_as_in_the_real_panel(nation: Nation) -> None:
    progress = nation.overall[complete(nation)]
    assert all(within(change.std(), ONE_YEAR) for change in np.diff(progress, axis=1).T)
    assert all(within((progress[:, year + 2] - progress[:, year]).std(), TWO_YEARS) for year in range(2))
    assert all(within(spread, SPREAD) for spread in progress.std(axis=0))


def test_maths_is_noisier_than_the_whole_and_goes_with_it(nation: Nation) -> None:
    schools = complete(nation)
    overall, maths = nation.overall[schools], nation.maths[schools]
    assert (np.diff(maths, axis=1).std(axis=0) > np.diff(overall, axis=1).std(axis=0)).all()
    assert within(np.corrcoef(overall[:, 2], maths[:, 2])[0, 1], (0.82, 0.92))


def test_schools_fall_back_towards_their_area_and_areas_hardly_move(nation: Nation) -> None:
    schools = complete(nation)
    area, level = nation.schools.area[schools], nation.overall[schools][:, 1]
    change = nation.overall[schools][:, 3] - level
    size = np.bincount(area)
    level_of, change_of = np.bincount(area, level) / size, np.bincount(area, change) / size
    large = size >= LEAST_SCHOOLS
    assert within(np.polyfit(level - level_of[area], change - change_of[area], 1)[0], SLOPE_WITHIN)
    assert within(np.polyfit(level_of[large], change_of[large], 1)[0], SLOPE_BETWEEN)


def test_the_nations_pupils_have_no_progress_on_average_without_programmes(nation: Nation) -> None:
    counted = nation.lives.present & ~nation.lives.without_results
    weight = np.where(counted, nation.cohorts.progress_pupils, 0)
    for values in (nation.untreated.overall, nation.untreated.maths):
        np.testing.assert_allclose((values * weight).sum(axis=0) / weight.sum(axis=0), 0, atol=1e-12)


def test_leicester_has_its_pupils_and_lies_below_areas_of_the_same_composition(nation: Nation) -> None:
    rows = nation.groups[0].rows
    assert len(rows) == LEICESTER.schools
    assert within(nation.cohorts.eal[rows].mean(), (42, 48))
    assert within(nation.cohorts.disadvantaged[rows].mean(), (30, 36))
    assert nation.untreated.maths_lasting[rows, 1].mean() == pytest.approx(LEICESTER.untreated_level)


def test_volunteers_lie_below_nought_in_the_selection_year_for_every_seed() -> None:
    for seed in range(40):
        nation = invent(known_areas(), seed=seed, effect=0.0, area_sd=AREA_SD)
        rows = nation.groups[1].rows
        inside = nation.schools.area == nation.schools.area[rows[0]]
        assert len(rows) == NORTH_WEST.schools
        assert (np.round(nation.maths[rows, 1], 2) < 0).all()
        assert nation.maths[inside, 1].mean() < 0
        assert (np.round(nation.maths[inside, 1], 2) < 0).sum() > NORTH_WEST.schools


def test_volunteers_come_back_part_of_the_way_without_a_programme() -> None:
    changes = []
    for seed in range(40):
        nation = invent(known_areas(), seed=seed, effect=0.0, area_sd=AREA_SD)
        rows = nation.groups[1].rows
        changes.append((nation.maths[rows, 3] - nation.maths[rows, 1]).mean())
    assert np.mean(changes) > 3 * np.std(changes) / np.sqrt(len(changes))


def test_the_mean_effect_is_exact_and_half_of_it_comes_a_year_early(written: Written) -> None:
    for group in written.nation.groups:
        means = written.nation.effect[group.rows].mean(axis=0)
        np.testing.assert_allclose(means, [0.0, 0.0, EFFECT / 2, EFFECT], atol=1e-14)
        assert np.ptp(group.full_effect) > 0


def test_the_effect_moves_the_whole_by_a_fifth_and_touches_nobody_else(written: Written) -> None:
    without = invent(known_areas(), seed=written.nation.seed, effect=0.0, area_sd=AREA_SD)
    np.testing.assert_allclose(written.nation.maths - without.maths, written.nation.effect, atol=1e-14)
    np.testing.assert_allclose(written.nation.overall - without.overall, written.nation.effect / 5, atol=1e-14)
    treated = np.concatenate([group.rows for group in without.groups])
    others = np.setdiff1d(np.arange(len(without.schools)), treated)
    assert (written.nation.maths[others] == without.maths[others]).all()


def test_area_shocks_have_the_spread_asked_for(nation: Nation) -> None:
    assert nation.untreated.shocks.std() == pytest.approx(AREA_SD, rel=SHOCK_TOLERANCE)
    assert (invent(known_areas(), seed=1, effect=0.0, area_sd=0.0).untreated.shocks == 0).all()


def test_a_shock_moves_every_school_of_its_area_as_much_in_maths_as_in_the_whole_and_does_not_last(
    nation: Nation,
) -> None:
    asked = (nation.schools, nation.cohorts, len(nation.areas))
    quiet, shaken = (draw_outcomes(*asked, area_sd, nation.seed) for area_sd in (0.0, AREA_SD))
    here = shaken.shocks[nation.schools.area]
    np.testing.assert_allclose(shaken.overall - quiet.overall, here, atol=1e-14)
    np.testing.assert_allclose(shaken.maths - quiet.maths, here, atol=1e-14)
    assert (shaken.overall_lasting == quiet.overall_lasting).all()
    assert (shaken.maths_lasting == quiet.maths_lasting).all()
