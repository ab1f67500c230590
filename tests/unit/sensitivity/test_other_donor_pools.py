from dataclasses import replace

import numpy as np

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.records.analysis import Analysis, DonorRule
from evalkit.sensitivity.other_donor_pools import Options, other_donor_pools
from tests.support.panels import analysis_of, draw_panel, with_more
from tests.unit.sensitivity.hand import sure, worked


def told(seed: int) -> Analysis:
    rng = np.random.default_rng(seed)
    return analysis_of(with_more(draw_panel(rng), rng))


def planned(analysis: Analysis, **changes: object) -> float:
    return point_estimate(analysis.change(donors=replace(analysis.donors, **changes))).estimate


def test_each_pool_equals_planning_it() -> None:
    analysis = told(51)
    frame = compare(analysis).frame
    neighbours = tuple(sorted(set(frame.loc[~frame["treated"], "area"])))[:3]
    result = other_donor_pools(analysis, sure(analysis), point_estimate, Options(neighbours))
    found = result.shows.frame().set_index("label")["estimate"]
    assert found["as planned"] == point_estimate(analysis).estimate
    assert found["without London"] == planned(analysis, rules=(DonorRule("area_type", among=("other",)),))
    assert found["without neighbouring areas"] == planned(analysis, exclude_areas=neighbours)
    assert found["from the same region only"] == planned(analysis, rules=(DonorRule("region", among=("West",)),))
    assert result.passed is None
    assert "Not asked" not in result.answer


def test_without_a_list_of_neighbours_that_pool_is_said_not_to_be_asked() -> None:
    analysis = told(52)
    result = other_donor_pools(analysis, sure(analysis), point_estimate, Options())
    assert "without neighbouring areas: the programme's authorities are in no list of borders" in result.answer
    assert "without neighbouring areas" not in result.shows.frame()["label"].tolist()


def test_a_pool_that_changes_nothing_is_not_shown_as_a_refit() -> None:
    analysis = told(53)
    rules = (DonorRule("area_type", among=("other",)), DonorRule("region", among=("West",)))
    inside = analysis.change(donors=replace(analysis.donors, rules=rules))
    result = other_donor_pools(inside, sure(inside), point_estimate, Options(("999",)))
    assert result.answered is False
    assert result.answer.count("as it is") == 3


def test_a_less_fair_pool_is_shown_and_said() -> None:
    analysis = told(54)
    estimate = sure(analysis)
    strict = analysis.change(design_options=replace(analysis.design_options, minimum_effective_ratio=1e9))
    result = other_donor_pools(strict, estimate, point_estimate, Options())
    assert "Less fair than the plan allows: without London" in result.answer


def test_tables_without_regions_say_what_is_missing() -> None:
    analysis = worked()
    result = other_donor_pools(analysis, point_estimate(analysis), point_estimate, Options())
    assert result.answered is False
    assert "do not say which areas are in London" in result.answer
    assert result.shows is None
