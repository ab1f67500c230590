"""A workbook filled as people fill it gives every figure that its makers worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evalkit.programme.reading import ProgrammeReading, read_programme
from evalkit.study.model import Study
from tests.support.programme_files import study_in

NAME = "Programme workbook (invented).xlsx"
CAME = ("attended", "in part")
FIGURES = ("schools", "attendance", "reviews", "actions", "costs", "kpis", "risks", "milestones", "agreements", "links",
           "departments")  # fmt: skip


@pytest.fixture(scope="module")
def folder(exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("shared")
    shutil.copy(exports / "workbook" / NAME, made / NAME)
    return made


@pytest.fixture(scope="module")
def reading(folder: Path) -> ProgrammeReading:
    return read_programme(workbook_study(folder))


@pytest.fixture(scope="module")
def expected(exports: Path) -> dict[str, Any]:
    figures = json.loads((exports / "workbook" / "expected.json").read_text(encoding="utf-8"))
    return {name: {key: value for key, value in told.items() if key != "note"} for name, told in figures.items()}


def workbook_study(folder: Path) -> Study:
    study = study_in(folder)
    delivery = study.delivery.model_copy(
        update={
            "file": NAME,
            "ratings": ("Red", "Amber", "Green"),
            "ratings_written": {"R": "Red", "A": "Amber", "G": "Green"},
        }
    )
    programme = study.programme.model_copy(update={"starts": dt.date(2023, 9, 1), "ends": dt.date(2025, 7, 31)})
    return study.model_copy(update={"delivery": delivery, "programme": programme})


def test_the_figures_of_every_sheet_are_asked(expected: dict[str, Any]) -> None:
    assert set(expected) == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_of_a_sheet_comes_out(name: str, reading: ProgrammeReading, expected: dict[str, Any]) -> None:
    found = FOUND[name](reading)
    if name == "kpis":
        # The makers tell these in words, whose beginning is the verdict.
        assert {key: words.startswith(found[key]) for key, words in expected[name].items()} == dict.fromkeys(
            found, True
        )
        return
    assert found == expected[name]


def test_a_formula_beside_a_total_is_no_fault_and_the_total_no_row(reading: ProgrammeReading) -> None:
    totals = [note for note in reading.kept.notes if "holds totals" in note]
    assert [note.split(", ")[1].split(":")[0] for note in totals] == ["Attendance", "Costs"]


def test_sheets_that_are_no_tables_are_passed_over(reading: ProgrammeReading) -> None:
    assert not any("Read me" in note or "Lists" in note for note in reading.kept.notes)


def rows(reading: ProgrammeReading, name: str) -> pd.DataFrame:
    return reading.kept.rows(name)


def places(reading: ProgrammeReading, about: str) -> set[str]:
    """Return the rows with a fault of one kind, as the places of kept rows say it."""
    return {
        f"{placed.spot.file}, {placed.spot.sheet}, row {placed.spot.row}"
        for placed in reading.placed
        if placed.about == about
    }


def noted(reading: ProgrammeReading, sheet: str, column: str, what: str) -> int:
    """Return how many cells of a column a note tells of."""
    begins = f"{NAME}, {sheet}, column {column}: {what}, read so in "
    return sum(int(note.removeprefix(begins).split()[0]) for note in reading.kept.notes if note.startswith(begins))


def schools(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "schools")
    return {
        "rows": len(kept),
        "treated": int((kept["role"] == "participant").sum()),
        "left": int(kept["left"].notna().sum()),
        "joined_dates_as_text": noted(reading, "Schools", "Joined", "day that stood as text"),
        "URN_as_text": noted(reading, "Schools", "URN", "number that stood as text"),
    }


def attendance(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "attendance")
    (read,) = (one for one in reading.reads if one.name == "attendance")
    came = kept["status"].isin(CAME)
    at = pd.Series(reading.kept.tables["attendance"].places)
    unknown = {what: places(reading, f"attendance, not in {what}") for what in ("schools", "activities")}
    known = ~at.isin(unknown["schools"] | unknown["activities"])
    return {
        "rows": read.rows,
        "exact_repeats": read.repeats,
        "person_sessions_attended_incl_part": int(came.sum()) + read.repeats,
        "after_dropping_repeat": int(came.sum()),
        "after_dropping_repeat_unknown_school_unknown_activity": int((came & known).sum()),
        "hours_attended_known": float(kept.loc[came & known, "hours"].sum()),
        "hours_missing_though_attended": int(kept.loc[came, "hours"].isna().sum()),
        "absent": int((kept["status"] == "absent").sum()),
        "booked_not_yet_known": int((kept["status"] == "booked").sum()),
        "unknown_school": list(kept.loc[at.isin(unknown["schools"]), "school"]),
        "unknown_activity": list(kept.loc[at.isin(unknown["activities"]), "activity"]),
    }


def reviews(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "reviews")
    off_list = {
        placed.spot.row: placed.fault.found.strip('"') for placed in reading.placed if placed.about == "reviews, cell"
    }
    at = [int(place.rpartition(" ")[2]) for place in reading.kept.tables["reviews"].places]
    kept = kept.assign(off=[off_list.get(row, "") for row in at])
    found: dict[str, Any] = {}
    for (school, round_), group in kept.groupby(["school", "round"], sort=False):
        told: dict[str, Any] = {level: int((group["rating"] == level).sum()) for level in ("Red", "Amber", "Green")}
        blank = int(((group["rating"] == "") & (group["off"] == "")).sum())
        off = [text for text in group["off"] if text]
        found[f"{school} {round_}"] = (
            told | ({"off_list": off} if off else {}) | ({"not_rated": blank} if blank else {})
        )
    clashes = [note for note in reading.kept.notes if "words count, not colours" in note]
    found["colour_word_clash"] = sum(note.count(" and is ") for note in clashes)
    found["improved_areas_A"] = _improved(kept[kept["school"] == "School A"])
    return found


def _improved(kept: pd.DataFrame) -> int:
    """Return in how many areas the last rating is higher; the one off the list counts as its makers say."""
    order = {"Red": 0, "Amber": 1, "Amber/Green": 1.5, "Green": 2}
    told = kept.assign(level=[order[off or rating] for off, rating in zip(kept["off"], kept["rating"], strict=True)])
    by_area = told.pivot(index="area", columns="round", values="level")
    return int((by_area["Summer 2024"] > by_area["Autumn 2023"]).sum())


def actions(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "actions")
    status = kept["status"].value_counts()
    return {
        "all": len(kept),
        "complete": int(status["complete"]),
        "complete_with_date": int((kept["completed"].notna() & (kept["status"] == "complete")).sum()),
        "in_progress": int(status["in progress"]),
        "not_started": int(status["not started"]),
        "stopped": int(status["stopped"]),
        "share_complete_of_not_stopped": float(status["complete"] / (len(kept) - status["stopped"])),
        "due_not_a_date": len(places(reading, "actions, cell")),
    }


def costs(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "costs")
    cash, grant = kept["in_kind"] == "cash", kept["paid_by"] == "grant"
    return {
        "budget_total": float(kept["budget"].sum()),
        "budget_cash": float(kept.loc[cash, "budget"].sum()),
        "budget_in_kind": float(kept.loc[~cash, "budget"].sum()),
        "actual_known_total": float(kept["actual"].sum()),
        "actual_cash_known": float(kept.loc[cash, "actual"].sum()),
        "actual_grant_cash_known": float(kept.loc[cash & grant, "actual"].sum()),
        "actual_missing": int(kept["actual"].isna().sum()),
    }


def kpis(reading: ProgrammeReading) -> dict[str, str]:
    kept = rows(reading, "kpis").set_index("kpi")
    words = {}
    for name, row in kept.iterrows():
        up = row["direction"] == "up"
        if pd.isna(row["actual"]):
            words[str(name)] = "no figure yet"
        elif up and row["actual"] < row["target"]:
            words[str(name)] = "below target"
        elif not up and row["baseline"] > row["actual"] > row["target"]:
            words[str(name)] = "not met, moving the right way"
    assert (kept.loc["K2", "actual"], kept.loc["K2", "target"]) == (45, 60)
    return words


def risks(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "risks").set_index("risk")
    before, now = kept["likelihood_before"] * kept["impact_before"], kept["likelihood_now"] * kept["impact_now"]
    return {
        "open": int((kept["status"] == "open").sum()),
        "score_before": before.astype(int).to_dict(),
        "score_now": now.astype(int).to_dict(),
    }


def milestones(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "milestones").set_index("milestone")
    actual, forecast = (kept["actual"] - kept["planned"]).dt.days, (kept["forecast"] - kept["planned"]).dt.days
    return {"late_days": {"M1": int(actual["M1"]), "M2_forecast": int(forecast["M2"])}}


def agreements(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "agreements")
    shares = {
        f"{row.agreement} {row.measure.split()[-1].casefold()}": round(row.delivered / row.required, 4)
        for row in kept.itertuples()
    }
    return {"unsigned": list(kept.loc[kept["signed"].isna(), "agreement"]), "delivered_share": shares}


def links(reading: ProgrammeReading) -> dict[str, Any]:
    kept = rows(reading, "links")
    at = pd.Series(reading.kept.tables["links"].places)
    itself = at.isin(places(reading, "links, link with itself"))
    summer = kept[(kept["term"] == "Summer 2024") & ~itself]
    return {
        "self_links": int(itself.sum()),
        "schools_linked_summer_2024": sorted({*summer["from_school"], *summer["to_school"]}),
    }


def departments(reading: ProgrammeReading) -> dict[str, Any]:
    years = [placed.fault.found.split('"')[1] for placed in reading.placed if placed.about == "departments, cell"]
    return {
        "year_written_two_ways": sorted({year for year in years if year.startswith("2023")}, reverse=True),
        "FTE_as_text": noted(reading, "Departments", "Maths teachers (FTE)", "number that stood as text"),
    }


FOUND: dict[str, Callable[[ProgrammeReading], dict[str, Any]]] = {
    "schools": schools, "attendance": attendance, "reviews": reviews, "actions": actions, "costs": costs,
    "kpis": kpis, "risks": risks, "milestones": milestones, "agreements": agreements, "links": links,
    "departments": departments,
}  # fmt: skip
