"""A new study is the template with a few answers in it, and never overwrites anything."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.run.jobs.new import FILE, TEMPLATE, new

ANSWERS = {
    "title": 'Our "best" programme',
    "place": "Ambridge",
    "starts": "2017-09-01",
    "ends": "2019-07-31",
    "area": "856",
}


def test_the_answers_stand_in_their_places_and_the_rest_is_the_template(tmp_path: Path) -> None:
    assert new("ours", ANSWERS, tmp_path) == 0
    written = tomllib.loads((tmp_path / "ours" / FILE).read_text(encoding="utf-8"))
    assert written["title"] == ANSWERS["title"]
    assert written["programme"]["place"] == "Ambridge"
    assert written["programme"]["starts"].isoformat() == "2017-09-01"
    assert written["programme"]["ends"].isoformat() == "2019-07-31"
    assert written["schools"]["rule"] == {"areas": ["856"]}
    template = tomllib.loads((TEMPLATE / FILE).read_text(encoding="utf-8"))
    assert written["questions"] == template["questions"]
    assert {file.name for file in (tmp_path / "ours").iterdir()} == {file.name for file in TEMPLATE.iterdir()}


def test_dates_and_the_authority_are_understood_as_people_say_them(tmp_path: Path) -> None:
    said = {**ANSWERS, "starts": "1/9/2017", "ends": "31 July 2019", "area": "Leicester"}
    assert new("ours", ANSWERS, tmp_path) == new("theirs", said, tmp_path) == 0
    assert (tmp_path / "ours" / FILE).read_bytes() == (tmp_path / "theirs" / FILE).read_bytes()


def test_a_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    with pytest.raises(StudyFileError, match="a folder of this name"):
        new("ours", ANSWERS, tmp_path)
    assert not list((tmp_path / "ours").iterdir())


def test_every_answer_that_cannot_stand_is_named_at_once(tmp_path: Path) -> None:
    wrong = {"title": " ", "place": "", "starts": "1 September", "ends": "2019-13-01", "area": "Nowhere"}
    with pytest.raises(StudyFileError) as refused:
        new("Our Study", wrong, tmp_path)
    assert len(refused.value.faults) == 6
    assert "try our-study" in str(refused.value)
    assert not list(tmp_path.iterdir())
