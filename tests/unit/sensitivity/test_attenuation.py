from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.evaluation.from_frame import FrameAnalysis
from evalkit.records.analysis import Analysis
from evalkit.sensitivity.attenuation import Options, attenuation
from evalkit.tables.panel import Panel
from tests.support.panels import analysis_of, draw_panel
from tests.unit.sensitivity.hand import sure, worked

# Draws, seeds 1 to 40, listed beforehand. The SD of one estimate is about 0.14, of the mean of 40 about 0.022: three
# of those. Of 40 intervals of 95 per cent, fewer than 34 hold the truth once in 300 trials.
DRAWS = 40
MEAN_TOLERANCE = 0.07
FEWEST_HELD = 34
TRUTH, SHARE = 0.4, 0.3


def supported(seed: int) -> Analysis:
    """Return an analysis in which three in ten schools elsewhere had support that did what the programme did."""
    rng = np.random.default_rng(seed)
    panel = draw_panel(rng, areas=50, schools=8, effect=TRUTH)
    frame = panel.frame.copy()
    schools = np.unique(frame.loc[frame["area"] != "100", "unit"])
    lucky = rng.choice(schools, size=round(SHARE * len(schools)), replace=False)
    frame.loc[frame["unit"].isin(lucky) & (frame["year"] == 2019), "p8_maths"] += TRUTH
    return analysis_of(replace(panel, frame=frame))


def test_hand_worked_shares() -> None:
    analysis = worked()
    estimate = point_estimate(analysis)
    assert estimate.estimate == pytest.approx(0.25)
    result = attenuation(analysis, estimate, point_estimate, Options((0.2, 0.5)))
    assert result.shows.frame()["estimate"].tolist() == pytest.approx([0.25, 0.3125, 0.5])
    assert result.shows.frame()["share"].tolist() == [0.0, 20.0, 50.0]
    assert result.shows.frame()["declared"].tolist() == [True, False, False]
    assert result.passed is None
    assert "interval" not in result.answer
    assert result.answer.startswith(
        "If 20 in 100 comparison schools had support as strong as this, the estimate of +0.25 grades would stand for a "
        "difference of +0.31. If 50 in 100 had, it would stand for one of +0.50. "
    )


def test_the_smallest_share_leads_and_a_single_one_is_said_once() -> None:
    analysis = worked()
    estimate = point_estimate(analysis)
    told = attenuation(analysis, estimate, point_estimate, Options((0.5, 0.1, 0.3))).answer
    assert told.index("10 in 100") < told.index("50 in 100")
    assert "30 in 100" not in told
    assert attenuation(analysis, estimate, point_estimate, Options((0.1,))).answer.count("in 100") == 1


def test_estimate_and_interval_grow_alike() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(5), effect=0.6))
    estimate = sure(analysis)
    result = attenuation(analysis, estimate, point_estimate, Options())
    inference = estimate.inference()
    assert result.shows.frame()["share"].tolist() == [0, 10, 20, 30, 40, 50]
    assert result.shows.frame()["conf_low"].iloc[-1] == pytest.approx(2 * inference.conf_low)
    assert result.shows.frame()["conf_high"].iloc[-1] == pytest.approx(2 * inference.conf_high)
    outside = inference.conf_low > 0 or inference.conf_high < 0
    assert ("leave nought out as before" in result.answer) is outside


def test_a_known_truth_is_found_and_held() -> None:
    found, held = [], 0
    for seed in range(1, DRAWS + 1):
        analysis = supported(seed)
        table = attenuation(analysis, sure(analysis), point_estimate, Options((SHARE,))).shows.frame()
        row = table.iloc[1]
        found.append((table["estimate"].iloc[0], row["estimate"]))
        held += bool(row["conf_low"] <= TRUTH <= row["conf_high"])
    plain, corrected = np.mean(found, axis=0)
    assert plain == pytest.approx((1 - SHARE) * TRUTH, abs=MEAN_TOLERANCE)
    assert corrected == pytest.approx(TRUTH, abs=MEAN_TOLERANCE / (1 - SHARE))
    assert held >= FEWEST_HELD


def test_the_share_that_counts_is_the_share_of_the_comparisons_weight() -> None:
    analysis = worked()
    comparison = compare(analysis)
    frame = comparison.frame
    donors = frame[~frame["treated"] & (frame["year"] == 2019)]
    lucky = donors["unit"].iloc[0]
    share = float(donors.loc[donors["unit"] == lucky, "weight"].iloc[0])
    data = analysis.data
    assert isinstance(data, Panel)
    moved = data.frame.copy()
    moved.loc[(moved["unit"].isin([*analysis.treated, lucky])) & (moved["year"] == 2019), "p8_maths"] += 1.0
    again = point_estimate(analysis.change(data=replace(data, frame=moved)))
    assert again.estimate - point_estimate(analysis).estimate == pytest.approx(1 - share)


def test_shares_that_are_none_are_refused_in_words() -> None:
    analysis = worked()
    result = attenuation(analysis, point_estimate(analysis), point_estimate, Options((0.0, 1.0)))
    assert result.answered is False
    assert result.wanted


def test_a_bare_table_is_asked_too() -> None:
    late = worked().panel().frame.query("year == 2019")
    frame = late.assign(treated=late["area"] == "100")[["unit", "treated", "p8_maths"]]
    record = FrameAnalysis.from_frame(frame, outcome="p8_maths", treated="treated", cluster="unit").record
    estimate = replace(point_estimate(analysis_of(draw_panel(np.random.default_rng(5)))), estimate=0.2)
    shown = attenuation(record, estimate, point_estimate, Options((0.5,))).shows
    assert [row.estimate for row in shown.rows] == [0.2, 0.4]
