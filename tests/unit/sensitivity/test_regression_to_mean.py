from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from assurance.worlds.chosen import BELOW, LOWEST, analysis_of, draw, programme
from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.estimand import Estimand
from evalkit.design.matched import Options as Matched
from evalkit.design.parts.baselines import Baseline, against_all, baselines, gain, years_known
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis, AreaRule, SelectionRule
from evalkit.records.check import CheckResult, CheckStanding
from evalkit.sensitivity.regression_to_mean import ONE_CHANGE, Options, regression_to_mean
from tests.support.panels import analysis_of as city_of
from tests.support.panels import draw_panel, panel_of

EXACT = 1e-12
# School, area, 2016, 2017, 2019. Schools 1 and 2 are the programme's; 11 to 14 may be compared with.
BY_HAND = (
    (1, "100", -0.20, -0.60, -0.10),
    (2, "100", -0.20, -0.20, 0.10),
    (11, "101", 0.00, -0.40, -0.20),
    (12, "102", -0.20, -0.20, 0.00),
    (13, "103", 0.30, 0.30, 0.20),
    (14, "104", 0.30, 0.30, 0.40),
)


def by_hand() -> Analysis:
    rows = [
        {"unit": school, "urn": school, "area": area, "area_name": f"Area {area}", "gender": "mixed",
         "pupils": 100.0, "ks2": 28.0 + school, "disadvantaged": 20.0, "year": year, "p8_maths": level}
        for school, area, *levels in BY_HAND
        for year, level in zip((2016, 2017, 2019), levels, strict=True)
    ]  # fmt: skip
    chosen = frozenset({1, 2})
    return Analysis(
        data=panel_of(pd.DataFrame(rows)),
        estimand=Estimand("p8_maths", "all pupils", 2019, (2017,), label="progress in maths"),
        treated=chosen,
        programme=chosen,
        selection=SelectionRule("p8_maths", 2017, below=0.0),
        design="matched",
        estimator="difference_in_differences",
        inference=("cluster_robust",),
        design_options=Matched(
            nearest=(VariableYear("ks2", 2017),), ratio=1, largest_smd=99.0, minimum_effective_ratio=0.0
        ),
        question="attainment",
    )


def asked(analysis: Analysis) -> CheckResult:
    return regression_to_mean(analysis, point_estimate(analysis), point_estimate, Options())


def test_gains_are_those_worked_by_hand() -> None:
    """All four elsewhere: means 0.1, 0.0, 0.1. Below nought in 2017: schools 11 and 12, means -0.1, -0.3, -0.1."""
    result = asked(by_hand())
    table = result.shows.frame().set_index("baseline")
    assert table.index.tolist() == ["latest", "mean", "earliest"]
    np.testing.assert_allclose(table["expected"], [0.2 - 0.1, 0.1 - 0.05, 0.0 - 0.0], atol=EXACT)
    np.testing.assert_allclose(table["naive"], [0.4 - 0.1, 0.3 - 0.05, 0.2 - 0.0], atol=EXACT)
    np.testing.assert_allclose(table["estimate"], table["naive"] - table["expected"], atol=EXACT)


def test_the_mirrored_schools_are_those_of_the_design() -> None:
    schools = draw("random walk and noise", 3)
    for rule in (BELOW, LOWEST):
        analysis = analysis_of(schools, rule, programme(schools, rule, "100"))
        pool = compare(analysis).pool
        result = asked(analysis)
        assert result.shows.mirrored_schools == pool.eligible.sum()
        expected = pool.change[pool.eligible].mean()
        wide = compare(analysis.change(selection=None)).pool
        seen = result.shows.frame()["expected"].iloc[0]
        assert seen == pytest.approx(expected - wide.change[wide.eligible].mean(), abs=EXACT)


def test_schools_chosen_on_the_baseline_year_are_warned_of() -> None:
    schools = draw("white noise", 1)
    result = asked(analysis_of(schools, BELOW, programme(schools, BELOW, "100")))
    assert "Warning: the schools were chosen on the outcome of the very year" in result.answer
    assert result.standing is CheckStanding.RAISES_DOUBT
    row = result.shows.rows[0]
    assert row.expected >= 0.5 * row.naive > 0
    assert "Half or more of what the programme's schools gained came by itself elsewhere." in result.answer
    assert "Less than half" not in result.answer


@pytest.mark.parametrize(
    ("chose", "rule", "opening"),
    [
        ("unknown", None, "Nobody declared what was picked"),
        ("area", None, "The schools were not chosen one by one on their results, but their area was picked; had it"),
        (
            "area",
            AreaRule("p8_maths", (2017,), below=0.0),
            "The schools were not chosen one by one on their results, but",
        ),
        ("volunteers", None, "No published figure is declared on which these schools were chosen or came forward"),
    ],
)
def test_no_rise_is_ruled_out_where_no_rule_of_schools_is_declared(
    chose: str, rule: AreaRule | None, opening: str
) -> None:
    schools = draw("white noise", 2)
    analysis = analysis_of(schools, BELOW, programme(schools, BELOW, "100")).change(selection=None)
    result = asked(analysis.change(chose=chose, area_rule=rule))
    assert result.answer.startswith(opening)
    assert "no rise is expected" not in result.answer
    assert ("is taken off the estimate" in result.answer) == (rule is not None)
    assert "Warning" not in result.answer
    assert (result.shows.frame()["estimate"] == result.shows.frame()["naive"]).all()
    assert result.shows.frame()["expected"].iloc[0] > 0


def test_one_change_is_said_and_not_modelled() -> None:
    result = asked(city_of(draw_panel(np.random.default_rng(5))))
    assert ONE_CHANGE in result.answer
    assert result.shows.frame()["baseline"].tolist() == ["latest"]
    assert [row.implied for row in result.shows.rows] == [None]


def test_a_figure_other_than_the_outcome_is_told() -> None:
    schools = draw("white noise", 4)
    rule = SelectionRule("ks2", 2017, below=28.0)
    rows = schools.panel.frame
    low = rows[(rows["area"] == "100") & (rows["year"] == 2017) & (rows["ks2"] < 28.0)]["unit"]
    result = asked(analysis_of(schools, rule, frozenset(int(school) for school in low)))
    assert "chosen on another figure" in result.answer


def test_a_year_known_for_few_schools_is_no_baseline() -> None:
    levels = pd.DataFrame({2016: [np.nan] * 3 + [0.1], 2017: [0.1, 0.2, 0.3, 0.4], 2019: [0.0, 0.1, 0.2, 0.3]})
    assert years_known(levels, levels.index) == (2017, 2019)
    assert baselines((2017,)) == (Baseline("latest", (2017,)),)


def test_gains_are_relative_to_all_schools() -> None:
    levels = pd.DataFrame({2017: [0.0, 1.0, 2.0], 2019: [1.0, 2.0, 6.0]}, index=[1, 2, 3])
    distances = against_all(levels, levels.index)
    assert gain(distances, pd.Index([1]), Baseline("latest", (2017,)), 2019) == pytest.approx(1.0 - 2.0, abs=EXACT)
    assert gain(distances, levels.index, Baseline("latest", (2017,)), 2019) == pytest.approx(0.0, abs=EXACT)
