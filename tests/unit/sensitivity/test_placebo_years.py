from dataclasses import replace

import numpy as np

from evalkit.analysis.point import point_estimate
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.sensitivity.placebo_years import Options, placebo_years
from tests.support.panels import analysis_of, draw_panel, with_more
from tests.unit.sensitivity.hand import sure, worked


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
    assert result.table["label"].tolist() == ["2015/16 to 2016/17"]
    assert result.table["estimate"].tolist() == [point_estimate(planned).estimate]
    sure_of_it = sure(planned).inference()
    assert result.table["conf_low"].tolist() == [sure_of_it.conf_low]
    alarm = sure_of_it.conf_low > 0 or sure_of_it.conf_high < 0
    assert result.passed is (False if alarm else None)


def test_it_raises_an_alarm_and_never_gives_the_all_clear() -> None:
    drifting = told(92, drifting=1.5)
    result = placebo_years(drifting, sure(drifting), point_estimate, Options())
    assert result.passed is False
    quiet = [placebo_years(one, sure(one), point_estimate, Options()).passed for one in map(told, range(94, 98))]
    assert None in quiet
    assert True not in quiet
    assert "more than chance may move them" in result.answer


def test_one_year_before_the_start_is_not_enough() -> None:
    analysis = worked()
    result = placebo_years(analysis, point_estimate(analysis), point_estimate, Options())
    assert result.answered is False
    assert "those of an earlier year would do" in result.answer


def test_a_choice_on_the_end_of_the_contrast_is_said() -> None:
    analysis = told(93).change(selection=SelectionRule("p8_maths", 2017, below=0.5))
    result = placebo_years(analysis, point_estimate(analysis), point_estimate, Options())
    assert "the test is weaker for it" in result.answer
