"""A need that no table shows touches some questions: by whose it was, or by name; those are exploratory."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from evalkit.core.errors import Fault
from evalkit.evaluation.bound_options import of_today
from evalkit.run.jobs.check import need_line
from evalkit.study.model import Study
from evalkit.study.study_reader import inspect_study, read_study
from evalkit.study.unobserved_need import need_of, touched

STUDIES = Path(__file__).resolve().parents[3] / "studies"
NEED = 'unobserved_need = "Targeted schools were chosen on the findings of their review'


def written(tmp_path: Path, keys: str, *, need: bool = True) -> Path:
    """Return a copy of the shipped study with other keys beside its need, or in the place of it."""
    folder = tmp_path / "ours"
    shutil.copytree(STUDIES / "leicester", folder)
    file = folder / "study.toml"
    text = file.read_text(encoding="utf-8").replace('need_schools = "targeted"\n', f"{keys}\n")
    assert keys in text
    if not need:
        text = re.sub(r"^unobserved_need = .*\n", "", text, flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[Fault]:
    return [fault for fault in inspect_study(str(folder)).faults if "need" in f"{fault.where} {fault.found}"]


def ids(study: Study) -> frozenset[str]:
    return touched(study.selection, study.questions)


def test_the_shipped_need_is_that_of_the_targeted_schools() -> None:
    study = read_study("leicester")
    assert ids(study) == {"targeted"}
    assert need_of(study.selection, study.questions, study.question("targeted")).startswith("Targeted schools were")
    assert need_of(study.selection, study.questions, study.question("attainment")) == ""
    named = {one.id: one.checks for one in of_today(study).questions}
    assert named["targeted"][-1] == "assumed_selection"
    assert "assumed_selection" not in named["attainment"]


def test_a_need_written_alone_as_in_former_studies_means_targeted_schools(tmp_path: Path) -> None:
    assert ids(read_study(str(written(tmp_path, "# nothing more")))) == {"targeted"}


def test_questions_may_be_named(tmp_path: Path) -> None:
    study = read_study(str(written(tmp_path, 'need_questions = ["high_maths"]')))
    assert ids(study) == {"high_maths"}


def test_without_targeted_schools_it_is_the_need_of_all(tmp_path: Path) -> None:
    folder = written(tmp_path, "# nothing more")
    file = folder / "study.toml"
    text = file.read_text(encoding="utf-8").replace('schools = "targeted"\n', "").replace('"planned"', '"exploratory"')
    file.write_text(text, encoding="utf-8")
    study = read_study(str(folder))
    assert ids(study) == {question.id for question in study.questions}


@pytest.mark.parametrize(
    ("keys", "where", "found"),
    [
        ('need_schools = "all"', "[[questions]] 1 (attainment), status", '"planned", but its schools were chosen'),
        ('need_questions = ["attainment"]', "[[questions]] 1 (attainment), status", '"planned"'),
        ('need_questions = ["targetted"]', "need_questions", '"targetted", which is no question'),
        ('need_schools = "all"\nneed_questions = ["targeted"]', "need_schools", "together"),
    ],
)
def test_what_cannot_be_is_said_in_words(tmp_path: Path, keys: str, where: str, found: str) -> None:
    told = faults(written(tmp_path, keys))
    assert any(where in fault.where and found in fault.found for fault in told)
    assert all(fault.allowed and fault.next for fault in told)


def test_whom_a_need_touches_is_not_said_without_the_need(tmp_path: Path) -> None:
    (fault,) = faults(written(tmp_path, 'need_schools = "targeted"', need=False))
    assert fault.found.startswith("nothing, but need_schools or need_questions")


def test_a_need_of_targeted_schools_wants_a_question_about_them(tmp_path: Path) -> None:
    folder = written(tmp_path, 'need_schools = "targeted"')
    file = folder / "study.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('\nschools = "targeted"\n', "\n"), encoding="utf-8")
    assert [fault.found for fault in faults(folder)] == ['"targeted", but no question is about targeted schools']


def test_check_says_which_questions_are_touched_and_what_to_write(tmp_path: Path) -> None:
    said = "  its schools were chosen on a need that no table shows: a range of answers is shown beside the estimate"
    bound, alone = read_study("leicester"), read_study(str(written(tmp_path, "# nothing more")))
    lines = {
        study.name: [line for one in study.questions for line in need_line(study, one)] for study in (bound, alone)
    }
    assert lines["leicester"] == [said]
    assert lines["ours"] == [f"{said}; need_schools or need_questions in [selection] would say whose need it was"]
