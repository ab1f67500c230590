"""Similar areas: neighbours worked out by hand, what is refused, and what is said of authorities that changed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import DesignError
from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES, PUPILS
from evalkit.design.parts.options import VariableYear
from evalkit.design.similar_areas import NEAREST_YEAR, NOT_COUNTED, NOT_KNOWN, Options
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

# Sums of a handful of doubles.
EXACT = 1e-12
OUTCOME = "area_p8_white"
CITY = 856
# Level in 2017, level in 2019: nearest to the city (-0.4) by level are 801 (-0.3) and 803 (-0.55).
LEVELS = {
    801: (-0.30, -0.20),
    802: (0.40, 0.90),
    803: (-0.55, -0.60),
    804: (0.10, 0.00),
    837: (-0.41, None),
    CITY: (-0.40, -0.63),
}


def panel(*, pupils: tuple[tuple[str, float], ...] = (("pupils", 2000.0),)) -> Panel:
    rows = [
        {
            "unit": code,
            "urn": code,
            "year": year,
            "area": str(code),
            "area_name": f"Area {code}",
            OUTCOME: level if level is not None else float("nan"),
            **{name: value * (1 + code % 7) for name, value in pupils},
        }
        for code, levels in LEVELS.items()
        for year, level in zip((2017, 2019), levels, strict=True)
    ]
    known = [Variable("area", "authority", None), Variable("area_name", "authority", None)]
    known += [Variable(OUTCOME, "progress of White pupils", GRADES)]
    known += [Variable(name, "pupils", PUPILS) for name, _ in pupils]
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    return Panel(pd.DataFrame(rows), reasons, tuple(known), (), Flow())


def analysis(data: Panel, **options: object) -> Analysis:
    fitting = Options(nearest=(VariableYear(OUTCOME, 2017),), ratio=2)
    return Analysis(
        data=data,
        estimand=Estimand(OUTCOME, "White pupils", 2019, (2017,), label="progress of White pupils", level="area"),
        treated=frozenset({CITY}),
        programme=frozenset({CITY}),
        design="similar_areas",
        design_options=replace(fitting, **options),
        estimator="difference_in_differences",
        inference=("placebo_authorities",),
        question="white",
    )


def test_hand_worked_neighbours_and_estimate() -> None:
    comparison = compare(analysis(panel()))
    frame = comparison.frame
    assert sorted(frame.loc[~frame["treated"], "area"].unique()) == ["801", "803"]
    assert set(frame.loc[~frame["treated"], "weight"]) == {0.5}
    result = point_estimate(analysis(panel()))
    assert isinstance(result, Estimate)
    # -0.63 + 0.40 = -0.23 in the city; +0.10 and -0.05 in its neighbours.
    assert result.estimate == pytest.approx(-0.23 - (0.10 - 0.05) / 2, abs=EXACT)
    assert comparison.counts.areas_comparison == 2


def test_an_authority_that_was_joined_to_another_is_lost_with_that_reason() -> None:
    steps = compare(analysis(panel())).flow.steps
    lost = {loss.urn: loss.reason for step in steps for loss in step.losses}
    assert lost[837] == "Bournemouth, Poole and Dorset became two new authorities in April 2019"
    assert {step.unit for step in steps} == {"authorities"}


def test_pupils_behind_the_figure_are_used_where_most_authorities_have_them() -> None:
    own = panel(pupils=(("pupils", 2000.0), (f"{OUTCOME} pupils", 300.0)))
    comparison = compare(analysis(own))
    assert comparison.caveats == ()
    assert comparison.counts.pupils_treated == 300 * (1 + CITY % 7)


def test_pupils_printed_only_for_a_later_year_stand_for_the_year_before() -> None:
    own = panel(pupils=(("pupils", 2000.0), (f"{OUTCOME} pupils", 300.0)))
    late = own.frame[f"{OUTCOME} pupils"].where(own.frame["year"] == 2019)
    comparison = compare(analysis(replace(own, frame=own.frame.assign(**{f"{OUTCOME} pupils": late}))))
    assert comparison.caveats == (NEAREST_YEAR,)
    assert comparison.counts.pupils_treated == 300 * (1 + CITY % 7)


def test_without_them_all_pupils_stand_in_and_that_is_said() -> None:
    assert NOT_COUNTED in compare(analysis(panel())).caveats


def test_without_any_number_of_pupils_all_count_alike_and_none_is_claimed() -> None:
    comparison = compare(analysis(panel(pupils=())))
    assert NOT_KNOWN in comparison.caveats
    assert (comparison.counts.pupils_treated, comparison.counts.pupils_comparison) == (None, None)
    assert comparison.counts.pupils is None


def test_authorities_are_not_weighed_by_pupils_whom_nobody_counted() -> None:
    asked = analysis(panel(pupils=()))
    with pytest.raises(DesignError, match="of whom the tables give no number"):
        compare(asked.change(estimand=replace(asked.estimand, weighting="pupils")))


def test_an_authority_that_was_not_there_yet_is_not_called_a_blank_cell() -> None:
    own = panel()
    later = own.frame.replace({"unit": {804: 943}, "urn": {804: 943}, "area": {"804": "943"}})
    later.loc[(later["unit"] == 943) & (later["year"] < 2019), OUTCOME] = float("nan")
    later = later.sort_values(["unit", "year"], ignore_index=True)
    steps = compare(analysis(replace(own, frame=later))).flow.steps
    lost = {loss.urn: loss.reason for step in steps for loss in step.losses}
    assert lost[943] == "Cumbria was divided in April 2023"


def test_an_authority_with_few_pupils_gives_no_comparison() -> None:
    steps = compare(analysis(panel(), fewest_pupils=9000.0)).flow.steps
    assert any("too few pupils" in loss.reason for step in steps for loss in step.losses)


def test_neighbours_that_differ_by_more_than_a_quarter_are_said_to() -> None:
    caveats = compare(analysis(panel(), ratio=4)).caveats
    assert any("differ by over a quarter of a standard deviation" in caveat for caveat in caveats)


def test_neighbours_that_differ_too_much_are_refused() -> None:
    with pytest.raises(DesignError, match="no authority is like this one"):
        compare(analysis(panel(), ratio=4, largest_smd=0.3))


def test_too_few_others_are_refused() -> None:
    with pytest.raises(DesignError, match="without 9 others"):
        compare(analysis(panel(), ratio=9))


def test_a_panel_of_schools_is_refused() -> None:
    data = panel()
    schools = replace(data, frame=data.frame.assign(area=data.frame["area"].replace({"803": "801"})))
    with pytest.raises(DesignError, match="a panel of schools"):
        compare(analysis(schools))
