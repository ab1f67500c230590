from dataclasses import replace

import numpy as np

from evalkit.analysis.point import point_estimate
from evalkit.evaluation.from_frame import FrameAnalysis
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckStanding
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


def test_it_names_what_moved_and_never_calls_silence_an_answer() -> None:
    still, moved = told(82), told(82, moved=1.5)
    quiet = falsification_outcomes(still, sure(still), point_estimate, Options())
    loud = falsification_outcomes(moved, sure(moved), point_estimate, Options())
    assert loud.shows.beyond_chance >= 1
    assert loud.answer.startswith("Attainment at Key Stage 2")
    assert loud.standing is CheckStanding.RAISES_DOUBT
    assert "does not show that nothing moved" not in loud.answer
    assert quiet.standing is CheckStanding.COULD_NOT_TELL
    assert quiet.answer.startswith("None of 2 intervals leaves out 0, which does not show that nothing moved.")
    assert "could have gone unseen" in quiet.answer
    assert "could not tell" in quiet.answer


def test_what_could_go_unseen_is_the_far_end_brought_to_the_estimate_by_how_far_schools_lie_apart() -> None:
    analysis = told(88)
    estimate = sure(analysis)
    result = falsification_outcomes(analysis, estimate, point_estimate, Options(("ks2",)))
    row = result.shows.rows[0]
    far = max(abs(row.conf_low), abs(row.conf_high))
    base = analysis.panel().frame.query("year == 2017")
    times = far * base["p8_maths"].std() / base["ks2"].std() / abs(estimate.estimate)
    assert f"In attainment at Key Stage 2, a change of up to {far:.2f} grades could have gone unseen" in result.answer
    assert f"it would be {100 * times:.0f} per cent of the estimate" in result.answer


def test_it_holds_only_where_half_the_estimate_would_have_been_seen() -> None:
    """The same silence beside an estimate ten grades larger is an answer; with an outcome missing it is none."""
    small, large = told(82), told(82)
    frame = large.panel().frame
    treated = (frame["year"] == 2019) & (frame["area"] == "100")
    large = large.change(data=replace(large.panel(), frame=frame.assign(p8_maths=frame["p8_maths"] + 10.0 * treated)))
    asked = [falsification_outcomes(one, sure(one), point_estimate, Options()) for one in (small, large)]
    assert [one.standing for one in asked] == [CheckStanding.COULD_NOT_TELL, CheckStanding.HOLDS]
    assert "half as large as the estimate would have been seen" in asked[1].answer
    assert "half as large as the estimate would have been seen" not in asked[0].answer
    partly = falsification_outcomes(large, sure(large), point_estimate, Options(("ks2", "absence")))
    assert partly.standing is CheckStanding.COULD_NOT_TELL


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
