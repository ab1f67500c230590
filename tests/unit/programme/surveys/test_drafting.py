"""A draft writes down what an export shows, guesses no order, and names nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.programme.surveys.drafting import UNORDERED, SurveyDraft, draft
from evalkit.programme.surveys.opening import opened
from evalkit.programme.surveys.recognition import export_of
from evalkit.run.places import STUDIES
from evalkit.study.study_reader import read_study
from tests.support.survey_exports import Table, as_csv, google_forms


def drafted(*columns: tuple[str, ...]) -> SurveyDraft:
    """Return the draft of an export of Google Forms with these columns, each its heading and then its cells."""
    rows: Table = [["Timestamp", *(column[0] for column in columns)]]
    rows += [[f"{day}/02/2026", *(column[day] for column in columns)] for day in range(1, len(columns[0]))]
    return draft(export_of(opened(as_csv(rows), "a.csv")))


def test_answers_stand_in_the_order_found() -> None:
    found = drafted(("We plan", "Agree", "Disagree", "Agree"), ("We meet", "Disagree", "Strongly agree", "Don’t know"))
    assert found.survey.answers == ("Agree", "Disagree", "Strongly agree")
    assert found.survey.off_scale[0] == "Don't know"
    assert "# In the order found: put the lowest first, add answers that nobody chose" in found.text


def test_a_ranking_is_every_option_in_several_orders() -> None:
    found = drafted(("Put in order", "Time;Money;", "Money;Time;"), ("Used", "Tiles;Bars;", "Tiles;"))
    assert [(item.kind, item.answers) for item in found.survey.items] == [
        ("ranking", ("Time", "Money")),
        ("ticks", ("Tiles", "Bars")),
    ]


def test_before_and_after_in_one_file_are_two_waves_in_which_a_person_stands_once_each() -> None:
    found = drafted(
        ("Your code", "T1", "T2", "T1", "T2"),
        ("When?", "Before", "Before", "After", "After"),
        ("A", "1", "2", "3", "4"),
    )
    assert [(wave.id, wave.rows) for wave in found.survey.waves] == [
        ("before", {"When?": "Before"}),
        ("after", {"When?": "After"}),
    ]
    assert [len(who.rows) for who in found.people.values()] == [2, 2]


def test_who_takes_part_is_no_item() -> None:
    found = drafted(("I agree to take part", "Yes", "No"), ("A", "4", "5"))
    assert found.survey.consent == {"I agree to take part": "Yes"}
    assert [item.asks for item in found.survey.items] == ["A"]
    assert found.people["one"].left_out == {"did not agree to take part": 1}


def test_numbers_have_the_ends_found_and_text_is_text() -> None:
    found = drafted(
        ("How many?", "0", "10"), ("Say more", "We met on Mondays and it helped", "Not much to say about it")
    )
    assert [(item.kind, item.low, item.high) for item in found.survey.items] == [
        ("number", 0, 10),
        ("text", None, None),
    ]


def test_labels_that_may_name_somebody_are_not_written_down() -> None:
    found = drafted(
        ("Who helped?", "Wilhelmina Featherstone", "Agree", "Agree"), ("We plan", "Agree", "Agree", "Agree")
    )
    assert "Featherstone" not in found.text
    assert found.hidden == 1


def test_signs_that_a_study_file_cannot_hold_are_written_as_it_can() -> None:
    found = drafted(('He said "more" \\ less\x7f', "1", "2"), ("A", "1", "2"))
    assert found.survey.items[0].asks == 'He said "more" \\ less\x7f'


def test_a_person_is_looked_for_among_columns_called_a_code() -> None:
    rows = [[cell.replace("Your code", "Your name") for cell in row] for row in google_forms()]
    export = export_of(opened(as_csv(rows), "a.csv"))
    assert export.personal == ("Email address", "Your name")
    assert draft(export).survey.person == ""


def test_a_draft_that_nobody_put_in_order_is_refused(tmp_path: Path) -> None:
    found = drafted(("We plan", "Agree", "Disagree", "Agree"), ("We meet", "Never", "Often", "Never"))
    assert found.text.count(UNORDERED) == 2
    folder = Path(shutil.copytree(STUDIES / "north-west", tmp_path / "ours"))
    file = folder / "study.toml"
    file.write_text(file.read_text(encoding="utf-8") + found.text.replace('"teachers"', '"others"'), encoding="utf-8")
    with pytest.raises(StudyFileError) as refused:
        read_study(folder)
    assert [fault.found for fault in refused.value.faults if fault.allowed == "your own words"] == [
        f'"{UNORDERED}"'
    ] * 2
