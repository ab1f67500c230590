from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.registry import NoOptions
from evalkit.numeric.matching import whiten
from evalkit.sensitivity.matching_choices import Options, matching_choices
from tests.support.panels import analysis_of, draw_panel, with_options
from tests.unit.sensitivity.hand import sure, worked

# Eigenvectors of a 2 x 2 matrix against its inverse.
ROUNDING = 1e-9


def test_hand_worked_ratios() -> None:
    """One donor: 3 and 5, 0.3 - 0.05. Three: 3, 4, 5 and 5, 6, 4, 0.3 - (0.4 / 3 + 0.1 / 3) / 2."""
    analysis = worked()
    result = matching_choices(analysis, point_estimate(analysis), point_estimate, Options((1, 3)))
    assert result.shows.frame()["label"].tolist() == [f"{number} comparison schools each" for number in (1, 2, 3)]
    assert result.shows.frame()["estimate"].tolist() == pytest.approx([0.25, 0.25, 0.3 - 0.25 / 3])
    assert result.shows.frame()["declared"].tolist() == [False, True, False]
    assert result.passed is None


def test_distance_within_strata_is_planned_by_hand() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(61)))
    other = with_options(analysis, scale="strata")
    result = matching_choices(analysis, sure(analysis), point_estimate, Options())
    found = result.shows.frame().set_index("label")["estimate"]["likeness measured within groups of schools"]
    assert found == point_estimate(other).estimate
    back = matching_choices(other, sure(other), point_estimate, Options())
    again = back.shows.frame().set_index("label")["estimate"]["likeness measured over all schools"]
    assert again == point_estimate(analysis).estimate


def test_distance_within_strata_is_that_of_deviations_from_the_means_of_strata() -> None:
    rng = np.random.default_rng(62)
    strata = np.repeat([0, 1, 2], 30)
    values = rng.normal(size=(90, 2)) @ np.array([[1.0, 0.4], [0.0, 0.5]]) + 3.0 * strata[:, None]
    members = rng.random(90) < 0.8
    deviations = np.vstack([values[members & (strata == level)] for level in range(3)])
    deviations = np.vstack([part - part.mean(axis=0) for part in np.split(deviations, _ends(members, strata))])
    covariance = deviations.T @ deviations / (members.sum() - 3)
    gap = values[4] - values[17]
    coordinates = whiten(values, members, strata)
    found = np.linalg.norm(coordinates[4] - coordinates[17])
    assert found == pytest.approx(float(np.sqrt(gap @ np.linalg.inv(covariance) @ gap)), abs=ROUNDING)


def test_the_scale_changes_distances_and_neither_schools_nor_strata() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(63)))
    one, two = compare(analysis).pool, compare(with_options(analysis, scale="strata")).pool
    assert np.array_equal(one.unit, two.unit)
    assert np.array_equal(one.stratum, two.stratum)
    assert not np.allclose(one.coordinates, two.coordinates)


def test_a_design_that_matches_nothing_is_not_asked() -> None:
    analysis = worked().change(design="as_given", design_options=NoOptions())
    result = matching_choices(analysis, point_estimate(worked()), point_estimate, Options())
    assert result.answered is False
    assert "matches no schools" in result.answer


def test_a_choice_that_cannot_be_made_is_said() -> None:
    analysis = worked()
    result = matching_choices(analysis, point_estimate(analysis), point_estimate, Options((1, 9)))
    assert "Could not be done: 9 comparison schools each" in result.answer
    unfair = analysis.change(design_options=replace(analysis.design_options, minimum_effective_ratio=2.0))
    assert "Less fair" in matching_choices(unfair, point_estimate(analysis), point_estimate, Options((1,))).answer


def _ends(members: np.ndarray, strata: np.ndarray) -> list[int]:
    return np.cumsum([int((members & (strata == level)).sum()) for level in (0, 1)]).tolist()
