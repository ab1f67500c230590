"""The guide and the glossary know every name a reader may meet."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from evalkit.core import errors
from evalkit.core.overrides import OVERRIDES
from evalkit.core.registry import Registry
from evalkit.measures import MEASURES, Measure
from evalkit.run.beginning.wording import wordings
from evalkit.study.membership import LIMITS, WAYS
from evalkit.study.story import CLOSING, FORMS
from evalkit.study.tables import SCHOOL_COLUMNS

DOCS = Path(__file__).resolve().parents[3] / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
START = (DOCS / "start.md").read_text(encoding="utf-8")
PACKAGES = ("measures", "design", "estimators", "inference", "sensitivity")
COMMANDS = ("new", "check", "data", "run", "compare", "bundle", "verify", "methods")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_registered_name_is_in_the_glossary(package):
    names = Registry(f"evalkit.{package}", "", object).own_names()
    assert [name for name in names if f"`{name}`" not in GLOSSARY] == []


def test_every_rule_that_may_be_set_aside_is_in_the_guide():
    assert [rule for rule in OVERRIDES if f"| `{rule}` |" not in START] == []


def test_every_closing_section_and_form_of_quotation_is_in_the_guide():
    assert ", ".join(CLOSING) in START
    assert [form for form in FORMS if f"\\| {form} }}" not in START] == []


def test_every_column_of_the_table_of_schools_is_in_the_guide():
    assert [column for column in SCHOOL_COLUMNS if f"`{column}`" not in START] == []


def test_the_guide_names_commands_that_exist():
    assert {command for command in re.findall(r"evalkit ([a-z]+) my-project", START)} <= set(COMMANDS)
    assert [command for command in COMMANDS if f"evalkit {command}" not in START] == []


def test_the_guide_names_every_question_that_begins_a_study():
    assert [one.id for one in wordings().values() if f"| `--{one.id}` |" not in START or one.asks not in START] == []


@pytest.mark.parametrize(("picture", "questions"), [("new-schools", ("schools",)), ("new-years", ("starts", "years"))])
def test_the_pictures_of_the_guide_show_the_questions_of_today(picture, questions):
    drawn = unescape((DOCS / "images" / f"{picture}.svg").read_text(encoding="utf-8")).replace("\xa0", " ")
    assert f"images/{picture}.svg" in START
    assert [name for name in questions if wordings()[name].asks not in drawn] == []


def test_the_guide_quotes_messages_as_they_are_written():
    assert f"exactly one of {', '.join(WAYS)}" in START
    assert f"exactly one of {', '.join(LIMITS)}" in START


def test_the_guide_names_every_station_that_can_stop():
    stations = {
        error.station for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "station")
    }
    unused = {"evalkit", "disclosure"}
    assert [station for station in sorted(stations - unused) if f"| `{station}` |" not in START] == []


def test_every_measure_names_tests_that_exist():
    for name in MEASURES.names():
        measure = MEASURES.get(name)
        assert isinstance(measure, Measure) and measure.name == name and measure.checked_against
        for test in measure.checked_against:
            file, _, function = test.partition("::")
            assert f"def {function}(" in (DOCS.parent / file).read_text(encoding="utf-8")
