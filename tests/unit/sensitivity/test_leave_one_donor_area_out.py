from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.evaluation.from_frame import FrameAnalysis
from evalkit.sensitivity.leave_one_donor_area_out import Options, leave_one_donor_area_out
from tests.support.panels import analysis_of, draw_panel
from tests.unit.sensitivity.hand import sure, worked

# The same sums over the same schools; leaving out rows that no refit uses changes no digit but the last.
ROUNDING = 1e-12


def test_hand_worked_areas() -> None:
    """Without 200, both schools take 5 and 6: 0.3 + 0.1; without 300, both take 3 and 4: 0.3 - 0.2."""
    analysis = worked()
    result = leave_one_donor_area_out(analysis, point_estimate(analysis), point_estimate, Options())
    assert result.shows.frame().set_index("area")["estimate"].to_dict() == pytest.approx({"300": 0.1, "200": 0.4})
    assert result.shows.frame()["share"].tolist() == pytest.approx([50.0, 50.0])
    assert result.passed is None
    assert "no yardstick" in result.answer


def test_each_row_equals_planning_it() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(41)))
    result = leave_one_donor_area_out(analysis, sure(analysis), point_estimate, Options())
    frame = compare(analysis).frame
    assert set(result.shows.frame()["area"]) == set(frame.loc[~frame["treated"], "area"])
    for row in result.shows.frame().iloc[::7].itertuples():
        donors = replace(analysis.donors, exclude_areas=(row.area,))
        assert row.estimate == pytest.approx(point_estimate(analysis.change(donors=donors)).estimate, abs=ROUNDING)
    near_nought = abs(result.shows.planned) < 0.5 * result.shows.half_width
    assert result.passed is (None if near_nought else True)
    assert ("lies too near 0" in result.answer) is near_nought


def test_it_fails_when_one_area_carries_the_answer() -> None:
    panel = draw_panel(np.random.default_rng(42))
    first = compare(analysis_of(panel)).frame
    heaviest = first[~first["treated"]].groupby("area")["weight"].sum().idxmax()
    inside = (panel.frame["area"] == heaviest) & (panel.frame["year"] == 2019)
    panel.frame.loc[inside, "p8_maths"] += 6.0
    analysis = analysis_of(panel)
    result = leave_one_donor_area_out(analysis, sure(analysis), point_estimate, Options())
    assert result.passed is False
    assert "areas moves it by" in result.answer
    assert "more than half of what chance may move it" in result.answer
    assert "carries half of it" not in result.answer


def test_areas_without_which_nothing_can_be_estimated_are_counted() -> None:
    analysis = worked()
    lonely = analysis.change(donors=replace(analysis.donors, exclude_areas=("400",)))
    three = lonely.change(design_options=replace(lonely.design_options, ratio=3))
    result = leave_one_donor_area_out(three, point_estimate(three), point_estimate, Options())
    assert result.answered is False
    assert "too few comparison schools" in result.answer


def test_a_bare_table_says_that_area_codes_are_missing() -> None:
    late = draw_panel(np.random.default_rng(43)).frame.query("year == 2019")
    frame = late.assign(treated=late["area"] < "130")[["area", "treated", "p8_maths"]]
    record = FrameAnalysis.from_frame(frame, outcome="p8_maths", treated="treated", cluster="area").record
    result = leave_one_donor_area_out(record, point_estimate(record), point_estimate, Options())
    assert result.answered is False
    assert "area codes would answer it" in result.answer
