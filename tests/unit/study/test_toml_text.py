"""A broken line of study.toml is named, and everything else in the file is read."""

from __future__ import annotations

import pytest

from evalkit.study.toml_text import read_toml

WHOLE = """title = "A"
[years]
cohort = 2019
baseline = [2017]
[[questions]]
id = "one"
[questions.options.matched]
ratio = 5
[[questions]]
id = "two"
"""


def test_a_whole_file_is_read_as_it_stands() -> None:
    text = read_toml(WHOLE)
    assert text.faults == text.lost == ()
    assert text.values["questions"] == [{"id": "one", "options": {"matched": {"ratio": 5}}}, {"id": "two"}]


@pytest.mark.parametrize(
    ("old", "new", "line", "lost"),
    [
        ("cohort = 2019", "cohort = soon", 3, ("years", "cohort")),
        ("baseline = [2017]", "baseline = [2017", 4, ("years", "baseline")),
        ('id = "two"', "id = two", 10, ("questions", 1, "id")),
        ("ratio = 5", "ratio = ", 8, ("questions", 0, "options", "matched", "ratio")),
        ('title = "A"', 'title = "A', 1, ("title",)),
    ],
)
def test_a_broken_line_is_named_and_nothing_else_is_lost(
    old: str, new: str, line: int, lost: tuple[str | int, ...]
) -> None:
    text = read_toml(WHOLE.replace(old, new))
    (fault,) = text.faults
    assert fault.where == f"study.toml, line {line}"
    assert text.lost == (lost,)
    whole = str(read_toml(WHOLE).values)
    kept = [word for word in ("'title': 'A'", "2019", "[2017]", "'one'", "'two'", "'ratio': 5") if word in whole]
    assert sum(word not in str(text.values) for word in kept) == 1


def test_several_broken_lines_are_named_at_once() -> None:
    text = read_toml(WHOLE.replace("2019", "soon").replace("ratio = 5", "ratio = many").replace('"two"', "two"))
    assert [fault.where for fault in text.faults] == [f"study.toml, line {line}" for line in (3, 8, 10)]


def test_a_heading_without_its_bracket_is_named_and_meant() -> None:
    text = read_toml(WHOLE.replace("[years]", "[years"))
    (fault,) = text.faults
    assert fault.next == "write [years]"
    assert text.values["years"] == {"cohort": 2019, "baseline": [2017]}


def test_a_key_written_twice_is_named_and_the_first_one_kept() -> None:
    text = read_toml(WHOLE.replace("cohort = 2019", "cohort = 2019\ncohort = 2018"))
    assert [fault.where for fault in text.faults] == ["study.toml, line 4"]
    assert text.values["years"] == {"cohort": 2019, "baseline": [2017]}


def test_semicolons_between_entries_are_commas_and_those_inside_texts_are_text() -> None:
    text = read_toml('a = [1; 2]\nb = ["x; y"; "z"]  # c; d')
    assert text.faults == ()
    assert text.values == {"a": [1, 2], "b": ["x; y", "z"]}


@pytest.mark.parametrize("date", ["1/9/2017", "01.09.2017", '"1 September 2017"', "1st Sept 2017", "2017-09-01"])
def test_dates_as_they_are_written_in_the_united_kingdom_are_understood(date: str) -> None:
    assert str(read_toml(f"[programme]\nstarts = {date}  # a day").values["programme"]) == str(
        read_toml("[programme]\nstarts = 2017-09-01").values["programme"]
    )


def test_a_day_that_does_not_exist_is_a_fault() -> None:
    assert len(read_toml("starts = 31/2/2017").faults) == 1
