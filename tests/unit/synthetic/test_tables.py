"""The files that are written look like the publisher's and hold what the generator invented."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from evalkit.data.sources.parts.ks4_columns import COLUMNS
from evalkit.synthetic.nation.elements import pupil_sd
from evalkit.synthetic.nation.figures import LIMIT
from evalkit.synthetic.nation.generator import Nation, invent
from evalkit.synthetic.nation.names import PATTERN
from evalkit.synthetic.nation.settings import (
    LEICESTER,
    LEICESTER_NEW_SCHOOL,
    NORTH_WEST,
    OLD_GRADE_UNIT,
    YEARS_AFTER,
    YEARS_BEFORE,
)
from evalkit.synthetic.nation.timeline import all_years
from evalkit.synthetic.tables import known_areas, write_all
from tests.unit.synthetic.conftest import AREA_SD, EFFECT, Written, mainstream, numbers, read

ROOT = Path(__file__).resolve().parents[3]
YEARS = (2016, 2017, 2018, 2019)
CODES = {"SUPP", "NE", "NP", "NA", "LOWCOV", "NEW", ""}
NUMBER = re.compile(r"-?\d+(\.\d+)?%?")
SEVERAL = ("856", "354", "330", "886", "302", "925", "821")
# Scores are printed to two decimals: each is off by up to 0.005.
PRINTED = 0.0051
# Limits are too: their half-width is off by up to 0.005 of about 0.2, so their SD by a fortieth at most in the median.
SD_TOLERANCE = 0.02
# Real table of 2018: P8MEA differs from P8MEA_ORIG in 1,402 of 3,165 schools.
ADJUSTED_SHARE = (0.38, 0.52)


def reference(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def few_areas(seed: int, effect: float) -> Nation:
    areas = tuple(area for area in known_areas() if area.code in SEVERAL)
    return invent(areas, seed=seed, effect=effect, area_sd=AREA_SD)


@pytest.mark.parametrize("year", YEARS)
def test_the_header_is_the_publishers_in_full(written: Written, year: int) -> None:
    rows = [row for row in reference("ks4_columns.csv") if row[f"position_{year}"]]
    rows.sort(key=lambda row: int(row[f"position_{year}"]))
    assert list(written.tables[year].columns) == [row["column"] for row in rows]


def test_every_column_that_is_filled_is_one_the_publisher_has() -> None:
    known = {row["column"] for row in reference("ks4_columns.csv")}
    assert {row["column"] for row in reference("synthetic_columns.csv")} <= known


@pytest.mark.parametrize("year", YEARS)
def test_every_heading_that_is_read_is_filled(written: Written, year: int) -> None:
    read = {name for column in COLUMNS if not column.detail for name in column.headings_in(year)}
    headings = read & set(written.tables[year].columns)
    filled = {row["column"] for row in reference("synthetic_columns.csv")}
    assert headings <= filled
    schools = mainstream(written.tables[year])
    assert all(schools[name].str.fullmatch(NUMBER).mean() > 0.9 for name in headings & {"P8MEAMAT", "KS2APS", "TPUP"})


@pytest.mark.parametrize("year", YEARS)
def test_rows_are_schools_with_their_own_numbers_and_totals_without(written: Written, year: int) -> None:
    table = written.tables[year]
    kinds = table["RECTYPE"].value_counts()
    schools = table[table["RECTYPE"].isin(["1", "2"])]
    assert schools["URN"].is_unique
    assert schools["URN"].astype(int).between(900000, 999999).all()
    assert (schools["LEA"] + schools["ESTAB"]).is_unique
    assert (table.loc[table["RECTYPE"].isin(["4", "5", "7"]), "URN"].str.strip() == "").all()
    assert (kinds["4"], kinds["5"], kinds["7"]) == (150, 1, 1)
    assert 3150 <= len(mainstream(written.tables[year])) <= 3250


@pytest.mark.parametrize("year", YEARS)
def test_no_school_has_the_name_of_a_real_one(written: Written, year: int) -> None:
    table = written.tables[year]
    names = table.loc[table["RECTYPE"].isin(["1", "2"]), "SCHNAME"]
    assert [name for name in names if not PATTERN.fullmatch(name)] == []


@pytest.mark.parametrize("year", YEARS)
def test_cells_are_numbers_or_codes_from_the_closed_list(written: Written, year: int) -> None:
    words = {row["column"] for row in reference("synthetic_columns.csv") if row["format"] == "text"}
    table = written.tables[year]
    for column in table.columns.difference(list(words)):
        texts = {text.strip() for text in table[column].unique()} - CODES
        assert all(NUMBER.fullmatch(text) for text in texts), column


def test_encodings_line_ends_and_the_blank_last_row_differ_as_the_publishers_do(written: Written) -> None:
    raw = {year: (written.folder / f"{year - 1}-{year}" / "england_ks4final.csv").read_bytes() for year in YEARS}
    assert all(b"\r\n" in text and b"\n" not in text.replace(b"\r\n", b"") for text in raw.values())
    assert [text.startswith(b"\xef\xbb\xbf") for text in raw.values()] == [False, False, True, True]
    with pytest.raises(UnicodeDecodeError):
        raw[2016].decode("utf-8")
    assert set(raw[2017].decode("latin-1").splitlines()[-1]) == {",", " "}


@pytest.mark.parametrize("year", YEARS)
def test_printed_progress_is_the_invented_one_in_the_years_unit(written: Written, year: int) -> None:
    nation, column = written.nation, YEARS.index(year)
    schools = mainstream(written.tables[year])
    printed = dict(zip(schools["URN"].astype(int), numbers(schools, "P8MEAMAT"), strict=True))
    unit = OLD_GRADE_UNIT if year == 2016 else 1.0
    gaps = [
        abs(printed[urn] - unit * value)
        for urn, value, there in zip(
            nation.lives.urn[:, column], nation.maths[:, column], nation.lives.present[:, column], strict=True
        )
        if there and np.isfinite(printed[urn])
    ]
    assert len(gaps) > 3000
    assert max(gaps) < PRINTED


@pytest.mark.parametrize(
    ("name", "score", "low", "high"),
    [("overall", "P8MEA", "P8CILOW", "P8CIUPP"), ("maths", "P8MEAMAT", "P8MEAMAT_CILOW", "P8MEAMAT_CIUPP")],
)
@pytest.mark.parametrize("year", YEARS)
def test_the_national_sd_can_be_recovered_from_the_limits(
    written: Written, year: int, name: str, score: str, low: str, high: str
) -> None:
    schools = mainstream(written.tables[year])
    half = (numbers(schools, high) - numbers(schools, low)) / 2
    sd = np.nanmedian(half * np.sqrt(numbers(schools, "P8PUP")) / LIMIT)
    assert sd == pytest.approx(pupil_sd(year)[name], rel=SD_TOLERANCE)
    assert np.nanmax(np.abs(numbers(schools, score) - numbers(schools, low) - half)) < 2 * PRINTED


@pytest.mark.parametrize("year", [2018, 2019])
def test_adjustment_only_lifts_and_touches_nearly_half_of_schools(written: Written, year: int) -> None:
    schools = mainstream(written.tables[year])
    lift = numbers(schools, "P8MEA") - numbers(schools, "P8MEA_ORIG")
    lift = np.round(lift[np.isfinite(lift)], 2)
    assert lift.min() >= 0
    assert ADJUSTED_SHARE[0] <= (lift > 0).mean() <= ADJUSTED_SHARE[1]


@pytest.mark.parametrize("year", YEARS)
def test_slots_add_up_and_stay_within_the_points_there_are(written: Written, year: int) -> None:
    schools = mainstream(written.tables[year])
    slots = sum(numbers(schools, f"ATT8SCR{slot}") for slot in ("ENG", "MAT", "EBAC", "OPEN"))
    assert np.nanmax(np.abs(slots - numbers(schools, "ATT8SCR"))) < 5 * 0.051
    assert np.nanmax(numbers(schools, "ATT8SCRMAT")) <= (16 if year == 2016 else 18)


def test_programme_schools_have_their_constant_numbers_and_full_figures(written: Written) -> None:
    later = [written.tables[year].set_index("URN") for year in YEARS[1:]]
    for programme in (LEICESTER, NORTH_WEST):
        for table in later:
            rows = table.loc[[str(urn) for urn in programme.urns]]
            assert (rows["LEA"] == programme.area).all()
            assert rows[["P8MEAMAT", "P8MEA", "KS2APS", "TPUP"]].apply(lambda c: c.str.fullmatch(NUMBER)).all(axis=None)


def test_one_leicester_school_converts_and_keeps_its_place(written: Written) -> None:
    places = {
        year: written.tables[year][lambda t: (t["LEA"] == "856") & t["ESTAB"].str.startswith("40")] for year in YEARS
    }
    assert all(list(places[year]["ESTAB"]) == list(places[2016]["ESTAB"]) for year in YEARS)
    changed = [set(places[year]["URN"]) ^ set(places[2019]["URN"]) for year in YEARS]
    assert changed == [{"990101", "990003"}, set(), set(), set()]


def test_leicester_has_one_new_school_without_results(written: Written) -> None:
    row = written.tables[2019].set_index("URN").loc[str(LEICESTER_NEW_SCHOOL)]
    assert (row["LEA"], row["P8MEAMAT"]) == ("856", "NEW")
    assert all(str(LEICESTER_NEW_SCHOOL) not in set(written.tables[year]["URN"]) for year in YEARS[:-1])


def test_schools_convert_close_and_lack_figures_for_every_listed_reason(written: Written) -> None:
    before, after = (
        mainstream(written.tables[year]).assign(place=lambda t: t["LEA"] + t["ESTAB"]) for year in (2017, 2018)
    )
    both = before.merge(after, on="place")
    assert 0.008 <= (both["URN_x"] != both["URN_y"]).mean() <= 0.025
    gone = before[~before["place"].isin(after["place"])]
    assert len(gone) > 0
    assert (gone["ICLOSE"] == "1").all()
    assert {"SUPP", "LOWCOV", "NEW"} <= set(mainstream(written.tables[2018])["P8MEAMAT"])
    assert {"NE", "NP", "SUPP"} <= set(written.tables[2018].query("RECTYPE == '2'")["P8MEAMAT"])


def test_the_truth_says_what_was_done_and_to_whom(written: Written) -> None:
    first, second = written.truth["programmes"]
    assert [school["urn"] for school in first["schools"]] == list(LEICESTER.urns)
    assert [school["urn"] for school in second["schools"]] == list(NORTH_WEST.urns)
    assert first["mean_effect"]["2019"] == second["mean_effect"]["2019"] == EFFECT
    shocks = [value for area in written.truth["area_shocks"].values() for value in area.values()]
    np.testing.assert_allclose(np.array(shocks).reshape(150, 4), written.nation.untreated.shocks, rtol=1e-11)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the tables of a few areas: twice the same, and once with a large effect."""
    folder = tmp_path_factory.mktemp("few")
    for name, effect in (("none", 0.0), ("again", 0.0), ("large", 0.4)):
        write_all(folder / name, all_years(few_areas(5, effect)))
    return folder


def test_the_same_arguments_give_the_same_bytes(few: Path) -> None:
    files = [file.relative_to(few / "none") for file in sorted((few / "none").rglob("*.csv"))]
    assert len(files) > 40
    assert [file for file in files if (few / "none" / file).read_bytes() != (few / "again" / file).read_bytes()] == []


def test_another_seed_gives_other_schools() -> None:
    first, second = few_areas(5, 0.0), few_areas(6, 0.0)
    assert not (first.maths == second.maths).any()
    assert (first.cohorts.pupils != second.cohorts.pupils).mean() > 0.9


def test_another_effect_changes_programme_schools_and_totals_only(few: Path) -> None:
    treated = {str(urn) for urn in (*LEICESTER.urns, *NORTH_WEST.urns)}
    for year in (*YEARS_BEFORE, *YEARS, *YEARS_AFTER):
        none, large = read(few / "none", year), read(few / "large", year)
        moved = none[(none != large).any(axis=1)]
        schools = set(moved.loc[moved["RECTYPE"].isin(["1", "2"]), "URN"])
        assert schools == (treated if year >= 2019 else schools & treated)
        assert year >= 2018 or moved.empty
