"""The plan as a page: the headings of the EEF, every question, every check with its rule, and nothing invented."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from evalkit.document.parts import Document, Heading, Paragraph, Table
from evalkit.document.plan.check_rules import check_rule, sections
from evalkit.document.plan.plan_document import plan_document
from evalkit.document.plan.plan_facts import Noticeable, OutcomeFile, PlanFacts, PlannedQuestion
from evalkit.document.renderers.html import render
from evalkit.evaluation.planned.plan_content import content_of
from evalkit.evaluation.plans import Plan, estimand, plain_options
from evalkit.evaluation.study_opening import read_plan
from evalkit.evaluation.variables import variables_of
from evalkit.report.block import Block
from evalkit.run.jobs.plan import plan as write_plan_page
from evalkit.sensitivity import CHECKS
from evalkit.study.locked_plans import LockedPlan
from tests.support.locked import study_copy
from tests.unit.report import samples

EEF = (
    "Study rationale and background",
    "Intervention",
    "Participant selection",
    "Research questions and estimands",
    "Design",
    "Outcome measures",
    "Sample size: the smallest difference that would be noticed",
    "Statistical analysis",
    "Primary outcome analysis",
    "Secondary and exploratory analyses",
    "Subgroup analyses",
    "Imbalance at baseline",
    "Missing data",
    "Compliance",
    "Intra-cluster correlations",
    "Effect size calculation",
    "Implementation and process evaluation",
    "Cost evaluation",
    "Ethics and registration",
    "Data protection",
    "Personnel and independence",
    "Risks",
    "Timeline",
    "Protocol version history",
)
NOTICED = Noticeable("attainment", (2016, 2017), (2017, 2019), samples.detectable(), "", "placebo_areas", "Nearly all")
FILES = (
    OutcomeFile("2019.csv", (2019,), "final", True, "ab" * 32, dt.date(2020, 2, 6), "DfE", read="read for leicester"),
    OutcomeFile("2018.csv", (2018,), "not stated", True, "cd" * 32, None, ""),
)


class Elements(HTMLParser):
    """Collects elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the shipped study with many questions."""
    return read_plan("leicester", None)


def facts(plan: Plan, **given: object) -> PlanFacts:
    questions = tuple(
        PlannedQuestion(
            one,
            estimand(plan.study, one),
            {name: plain_options(options) for name, options in plan.methods(one.id).options},
            tuple((look.variable, look.year, look.why) for look in variables_of(plan, one)),
            NOTICED if one.id == "attainment" else Noticeable(one.id, (), (2017, 2019), None, "no tables"),
        )
        for one in plan.study.questions
    )
    told: dict[str, object] = {
        "study": plan.study,
        "questions": questions,
        "files": FILES,
        "digest": str(content_of(plan)["digest"]),
        "written": dt.date(2026, 11, 27),
        "code": "evalkit 1, commit abc",
        "version_control": "under no version control",
        "locked": (),
    }
    return PlanFacts(**{**told, **given})  # type: ignore[arg-type]


def headings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Heading)]


def block(document: Document, identifier: str) -> Block:
    return next(part.block for part in document.parts if isinstance(part, Table) and part.block.id == identifier)


def cells(document: Document, identifier: str) -> list[str]:
    return [cell for row in block(document, identifier).cells for cell in row]


def test_it_has_the_headings_of_the_eef_in_order(plan: Plan) -> None:
    told = headings(plan_document(facts(plan)))
    assert [heading for heading in EEF if heading not in told] == []
    design = [told.index(heading) for heading in EEF[:16]]
    assert design == sorted(design)


def test_every_question_has_its_estimand_its_design_and_every_option(plan: Plan) -> None:
    document = plan_document(facts(plan))
    estimands = block(document, "plan-estimands")
    assert len(estimands.cells) == len(block(document, "plan-designs").cells) == len(plan.study.questions)
    assert estimands.columns[1:] == ("Population", "Treatment", "Comparator", "Outcome", "Timing", "Summary measure")
    assert all(cell for row in estimands.cells for cell in row)
    options = block(document, "plan-options-attainment")
    rows = {(row[0], row[1]): row[2] for row in options.cells}
    assert rows["matched", "ratio"] == "5"
    assert rows["matched", "largest smd"] == "0.25"
    every = sum(len(plain_options(one)) for _, one in plan.methods("attainment").options)
    assert len(options.cells) == every


def test_each_check_is_told_with_the_rule_of_its_own_docstring(plan: Plan) -> None:
    document = plan_document(facts(plan))
    declared = {check for question in plan.study.questions for check in question.checks}
    told = block(document, "plan-checks")
    assert len(told.cells) == len(declared)
    rules = {row[2] for row in told.cells}
    assert rules == {check_rule(check)[1] for check in declared}


@pytest.mark.parametrize("name", CHECKS.own_names())
def test_every_shipped_check_says_when_it_holds_or_that_it_never_can_tell(name: str) -> None:
    estimates, rule = check_rule(name)
    assert estimates != CHECKS.get(name).summary
    assert "Could not tell" in rule
    assert ("Raises doubt" in rule and "Holds" in rule) or rule.startswith("Could not tell, always")


def test_a_docstring_falls_into_its_sections() -> None:
    assert sections("Title: more.\n\nEstimates\n    This.\nStanding\n    Holds\n    here.") == {
        "Estimates": "This.",
        "Standing": "Holds here.",
    }


def test_what_would_be_noticed_names_its_years_and_that_they_are_fewer(plan: Plan) -> None:
    document = plan_document(facts(plan))
    (row, *others) = block(document, "plan-noticed").cells
    assert row[1].endswith("of a grade")
    assert row[4] == "2015/16 and 2016/17"
    assert {other[1] for other in others} == {"cannot be said: no tables"}
    texts = [part.text for part in document.parts if isinstance(part, Paragraph)]
    assert any("fewer years" in text and "can be larger" in text for text in texts)


def test_a_day_of_publication_that_nobody_checked_is_not_known(plan: Plan) -> None:
    first, second = block(plan_document(facts(plan)), "plan-files").cells
    assert first[4:7] == ("6 February 2020", "DfE", "read for leicester")
    assert second[4:7] == ("not known", "not known", "no record")


def test_locked_and_deposited_are_told_of_this_very_plan_alone(plan: Plan) -> None:
    digest = str(content_of(plan)["digest"])
    at = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    same = LockedPlan("leicester", at, digest, {}, "evalkit", "none", "https://osf.io/a", dt.date(2026, 11, 19))
    record = cells(plan_document(facts(plan, locked=(same,), unchanged=(same,))), "plan-record")
    assert record[record.index("Locked") + 1].startswith("20 November 2026")
    assert "https://osf.io/a, 2026-11-19" in record[record.index("Deposited") + 1]
    older = replace(same, digest="e" * 64)
    record = cells(plan_document(facts(plan, locked=(older,), unchanged=(older,))), "plan-record")
    assert record[record.index("Locked") + 1].endswith(f"with the digest {'e' * 64}; no number moves between them")
    other = LockedPlan("leicester", at, "f" * 64, {}, "evalkit", "none", "https://osf.io/a", dt.date(2026, 11, 19))
    record = cells(plan_document(facts(plan, locked=(other,))), "plan-record")
    assert record[record.index("Locked") + 1].endswith("this one not yet")
    assert record[record.index("Deposited") + 1] == "not yet"


def test_the_page_is_whole_and_readable_aloud(plan: Plan) -> None:
    text = render(plan_document(facts(plan))).decode()
    found = Elements(text).found
    levels = [int(tag[1]) for tag, _ in found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert sum(tag == "table" for tag, _ in found) == sum(tag == "caption" for tag, _ in found)
    assert not [tag for tag, _ in found if tag in ("link", "img", "iframe")]
    assert re.findall(r"<t[hd][^>]*></t[hd]>", text) == []


def test_the_command_writes_the_page_where_no_run_takes_it_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = study_copy(tmp_path, tmp_path / "nowhere")
    assert write_plan_page(str(study), data=None, out=tmp_path / "reports") == 0
    page = tmp_path / "reports" / "north-west-plan" / "plan.html"
    assert page.is_file()
    assert "plan.html" in capsys.readouterr().out
    text = page.read_text(encoding="utf-8")
    assert "there is no table of an exam year before 2016/17" in text
    assert "No file with outcomes is in the data folder yet." in text
    assert str(tmp_path) not in text
