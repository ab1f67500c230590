"""What is said of changes on scales: judged where there is a range, described where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evalkit.numeric.paired_change import PairedChange
from evalkit.records.delivery.survey_scales import MeasuredScale
from evalkit.report.sentences.parts.scale_words import counted, direction, told
from evalkit.report.words import Words

NAN = float("nan")
CHANGE = PairedChange(40, 12, 0.3, 0.8, 0.8, 0.7, 0.43, 0.37, 0.1, 9.0, 0.08, 0.52, 0.95)
SCALE = MeasuredScale("Enjoyment", None, 3, 1.0, 5.0, (), (), 40, CHANGE, 3.0, 3.3, ())


def scale(mean: float, low: float = NAN, high: float = NAN) -> MeasuredScale:
    return replace(SCALE, change=replace(CHANGE, mean=mean, conf_low=low, conf_high=high), last=3.0 + mean)


@pytest.mark.parametrize(
    ("scales", "words"),
    [
        ([scale(0.3, 0.1, 0.5), scale(0.2, 0.1, 0.3)], "Answers of pupils rose on all 2 scales"),
        (
            [scale(0.3, 0.1, 0.5), scale(0.1, -0.1, 0.3), scale(-0.4, -0.6, -0.2)],
            "Answers of pupils rose on 1 and fell on 1 of 3 scales; on 1 it cannot be told",
        ),
        ([scale(0.1, -0.1, 0.3)], "Whether answers of pupils rose or fell cannot be told on any of 1 scale"),
        (
            [scale(0.3), scale(-0.2)],
            "Mean answers of pupils were higher the second time on 1 of 2 scales (by −0.20 to +0.30 steps)",
        ),
        ([scale(0.3)], "Mean answers of pupils were higher the second time on 1 scale (by +0.30 steps)"),
        ([scale(-0.3)], "Mean answers of pupils were higher the second time on none of 1 scale (by −0.30 steps)"),
        ([scale(0.06), scale(-0.02)], "Mean answers of pupils hardly moved on 2 scales (by −0.02 to +0.06 steps)"),
        ([scale(0.3, 0.1, 0.5), scale(0.2)], "Mean answers of pupils were higher the second time on all 2 scales"),
    ],
)
def test_scales_are_counted_by_what_their_ranges_allow(scales: list[MeasuredScale], words: str) -> None:
    assert counted(Words(), scales, "pupils").startswith(words)


def test_a_range_that_holds_nought_as_it_is_shown_gives_no_direction() -> None:
    assert direction(scale(0.2, 0.004, 0.4)) == ""
    assert direction(scale(0.2, 0.006, 0.4)) == "rose"
    assert direction(scale(-0.2, -0.4, -0.006)) == "fell"
    assert direction(scale(0.2)) == ""


def test_a_scale_is_told_with_its_range_where_it_has_one() -> None:
    assert told(Words(), scale(0.3, 0.08, 0.52)) == "Enjoyment from 3.00 to 3.30 (range of the change +0.08 to +0.52)"
    assert told(Words(), scale(0.3)) == "Enjoyment from 3.00 to 3.30"
