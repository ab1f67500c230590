"""What else is published of invented schools agrees with their results, and looks like the publisher's files."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.unit.synthetic.conftest import Written, mainstream, numbers, read, rows

YEARS = (2016, 2017, 2018, 2019)
TIDY = "explore-education-statistics/202324_performance_tables_schools_revised.csv"
# Whole schools differ from one cohort by 1.5 points where a fifth of pupils are in a group, more or less elsewhere.
WHOLE_SCHOOL, ON_AVERAGE = 2.4, 0.4
LIMIT_ON_DISK = 120_000_000


def of(written: Written, year: int, name: str, encoding: str = "utf-8-sig") -> dict[str, dict[str, str]]:
    return {row["URN"]: row for row in rows(written.folder / f"{year - 1}-{year}" / name, encoding)}


def number(text: str) -> float:
    return float(text.strip("%£").replace(",", "")) if re.match(r"[£\d-]", text) else float("nan")


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("census", "results"), [("PNUMEAL", "PTEALGRP2"), ("PNUMFSMEVER", "PTFSM6CLA1A"), ("PSENELK", "PSENAPK4")]
)
def test_shares_of_the_census_are_near_those_of_the_cohort(
    written: Written, year: int, census: str, results: str
) -> None:
    asked = of(written, year, "england_census.csv")
    table = mainstream(written.tables[year])
    theirs = np.array([number(asked[urn][census]) for urn in table["URN"]])
    gaps = theirs - numbers(table, results)
    gaps = gaps[np.isfinite(gaps)]
    assert len(gaps) > 3000
    assert abs(gaps.mean()) < ON_AVERAGE
    assert np.sqrt((gaps**2).mean()) < WHOLE_SCHOOL


@pytest.mark.parametrize("year", YEARS)
def test_the_census_counts_every_school_of_the_table_and_the_nation(written: Written, year: int) -> None:
    asked = of(written, year, "england_census.csv")
    table = written.tables[year]
    schools = table[table["RECTYPE"].isin(["1", "2"])]
    assert set(asked) - {"NAT"} == set(schools["URN"])
    roll = sum(int(row["NOR"]) for urn, row in asked.items() if urn != "NAT")
    assert int(asked["NAT"]["NOR"]) == roll
    same = mainstream(table).query("TOTPUPS != 'NEW' and TOTPUPS != ''")
    assert all(asked[urn]["NOR"] == total for urn, total in zip(same["URN"], same["TOTPUPS"], strict=True))


def test_new_schools_grow_by_a_year_of_pupils_each_september(written: Written) -> None:
    first, second = (of(written, year, "england_census.csv") for year in (2017, 2019))
    new = [urn for urn in first if urn.startswith("9500")]
    grown = np.array([number(second[urn]["NOR"]) / number(first[urn]["NOR"]) for urn in new])
    assert np.median(grown) > 1.4


def test_free_meals_and_percent_signs_are_printed_as_in_their_years(written: Written) -> None:
    headers = {year: next(iter(of(written, year, "england_census.csv").values())) for year in (2018, 2019, 2024)}
    assert "PNUMFSM" in headers[2018]
    assert "NUMFSM" not in headers[2018]
    assert "NUMFSM" in headers[2019]
    assert [headers[year]["PNORG"].endswith("%") for year in (2018, 2019, 2024)] == [False, False, True]


def test_pupils_miss_more_since_the_pandemic_and_where_progress_is_low(written: Written) -> None:
    means = {}
    for year in (2017, 2019, 2022, 2024):
        missed = of(written, year, "england_abs.csv")
        means[year] = np.mean([number(row["PERCTOT"]) for row in missed.values()])
    assert all(4.5 < means[year] < 6.5 for year in (2017, 2019))
    assert all(7.5 < means[year] < 10.5 for year in (2022, 2024))
    table = mainstream(written.tables[2019])
    missed = of(written, 2019, "england_abs.csv")
    pairs = np.array([(number(missed[urn]["PERCTOT"]) if urn in missed else np.nan) for urn in table["URN"]])
    known = np.isfinite(pairs) & np.isfinite(numbers(table, "P8MEA"))
    assert np.corrcoef(pairs[known], numbers(table, "P8MEA")[known])[0, 1] < -0.3


def test_pay_is_in_pounds_and_teachers_go_with_the_roll(written: Written) -> None:
    staff = of(written, 2018, "england_swf.csv")
    pay = [row["Mean Gross FTE Salary of All Teachers (£s)"] for row in staff.values()]
    assert all(re.fullmatch(r"£\d\d,\d{3}|NA", text) for text in pay)
    assert 36_000 < np.nanmean([number(text) for text in pay]) < 44_000
    asked = of(written, 2018, "england_census.csv")
    teachers = "Total Number of Teachers (Full-Time Equivalent)"
    ratio = [number(asked[urn]["NOR"]) / number(row[teachers]) for urn, row in staff.items()]
    printed = [number(row["Pupil:     Teacher Ratio"]) for row in staff.values()]
    np.testing.assert_allclose(ratio, printed, rtol=0.02)


@pytest.mark.parametrize("year", YEARS)
def test_leavers_of_a_cohort_stand_two_years_later_and_add_up(written: Written, year: int) -> None:
    left = of(written, year + 2, "england_ks4-pupdest.csv")
    pupils = dict(zip(written.tables[year]["URN"], written.tables[year]["TPUP"], strict=True))
    assert all(row["COHORT"] == pupils[urn] for urn, row in left.items())
    for row in left.values():
        whole = sum(number(row[name]) for name in ("OVERALL_DEST", "NOT_SUSTAINED", "UNKNOWN"))
        assert abs(whole - number(row["COHORT"])) <= 1.5
        assert number(row["EDUCATION"]) <= number(row["OVERALL_DEST"])
    assert 90 < np.mean([number(row["OVERALL_DESTPER"]) for row in left.values()]) < 97
    assert any(row["OVERALL_DESTPER_DIS"] == "SUPP" for row in left.values())


def test_only_schools_with_a_sixth_form_are_in_the_post_16_table_the_same_each_year(written: Written) -> None:
    tables = [set(of(written, year, "england_ks5final.csv")) - {""} for year in YEARS]
    schools = len(mainstream(written.tables[2016]))
    assert 0.5 < len(tables[0]) / schools < 0.7
    assert all(row[column] for row in of(written, 2017, "england_ks5final.csv").values() if row["URN"]
               for column in ("TALLPPE_ALEV_1618", "PROGEX_M", "TPUP1618"))  # fmt: skip
    assert tables[0] & set(written.tables[2019]["URN"]) <= tables[3]


def test_the_tidy_table_of_schools_says_what_the_wide_one_says(written: Written) -> None:
    wide = read(written.folder, 2024, ("URN", "P8MEA", "ATT8SCR", "P8PUP", "P8MEA_FSM6CLA1A")).set_index("URN")
    seen = 0
    for row in rows(written.folder / TIDY):
        other = wide.loc[row["school_urn"]]
        columns = {"Total": (("avg_p8score", "P8MEA"), ("avg_att8", "ATT8SCR"), ("t_inp8calc", "P8PUP"))}
        columns["Disadvantaged"] = (("avg_p8score", "P8MEA_FSM6CLA1A"),)
        for tidy, heading in columns.get(row["breakdown"], ()):
            hidden = {"SUPP": "c"}.get(other[heading], "")
            assert row[tidy] == (other[heading] if other[heading][-1:].isdigit() else hidden)
            seen += 1
    assert seen > 12_000


def test_all_files_together_stay_small(written: Written) -> None:
    assert sum(file.stat().st_size for file in written.folder.rglob("*") if file.is_file()) < LIMIT_ON_DISK
