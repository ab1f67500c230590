"""One refused question stops only itself: it is answered in words, and the others are untouched."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evalkit.core.errors import DataError, DesignError, StudyFileError
from evalkit.core.quantity import GRADES
from evalkit.document.parts import Heading, Note
from evalkit.document.report_parts import REFUSED
from evalkit.document.study_document import build
from evalkit.evaluation import tables
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.inputs import StudyInputs
from evalkit.evaluation.memory import REUSED, Memory, Stations
from evalkit.evaluation.plans import Plan, bind_study
from evalkit.evaluation.station_keys import Keys
from evalkit.evaluation.study_opening import read_plan
from evalkit.findings.file import Answered, Source, findings_text
from evalkit.findings.finding import Finding, Unanswered
from evalkit.report.story import resolve
from evalkit.report.verbs import figure, sentence, table
from evalkit.run.work.stages import answered
from evalkit.study.model import SchoolRule, Schools
from evalkit.tables.panel import Panel, Variable
from tests.support.panels import draw_panel

OPTIONS = {
    "exact": ["gender"],
    "nearest": [{"variable": "ks2", "year": 2017}, {"variable": "disadvantaged", "year": 2017}],
    "largest_smd": 9.0,
    "minimum_effective_ratio": 0.5,
}
TOO_MANY = {"matched": {**OPTIONS, "ratio": 5000}}
SOURCE = Source("leicester", "A city", True)


@pytest.fixture(autouse=True)
def small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a drawn city and its neighbours stand for the folder of tables, without any figure of authorities."""

    def read(folder: Path, files: object, register: object, *, until: int, codes: object) -> Panel:
        drawn = draw_panel(np.random.default_rng(1), areas=20, years=(2016, 2017, 2018, 2019))
        return drawn.with_variable(Variable("progress8_maths", "maths element", GRADES), drawn.frame["p8_maths"])

    monkeypatch.setattr(tables, "read_panel", read)


def plan_of(**options: dict[str, object]) -> Plan:
    """Return a plan of a whole area with one question for each set of options, by its id."""
    read = read_plan("leicester", None).study
    inference = ("cluster_robust",)
    made = tuple(
        read.question("attainment").model_copy(
            update={"id": name, "options": chosen, "inference": inference, "checks": ()}
        )
        for name, chosen in options.items()
    )
    rule = Schools(rule=SchoolRule(areas=("100",)))
    donors = read.donors.model_copy(update={"rules": ()})
    plan, faults = bind_study(read.model_copy(update={"questions": made, "schools": rule, "donors": donors}))
    assert not faults
    return plan


@pytest.fixture
def mixed() -> Plan:
    """Return a plan whose first question asks for more comparison schools than there are."""
    return plan_of(refused=TOO_MANY, fair={"matched": OPTIONS})


def test_the_other_question_is_answered_as_if_it_stood_alone(mixed: Plan) -> None:
    alone = Evaluation(plan_of(fair={"matched": OPTIONS}))
    (first, second) = Evaluation(mixed).answers()
    assert isinstance(first, Unanswered)
    assert isinstance(second, Finding)
    assert second.estimate.estimate == alone.finding("fair").estimate.estimate
    assert [finding.id for finding in Evaluation(mixed).findings()] == ["fair"]


def test_a_refusal_says_what_was_found_what_is_allowed_and_what_would_help(mixed: Plan) -> None:
    (refused, _) = Evaluation(mixed).answers()
    assert refused.exit_code == DesignError.exit_code
    for fault in refused.faults:
        assert all((fault.where, fault.found, fault.allowed, fault.next))
        assert fault.found in sentence(refused).text or fault.found.capitalize() in sentence(refused).text


def test_outside_pages_a_refusal_is_raised_and_on_a_page_it_stands_in_words(mixed: Plan) -> None:
    with pytest.raises(DesignError, match="5000 comparison schools"):
        Evaluation(mixed).finding("refused")
    page = Evaluation(mixed, page="04-effect")
    for station in ("finding", "comparison", "trends", "flow", "event_study", "composition"):
        shown = getattr(page, station)("refused")
        assert isinstance(shown, Unanswered)
        assert table(shown, "any part").text == figure(shown).text == sentence(shown).text != ""
    assert page.checks("refused") == ()


def test_a_page_prints_a_refusal_once(mixed: Plan, tmp_path: Path) -> None:
    page = Evaluation(mixed, page="04-effect", out=tmp_path)
    finding = page.finding("refused")
    page.keep(sentence(finding, "estimand"), figure(finding, "interval"))
    page.keep(table(finding, "inferences"))
    kept = sorted((tmp_path / "pages" / "04-effect").glob("*.json"))
    assert [file.name for file in kept] == ["01-refused-unanswered.json"]


def test_a_refusal_is_remembered_and_raised_again(mixed: Plan, tmp_path: Path) -> None:
    for _ in range(2):
        evaluation = Evaluation(mixed, Memory(tmp_path))
        evaluation.stations = Stations(lambda: Keys(mixed, StudyInputs((("code", "a"),), ())), Memory(tmp_path))
        evaluation.panel()
        with pytest.raises(DesignError, match="5000 comparison schools"):
            evaluation.comparison("refused")
    assert {one.station: one.made for one in evaluation.stations.told}["comparison"] == REUSED


def test_a_question_about_authorities_without_their_tables_stops_only_itself(tmp_path: Path) -> None:
    read = read_plan("leicester", None).study
    schools = plan_of(fair={"matched": OPTIONS}).study
    area = read.question("city_white")
    empty = read.data.model_copy(update={"folder": str(tmp_path)})
    plan, faults = bind_study(schools.model_copy(update={"questions": (area, *schools.questions), "data": empty}))
    assert not faults
    first, second = Evaluation(plan).answers()
    assert isinstance(first, Unanswered)
    assert first.exit_code == DataError.exit_code
    assert "no table with figures of authorities" in sentence(first).text.lower()
    assert isinstance(second, Finding)
    groups = Evaluation(plan).groups()
    assert [one.id for one in groups.unanswered] == ["city_white"]
    assert "no table with figures of authorities" in sentence(groups).text.lower()


def test_what_is_asked_of_schools_is_no_refusal_of_a_question_about_authorities() -> None:
    page = Evaluation(read_plan("leicester", None), page="02-outcomes")
    shown = page.context("city")
    assert shown.what
    assert shown.exit_code == StudyFileError.exit_code
    assert "cannot be shown here" in sentence(shown).text
    assert "could not be answered" not in sentence(shown).text


def test_tables_that_cannot_be_read_stop_everything(monkeypatch: pytest.MonkeyPatch, mixed: Plan) -> None:
    def broken(*_: object, **__: object) -> Panel:
        raise DataError.one(where="a table", found="nothing", allowed="rows", next="fetch it again")

    monkeypatch.setattr(tables, "read_panel", broken)
    with pytest.raises(DataError, match="fetch it again"):
        Evaluation(mixed, page="09-conclusions").finding("fair")
    with pytest.raises(DataError, match="fetch it again"):
        Evaluation(mixed).answers()


def test_the_findings_file_and_the_front_hold_every_question_in_its_place(mixed: Plan) -> None:
    evaluation = Evaluation(mixed)
    answers = evaluation.answers()
    told = [one if isinstance(one, Unanswered) else answered(evaluation, one) for one in answers]
    written = json.loads(findings_text(SOURCE, told))
    assert [one["id"] for one in written["findings"]] == ["fair"]
    assert [one["id"] for one in written["unanswered"]] == ["refused"]
    assert set(written["unanswered"][0]["refusal"][0]) == {"where", "found", "allowed", "next"}
    assert "unanswered" not in json.loads(findings_text(SOURCE, [one for one in told if isinstance(one, Answered)]))
    parts = build(mixed.study.model_copy(update={"story": ""}), answers, {}, ()).parts
    anchors = [part.id for part in parts if isinstance(part, Heading) and part.id.startswith("report-refused-")]
    assert anchors == ["report-refused-refused"]


def test_a_report_without_any_answer_says_so() -> None:
    plan = plan_of(one=TOO_MANY, other=TOO_MANY)
    answers = Evaluation(plan).answers()
    assert all(isinstance(answer, Unanswered) for answer in answers)
    parts = build(plan.study.model_copy(update={"story": ""}), answers, {}, ()).parts
    assert REFUSED in [part.text for part in parts if isinstance(part, Note)]


def test_a_story_that_quotes_a_refused_question_says_that_it_was_not_answered(mixed: Plan) -> None:
    answers = Evaluation(mixed).answers()
    assert resolve("It moved by {{ refused | direction }}.", answers) == (
        "It moved by (this question could not be answered)."
    )
