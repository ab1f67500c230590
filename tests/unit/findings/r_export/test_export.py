"""The folder for R holds what it says it holds, and the headline follows from it by another way of computing it."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from evalkit.analysis.compare import compare
from evalkit.core.errors import Fault
from evalkit.findings.finding import Unanswered
from evalkit.findings.r_export.export import tables_for_r, write_for_r
from tests.support.exports_for_r import WAYS, Tables, facts_of, frame_of, invented

# Files hold 15 digits, the headline 12; both sides add a few hundred numbers.
SAME = 1e-10
INTEGER = re.compile(r"-?\d+")
DECIMAL = re.compile(r"-?\d+(\.\d+)?(e-\d+)?")
EVERY = tuple(WAYS)
RANKED = ("areas", "sets")


def tables_of(way: str) -> Tables:
    return invented(way)[1]


def estimate_of(schools: pd.DataFrame) -> float:
    """Return the coefficient of programme x after in weighted least squares with school and year effects."""
    first = schools.drop_duplicates("year").set_index("year")["year_weight"]
    after = schools["year"] == first.idxmax()
    treated = (schools["group"] == "programme") & after
    effects = pd.get_dummies(schools[["school", "year"]].astype(str)).to_numpy(dtype=float)
    root = np.sqrt(schools["weight"].to_numpy())
    design = np.column_stack([treated.to_numpy(dtype=float), effects]) * root[:, None]
    return float(np.linalg.lstsq(design, schools["outcome"].to_numpy() * root, rcond=None)[0][0])


def variances_of(pool: pd.DataFrame) -> tuple[float, float]:
    """Return the variances of areas and of schools from whole matrices: sums of squares set to what is expected."""
    described = pool.drop(columns=["school", "area", "stratum", "change", "pupils"]).to_numpy()
    strata = pd.get_dummies(pool["stratum"]).to_numpy(dtype=float)
    design = np.column_stack([strata, described])
    number = len(pool)
    remover = np.eye(number) - design @ np.linalg.pinv(design)
    same = (pool["area"].to_numpy()[:, None] == pool["area"].to_numpy()[None, :]).astype(float)
    averaging = same / same.sum(axis=1, keepdims=True)
    sums = (remover @ averaging @ remover, remover @ (np.eye(number) - averaging) @ remover)
    change = pool["change"].to_numpy()
    moments = np.array([[np.sum(one * same), np.trace(one)] for one in sums])
    area, school = np.linalg.solve(moments, [change @ one @ change for one in sums])
    if area < 0:
        return 0.0, float(change @ sums[1] @ change / moments[1, 1])
    return float(area), float(school)


def signed_weights(schools: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each school: its area and its weight, below nought for comparison schools."""
    one = schools.drop_duplicates(["school", "group"])
    return one.assign(signed=one["weight"].where(one["group"] == "programme", -one["weight"]))


def sd_of(weights: pd.DataFrame, pair: tuple[float, float]) -> float:
    """Return the SD of a weighted sum in which areas, and schools inside them, have variances of their own."""
    side = weights["signed"] > 0
    by_area = weights.groupby([side, weights["area"]])["signed"].sum()
    return float(np.sqrt(pair[0] * (by_area**2).sum() + pair[1] * (weights["signed"] ** 2).sum()))


def standardised_of(tables: Tables, pair: tuple[float, float], *, by_pupils: bool) -> pd.DataFrame:
    """Return who stood in the programme's place, each as one row of weights over all schools of the pool."""
    pool, donors = frame_of(tables["pool.csv"]), frame_of(tables["donors.csv"])
    place = {school: row for row, school in enumerate(pool["school"])}
    shares = np.zeros((len(pool), len(pool)))
    shares[donors["school"].map(place), donors["donor"].map(place)] = donors["share"]
    member = pd.get_dummies(pool["area"]).to_numpy(dtype=float)
    standing = frame_of(tables["placebos.csv"])[["area", "set", "schools"]]
    own = np.zeros((len(standing), len(pool)))
    for row, (area, chosen) in enumerate(zip(standing["area"], standing["schools"], strict=True)):
        whole = pool["school"][(pool["area"] == area) & pool["school"].isin(donors["school"])]
        own[row, [place[school] for school in chosen.split(" ") if school] if chosen else whole.map(place)] = 1.0
    own *= pool["pupils"].to_numpy() if by_pupils else 1.0
    own /= own.sum(axis=1, keepdims=True)
    beside = own @ shares
    areas, schools = (
        sum(((side @ way) ** 2).sum(axis=1) for side in (own, beside)) for way in (member, np.eye(len(pool)))
    )
    estimate = (own - beside) @ pool["change"].to_numpy()
    return standing.assign(standardised=estimate / np.sqrt(pair[0] * areas + pair[1] * schools))


def p_value(own: float, standing: pd.DataFrame) -> float:
    """Return the p-value of an estimate among those in the programme's place, each area counting once."""
    beyond = (standing["standardised"].abs() >= abs(own)).groupby(standing["area"]).mean()
    return float((1 + beyond.sum()) / (1 + len(beyond)))


@pytest.mark.parametrize("way", EVERY)
def test_the_estimate_follows_from_the_rows_of_schools_alone(way: str) -> None:
    finding, tables = invented(way)
    facts = facts_of(tables)
    found = estimate_of(frame_of(tables["schools.csv"])) - float(facts["taken_off"])
    assert found == pytest.approx(finding.estimate.estimate, abs=SAME)
    assert float(facts["estimate"]) == pytest.approx(found, abs=SAME)
    assert (float(facts["taken_off"]) != 0) == (way == "areas less what such areas rise")


@pytest.mark.parametrize("way", ["areas", "sets", "areas of weighted schools", "variances"])
def test_the_standard_error_follows_from_the_pool_by_whole_matrices(way: str) -> None:
    finding, tables = invented(way)
    pair = variances_of(frame_of(tables["pool.csv"]))
    found = sd_of(signed_weights(frame_of(tables["schools.csv"])), pair)
    assert found == pytest.approx(finding.estimate.inference().std_error, abs=SAME)


@pytest.mark.parametrize("way", RANKED)
def test_the_interval_holds_just_what_ranks_do_not_reject(way: str) -> None:
    finding, tables = invented(way)
    judged = finding.estimate.inference()
    pair = variances_of(frame_of(tables["pool.csv"]))
    standing = standardised_of(tables, pair, by_pupils=way == "areas")
    own = finding.estimate.estimate / judged.std_error
    assert p_value(own, standing) == pytest.approx(judged.p_value, abs=SAME)
    # The ends, moved a little outwards, are rejected at the level of the interval; moved inwards they are not.
    for end, outwards in ((judged.conf_low, -1), (judged.conf_high, 1)):
        outside, inside = ((finding.estimate.estimate - end - outwards * by) / judged.std_error for by in (SAME, -1e-6))
        assert p_value(outside, standing) <= 1 - judged.conf_level + SAME
        assert p_value(inside, standing) > 1 - judged.conf_level


def test_stored_estimates_of_areas_are_those_of_their_schools_and_donors() -> None:
    tables = tables_of("areas")
    standing = standardised_of(tables, variances_of(frame_of(tables["pool.csv"])), by_pupils=True)
    stored = frame_of(tables["placebos.csv"])["standardised"]
    np.testing.assert_allclose(standing["standardised"], stored, atol=SAME, rtol=0)


def test_each_school_with_donors_stands_in_a_set_whose_estimate_is_stored() -> None:
    tables = tables_of("sets")
    standing = standardised_of(tables, variances_of(frame_of(tables["pool.csv"])), by_pupils=False)
    stored = frame_of(tables["placebos.csv"])["standardised"]
    shown = stored.notna()
    np.testing.assert_allclose(standing.loc[shown, "standardised"], stored[shown], atol=SAME, rtol=0)
    inside = {school for cell in standing["schools"] for school in cell.split()}
    assert {school for cell in standing.loc[shown, "schools"] for school in cell.split()} == inside
    assert 0 < shown.sum() <= len(inside) < len(stored)


def test_one_area_and_its_clusters_are_a_welch_test_on_changes() -> None:
    finding, tables = invented("clusters")
    schools = frame_of(tables["schools.csv"])
    schools["part"] = schools["year_weight"] * schools["outcome"]
    one = signed_weights(schools).set_index("school")
    change = schools.groupby("school")["part"].sum().reindex(one.index)
    variance = 0.0
    for _, rows in one.groupby("group"):
        weight, values = rows["weight"].to_numpy(), change[rows.index].to_numpy()
        # CR2 with a weighted mean: each residual over the root of what the mean leaves of the school's own error.
        left = np.eye(len(rows)) - np.outer(np.ones(len(rows)), weight)
        variance += float((((left @ values) * weight) ** 2 / (left**2).sum(axis=1)).sum())
    judged = finding.estimate.inference()
    assert np.sqrt(variance) == pytest.approx(judged.std_error, abs=SAME)
    margin = stats.t.ppf(0.975, float(facts_of(tables)["df"])) * np.sqrt(variance)
    assert finding.estimate.estimate + margin == pytest.approx(judged.conf_high, abs=SAME)


@pytest.mark.parametrize(
    ("way", "recomputed", "kept"),
    [
        ("areas", "estimate std_error conf_low conf_high p_value critical placebos", ""),
        ("sets", "estimate std_error conf_low conf_high p_value critical placebos", ""),
        ("areas of weighted schools", "estimate std_error conf_low conf_high p_value critical", "placebos"),
        (
            "areas less what such areas rise",
            "estimate conf_low conf_high p_value critical",
            "std_error placebos",
        ),
        ("authorities", "estimate conf_low conf_high p_value critical", "std_error placebos"),
        ("variances", "estimate std_error df conf_low conf_high p_value", ""),
        ("clusters", "estimate std_error df conf_low conf_high p_value", ""),
        ("clusters of areas", "estimate std_error df conf_low conf_high p_value", ""),
        ("trusts", "estimate", "std_error df conf_low conf_high p_value"),
    ],
)
def test_the_headline_says_which_of_its_numbers_r_computes_again(way: str, recomputed: str, kept: str) -> None:
    frame = frame_of(tables_of(way)["headline.csv"])
    for code, names in (("yes", recomputed), ("no", kept)):
        assert frame.loc[frame["recomputed"] == code, "name"].tolist() == names.split()


@pytest.mark.parametrize("way", EVERY)
def test_the_dictionary_tells_of_every_column_what_its_cells_are(way: str) -> None:
    tables = tables_of(way)
    told = frame_of(tables["dictionary.csv"])
    cells = {file: list(csv.DictReader(StringIO(table.text(), newline=""))) for file, table in tables.items()}
    headers = [(file, name) for file, table in tables.items() for name in table.text().split("\r\n")[0].split(",")]
    assert list(zip(told["file"], told["column"], strict=True)) == headers
    for row in told.itertuples():
        values = [cell[row.column] for cell in cells[row.file]]
        full = [value for value in values if value]
        assert (len(full) == len(values)) or row.missing, f"{row.file}, {row.column}"
        if row.type == "code":
            assert {pair.split(" = ")[0] for pair in row.codes.split(" | ")} - {""} == set(full)
        else:
            assert not row.codes
            pattern = {"integer": INTEGER, "decimal": DECIMAL}.get(row.type, re.compile(".*"))
            assert [value for value in full if not pattern.fullmatch(value)] == []
        assert row.what


@pytest.mark.parametrize("way", ["areas", "sets"])
def test_no_school_of_the_programme_stands_there_by_its_number(way: str, tmp_path: Path) -> None:
    tables = tables_of(way)
    write_for_r(tuple(tables.values()), tmp_path)
    programme = {str(unit) for unit in WAYS[way]().programme}
    assert len(programme) > 5
    for file in tmp_path.glob("*.csv"):
        assert not programme & set(re.findall(r"\d{6}", file.read_text(encoding="utf-8")))
    schools = frame_of(tables["schools.csv"])
    assert set(schools.loc[schools["group"] == "programme", "school"].str.len()) == {1}
    letters = {letter for cell in schools["stands_for"].dropna() for letter in cell.split()}
    assert letters == set(schools.loc[schools["group"] == "programme", "school"])


def test_files_are_plain_csv_and_the_same_every_time(tmp_path: Path) -> None:
    tables = tables_of("areas")
    for name in ("first", "second"):
        write_for_r(tuple(tables.values()), tmp_path / name)
    files = sorted(file.name for file in (tmp_path / "first").iterdir())
    assert files == sorted([*tables, "headline.R"])
    for name in files:
        content = (tmp_path / "first" / name).read_bytes()
        assert content == (tmp_path / "second" / name).read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        if name.endswith(".csv"):
            assert content.endswith(b"\r\n")
            assert content.count(b"\n") == content.count(b"\r\n")


def test_an_unanswered_question_leaves_its_data_and_says_that_there_is_no_headline() -> None:
    refusal = Fault("question 'attainment'", "5 untreated areas", "at least 39", "give tables of more areas")
    answer = Unanswered("attainment", "Did it?", "planned", (refusal,), 3)
    analysis = WAYS["areas"]()
    from_design = tables_for_r(answer, analysis, None)
    nothing = tables_for_r(answer, None, None)
    assert [table.text() for table in from_design] == [table.text() for table in nothing]
    headline = {row[0]: row[1] for row in from_design[-2].rows}
    assert headline == {
        "question": "attainment",
        "answered": "no",
        "reason": "question 'attainment': 5 untreated areas",
    }
    assert all(not table.rows for table in from_design[:-2])
    schools, pool, *others = tables_for_r(answer, analysis, compare(analysis))[:-2]
    assert schools.text() == tables_of("areas")["schools.csv"].text()
    assert pool.text() == tables_of("areas")["pool.csv"].text()
    assert all(not table.rows for table in others)
