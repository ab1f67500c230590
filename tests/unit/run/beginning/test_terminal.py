"""What is typed is taken as it is meant, and what is kept can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.run.beginning import draft
from evalkit.run.beginning.days import day_of
from evalkit.run.beginning.exam_years import best, exam_years, years_in
from evalkit.run.beginning.terminal import bare


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (' "Leicester" ', "Leicester"),
        ("\u201c8 January 2018\u201d", "8 January 2018"),
        ("> yes", "yes"),
        ("\x1b[D\x1b[200~991001\x1b[201~", "991001"),
        ("'", ""),
        ("St Mary's", "St Mary's"),
    ],
)
def test_quotes_arrows_and_keys_around_an_answer_are_no_part_of_it(typed: str, meant: str) -> None:
    assert bare(typed) == meant


@pytest.mark.parametrize(
    "text", ["8/1/2018", "08.01.2018", "8-1-2018", "8/1/18", "Monday 8th of January 2018", "Jan 8, 2018", "2018-01-08"]
)
def test_a_day_is_read_in_every_spelling_day_first(text: str) -> None:
    assert day_of(text, "starts").isoformat() == "2018-01-08"


def test_years_are_read_as_calendar_or_school_years() -> None:
    assert years_in("2016/17 and 2018-19") == years_in("2017 2019") == (2017, 2019)
    assert years_in("last year") == ()


def test_the_calendar_gives_the_last_year_before_and_the_last_while_the_programme_ran() -> None:
    starts, ends = day_of("8/1/2018", "starts"), day_of("31/7/2019", "ends")
    there = {2016, 2017, 2018, 2019}
    assert best(exam_years(starts, ends, there), ends) == (2017, 2019)
    assert best(exam_years(starts, ends, there - {2019}), ends) == (2017, 2018)
    assert best(exam_years(starts, day_of("1/3/2018", "ends"), there), day_of("1/3/2018", "ends")) == (2017, 2018)
    assert best(exam_years(starts, ends, {2018, 2019}), ends) is None


def test_what_was_kept_is_read_again_until_it_is_forgotten(tmp_path: Path) -> None:
    draft.keep(tmp_path / "begun", "ours", {"place": "Ch\u00e2tfield", "fund": ""})
    assert draft.kept(tmp_path / "begun", "ours") == {"place": "Ch\u00e2tfield", "fund": ""}
    assert draft.begun(tmp_path / "begun") == ("ours",)
    draft.forget(tmp_path / "begun", "ours")
    assert draft.kept(tmp_path / "begun", "ours") == {}


def test_where_nothing_can_be_kept_the_conversation_goes_on(tmp_path: Path) -> None:
    (tmp_path / "begun").write_text("a file where the folder should be", encoding="utf-8")
    draft.keep(tmp_path / "begun", "ours", {"place": "Rochdale"})
    assert draft.kept(tmp_path / "begun", "ours") == {}


def test_a_broken_draft_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "ours.json").write_text('{"place": ', encoding="utf-8")
    assert draft.kept(tmp_path, "ours") == {}
