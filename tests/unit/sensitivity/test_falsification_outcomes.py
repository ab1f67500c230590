from dataclasses import replace

import numpy as np

from evalkit.analysis.point import point_estimate
from evalkit.evaluation.from_frame import FrameAnalysis
from evalkit.records.analysis import Analysis
from evalkit.sensitivity.falsification_outcomes import Options, falsification_outcomes
from tests.support.panels import analysis_of, draw_panel, with_more
from tests.unit.sensitivity.hand import sure


def told(seed: int, *, moved: float = 0.0) -> Analysis:
    rng = np.random.default_rng(seed)
    panel = with_more(draw_panel(rng), rng)
    frame = panel.frame.copy()
    frame.loc[(frame["year"] == 2019) & (frame["area"] == "100"), "ks2"] += moved
    return analysis_of(replace(panel, frame=frame))


def test_each_row_equals_planning_that_outcome() -> None:
    analysis = told(81)
    options = Options(("ks2", "p8_english"))
    result = falsification_outcomes(analysis, sure(analysis), point_estimate, options)
    planned = analysis.change(estimand=replace(analysis.estimand, outcome="ks2"))
    assert result.shows.frame()["outcome"].tolist() == ["ks2", "p8_english"]
    assert result.shows.frame()["estimate"].iloc[0] == point_estimate(planned).estimate
    assert result.passed is None


def test_it_names_what_moved_and_passes_no_verdict() -> None:
    still, moved = told(82), told(82, moved=1.5)
    quiet = falsification_outcomes(still, sure(still), point_estimate, Options())
    loud = falsification_outcomes(moved, sure(moved), point_estimate, Options())
    assert loud.shows.beyond_chance >= 1
    assert loud.answer.startswith("Attainment at Key Stage 2")
    assert loud.passed is None
    assert quiet.passed is None


def test_an_outcome_that_is_not_there_is_said() -> None:
    analysis = told(83)
    result = falsification_outcomes(analysis, sure(analysis), point_estimate, Options(("ks2", "absence", "gender")))
    assert "the tables do not hold absence" in result.answer
    assert len(result.shows.frame()) == 1
    none = falsification_outcomes(analysis, sure(analysis), point_estimate, Options(("absence", "p8_maths")))
    assert none.answered is False
    assert "would answer it" in none.answer


def test_an_outcome_that_nobody_moved_is_not_shown_as_a_result() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(87)))
    result = falsification_outcomes(analysis, sure(analysis), point_estimate, Options())
    assert result.answered is False
    assert "is the same in every year compared" in result.answer


def test_key_stage_2_on_two_scales_is_not_compared() -> None:
    analysis = told(84)
    frame = analysis.panel().frame
    later = frame.assign(year=frame["year"].replace({2019: 2022}))
    late = analysis.change(
        data=replace(analysis.panel(), frame=later), estimand=replace(analysis.estimand, cohort=2022)
    )
    result = falsification_outcomes(late, point_estimate(late), point_estimate, Options(("ks2",)))
    assert result.answered is False
    assert "two scales" in result.answer


def test_without_an_inference_there_is_no_interval_to_judge_by() -> None:
    analysis = told(85)
    result = falsification_outcomes(analysis, point_estimate(analysis), point_estimate, Options())
    assert "no interval" in result.answer
    assert result.shows.frame()["conf_low"].isna().all()


def test_a_bare_table_has_one_outcome() -> None:
    late = told(86).panel().frame.query("year == 2019")
    frame = late.assign(treated=late["area"] < "130")[["area", "treated", "p8_maths"]]
    record = FrameAnalysis.from_frame(frame, outcome="p8_maths", treated="treated", cluster="area").record
    result = falsification_outcomes(record, point_estimate(record), point_estimate, Options())
    assert result.answered is False
    assert result.shows is None
