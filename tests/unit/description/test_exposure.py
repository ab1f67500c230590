"""Exposure agrees with a calendar worked by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from evalkit.description.exposure import exposure, weeks_after

FLOATING = 1e-12  # a quotient of whole days
TWO_WEEKS = 2.0  # the plain calendar spreads holidays evenly; a true calendar differs by less


def test_a_start_before_year_10_exposes_the_whole_of_key_stage_4():
    assert weeks_after(dt.date(2017, 9, 1), 2019) == pytest.approx(70.0, abs=FLOATING)


def test_a_start_between_the_years_leaves_year_11():
    assert weeks_after(dt.date(2017, 9, 1), 2018) == pytest.approx(31.0, abs=FLOATING)
    assert weeks_after(dt.date(2017, 8, 1), 2018) == pytest.approx(31.0, abs=FLOATING)


def test_a_start_after_the_exams_exposes_nothing():
    assert weeks_after(dt.date(2017, 9, 1), 2017) == 0.0
    assert weeks_after(dt.date(2019, 5, 15), 2019) == 0.0


def test_january_of_year_10_by_hand():
    # 1 September to 20 July: 322 days; 8 January to 20 July: 193 of them; all of Year 11.
    assert weeks_after(dt.date(2018, 1, 8), 2019) == pytest.approx(39 * 193 / 322 + 31, abs=FLOATING)


def test_january_of_year_11_by_hand():
    # 1 September to 15 May: 256 days; 8 January to 15 May: 127 of them.
    assert weeks_after(dt.date(2018, 1, 8), 2018) == pytest.approx(31 * 127 / 256, abs=FLOATING)


def test_a_leap_year_is_as_long_as_any_other():
    for month, day in ((9, 1), (1, 8), (2, 28), (3, 1)):
        year = 2019 if month == 9 else 2020
        leap, plain = weeks_after(dt.date(year, month, day), 2020), weeks_after(dt.date(year - 1, month, day), 2019)
        assert leap == pytest.approx(plain, abs=FLOATING)
    assert weeks_after(dt.date(2020, 2, 29), 2020) == weeks_after(dt.date(2020, 2, 28), 2020)


def test_a_calendar_with_real_holidays_lies_within_two_weeks():
    # 2018 in many schools: five weeks from 8 January to half term, six to Easter, six from 16 April to half term,
    # seven to 20 July; then all of Year 11.
    assert abs(weeks_after(dt.date(2018, 1, 8), 2019) - (5 + 6 + 6 + 7 + 31)) < TWO_WEEKS


def test_rows_come_by_cohort_then_wave_with_shares_of_the_same_total():
    waves = [("Pilot schools", 4, dt.date(2017, 9, 1)), ("All other schools", 15, dt.date(2018, 1, 8))]
    result = exposure(waves, (2019, 2018, 2017))
    assert [(row.cohort, row.wave) for row in result.rows] == [
        (2017, "Pilot schools"),
        (2017, "All other schools"),
        (2018, "Pilot schools"),
        (2018, "All other schools"),
        (2019, "Pilot schools"),
        (2019, "All other schools"),
    ]
    assert result.weeks_total == 70.0
    assert [row.schools for row in result.rows] == [4, 15] * 3
    assert result.rows[-1].starts == "2018-01-08"
    assert result.rows[-1].share == pytest.approx(result.rows[-1].weeks / 70.0, abs=FLOATING)
    assert all(0.0 <= row.share <= 1.0 for row in result.rows)
