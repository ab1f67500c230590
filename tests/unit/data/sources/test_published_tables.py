"""The readers on published tables: sums, means and counts as they were worked out from the same files elsewhere.

Expected figures of local authorities were computed by other hands from the same files, with other programs.
No school is named here.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.core.errors import DataError
from evalkit.data.school_panel import read_panel
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.cells import parse_cell
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import open_table
from evalkit.places.authorities import authorities
from evalkit.places.reference import reference_file
from evalkit.study.model import DataFile
from evalkit.tables.flow import Step
from evalkit.tables.panel import Panel
from tests.support.gap_codes import missing_codes

THREE_DECIMALS = 0.00051  # the expected figures are rounded to three decimals, some of them after a first rounding
TWO_DECIMALS = 0.0051  # the same for two
SUBSET = "2017-2018_england_ks4_mainstream_subset.csv"
WIDE = "2017-2019_england_ks4_sly_flat.csv.gz"
TRIMMED = "2018-2019_england_ks4final_trimmed.csv"
REGISTER = "2017-2018_england_spine.csv.gz"
MAP = Path(__file__).resolve().parents[3] / "data" / "sly_map.toml"

# area; maths 2018: weighted mean, schools, pupils, plain mean; the same 2019; overall 2017-2019; A8 2017-2019
BY_AREA = """
ENG|0.001|3165|485098|-0.028|0.003|3171|501102|-0.015|0.008|0.013|0.011|47.44|47.60|47.77
856|-0.061|18|2951|-0.101|0.039|18|3034|0.001|0.048|0.018|0.086|43.94|44.03|44.36
340|-0.720|6|869|-0.723|-0.714|6|934|-0.665|-0.705|-0.756|-0.733|39.36|37.16|35.41
341|-0.398|32|4138|-0.400|-0.319|32|4358|-0.362|-0.252|-0.277|-0.264|45.36|44.79|44.30
342|-0.360|10|1683|-0.477|-0.188|9|1650|-0.256|-0.360|-0.335|-0.181|45.24|45.91|45.80
343|-0.285|19|2730|-0.358|-0.399|18|2719|-0.448|-0.093|-0.232|-0.254|46.90|46.29|46.09
344|-0.094|21|3058|-0.098|-0.161|20|3185|-0.138|0.072|0.065|0.057|49.69|49.80|49.41
350|-0.077|19|3009|-0.007|-0.149|19|3081|-0.131|-0.220|-0.086|-0.162|44.56|45.40|45.57
351|-0.252|12|1988|-0.275|-0.256|13|2011|-0.185|-0.132|-0.209|-0.273|46.53|45.59|44.15
352|-0.203|26|4047|-0.257|-0.175|25|4301|-0.216|0.003|-0.084|-0.065|44.54|44.13|44.40
353|-0.250|12|2734|-0.234|-0.264|12|2752|-0.258|-0.151|-0.256|-0.344|44.58|43.72|43.08
354|-0.077|12|2090|-0.112|-0.231|12|2181|-0.249|-0.132|-0.098|-0.268|43.46|44.38|43.74
355|-0.417|15|1905|-0.380|-0.391|15|1910|-0.291|-0.276|-0.422|-0.502|43.01|42.07|40.41
356|-0.007|13|2450|-0.038|-0.005|13|2508|-0.050|0.105|0.027|0.024|49.26|48.42|48.56
357|-0.056|15|2385|-0.097|-0.128|15|2386|-0.155|-0.118|-0.145|-0.201|45.32|44.68|44.88
358|0.132|19|2581|0.078|0.041|19|2647|0.036|0.220|0.278|0.162|56.81|58.06|57.17
359|-0.355|20|3118|-0.371|-0.342|19|3206|-0.359|-0.130|-0.306|-0.277|46.86|45.96|46.15
876|-0.465|8|1282|-0.540|-0.431|8|1305|-0.500|-0.189|-0.228|-0.096|45.97|45.24|46.35
877|-0.017|13|2276|-0.078|0.003|13|2198|-0.066|-0.083|-0.107|0.040|47.80|47.92|49.62
888|-0.054|81|11087|-0.105|-0.083|82|11459|-0.100|-0.099|-0.044|-0.068|46.76|47.75|47.74
889|0.074|12|1742|0.031|0.161|12|1759|0.134|0.131|0.030|0.154|47.01|46.20|47.13
890|-0.536|7|1085|-0.549|-0.533|7|1075|-0.510|-0.531|-0.619|-0.592|39.86|39.26|38.78
895|-0.009|23|3350|-0.131|0.006|23|3571|-0.087|-0.030|0.044|0.014|49.26|49.47|49.70
896|-0.181|19|3087|-0.253|-0.095|20|3159|-0.188|-0.009|-0.083|-0.051|47.54|47.24|48.11
909|-0.077|38|4542|-0.096|-0.180|39|4780|-0.217|-0.112|-0.101|-0.152|46.89|46.97|46.42
NW|-0.159|452|67236|-0.193|-0.172|451|69135|-0.195|-0.102|-0.123|-0.135|46.64|46.62|46.52
"""
ROWS = [row.split("|") for row in BY_AREA.split()]
PERFORMANCE = {
    "pupils": {"column": "KS4 Pupils"},
    "progress8": {"column": "Progress 8"},
    "attainment8": {"column": "Attainment 8"},
}


def read_file(path: Path, entry: DataFile | None = None) -> FileRead:
    return SOURCES.get("legacy_tables").read(open_table(path, path.name), entry)


def entries() -> tuple[DataFile, ...]:
    with MAP.open("rb") as lines:
        files = tomllib.load(lines)["files"]
    return tuple(DataFile.model_validate(file) for file in files)


@pytest.fixture(scope="module")
def ks4(realdata: Path) -> Path:
    return realdata / "ks4"


@pytest.fixture(scope="module")
def wide(ks4: Path) -> Panel:
    return read_panel(ks4, entries()[:1])


@pytest.fixture(scope="module")
def subset(ks4: Path) -> pd.DataFrame:
    return read_file(ks4 / SUBSET).frame


@pytest.fixture(scope="module")
def performance(realdata: Path) -> Panel:
    files = tuple(
        DataFile.model_validate(
            {"file": f"ks4/ks4_perf_{year}.csv", "columns": {**PERFORMANCE, share: {"column": "Eng Maths Grade 5"}}}
        )
        for year, share in ((2016, "basics_c"), (2017, "basics_95"), (2018, "basics_95"))
    )
    return read_panel(realdata, files, f"context/{REGISTER}")


def of_area(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    if code == "ENG":
        return frame
    if code == "NW":
        return frame[frame["area"].map(lambda area: authorities()[area].region == "North West")]
    return frame[frame["area"] == code]


def weighted(frame: pd.DataFrame, value: str, weight: str) -> float:
    known = frame[frame[value].notna() & frame[weight].notna()]
    return float(np.average(known[value], weights=known[weight]))


def check_maths(frame: pd.DataFrame, mean: str, schools: str, pupils: str, plain: str) -> None:
    known = frame[frame["progress8_maths"].notna()]
    assert (len(known), known["p8_pupils"].sum()) == (int(schools), float(pupils))
    assert weighted(known, "progress8_maths", "p8_pupils") == pytest.approx(float(mean), abs=THREE_DECIMALS)
    assert known["progress8_maths"].mean() == pytest.approx(float(plain), abs=THREE_DECIMALS)


def test_sums_of_2018_are_as_published(subset: pd.DataFrame) -> None:
    assert (len(subset), subset["p8_pupils"].sum()) == (3165, 485098)
    assert weighted(subset, "progress8_maths", "p8_pupils") == pytest.approx(0.001, abs=THREE_DECIMALS)


def test_sums_of_2019_are_as_published(wide: Panel) -> None:
    known = wide.frame[(wide.frame["year"] == 2019) & wide.frame["progress8_maths"].notna()]
    assert (len(known), known["p8_pupils"].sum()) == (3171, 501102)
    assert weighted(known, "progress8_maths", "p8_pupils") == pytest.approx(0.003, abs=THREE_DECIMALS)
    assert known["progress8_maths"].mean() == pytest.approx(-0.015, abs=THREE_DECIMALS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_local_authorities_are_as_printed(wide: Panel, subset: pd.DataFrame, row: list[str]) -> None:
    code, frame = row[0], of_area(wide.frame, row[0])
    check_maths(of_area(subset, code), *row[1:5])
    check_maths(frame[frame["year"] == 2019], *row[5:9])
    for year, progress, attainment in zip((2017, 2018, 2019), row[9:12], row[12:15], strict=True):
        of_year = frame[frame["year"] == year]
        assert weighted(of_year, "progress8", "p8_pupils") == pytest.approx(float(progress), abs=THREE_DECIMALS)
        assert weighted(of_year, "attainment8", "pupils") == pytest.approx(float(attainment), abs=TWO_DECIMALS)


def test_leicester_has_eighteen_schools_with_progress_in_maths(wide: Panel, subset: pd.DataFrame) -> None:
    frame = wide.frame[wide.frame["area"] == "856"]
    assert int((of_area(subset, "856")["progress8_maths"].notna()).sum()) == 18
    assert frame.groupby("year").size().to_dict() == {2017: 20, 2018: 20, 2019: 20}
    assert frame[frame["year"] == 2019]["progress8_maths"].notna().sum() == 18


def test_two_sources_agree_on_progress_of_2018_but_for_one_school(wide: Panel, subset: pd.DataFrame) -> None:
    ours = wide.frame[wide.frame["year"] == 2018].set_index("urn")["progress8"].dropna()
    theirs = subset.set_index("urn")["progress8"]
    both = ours.index.intersection(theirs.index)
    agree = (ours[both] - theirs[both]).abs() <= TWO_DECIMALS
    assert (len(both), int(agree.sum())) == (2839, 2838)


@pytest.mark.parametrize(("year", "shared", "agreeing"), [(2017, 2652, 2651), (2018, 2839, 2838)])
def test_a_third_source_agrees_but_for_one_school(
    wide: Panel, performance: Panel, year: int, shared: int, agreeing: int
) -> None:
    ours, theirs = (
        p.frame[p.frame["year"] == year].set_index("urn")["progress8"].dropna() for p in (wide, performance)
    )
    both = ours.index.intersection(theirs.index)
    agree = (ours[both] - theirs[both]).abs() <= TWO_DECIMALS
    assert (len(both), int(agree.sum())) == (shared, agreeing)


def test_the_national_spread_of_pupils_behind_the_limits_of_2018_is_1_262(subset: pd.DataFrame) -> None:
    spread = (subset["progress8_high"] - subset["progress8_low"]) / 2 / 1.96 * np.sqrt(subset["p8_pupils"])
    assert spread.mean() == pytest.approx(1.262, abs=THREE_DECIMALS)
    assert spread.std() == pytest.approx(0.013, abs=THREE_DECIMALS)


def test_adjustment_moved_1402_schools_in_2018(subset: pd.DataFrame) -> None:
    assert int((subset["progress8"] != subset["progress8_original"]).sum()) == 1402


def test_both_files_join_and_each_adds_its_own_schools(ks4: Path) -> None:
    panel = read_panel(ks4, entries())
    counts = panel.frame.groupby("year")[["progress8", "progress8_original", "ks2"]].count()
    assert counts.loc[2018].to_dict() == {"progress8": 3125, "progress8_original": 3150, "ks2": 3150}
    assert dict(panel.flow.steps[-1].by_reason()) == {"further education or sixth form": 15}


def test_results_of_2016_join_by_the_numbers_of_that_year_and_those_that_followed_and_the_loss_is_counted(
    realdata: Path,
) -> None:
    columns = {**PERFORMANCE, "basics_c": {"column": "Eng Maths Grade 5"}}
    earlier = DataFile.model_validate({"file": "ks4/ks4_perf_2016.csv", "columns": columns})
    panel = read_panel(realdata, (*entries(), earlier), f"context/{REGISTER}")
    progress = panel.wide("progress8")
    complete = progress[[2017, 2019]].notna().all(axis=1)
    assert (int(complete.sum()), int((complete & progress[2016].notna()).sum())) == (3069, 2724)
    step = next(step for step in panel.flow.steps if step.name.startswith("found in"))
    assert dict(step.by_reason()) == {"not in the register": 382}


def test_two_files_that_differ_in_one_school_of_2018_are_both_named(ks4: Path) -> None:
    whole = (entries()[0], DataFile(file=SUBSET, variables=("progress8",)))
    with pytest.raises(DataError, match=r"differ in 1 of the schools") as error:
        read_panel(ks4, whole)
    assert [fault.where for fault in error.value.faults] == ["progress8, 2017/18"]


def test_the_codes_of_the_trimmed_file_are_counted_over_all_its_cells(ks4: Path) -> None:
    assert missing_codes(ks4 / TRIMMED) == {"SUPP": 1914, "NE": 1869, "NP": 1308, "LOWCOV": 10}


def test_the_trimmed_file_has_its_schools_by_kind_of_record(ks4: Path) -> None:
    result = read_file(ks4 / TRIMMED)
    assert result.frame["record_type"].value_counts().to_dict() == {"mainstream": 4313, "special": 1203}
    assert (result.provenance.rows, result.provenance.rows_kept, result.provenance.vintage) == (5516, 5516, "final")


def test_each_code_of_a_column_read_is_a_reason(ks4: Path) -> None:
    reasons = read_file(ks4 / TRIMMED).reasons
    frame = pd.read_csv(ks4 / TRIMMED, dtype=str, keep_default_na=False)
    raw = Counter(cell for name in ("P8MEA", "ATT8SCR", "PTL2BASICS_95") for cell in frame[name])
    found = reasons["reason"].value_counts().to_dict()
    assert {
        code: found[why] for code, why in (("SUPP", "suppressed"), ("NE", "no_entries"), ("NP", "not_published"))
    } == {code: raw[code] for code in ("SUPP", "NE", "NP")}
    assert found["low_coverage"] == raw["LOWCOV"] == 10


@pytest.mark.parametrize(("year", "rows", "mainstream"), [(2017, 72, 41), (2018, 73, 42), (2019, 75, 43)])
def test_extracts_of_one_authority_lose_their_three_totals_and_nothing_else(
    ks4: Path, year: int, rows: int, mainstream: int
) -> None:
    panel = read_panel(ks4, (DataFile(file=f"815_{year}_ks4.csv"),))
    read, kept = panel.flow.steps
    assert (read.entered, read.left) == (rows, rows - 3)
    assert dict(read.by_reason()) == {
        "national total, not a school": 2,
        "total of a local authority, not a school": 1,
    }
    assert {loss.reason for loss in kept.losses} == {"independent school", "special school"}
    assert panel.frame["progress8"].notna().sum() == mainstream
    assert panel.frame["urn"].notna().all()


def test_37_schools_of_the_extracts_keep_their_number_over_three_years_and_three_more_are_followed(ks4: Path) -> None:
    panel = read_panel(ks4, tuple(DataFile(file=f"815_{year}_ks4.csv") for year in (2017, 2018, 2019)))
    whole = panel.wide("progress8").notna().all(axis=1)
    numbers = panel.frame.groupby("unit")["urn"].nunique()
    assert (int(whole.sum()), int((whole & (numbers == 1)).sum())) == (40, 37)


def test_schools_that_closed_before_the_register_was_made_are_lost_by_name(performance: Panel) -> None:
    step = next(step for step in performance.flow.steps if step.name.startswith("found in"))
    assert Counter(loss.year for loss in step.losses) == {2016: 382, 2017: 202}
    assert {loss.reason for loss in step.losses} == {"not in the register"}


def test_leicester_of_2016_is_incomplete(performance: Panel) -> None:
    frame = performance.frame[performance.frame["area"] == "856"]
    assert frame[frame["year"] == 2016]["progress8"].notna().sum() == 13
    assert frame[frame["year"] == 2018]["progress8"].notna().sum() == 18


def test_the_mislabelled_share_of_2016_is_refused_in_words(realdata: Path) -> None:
    columns = {**PERFORMANCE, "basics_95": {"column": "Eng Maths Grade 5"}}
    said = DataFile.model_validate({"file": "ks4/ks4_perf_2016.csv", "columns": columns})
    with pytest.raises(DataError, match="mislabelled") as error:
        read_panel(realdata, (said,), f"context/{REGISTER}")
    assert "grade C or better" in error.value.faults[0].allowed


@pytest.mark.parametrize(
    "file", ["ks4/" + SUBSET, "ks4/" + TRIMMED, "ks4/815_2017_ks4.csv", "ks4/815_2018_ks4.csv", "ks4/815_2019_ks4.csv"]
)
def test_rows_kept_and_rows_lost_are_the_rows_of_the_raw_file(realdata: Path, file: str) -> None:
    step: Step = read_file(realdata / file).step
    with (realdata / file).open(encoding="utf-8-sig", newline="") as lines:
        raw = sum(1 for _ in csv.reader(lines)) - 1
    assert step.entered == raw == step.left + len(step.losses)


def test_the_post_16_tables_are_not_taken_for_key_stage_4(realdata: Path) -> None:
    for name in ("2015-2016_england_ks5final.csv", "2016-2017_england_ks5final.csv.gz"):
        assert not SOURCES.get("legacy_tables").recognises(open_table(realdata / "context" / name, name).header)


def test_the_list_of_columns_has_the_published_order(ks4: Path) -> None:
    with reference_file("ks4_columns.csv").open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines))
    for year, name in ((2018, "2017-2018_ks4final_meta.csv"), (2019, "2018-2019_ks4_final_meta.csv")):
        ours = sorted((int(row[f"position_{year}"]), row["column"]) for row in listed if row[f"position_{year}"])
        published = [heading for heading in open_table(ks4 / name, name).cells("Metafile heading") if heading]
        assert [column for _, column in ours] == published


def published(ks4: Path, measure: str, year: int, place: str) -> float | str | None:
    with gzip.open(ks4 / "lait_ks4_la_2016-2019.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        hits = [
            row["Values"]
            for row in csv.DictReader(lines)
            if (row["Short Desc"], row["Years"], row["LA and Regions"]) == (measure, str(year), place)
        ]
    return parse_cell(hits[0])


@pytest.mark.parametrize(
    ("measure", "year", "place", "value"),
    [
        ("AVG_Prog8_Score", 2016, "Leicester", -0.14),
        ("AVG_Attain8_Score", 2016, "Leicester", 46.3),
        ("AVG_Prog8_Score", 2019, "Leicester", 0.02),
        ("EngMaths9-4", 2019, "Leicester", 55.1),
    ],
)
def test_published_cells_are_read_through_their_float_noise(
    ks4: Path, measure: str, year: int, place: str, value: float
) -> None:
    assert published(ks4, measure, year, place) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("code", "place", "year", "gap"),
    [
        ("856", "Leicester", 2018, 0.058),
        ("856", "Leicester", 2019, 0.066),
        ("ENG", "England", 2019, 0.041),
        ("NW", "North West", 2019, 0.045),
    ],
)
def test_mainstream_schools_together_lie_above_the_published_figure(
    ks4: Path, wide: Panel, code: str, place: str, year: int, gap: float
) -> None:
    # Special schools and alternative provision count in the published figure and not in ours.
    frame = of_area(wide.frame[wide.frame["year"] == year], code)
    printed = published(ks4, "AVG_Prog8_Score", year, place)
    assert weighted(frame, "progress8", "p8_pupils") - float(printed) == pytest.approx(gap, abs=THREE_DECIMALS)


def north_west_maths(frame: pd.DataFrame) -> dict[str, float]:
    """Return the weighted mean of progress in maths of each North West authority, by name."""
    known = of_area(frame[frame["progress8_maths"].notna()], "NW")
    means = {code: weighted(group, "progress8_maths", "p8_pupils") for code, group in known.groupby("area")}
    return {authorities()[code].name: mean for code, mean in means.items()}


# Authorities at nought or above, and those within 0.05 of the -0.2 that a bid once named.
ABOVE = {
    2018: {"Blackburn with Darwen", "Trafford"},
    2019: {"Blackburn with Darwen", "Cheshire East", "Trafford", "Warrington"},
}
NEAR = {
    2018: {"Manchester", "Cheshire West and Chester"},
    2019: {"St. Helens", "Cumbria", "Manchester", "Rochdale", "Wirral"},
}


@pytest.mark.parametrize("year", [2018, 2019])
def test_21_and_then_19_of_23_north_west_authorities_lie_below_nought_in_maths(
    wide: Panel, subset: pd.DataFrame, year: int
) -> None:
    means = north_west_maths(subset if year == 2018 else wide.frame[wide.frame["year"] == 2019])
    assert len(means) == 23
    assert {name for name, mean in means.items() if mean >= 0} == ABOVE[year]
    assert {name for name, mean in means.items() if abs(mean + 0.2) <= 0.05} >= NEAR[year]
