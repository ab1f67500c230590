"""Invented programmes: the committed tables are the generator's, fit the study, and hold what was planted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from evalkit.core.errors import StudyFileError
from evalkit.delivery import DELIVERY
from evalkit.programme.reading import read_programme
from evalkit.study.study_reader import read_study
from evalkit.synthetic.programme.csv_files import csv_texts
from evalkit.synthetic.programme.reviewing import NEED
from evalkit.synthetic.programme.terms import school_day, term_of
from evalkit.synthetic.programme.truth import ProgrammeTruth
from evalkit.synthetic.programme.twin import ProgrammeTwin, programme_twin
from tests.support.programme import kept_tables

STUDIES = ("leicester", "north-west")
# A count lies outside these bounds once in ten thousand such tests.
RARE = 0.00005


@pytest.fixture(scope="module")
def twins() -> dict[str, ProgrammeTwin]:
    return {name: programme_twin(read_study(name)) for name in STUDIES}


def frame(twin: ProgrammeTwin, table: str) -> pd.DataFrame:
    return pd.DataFrame(twin.tables[table])


def within(count: int, of: int, share: float) -> bool:
    """Say whether a count is one that a share gives by chance."""
    return bool(stats.binom.ppf(RARE, of, share) <= count <= stats.binom.ppf(1 - RARE, of, share))


@pytest.mark.parametrize("name", STUDIES)
def test_the_committed_tables_are_those_the_generator_writes(twins: dict[str, ProgrammeTwin], name: str) -> None:
    folder = read_study(name).folder / "programme"
    texts = csv_texts(twins[name].tables)
    assert {file.stem for file in folder.glob("*.csv")} == set(texts)
    for table, text in texts.items():
        assert (folder / f"{table}.csv").read_bytes() == text.encode("utf-8"), table


@pytest.mark.parametrize("name", STUDIES)
def test_every_column_is_one_of_its_table(twins: dict[str, ProgrammeTwin], name: str) -> None:
    kept_tables(
        **{
            table: [{k: v for k, v in row.items() if not isinstance(v, dt.date)} for row in rows]
            for table, rows in twins[name].tables.items()
        }
    )


@pytest.mark.parametrize("name", STUDIES)
def test_the_committed_tables_are_read_without_a_fault(name: str) -> None:
    reading = read_programme(read_study(name))
    assert reading.faults == ()
    assert all((reading.kept.rows(table)["invented"] == "yes").all() for table in reading.kept.tables)


def test_another_seed_gives_other_people_and_the_same_seed_the_same() -> None:
    study = read_study("north-west")
    first, again, other = (programme_twin(study, seed=seed).tables["attendance"] for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", STUDIES)
def test_schools_are_those_of_the_study_by_letter(twins: dict[str, ProgrammeTwin], name: str) -> None:
    study, rows = read_study(name), frame(twins[name], "schools")
    starts = {wave.id: wave.starts for wave in study.schools.waves}
    took_part = rows[rows["role"].isin(["targeted", "participant"])]
    assert list(took_part["urn"]) == [school.urn for school in study.schools.list]
    assert list(took_part["role"]) == [school.role for school in study.schools.list]
    joined = [starts.get(school.wave) or study.programme.starts for school in study.schools.list]
    assert list(took_part["joined"]) == joined
    assert all(school.startswith("School ") and len(school) == 8 for school in rows["school"])


@pytest.mark.parametrize("name", STUDIES)
def test_strands_surveys_and_waves_are_the_study_s(twins: dict[str, ProgrammeTwin], name: str) -> None:
    study = read_study(name)
    strands = {strand.id for strand in study.components}
    for table in ("activities", "costs", "mechanisms", "lessons"):
        assert set(frame(twins[name], table)["strand"].dropna()) <= strands
    declared = {
        (survey.id, wave.id, item.id) for survey in study.surveys for wave in survey.waves for item in survey.items
    }
    rows = [row for table in ("survey", "pupil_voice") for row in twins[name].tables.get(table, [])]
    assert {(row["survey"], row["wave"], row["item"]) for row in rows} == declared
    invited = {(survey.id, wave.id): wave.invited for survey in study.surveys for wave in survey.waves}
    answered = Counter(
        (survey, wave) for survey, wave, _ in {(row["survey"], row["wave"], row["person"]) for row in rows}
    )
    assert all(answered[key] <= count for key, count in invited.items() if count is not None)


@pytest.mark.parametrize("name", STUDIES)
def test_nobody_attends_where_nothing_was_held_or_in_two_schools(twins: dict[str, ProgrammeTwin], name: str) -> None:
    study, attendance = read_study(name), frame(twins[name], "attendance")
    rows = attendance.merge(frame(twins[name], "activities"), on="activity", suffixes=("", "_of"))
    assert len(rows) == len(attendance)
    assert ((rows["starts"] <= rows["date"]) & (rows["date"] <= rows["ends"])).all()
    assert (rows["held"] > 0).all()
    assert rows.groupby("activity")["date"].nunique().le(rows.groupby("activity")["held"].first()).all()
    assert rows["date"].between(study.programme.starts, study.programme.ends).all()
    assert all(school_day(day) == day for day in rows["date"])
    assert (attendance.groupby("person")["school"].nunique() == 1).all()
    assert not attendance.duplicated(["activity", "date", "person"]).any()


def test_two_schools_of_leicester_hardly_came(twins: dict[str, ProgrammeTwin]) -> None:
    came = frame(twins["leicester"], "attendance").assign(came=lambda rows: rows["status"] != "absent")
    share = came.groupby("school")["came"].mean().drop(["School T", "School U"], errors="ignore")
    assert (share < 0.5).sum() == 2
    assert (share > 0.65).sum() == 17


def test_a_last_review_is_at_most_a_level_away_and_one_area_fell_as_often_as_it_rose(
    twins: dict[str, ProgrammeTwin],
) -> None:
    rows = frame(twins["leicester"], "reviews")
    outside = rows[rows["judged_by"] == "external"].assign(rating=lambda rows: rows["rating"].astype(int))
    pairs = outside.pivot_table(index=["school", "area"], columns="round", values="rating").dropna()
    moved = pairs["last"] - pairs["first"]
    assert len(pairs) == 18 * 10
    assert moved.abs().max() == 1
    assert moved.xs("assessment", level="area").mean() <= 0 < moved.drop("assessment", level="area").mean()


def test_departments_think_better_of_themselves_as_often_as_planted() -> None:
    truth = ProgrammeTruth()
    above = below = of_above = of_below = 0
    for seed in range(4):
        rows = frame(programme_twin(read_study("leicester"), seed=seed), "reviews").dropna(subset=["date"])
        levels = rows.assign(rating=rows["rating"].astype(int)).pivot_table(
            index=["school", "round", "area"], columns="judged_by", values="rating"
        )
        room = levels["external"]
        above += int((levels["self"] > room).sum())
        below += int((levels["self"] < room).sum())
        of_above += int((room < 4).sum())
        of_below += int((room > 1).sum())
    assert within(above, of_above, truth.self_above)
    assert within(below, of_below, truth.self_below)


def test_support_followed_need_as_often_as_planted() -> None:
    truth, given, chances = ProgrammeTruth(), Counter[bool](), Counter[bool]()
    for seed in range(6):
        twin = programme_twin(read_study("leicester"), seed=seed)
        reviews, targeted = frame(twin, "reviews"), set(frame(twin, "schools").query("role == 'targeted'")["school"])
        found = reviews.query("judged_by == 'external' and round == 'first'")
        supported = {(row["school"], row["need"]) for row in twin.tables["activities"] if "need" in row}
        assert {school for school, _ in supported} <= targeted
        for school, area, rating in zip(found["school"], found["area"], found["rating"], strict=True):
            if school in targeted:
                need = int(rating) <= NEED
                chances[need] += 1
                given[need] += (school, area) in supported
    assert within(given[True], chances[True], truth.support_with_need)
    assert within(given[False], chances[False], truth.support_without_need)


def test_one_school_s_extra_help_did_not_fade(twins: dict[str, ProgrammeTwin]) -> None:
    rows = frame(twins["north-west"], "pupil_intervention")
    by_school = rows.groupby("school").apply(
        lambda one: np.polyfit(pd.factorize(one["term"])[0], one["sessions"], 1)[0]
    )
    assert (by_school > -0.8).sum() == 1
    assert (by_school < -1.2).sum() == 4


def test_a_month_without_a_meeting_and_an_indicator_that_turned_are_there(twins: dict[str, ProgrammeTwin]) -> None:
    meetings = frame(twins["leicester"], "meetings")
    months = {f"{day:%Y-%m}" for day, held in zip(meetings["date"], meetings["held"], strict=True) if held == "yes"}
    every = {f"{day:%Y-%m}" for day in pd.date_range("2017-09-01", "2019-07-01", freq="MS")}
    assert every - months == {"2018-02", "2018-12"}
    turned = frame(twins["leicester"], "kpis").query("kpi == 'K3'")["status"].tolist()
    # February to April 2018, and the month after the decision of April.
    assert turned[:4] == ["red", "red", "red", "green"]
    decided = meetings[meetings["kpi"] == "K3"]["date"].tolist()
    assert {term_of(day).name for day in decided} == {"Spring 2018"}


@pytest.mark.parametrize(("name", "letter", "last"), [("leicester", "L", 33), ("north-west", "N", 18)])
def test_each_lesson_that_the_programme_published_is_there_once_with_evidence_that_exists(
    twins: dict[str, ProgrammeTwin], name: str, letter: str, last: int
) -> None:
    rows = frame(twins[name], "lessons")
    published = rows[rows["origin"] == "programme's own report"]["point"].tolist()
    assert sorted(published) == sorted(f"{letter}{number}" for number in range(9, last + 1))
    for evidence in rows["evidence"]:
        where, _, what = evidence.partition(":")
        assert where in ("table", "delivery", "project's view")
        assert where != "table" or twins[name].tables[what.split(" ")[0]]
        assert where != "delivery" or what in DELIVERY.names()


def test_indicators_agree_with_the_tables_they_count(twins: dict[str, ProgrammeTwin]) -> None:
    twin = twins["leicester"]
    last = {row["kpi"]: row["actual"] for row in twin.tables["kpis"]}
    came = frame(twin, "attendance").query("status != 'absent'").merge(frame(twin, "activities"), on="activity")
    course = came[came["kind"] == "course day"]
    maths = course["role"].isin(["head of maths", "teacher of maths", "non-specialist"])
    assert last["K2"] == course[maths]["person"].nunique()
    assert last["K3"] == course[~maths]["person"].nunique()
    done = 100 * (frame(twin, "actions")["status"] == "complete").mean()
    # A half may be rounded either way.
    assert abs(last["K4"] - done) <= 0.5 + 1e-9
    held = frame(twin, "activities").query("kind == 'coaching'")
    assert last["K5"] == (held["held"] * held["hours"]).sum()


def test_lessons_by_non_specialists_became_fewer_where_teachers_were_trained(twins: dict[str, ProgrammeTwin]) -> None:
    twin = twins["leicester"]
    terms = frame(twin, "departments").pivot(index="school", columns="term", values="non_specialist_lessons")
    trained = set(twin.planted.trained)
    assert trained
    change = terms["Summer 2019"] - terms["Spring 2018"]
    assert change[change.index.isin(trained)].mean() < change[~change.index.isin(trained)].mean() - 5


def test_the_figures_on_which_schools_were_chosen_are_those_of_the_tables(
    twins: dict[str, ProgrammeTwin], synthetic_folder: Path
) -> None:
    results = pd.read_csv(
        synthetic_folder / "2016-2017" / "england_ks4final.csv",
        dtype=str,
        encoding="latin-1",
        usecols=["URN", "P8MEAMAT"],
    ).set_index("URN")["P8MEAMAT"]
    urns = frame(twins["north-west"], "schools").set_index("school")["urn"].astype(str)
    for row in twins["north-west"].tables["selection"]:
        assert float(results[urns[str(row["school"])]]) == row["value"]
    reviews = frame(twins["leicester"], "reviews").query("judged_by == 'external' and round == 'first'")
    needs = (reviews["rating"].astype(int) <= NEED).groupby(reviews["school"]).sum()
    for row in twins["leicester"].tables["selection"]:
        assert needs[str(row["school"])] == row["value"]


def test_a_study_without_an_invented_programme_is_refused_in_words() -> None:
    with pytest.raises(StudyFileError, match="leicester or north-west"):
        programme_twin(read_study("leicester").model_copy(update={"name": "mine"}))
