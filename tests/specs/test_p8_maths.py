"""What progress in maths is: the published maths element, 2016 brought to the scale of 2017."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.core.errors import DataError, StudyFileError
from evalkit.core.overrides import NOT_RESCALED, PANDEMIC_POOLED
from evalkit.measures.parts.added_measure import add_measure
from evalkit.measures.parts.progress8 import LARGE_SCHOOL, Z_95
from evalkit.tables.missing_reasons import IN_WORDS

EXACT = 0.0  # the same number is copied
ROUNDED_LIMITS = 0.01  # limits are printed with two decimals; the median over 40 schools leaves less than 1 %
FLOATING = 1e-12  # sums of a few dozen doubles

NAN = float("nan")
TABLE = {
    "unit": [900001, 900002, 900003, 900004, 900005],
    "year": [2017, 2017, 2019, 2019, 2019],
    "progress8_maths": [-0.25, 0.10, 0.00, NAN, 0.31],
}
YEARS = (2017, 2019)
EXPECTED = [-0.25, 0.10, 0.00, NAN, 0.31]


def national(rng, sd_pupils, year, schools=40, spread=0.4):
    """Columns of many schools whose limits were printed from a known national SD."""
    pupils = rng.integers(LARGE_SCHOOL, 300, schools).astype(float)
    score = np.round(rng.normal(0.0, spread, schools), 2)
    half = Z_95 * sd_pupils / np.sqrt(pupils)
    return {
        "unit": list(range(900001, 900001 + schools)),
        "year": [year] * schools,
        "progress8_maths": list(score),
        "progress8_maths_low": list(np.round(score - half, 2)),
        "progress8_maths_high": list(np.round(score + half, 2)),
        "p8_pupils": list(pupils),
    }


def joined(first, second):
    return {name: [*first[name], *second[name]] for name in first}


@pytest.fixture
def two_scales(panel_of):
    rng = np.random.default_rng(1)
    return panel_of(joined(national(rng, 1.10, 2016), national(rng, 1.32, 2017)))


def test_it_is_the_published_maths_element_from_2017(panel_of):
    panel, notes = add_measure(panel_of(TABLE), "p8_maths", years=YEARS)
    np.testing.assert_allclose(panel.frame["p8_maths"], EXPECTED, atol=EXACT, rtol=0)
    assert notes == ()


def test_its_label_unit_and_direction_are_known(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "p8_maths", years=(2017, 2019))
    assert panel.variable("p8_maths").unit.name == "grades"
    assert "maths" in panel.variable("p8_maths").label


def test_a_missing_number_keeps_its_publishers_reason(panel_of):
    given = panel_of(TABLE, [(900004, 2019, "progress8_maths", "suppressed")])
    panel, _ = add_measure(given, "p8_maths", years=(2017, 2019))
    (why,) = panel.why("p8_maths", 2019, pd.Index([900004]))
    assert why == IN_WORDS["suppressed"]
    assert len(given.reasons) == 1


def test_years_not_asked_for_stay_empty(panel_of):
    panel, _ = add_measure(panel_of(TABLE), "p8_maths", years=(2019,))
    assert panel.frame.loc[panel.frame["year"] == 2017, "p8_maths"].isna().all()


def test_2016_is_multiplied_by_the_ratio_of_pupil_spreads_when_limits_are_published(two_scales):
    panel, notes = add_measure(two_scales, "p8_maths", years=(2016, 2017))
    old = panel.frame["year"] == 2016
    expected = panel.frame.loc[old, "progress8_maths"] * (1.32 / 1.10)
    np.testing.assert_allclose(panel.frame.loc[old, "p8_maths"], expected, rtol=ROUNDED_LIMITS)
    assert (panel.frame.loc[~old, "p8_maths"] == panel.frame.loc[~old, "progress8_maths"]).all()
    assert "pupils" in notes[0] and "2015/16" in notes[0]


def test_without_limits_2016_takes_the_ratio_of_school_spreads_and_says_so(two_scales, panel_of):
    columns = two_scales.frame[["unit", "year", "progress8_maths"]].to_dict("list")
    panel, notes = add_measure(panel_of(columns), "p8_maths", years=(2016, 2017))
    by_year = panel.frame.groupby("year")["p8_maths"].std()
    np.testing.assert_allclose(by_year[2016], by_year[2017], rtol=FLOATING)
    assert "between schools" in notes[0]


def test_where_pupils_in_the_measure_are_not_given_coverage_stands_in(two_scales, panel_of):
    columns = two_scales.frame.drop(columns=["urn"]).to_dict("list")
    columns["pupils"] = [2 * pupils for pupils in columns["p8_pupils"]]
    columns["coverage"] = [50.0] * len(columns["pupils"])
    columns["p8_pupils"] = [NAN] * len(columns["pupils"])
    panel, notes = add_measure(panel_of(columns), "p8_maths", years=(2016, 2017))
    expected, _ = add_measure(two_scales, "p8_maths", years=(2016, 2017))
    np.testing.assert_allclose(panel.frame["p8_maths"], expected.frame["p8_maths"], rtol=FLOATING)
    assert "pupils" in notes[0]


def test_2016_alone_is_left_as_published(two_scales):
    panel, notes = add_measure(two_scales, "p8_maths", years=(2016,))
    old = panel.frame["year"] == 2016
    assert (panel.frame.loc[old, "p8_maths"] == panel.frame.loc[old, "progress8_maths"]).all()
    assert notes == ()


def test_2016_is_refused_where_too_few_schools_show_its_spread(panel_of):
    columns = {**TABLE, "year": [2016, 2016, 2017, 2017, 2017]}
    with pytest.raises(StudyFileError, match="points ran from 1 to 8"):
        add_measure(panel_of(columns), "p8_maths", years=(2016, 2017))


def test_2016_may_stay_as_published_when_the_study_says_why(two_scales):
    why = "shown once to see how much the rescaling moves"
    panel, notes = add_measure(two_scales, "p8_maths", years=(2016, 2017), overrides={NOT_RESCALED: why})
    assert (panel.frame["p8_maths"] == panel.frame["progress8_maths"]).all()
    assert why in notes[0]


@pytest.mark.parametrize("year", [2020, 2021])
def test_years_without_examinations_are_refused(panel_of, year):
    with pytest.raises(StudyFileError, match="cancelled"):
        add_measure(panel_of(TABLE), "p8_maths", years=(2017, year))


def test_every_refused_year_is_named_at_once(panel_of):
    with pytest.raises(StudyFileError) as error:
        add_measure(panel_of(TABLE), "p8_maths", years=(2015, 2017, 2020, 2021, 2025))
    assert {"2015", "2020", "2021", "2025"} <= {fault.found for fault in error.value.faults}


def test_years_around_the_pandemic_are_not_pooled_unless_the_study_says_why(panel_of):
    columns = {**TABLE, "year": [2019, 2019, 2022, 2022, 2022]}
    with pytest.raises(StudyFileError, match="not both"):
        add_measure(panel_of(columns), "p8_maths", years=(2019, 2022))
    why = "the programme was repeated after the pandemic"
    _, notes = add_measure(panel_of(columns), "p8_maths", years=(2019, 2022), overrides={PANDEMIC_POOLED: why})
    assert why in notes[0]


def test_a_year_without_numbers_is_a_fault_not_a_gap(panel_of):
    with pytest.raises(StudyFileError, match="no school has progress8_maths in 2018"):
        add_measure(panel_of(TABLE), "p8_maths", years=(2017, 2018, 2019))


def test_tables_without_the_column_are_a_fault_of_the_data(panel_of):
    with pytest.raises(DataError, match="progress8_maths"):
        add_measure(panel_of({"unit": [1], "year": [2019], "ks2": [28.0]}), "p8_maths", years=(2019,))


def test_the_panel_given_is_not_changed(panel_of):
    given = panel_of(TABLE)
    before = given.frame.copy()
    add_measure(given, "p8_maths", years=(2017, 2019))
    assert given.frame.equals(before) and not given.has("p8_maths")
