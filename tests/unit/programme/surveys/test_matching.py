"""Items are found by their words alone, and what is found on one side only is said."""

from __future__ import annotations

from pathlib import Path

from evalkit.programme.surveys.answers import answers
from evalkit.programme.surveys.reading import SurveyReading
from evalkit.study.surveys import Survey
from tests.support.survey_exports import Table, as_csv
from tests.support.survey_studies import Declared, read, survey

PLAN: Declared = {"id": "plan", "asks": "We plan together", "kind": "number", "low": 1, "high": 5}


def both(folder: Path, before: Table, after: Table, *items: Declared, **more: object) -> tuple[SurveyReading, Survey]:
    for wave, table in (("before", before), ("after", after)):
        (folder / f"{wave}.csv").write_bytes(as_csv(table))
    declared = survey(items, [{"id": wave, "file": f"{wave}.csv"} for wave in ("before", "after")], **more)
    return read(folder, declared), declared


def means(reading: tuple[SurveyReading, Survey], item: str = "plan") -> dict[str, float]:
    frame = answers(reading[0].kept, reading[1])
    return frame[frame["item"] == item].groupby("wave")["value"].mean().to_dict()


def test_numbers_of_questions_may_shift_between_waves(tmp_path: Path) -> None:
    before: Table = [["URN", "Q1. We plan together", "Q2. I feel sure"], ["1", "2", "5"]]
    after: Table = [["URN", "Q1. I take part", "Q2. I feel sure", "Q3. We plan together"], ["9", "Yes", "1", "4"]]
    reading = both(tmp_path, before, after, PLAN, consent={"I take part": "Yes"}, not_read=["I feel sure"])
    assert reading[0].faults == ()
    assert means(reading) == {"before": 2, "after": 4}


def test_a_question_that_asks_the_opposite_is_matched_only_where_both_are_declared(tmp_path: Path) -> None:
    before: Table = [["Timestamp", "We seldom plan together"], ["1/2/2026", "2"]]
    after: Table = [["Timestamp", "We plan together"], ["16/2/2026", "4"]]
    reading = both(tmp_path, before, after, PLAN)
    assert means(reading) == {"after": 4}
    assert [fault.found for fault in reading[0].faults] == [
        "no question 'We plan together' in before.csv",
        "1 question of before.csv that no item declares: 'We seldom plan together'",
    ]
    turned = both(tmp_path, before, after, {**PLAN, "also": ["We seldom plan together"], "reversed_in": ["before"]})
    assert turned[0].faults == ()
    assert means(turned) == {"before": 4, "after": 4}


def test_both_waves_in_one_row_are_told_by_the_words_of_each(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv([["Code", "Plan (pre)", "Plan (post)"], ["T1", "2", "4"], ["T2", "", "5"]]))
    item = {**PLAN, "asked": {"before": "Plan (pre)", "after": "Plan (post)"}}
    declared = survey([item], [{"id": wave, "file": "a.csv"} for wave in ("before", "after")], person="Code")
    found = read(tmp_path, declared)
    assert found.faults == ()
    assert means((found, declared)) == {"before": 2, "after": 4.5}


def test_a_question_on_two_branches_is_one_and_two_questions_are_two(tmp_path: Path) -> None:
    table: Table = [
        ["Timestamp", "We plan together", "We plan together2"],
        ["1/2/2026", "2", ""],
        ["2/2/2026", "", "4"],
    ]
    joined = both(tmp_path, table, table, PLAN)
    assert joined[0].faults == ()
    assert means(joined) == {"before": 3, "after": 3}
    table[1][2] = "5"
    apart = both(tmp_path, table, table, PLAN)
    assert "'We plan together2'" in apart[0].faults[0].found
    assert "rows of a second grid" in apart[0].reads[0].notes[-1]


def test_a_heading_of_two_words_alike_but_for_a_digit_is_another_question(tmp_path: Path) -> None:
    table: Table = [["Timestamp", "Q1", "Q12"], ["1/2/2026", "2", ""], ["2/2/2026", "", "4"]]
    found = both(tmp_path, table, table, {**PLAN, "asks": "Q1"})
    assert "'Q12'" in found[0].faults[0].found


def test_columns_that_a_retitled_grid_shares_are_found_by_their_row(tmp_path: Path) -> None:
    before: Table = [["Timestamp", "How far do you agree? [We plan together]"], ["1/2/2026", "2"]]
    after: Table = [["Timestamp", "Say how much you agree [We plan together.]"], ["16/2/2026", "4"]]
    reading = both(tmp_path, before, after, PLAN)
    assert reading[0].faults == ()
    assert means(reading) == {"before": 2, "after": 4}
