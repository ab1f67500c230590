"""Who counts in a wave, and why others do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.programme.surveys.answers import answers, choices
from evalkit.programme.surveys.opening import opened
from evalkit.programme.surveys.reading import SurveyReading
from evalkit.programme.surveys.recognition import export_of
from evalkit.study.surveys import Survey
from tests.support.survey_exports import EXPORTS, Table, as_csv
from tests.support.survey_studies import Declared, read, survey

NUMBERS: tuple[Declared, ...] = tuple({"id": one.lower(), "asks": one, "kind": "number"} for one in "ABC")


def found(folder: Path, table: Table, items: tuple[Declared, ...], **more: object) -> tuple[SurveyReading, Survey]:
    (folder / "a.csv").write_bytes(as_csv(table))
    declared = survey(items, [{"id": "one", "file": "a.csv"}], **more)
    return read(folder, declared), declared


def left_out(reading: tuple[SurveyReading, Survey]) -> dict[str, int]:
    assert reading[0].faults == ()
    return dict(reading[0].reads[0].left_out)


@pytest.fixture
def monkey() -> Table:
    return [
        ["Respondent ID", "A", "B", "C"],
        ["1", "4", "5", "3"],
        ["2", "4", "", ""],
        ["3", "", "", ""],
        ["4", "", "5", "3"],
    ]


def test_who_answers_nothing_more_from_some_question_on_left_half_way(tmp_path: Path, monkey: Table) -> None:
    assert left_out(found(tmp_path, monkey, NUMBERS)) == {"left half-way": 1, "answered nothing": 1}


def test_half_answers_count_where_the_study_says_so(tmp_path: Path, monkey: Table) -> None:
    counted = found(tmp_path, monkey, NUMBERS, partials="count")
    assert left_out(counted) == {"answered nothing": 1}
    assert answers(counted[0].kept, counted[1]).groupby("item")["value"].count().to_dict() == {"a": 2, "b": 2, "c": 2}


def test_one_question_left_blank_at_the_end_is_no_leaving(tmp_path: Path, monkey: Table) -> None:
    monkey[2][2] = "5"
    assert left_out(found(tmp_path, monkey, NUMBERS)) == {"answered nothing": 1}


def test_a_tool_whose_answers_are_all_handed_in_has_no_half_answers(tmp_path: Path, monkey: Table) -> None:
    monkey[0][0] = "Timestamp"
    assert left_out(found(tmp_path, monkey, NUMBERS)) == {"answered nothing": 1}


def test_boxes_without_a_tick_count_where_the_tool_says_that_a_form_was_finished(tmp_path: Path) -> None:
    table = [
        ["record_id", "used___1", "used___2", "t_complete"],
        ["1", "1", "0", "2"],
        ["2", "0", "0", "2"],
        ["3", "0", "0", "0"],
    ]
    used: Declared = {"id": "used", "asks": "used", "kind": "ticks", "answers": ["1", "2"]}
    reading = found(tmp_path, table, (used,))
    assert left_out(reading) == {"answered nothing": 1}
    assert answers(reading[0].kept, reading[1])["given"].tolist() == ["1", ""]
    assert len(choices(reading[0].kept, reading[1])) == 1


def test_previews_and_spam_go_by_the_marks_of_the_tool(tmp_path: Path) -> None:
    table = [["ResponseId", "Status", "Finished", "A"]]
    table += [
        ["R1", "0", "1", "4"],
        ["R2", "1", "1", "4"],
        ["R3", "8", "1", "4"],
        ["R4", "0", "0", "4"],
        ["R1", "0", "1", "4"],
    ]
    assert left_out(found(tmp_path, table, NUMBERS[:1])) == {
        "previews by the project": 1,
        "spam, as the tool marked it": 1,
        "left half-way": 1,
        "the same response again": 1,
    }


def test_codes_that_differ_in_noughts_alone_are_asked_about_and_not_joined(tmp_path: Path) -> None:
    table = [["Timestamp", "Code", "A"], ["1/2/2026", "T02", "4"], ["2/2/2026", "T2", "5"], ["3/2/2026", " t02", "3"]]
    reading = found(tmp_path, table, NUMBERS[:1], person="Code")
    assert left_out(reading) == {"answered twice": 1}
    assert any("'T2' may be somebody" in note for note in reading[0].reads[0].notes)


def test_who_gave_no_code_counts_and_is_matched_with_nobody(tmp_path: Path) -> None:
    table = [["Timestamp", "Code", "A"], ["1/2/2026", "", "4"], ["2/2/2026", "", "5"]]
    reading = found(tmp_path, table, NUMBERS[:1], person="Code")
    assert reading[0].reads[0].without_code == 2
    assert answers(reading[0].kept, reading[1])["person"].tolist() == ["ONE-2", "ONE-3"]


@pytest.mark.parametrize("tool", EXPORTS)
def test_cells_that_name_a_person_are_gone_before_anything_else_is_read(tool: str) -> None:
    table, key = EXPORTS[tool]
    export = export_of(opened(as_csv(table()), "a.csv"), opened(as_csv(key()), "k.csv") if key else None)
    text = " ".join(cell for row in export.rows for cell in row.cells)
    assert not any(part in text for part in ("example.org", "Person 0", "192.0.2", "198.51", "tok1"))
