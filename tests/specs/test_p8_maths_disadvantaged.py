"""What progress in maths of disadvantaged pupils is: the published figure, with how far chance moves it beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure
from evalkit.tables.missing_reasons import IN_WORDS

EXACT = 0.0  # the same number is copied
FLOATING = 1e-12
NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900001, 900002],
    "year": [2017, 2017, 2019, 2019],
    "progress8_maths_disadvantaged": [-0.45, 0.10, -0.31, NAN],
}
YEARS = (2017, 2019)
EXPECTED = [-0.45, 0.10, -0.31, NAN]
SD = {2016: 1.1, 2017: 1.5}


def schools_with_limits(rng):
    """Forty schools in two years whose limits are those of a known SD between pupils."""
    year = np.repeat([2016, 2017], 40)
    pupils, score = rng.integers(100, 250, 80).astype(float), rng.normal(0, 0.4, 80)
    half = 1.96 * np.array([SD[int(each)] for each in year]) / np.sqrt(pupils)
    return {
        "unit": [*range(900001, 900041)] * 2,
        "year": year.tolist(),
        "progress8_maths": score.tolist(),
        "progress8_maths_low": (score - half).tolist(),
        "progress8_maths_high": (score + half).tolist(),
        "p8_pupils": pupils.tolist(),
        "p8_pupils_disadvantaged": rng.integers(5, 60, 80).astype(float).tolist(),
        "progress8_maths_disadvantaged": rng.normal(-0.4, 0.6, 80).tolist(),
    }


def test_it_is_the_published_figure_of_disadvantaged_pupils(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "p8_maths_disadvantaged", years=YEARS)
    np.testing.assert_allclose(panel.frame["p8_maths_disadvantaged"], EXPECTED, atol=EXACT, rtol=0)
    assert notes == ()


def test_2016_is_rescaled_by_the_spread_of_all_pupils_not_by_that_of_the_group(panel_of):
    columns = schools_with_limits(np.random.default_rng(4))
    panel, notes = add_measure(panel_of(columns), "p8_maths_disadvantaged", years=(2016, 2017))
    published = np.array(columns["progress8_maths_disadvantaged"])
    expected = [*(SD[2017] / SD[2016] * published[:40]), *published[40:]]
    np.testing.assert_allclose(panel.frame["p8_maths_disadvantaged"], expected, rtol=FLOATING)
    assert len(notes) == 1


def test_chance_moves_each_value_by_the_national_sd_over_the_root_of_its_pupils(panel_of):
    columns = schools_with_limits(np.random.default_rng(4))
    panel, _ = add_measure(panel_of(columns), "p8_maths_disadvantaged", years=(2016, 2017))
    # Brought to the scale of 2017, values of 2016 are moved by that scale too.
    expected = SD[2017] / np.sqrt(columns["p8_pupils_disadvantaged"])
    np.testing.assert_allclose(panel.frame["p8_maths_disadvantaged_sampling_sd"], expected, rtol=FLOATING)


def test_where_the_pupils_of_the_group_are_not_counted_their_share_is_used(panel_of):
    columns = schools_with_limits(np.random.default_rng(4))
    columns["disadvantaged"] = [25.0] * 80
    del columns["p8_pupils_disadvantaged"]
    panel, _ = add_measure(panel_of(columns), "p8_maths_disadvantaged", years=(2017,))
    expected = SD[2017] / np.sqrt(0.25 * np.array(columns["p8_pupils"][40:]))
    np.testing.assert_allclose(panel.frame["p8_maths_disadvantaged_sampling_sd"].iloc[40:], expected, rtol=FLOATING)


def test_without_limits_what_chance_moves_is_not_known(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "p8_maths_disadvantaged", years=YEARS)
    assert panel.frame["p8_maths_disadvantaged_sampling_sd"].isna().all()


def test_a_hidden_number_keeps_its_publishers_reason(panel_of):
    reasons = [(900002, 2019, "progress8_maths_disadvantaged", "suppressed")]
    panel, _ = add_measure(panel_of(TABLE, reasons), "p8_maths_disadvantaged", years=YEARS)
    (why,) = panel.why("p8_maths_disadvantaged", 2019, pd.Index([900002]))
    assert why == IN_WORDS["suppressed"]


def test_years_without_progress_8_are_refused(panel_of):
    with pytest.raises(StudyFileError, match="no Key Stage 2 tests"):
        add_measure(panel_of(TABLE), "p8_maths_disadvantaged", years=(2025,))
