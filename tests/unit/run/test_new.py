"""A new study is the template with every answer in it; it overwrites nothing, and an interrupted one goes on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.programme.instruments.content import instruments
from evalkit.programme.instruments.texts import texts
from evalkit.programme.template import FIRST_ROW
from evalkit.run.beginning.answers import Answers, Rule
from evalkit.run.beginning.dialogue import without_asking
from evalkit.run.beginning.study_text import story, study_file
from evalkit.run.beginning.study_words import Matching
from evalkit.run.jobs.new import LEFT, new
from evalkit.run.places import TEMPLATE
from evalkit.study.study_reader import inspect_study, read_study
from tests.unit.run.beginning.test_dialogue import Talk, given

FOLDER = Path("studies") / "ours"


def as_written(folder: Path, answers: Answers) -> tuple[str, ...]:
    """Leave a study as it was written; the tables of these tests have too few schools to compare."""
    return ()


def written(answers: Answers) -> Mapping[str, object]:
    """Return what study.toml holds with these answers."""
    return tomllib.loads(study_file(FOLDER, answers))


@pytest.fixture(scope="module")
def volunteers(few: Path) -> Answers:
    return without_asking(given(few))


@pytest.fixture(scope="module")
def area(few: Path) -> Answers:
    return without_asking({**given(few, "results"), "schools": "Leicester", "chose": "area"})


def test_the_answers_stand_in_their_places_and_nothing_waits_to_be_filled_in(volunteers: Answers) -> None:
    study = written(volunteers)
    assert study["title"] == study["programme"]["name"] == "Maths mastery"
    assert study["programme"]["starts"].isoformat() == "2018-01-08"
    assert study["schools"] == {"file": "schools.csv"}
    assert study["years"] == {"cohort": 2019, "baseline": [2017], "others": [2016, 2018]}
    assert study["data"]["synthetic"] is True
    assert study["questions"][0]["status"] == "planned"
    assert "FILL IN" not in study_file(FOLDER, volunteers) + story(volunteers)


def test_every_comment_and_every_other_line_of_the_template_stays(volunteers: Answers) -> None:
    lines = study_file(FOLDER, volunteers).split("\n")
    comments = [line for line in (TEMPLATE / "study.toml").read_text("utf-8").split("\n") if line.startswith("#")]
    assert [line for line in comments if line not in lines] == [
        "# Every text that begins with FILL IN waits for your words; `evalkit check` lists what is left."
    ]


def test_volunteers_chosen_on_a_result_are_matched_on_it_and_the_limit_is_put_to_others(volunteers: Answers) -> None:
    study = written(volunteers)
    assert study["selection"]["chosen_on"] == {"variable": "p8_maths", "year": 2017, "below": 0}
    matched = study["questions"][0]["options"]["matched"]
    assert {"variable": "p8_maths", "year": 2017} in matched["nearest"]
    assert "also_show" not in matched
    assert "area_selection" not in study["questions"][0]["checks"]
    assert "inference" not in study["questions"][0]


def test_volunteers_without_a_limit_are_shown_their_result_and_not_matched_on_it(volunteers: Answers) -> None:
    matched = written(replace(volunteers, rule=None))["questions"][0]["options"]["matched"]
    assert matched["also_show"] == [{"variable": "p8_maths", "year": 2017}]
    assert {"variable": "p8_maths", "year": 2017} not in matched["nearest"]


def test_what_is_no_longer_matched_on_is_shown_and_the_file_says_why(volunteers: Answers) -> None:
    text = study_file(FOLDER, volunteers, Matching(3, ("pupils",), "Because they were too large."))
    matched = tomllib.loads(text)["questions"][0]["options"]["matched"]
    assert matched["ratio"] == 3
    assert matched["also_show"] == [{"variable": "pupils", "year": 2017}]
    assert {"variable": "pupils", "year": 2017} not in matched["nearest"]
    assert "# Because they were too large.\nratio = 3" in text


def test_a_whole_area_is_named_by_rule_and_its_result_is_not_matched_on(area: Answers) -> None:
    study = written(area)
    assert study["schools"] == {"rule": {"areas": ["856"]}}
    assert study["selection"]["chose"] == "area"
    assert "area_selection" in study["questions"][0]["checks"]
    assert study["questions"][0]["asks"].endswith("in the schools of Leicester than in comparison schools?")


def test_an_area_picked_by_a_limit_has_it_declared(area: Answers) -> None:
    picked = written(replace(area, rule=Rule(2017, lowest=3, of="region")))["selection"]
    assert picked["area_chosen_on"] == {"variable": "p8_maths", "year": 2017, "lowest": 3, "of": "region"}
    assert "chosen_on" not in picked


def test_nothing_is_said_of_when_schools_were_chosen_that_nobody_said(volunteers: Answers) -> None:
    told = written(volunteers)["selection"]
    assert (told["by"], told["when"]) == ("Themselves", "As far as it is told, beside who chose them")
    open_ = written(volunteers.with_words("by", "This was not recorded"))["selection"]
    assert open_["when"] == "This was not recorded"


def test_a_need_that_no_table_shows_makes_the_question_exploratory(few: Path) -> None:
    need = {"chose": "chosen", "results": "no", "need": "a review of each department"}
    study = written(without_asking({**given(few), **need}))
    assert study["selection"]["unobserved_need"] == "a review of each department"
    assert study["questions"][0]["status"] == "exploratory"


def test_a_section_of_the_story_that_nobody_wrote_says_so(volunteers: Answers) -> None:
    told = story(volunteers.with_words("worked", "Not written yet"))
    assert "## Good practice\n\nThis section is still to be written" in told
    assert "## Sustainability\n\nThe group meets.\n" in told


def test_the_study_reader_finds_nothing_wrong_with_what_is_written(few: Path, tmp_path: Path) -> None:
    for name, more in (("five", {}), ("area", {"schools": "Leicester", "chose": "area", "results": "unknown"})):
        assert new(name, {**given(few), **more}, studies=tmp_path, begun=tmp_path / "begun", fit=as_written) == 0
        assert inspect_study(tmp_path / name).faults == ()


def test_a_new_study_holds_the_workbook_with_its_own_schools_and_the_forms(few: Path, tmp_path: Path) -> None:
    assert new("ours", given(few), studies=tmp_path, begun=tmp_path / "begun", fit=as_written) == 0
    book = openpyxl.load_workbook(tmp_path / "ours" / "programme.xlsx")
    rows = [row for row in book["schools"].iter_rows(min_row=FIRST_ROW, values_only=True) if any(row)]
    assert [row[1] for row in rows] == [991001, 991002, 991003, 991004, 991005]
    assert all(row[2] for row in rows)
    forms = {file.name for file in (tmp_path / "ours" / "instruments").iterdir()}
    assert forms == {"instruments.xlsx", *texts(instruments())}


def test_the_questionnaires_of_the_forms_can_be_pasted_into_the_study_file(few: Path, tmp_path: Path) -> None:
    assert new("ours", given(few), studies=tmp_path, begun=tmp_path / "begun", fit=as_written) == 0
    study, forms = tmp_path / "ours" / "study.toml", tmp_path / "ours" / "instruments" / "surveys.toml"
    study.write_text(f"{study.read_text('utf-8')}\n{forms.read_text('utf-8')}", encoding="utf-8")
    assert inspect_study(tmp_path / "ours").faults == ()
    assert [survey.id for survey in read_study(tmp_path / "ours").surveys] == ["teachers", "pupils"]


def test_a_study_of_that_name_is_left_alone_and_another_name_is_offered(few: Path, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    with pytest.raises(StudyFileError, match="evalkit new ours-2 would do"):
        new("ours", given(few), studies=tmp_path, begun=tmp_path / "begun", fit=as_written)
    talk = Talk("", "")
    assert (
        new("ours", given(few), studies=tmp_path, begun=tmp_path / "begun", terminal=talk.terminal(), fit=as_written)
        == 0
    )
    assert not list((tmp_path / "ours").iterdir())
    assert (tmp_path / "ours-2" / "study.toml").is_file()
    assert "a study of this name" in talk.said


def test_a_name_with_capitals_and_spaces_is_refused_with_one_that_would_do(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError, match="evalkit new our-study would do"):
        new("Our Study!", {}, studies=tmp_path)


def test_an_interrupted_conversation_goes_on_where_it_was(few: Path, tmp_path: Path) -> None:
    begun, studies = tmp_path / "begun", tmp_path / "studies"
    left = Talk("Maths mastery")
    some = given(few, "programme", "place")
    assert new("ours", some, studies=studies, begun=begun, terminal=left.terminal()) == LEFT
    assert not studies.exists()
    assert "Your answers are kept; evalkit new ours goes on from there." in left.said
    again = Talk("", "", "Rochdale", "")
    rest = {key: text for key, text in some.items() if key != "tables"}
    assert new("", rest, studies=studies, begun=begun, terminal=again.terminal(), fit=as_written) == 0
    assert "You began this study before and gave" in again.said
    assert 'name = "Maths mastery"' in (studies / "ours" / "study.toml").read_text(encoding="utf-8")
    assert list(begun.iterdir()) == []
