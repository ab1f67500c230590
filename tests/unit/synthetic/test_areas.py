"""Figures of areas are means over the pupils of their schools, group by group, in both layouts."""

from __future__ import annotations

import numpy as np
import pytest

from evalkit.synthetic.nation.area_figures import AreaYear
from evalkit.synthetic.nation.generator import invent
from evalkit.synthetic.nation.groups import ETHNIC
from evalkit.synthetic.nation.settings import LEICESTER, MATHS_SHARE_OF_OVERALL
from evalkit.synthetic.nation.timeline import Timeline, all_years
from evalkit.synthetic.tables import area_years, every_area, known_areas
from tests.unit.synthetic.conftest import AREA_SD, Written, numbers, rows

SERIES = "local-authorities/lait_ks4_la.csv"
TIDY = "explore-education-statistics/202324_la_char_data_revised.csv"
# Both print a mean, to two decimals and to one; each is off by up to half of the last one.
PROGRESS_PRINTED, POINTS_PRINTED = 0.0101, 0.101
# Disadvantaged pupils' progress is not lifted by the adjustment of extreme scores, all pupils' is.
ADJUSTMENT = 0.02
FEW = ("856", "354", "330", "821", "302", "886")


@pytest.fixture(scope="module")
def series(written: Written) -> dict[tuple[str, int, str], str]:
    return {
        (row["Short Desc"], int(row["Years"]), row["LA Number"].removesuffix(".0")): row["Values"]
        for row in rows(written.folder / SERIES)
    }


@pytest.fixture(scope="module")
def figures(time: Timeline) -> dict[int, AreaYear]:
    return area_years(time)


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019])
def test_the_series_is_the_total_of_the_results_table(
    written: Written, series: dict[tuple[str, int, str], str], year: int
) -> None:
    table = written.tables[year]
    totals = table[table["RECTYPE"] == "4"]
    for measure, column, tolerance in (
        ("AVG_Prog8_Score", "P8MEA", PROGRESS_PRINTED),
        ("AVG_Attain8_Score", "ATT8SCR", POINTS_PRINTED),
    ):
        printed = numbers(totals, column)
        shown = np.array([float(series[measure, year, code]) for code in totals["LEA"]])
        assert np.abs(printed - shown).max() < tolerance
    state = table[table["RECTYPE"] == "7"]
    assert abs(float(series["AVG_Prog8_Score", year, "970"]) - numbers(state, "P8MEA")[0]) < PROGRESS_PRINTED


def test_groups_average_to_all_pupils(figures: dict[int, AreaYear]) -> None:
    everywhere = np.arange(len(figures[2019].schools))
    for year, made in figures.items():
        for figure, tolerance in (("progress8", 1e-9), ("attainment8", 0.02)):
            sums = sum(made.sums[f"{figure}_{name}"] for name in ETHNIC)
            pupils = sum(made.weights[f"{figure}_{name}"] for name in ETHNIC)
            np.testing.assert_allclose(sums.sum() / pupils.sum(), made.mean(figure, everywhere), atol=tolerance)
        both = sum(made.sums[f"progress8_{name}"] for name in ("disadvantaged", "not_disadvantaged"))
        pupils = sum(made.weights[f"progress8_{name}"] for name in ("disadvantaged", "not_disadvantaged"))
        assert abs(both.sum() / pupils.sum() - made.mean("progress8", everywhere)) < ADJUSTMENT, year


def test_white_and_disadvantaged_pupils_lie_below_the_rest(figures: dict[int, AreaYear]) -> None:
    everywhere = np.arange(len(figures[2019].schools))
    for year in (2017, 2018, 2019):
        means = {name: figures[year].mean(f"progress8_{name}", everywhere) for name in (*ETHNIC, "disadvantaged")}
        assert -0.20 < means["white"] < -0.05
        assert means["chinese"] > means["asian"] > means["black"] > means["white"]
        assert -0.55 < means["disadvantaged"] < -0.25


def test_a_programme_moves_white_and_disadvantaged_pupils_of_its_area_as_it_moves_all() -> None:
    areas = tuple(area for area in known_areas() if area.code in FEW)
    place = np.array([[area.code for area in every_area(areas)].index(LEICESTER.area)])
    means = []
    for effect in (0.0, 0.5):
        made = area_years(all_years(invent(areas, seed=3, effect=effect, area_sd=AREA_SD)))
        means.append([made[2019].mean(f"progress8{group}", place) for group in ("", "_white", "_disadvantaged")])
    moved = np.array(means[1]) - np.array(means[0])
    # Pupils of special schools, many in so small a nation, are not moved; schools' shares of each group differ.
    assert 0.07 < moved[0] <= 0.5 * MATHS_SHARE_OF_OVERALL
    np.testing.assert_allclose(moved, moved[0], atol=0.015)


def test_small_groups_and_years_without_exams_have_a_dash(series: dict[tuple[str, int, str], str]) -> None:
    chinese = [
        value for (measure, year, _), value in series.items() if measure.endswith("Score_Chine") and year == 2019
    ]
    assert "-" in chinese
    assert any(value != "-" for value in chinese)
    assert {value for (_, year, _), value in series.items() if year in (2020, 2021)} == {"-"}


def test_numbers_of_the_series_carry_the_noise_of_binary_numbers(series: dict[tuple[str, int, str], str]) -> None:
    noisy = [value for value in series.values() if len(value) > 12]
    assert 0.05 < len(noisy) / len(series) < 0.5
    assert any("E-" in value for value in noisy)
    short = [round(float(value), 2) for value in noisy]
    assert max(abs(float(value) - rounded) for value, rounded in zip(noisy, short, strict=True)) < 1e-12


def test_divided_counties_have_figures_under_the_codes_of_their_time(series: dict[tuple[str, int, str], str]) -> None:
    there = {code: [year for year in range(2016, 2025) if series["AVG_Prog8_Score", year, code] != "-"] for code in
             ("928", "940", "909", "943")}  # fmt: skip
    assert there == {
        "928": [2016, 2017, 2018, 2019],
        "940": [2022, 2023, 2024],
        "909": [2016, 2017, 2018, 2019, 2022],
        "943": [2023, 2024],
    }


def test_the_tidy_table_says_what_the_series_says(written: Written, series: dict[tuple[str, int, str], str]) -> None:
    measures = {
        ("Total", "avg_p8score"): "AVG_Prog8_Score",
        ("White", "avg_p8score"): "AVG_Prog8_Score_White",
        ("Disadvantaged", "avg_p8score"): "DAP_KS4_Prog8",
        ("Disadvantaged", "avg_att8"): "DAP_KS4_ATT8",
        ("Total", "pt_l2basics_94"): "EngMaths9-4",
    }
    compared = 0
    for row in rows(written.folder / TIDY):
        if row["geographic_level"] != "Local authority" or row["time_period"] in ("201920", "202021"):
            continue
        year = int(row["time_period"][:4]) + 1
        for (group, column), measure in measures.items():
            if row["breakdown"] == group and row[column] != "c":
                assert float(row[column]) == pytest.approx(float(series[measure, year, row["old_la_code"]]), abs=1e-9)
                compared += 1
    assert compared > 2500


def test_the_tidy_table_marks_what_it_does_not_show(written: Written) -> None:
    table = rows(written.folder / TIDY)
    without = [row for row in table if row["time_period"] in ("201920", "202021")]
    assert {row["avg_p8score"] for row in without} == {"z"}
    assert {row["avg_att8"] for row in without} == {"x"}
    assert any(row["avg_p8score"] == "c" for row in table)
    assert {row["geographic_level"] for row in table} == {"National", "Regional", "Local authority"}
