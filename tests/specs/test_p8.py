"""What overall progress is: the figure without the adjustment, one column for each year."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.core.overrides import ADJUSTED_ONLY
from evalkit.measures.p8 import MEASURE
from evalkit.measures.parts.added_measure import add_measure
from evalkit.tables.missing_reasons import IN_WORDS

EXACT = 0.0  # the same number is copied
NAN = float("nan")
WHY = "the original figure of that year is not in the published tables"

TABLE = {
    "unit": [900001, 900002, 900001, 900002, 900003],
    "year": [2017, 2017, 2018, 2018, 2018],
    "progress8": [-0.40, 0.20, -0.30, 0.22, NAN],
    "progress8_original": [NAN, NAN, -0.33, 0.21, NAN],
}
YEARS = (2017, 2018)
EXPECTED = [-0.40, 0.20, -0.33, 0.21, NAN]


def with_2019(original):
    more = {"unit": [900001], "year": [2019], "progress8": [-0.10], "progress8_original": [original]}
    return {name: [*TABLE[name], *more[name]] for name in TABLE}


def test_it_is_the_published_figure_up_to_2017_and_the_original_one_from_2018(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "p8", years=YEARS)
    np.testing.assert_allclose(panel.frame["p8"], EXPECTED, atol=EXACT, rtol=0)
    assert notes == ()


def test_missing_reasons_come_from_the_column_of_their_year(panel_of):
    reasons = [(900003, 2018, "progress8_original", "low_coverage"), (900003, 2018, "progress8", "suppressed")]
    panel, _ = add_measure(panel_of(TABLE, reasons), "p8", years=YEARS)
    (why,) = panel.why("p8", 2018, pd.Index([900003]))
    assert why == IN_WORDS["low_coverage"]


def test_a_year_with_the_adjusted_figure_only_is_refused_and_the_way_out_is_named(panel_of):
    with pytest.raises(StudyFileError, match="only the adjusted Progress 8 is published for 2019") as error:
        add_measure(panel_of(with_2019(NAN)), "p8", years=(2017, 2018, 2019))
    assert ADJUSTED_ONLY in str(error.value)


def test_with_a_reason_the_adjusted_figure_is_used_in_that_year_alone(panel_of):
    panel, notes = add_measure(panel_of(with_2019(NAN)), "p8", years=(2017, 2018, 2019), overrides={ADJUSTED_ONLY: WHY})
    np.testing.assert_allclose(panel.frame["p8"], [*EXPECTED, -0.10], atol=EXACT, rtol=0)
    assert "2018/19 is the adjusted figure" in notes[0] and WHY in notes[0] and "2017/18" not in notes[0]


@pytest.mark.parametrize(
    ("years", "label"),
    [
        ((2017, 2018), "progress over all subjects (Progress 8, not adjusted)"),
        ((2017, 2019), "progress over all subjects (Progress 8, 2018/19 adjusted)"),
        ((2019,), "progress over all subjects (Progress 8, adjusted)"),
    ],
)
def test_the_label_says_in_which_years_the_adjusted_figure_is_used(panel_of, years, label):
    panel = panel_of(with_2019(NAN))
    assert MEASURE.labelled(panel, years) == label
    added, _ = add_measure(panel, "p8", years=years, overrides={ADJUSTED_ONLY: WHY})
    assert added.variable("p8").label == label


def test_a_reason_that_is_not_needed_is_not_printed(panel_of):
    _, notes = add_measure(panel_of(with_2019(-0.12)), "p8", years=(2017, 2019), overrides={ADJUSTED_ONLY: WHY})
    assert notes == ()
