import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.design.parts.pool import contrast
from evalkit.inference.placebo_areas import Options as Placebo
from evalkit.inference.placebo_areas import placebo_areas
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckStanding
from evalkit.records.estimate import Estimate
from evalkit.sensitivity.leave_one_school_out import Options, leave_one_school_out
from tests.support.panels import analysis_of, draw_panel


def sure(analysis: Analysis) -> Estimate:
    point = point_estimate(analysis)
    return point.with_inferences((placebo_areas(analysis, point, point_estimate, Placebo()),), "placebo_areas")


def test_equals_the_closed_form() -> None:
    """With equal weights, leaving out school i changes the mean gap by (mean - gap_i) / (m - 1)."""
    analysis = analysis_of(draw_panel(np.random.default_rng(21)))
    estimate, pool = sure(analysis), compare(analysis).pool
    result = leave_one_school_out(analysis, estimate, point_estimate, Options())
    rows = contrast(pool, np.flatnonzero(pool.treated), "schools").rows
    gaps = pool.change[rows] - pool.change[pool.donors[rows]].mean(axis=1)
    expected = estimate.estimate + (gaps.mean() - gaps) / (len(gaps) - 1)
    found = result.shows.frame().set_index("school")["estimate"]
    np.testing.assert_allclose(found[pool.unit[rows]], expected, atol=1e-12)


def test_it_fails_when_one_school_carries_the_answer() -> None:
    panel = draw_panel(np.random.default_rng(22))
    first = int(panel.frame.loc[panel.frame["area"] == "100", "unit"].min())
    panel.frame.loc[(panel.frame["unit"] == first) & (panel.frame["year"] == 2019), "p8_maths"] += 9.0
    analysis = analysis_of(panel)
    result = leave_one_school_out(analysis, sure(analysis), point_estimate, Options())
    assert result.passed is False
    assert result.standing is CheckStanding.RAISES_DOUBT
    gone = 1 - result.shows.lowest / result.shows.planned
    assert f"one of 12 schools carries {round(10 * gone)}0 per cent of it" in result.answer
    assert "none of 12" not in result.answer


def test_a_single_school_cannot_be_left_out() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(23)))
    one = analysis.change(treated=frozenset(sorted(analysis.treated)[:1]))
    result = leave_one_school_out(one, point_estimate(one), point_estimate, Options())
    assert result.answered is False
    assert result.passed is None


def test_the_table_has_one_row_for_each_school() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(24)))
    result = leave_one_school_out(analysis, sure(analysis), point_estimate, Options())
    assert len(result.shows.frame()) == 12
    assert abs(result.shows.planned) < 0.5 * result.shows.half_width
    assert result.standing is CheckStanding.COULD_NOT_TELL
    assert "too near 0 to ask who carries it" in result.answer
    assert result.answer.startswith("Leaving out one school at a time")
    assert pytest.approx(result.shows.frame()["estimate"].min()) == result.shows.lowest
