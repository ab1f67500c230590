from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.core.quantity import PERCENT, POINTS
from evalkit.measures.parts.added_measure import add_measure
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.records.check import CheckResult
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Estimate, Inference
from evalkit.sensitivity.parts.jointly import joint_p, p_of_largest
from evalkit.sensitivity.placebo_years import Options, placebo_years
from evalkit.tables.panel import Variable
from tests.support.panels import analysis_of, draw_panel, with_more
from tests.unit.sensitivity.hand import sure, worked

LONG = Options(longer=("maths_long_z",))
# 4,000 draws know a rate of one in twenty to 0.0034; three of those.
DRAWS = 4000
RATE_TOLERANCE = 0.0105


def told(seed: int, *, drifting: float = 0.0) -> Analysis:
    rng = np.random.default_rng(seed)
    panel = with_more(draw_panel(rng), rng)
    frame = panel.frame.copy()
    frame.loc[(frame["year"] == 2016) & (frame["area"] == "100"), "p8_maths"] -= drifting
    return analysis_of(replace(panel, frame=frame))


def test_equals_planning_the_years_before() -> None:
    analysis = told(91)
    estimate = sure(analysis)
    planned = analysis.change(estimand=replace(analysis.estimand, cohort=2017, baseline=(2016,)))
    result = placebo_years(analysis, estimate, point_estimate, Options())
    assert result.shows.frame()["label"].tolist() == ["2015/16 to 2016/17"]
    assert result.shows.frame()["estimate"].tolist() == [point_estimate(planned).estimate]
    sure_of_it = sure(planned).inference()
    assert result.shows.frame()["conf_low"].tolist() == [sure_of_it.conf_low]
    alarm = sure_of_it.conf_low > 0 or sure_of_it.conf_high < 0
    assert result.passed is (False if alarm else None)


def test_it_raises_an_alarm_and_never_takes_silence_for_an_answer() -> None:
    drifting = told(92, drifting=1.5)
    result = placebo_years(drifting, sure(drifting), point_estimate, Options())
    assert result.passed is False
    quiet = [placebo_years(one, sure(one), point_estimate, Options()).passed for one in map(told, range(94, 98))]
    assert None in quiet
    assert True not in quiet
    assert "more than chance may move them" in result.answer


def test_it_holds_where_half_of_the_effect_would_have_been_seen_before_the_start() -> None:
    """The same quiet years beside no effect and beside one of ten grades."""
    small = next(one for one in map(told, range(94, 98)) if asked_of(one).passed is None)
    frame = small.panel().frame
    treated = (frame["year"] == 2019) & (frame["area"] == "100")
    large = small.change(data=replace(small.panel(), frame=frame.assign(p8_maths=frame["p8_maths"] + 10.0 * treated)))
    quiet, loud = asked_of(small), asked_of(large)
    assert loud.passed is True
    assert "half as large as the estimate would have been seen" in loud.answer
    assert "half as large as the estimate would have been seen" not in quiet.answer
    assert "So this check could not tell" in quiet.answer
    assert "going on at that pace until 2018/19" in quiet.answer


def asked_of(analysis: Analysis) -> CheckResult:
    return placebo_years(analysis, sure(analysis), point_estimate, Options())


def test_one_year_before_the_start_is_not_enough() -> None:
    analysis = worked()
    result = placebo_years(analysis, point_estimate(analysis), point_estimate, Options())
    assert result.answered is False
    assert "those of an earlier year would do" in result.answer


def test_a_choice_on_the_end_of_the_contrast_is_said() -> None:
    analysis = told(93).change(selection=SelectionRule("p8_maths", 2017, below=0.5, unmet="leave_out"))
    result = placebo_years(analysis, point_estimate(analysis), point_estimate, Options())
    assert "the test is weaker for it" in result.answer


def long_told(seed: int, *, drifting: float = 0.0) -> Analysis:
    """Return results of two figures over seven years: a share of pupils to 2016, points from 2017 on."""
    rng = np.random.default_rng(seed)
    panel = draw_panel(rng, years=(2012, 2013, 2014, 2015, 2016, 2017, 2019), area_sd=0.02)
    frame = panel.frame
    level = frame["p8_maths"] - drifting * ((frame["area"] == "100") & (frame["year"] < 2016))
    more = {
        Variable("maths_c", "grade C or better in maths", PERCENT): (60 + 10 * level).where(frame["year"] < 2017),
        Variable("attainment8_maths", "points in maths", POINTS): (9 + level).where(frame["year"] >= 2017),
    }
    for variable, values in more.items():
        panel = panel.with_variable(variable, values)
    own = panel.frame["p8_maths"].where(panel.frame["year"] >= 2016)
    return analysis_of(replace(panel, frame=panel.frame.assign(p8_maths=own)))


def test_a_longer_measure_is_asked_of_every_earlier_year() -> None:
    analysis = long_told(95)
    result = placebo_years(analysis, sure(analysis), point_estimate, LONG)
    table = result.shows.frame()
    assert table["before"].tolist() == [2016, 2012, 2013, 2014, 2015, 2016]
    assert table["outcome"].tolist() == ["p8_maths"] + ["maths_long_z"] * 5
    assert set(table["unit"]) == {"grades", "school standard deviations"}
    panel, _ = add_measure(analysis.panel(), "maths_long_z", years=(2013, 2017))
    estimand = replace(analysis.estimand, outcome="maths_long_z", cohort=2017, baseline=(2013,))
    planned = analysis.change(data=panel, estimand=estimand)
    assert table["estimate"].iloc[2] == point_estimate(planned).estimate
    assert "each of the 5 years since 2011/12" in result.answer
    changed = "What counts in results in maths over many years changed in 2013/14, 2014/15, 2015/16 and 2016/17, so"
    assert result.answer.count(changed) == 1
    assert "fewer qualifications" not in result.answer


def test_a_longer_measure_without_earlier_tables_is_said() -> None:
    analysis = told(97)
    result = placebo_years(analysis, sure(analysis), point_estimate, LONG)
    assert "Not asked: years before 2015/16, of which no results were read." in result.answer
    assert result.wanted


def test_sides_that_moved_apart_long_ago_raise_the_alarm() -> None:
    analysis = long_told(96, drifting=3.0)
    result = placebo_years(analysis, sure(analysis), point_estimate, LONG)
    assert result.passed is False
    assert "moved apart more than chance may move them: 6 contrasts taken together" in result.answer


def test_several_years_raise_no_more_false_alarms_than_one() -> None:
    """Nothing happened anywhere: 59 areas and the programme's move alike over six contrasts that share their end."""
    rng = np.random.default_rng(7)
    drawn = rng.normal(size=(DRAWS, 60, 1)) + rng.normal(size=(DRAWS, 60, 6))
    alarms = [p_of_largest(one[0], one[1:]) <= 0.05 for one in drawn]
    assert np.mean(alarms) == pytest.approx(0.05, abs=RATE_TOLERANCE)


def test_contrasts_are_judged_by_the_areas_that_all_of_them_have() -> None:
    one, other = _as_found(np.array([2.0, 1.0, -3.0]), ["a", "b"]), _as_found(np.array([-1.0, 9.0, 0.5]), ["c", "b"])
    # Only area b is in both, with 3 as its largest; the programme's is 2.
    assert joint_p([one, other]) == 1.0
    assert joint_p([one]) == pytest.approx(2 / 3)


def test_without_areas_the_smallest_p_value_is_multiplied() -> None:
    found = [_as_found(np.array([z]), []) for z in (1.0, 2.5)]
    bare = [(one, replace(sure_of, details=())) for one, sure_of in found]
    assert joint_p(bare) == pytest.approx(2 * found[1][1].p_value)
    assert joint_p([(bare[0][0], replace(bare[0][1], p_value=0.7)), bare[0]]) <= 1.0


def _as_found(standardised: np.ndarray, codes: list[str]) -> tuple[Estimate, Inference]:
    """Return a programme's standardised estimate, the first, beside those of areas in its place."""
    table = pd.DataFrame({"area": codes, "standardised": standardised[1:]})
    shown = (PlaceboAreas(table, 2.0),)
    own = replace(POINT, estimate=float(standardised[0]))
    return own, Inference("placebo_areas", 1.0, np.nan, -1.0, 1.0, 0.95, 0.01 / abs(own.estimate), "", "", shown)


POINT = point_estimate(worked())
