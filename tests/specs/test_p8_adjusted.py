"""What adjusted progress is: the headline figure from 2018, never mixed with earlier years by accident."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.core.overrides import ACROSS_THE_ADJUSTMENT
from evalkit.measures.p8_adjusted import MEASURE
from evalkit.measures.parts.added_measure import add_measure

EXACT = 0.0  # the same number is copied
TABLE = {
    "unit": [900001, 900001, 900002, 900001, 900002],
    "year": [2017, 2018, 2018, 2019, 2019],
    "progress8": [-0.40, -0.30, 0.22, -0.25, 0.30],
}
YEARS = (2018, 2019)
EXPECTED = [float("nan"), -0.30, 0.22, -0.25, 0.30]
WHY = "the published headline is what the fund asked for"


def test_it_is_the_published_figure_from_2018(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "p8_adjusted", years=YEARS)
    np.testing.assert_allclose(panel.frame["p8_adjusted"], EXPECTED, atol=EXACT, rtol=0)
    assert notes == ()


def test_years_before_the_adjustment_are_refused_and_p8_is_named_instead(panel_of):
    with pytest.raises(StudyFileError, match="take the outcome p8"):
        add_measure(panel_of(TABLE), "p8_adjusted", years=(2017, 2019))


def test_with_a_reason_they_are_used_as_published(panel_of):
    overrides = {ACROSS_THE_ADJUSTMENT: WHY}
    panel, notes = add_measure(panel_of(TABLE), "p8_adjusted", years=(2017, 2018, 2019), overrides=overrides)
    np.testing.assert_allclose(panel.frame["p8_adjusted"], TABLE["progress8"], atol=EXACT, rtol=0)
    assert "2016/17" in notes[0] and WHY in notes[0]


def test_the_label_says_which_years_came_before_the_adjustment(panel_of):
    panel = panel_of(TABLE)
    assert MEASURE.labelled(panel, (2018, 2019)) == MEASURE.label
    assert MEASURE.labelled(panel, (2017, 2018)).endswith("(Progress 8, 2016/17 not adjusted)")
