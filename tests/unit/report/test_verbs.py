"""Three verbs, one table of what they can show."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from evalkit.core.errors import ReportError
from evalkit.findings.beside import Beside
from evalkit.report.block import Block
from evalkit.report.catalogue import CATALOGUE, maker
from evalkit.report.verbs import figure, sentence, table
from tests.unit.report import context_samples, family_samples, group_samples, samples

SAMPLES = {
    "Study": samples.study,
    "Exposure": samples.exposure,
    "Flow": samples.flow,
    "Panel": samples.panel,
    "Trends": samples.trends,
    "Comparison": samples.comparison,
    "Finding": lambda: samples.finding(beside=Beside(pupil_sd=1.4)),
    "Estimate": samples.estimate,
    "EventStudy": samples.event_study,
    "CheckResult": samples.check,
    "ComparisonSchools": samples.comparison_schools,
    "Detectable": samples.detectable,
    "Section": samples.section,
    "Groups": group_samples.groups,
    "QuestionFamily": family_samples.family,
    "Context": context_samples.context,
    "Composition": context_samples.composition,
    "PlanStamp": samples.plan_stamp,
    "Unanswered": samples.unanswered,
}
EVERY = [
    (verb, kind, part) for verb, entries in CATALOGUE.items() for kind, (_, parts) in entries.items() for part in parts
]


@pytest.mark.parametrize(("verb", "kind", "part"), EVERY, ids=["-".join(entry) for entry in EVERY])
def test_every_part_named_in_the_catalogue_gives_a_block(verb: str, kind: str, part: str) -> None:
    thing = SAMPLES[kind]()
    block = maker(verb, thing, part)(thing)  # type: ignore[arg-type]
    assert isinstance(block, Block)
    assert block.id == block.id.lower()
    assert " " not in block.id
    assert block.text
    assert block.kind == verb


def test_no_part_means_the_first() -> None:
    assert sentence(samples.finding()).text == sentence(samples.finding(), "headline").text
    assert table(samples.panel()).title == table(samples.panel(), "files").title
    assert figure(samples.finding()).id == "attainment-interval"


def test_an_unknown_part_lists_the_parts() -> None:
    with pytest.raises(ReportError, match="summary, inferences, grounds, variance, leverage, checks"):
        table(samples.finding(), "everything")


def test_an_unknown_type_lists_the_types() -> None:
    with pytest.raises(ReportError, match="CheckResult, Comparison, ComparisonSchools, Composition, Context"):
        table(3)


def test_a_thing_that_has_another_verb_names_it() -> None:
    with pytest.raises(ReportError, match="ask table or sentence"):
        figure(samples.study())


def test_verbs_and_tables_never_load_the_drawing_libraries() -> None:
    code = (
        "import sys, evalkit.report.verbs as verbs; from tests.unit.report import samples;"
        "verbs.table(samples.finding()); verbs.sentence(samples.finding());"
        "print([name for name in ('matplotlib', 'seaborn', 'IPython', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_block_shows_its_text_and_its_picture_and_nothing_else() -> None:
    assert set(figure(samples.trends())._repr_mimebundle_()) == {"text/plain", "image/png"}
    assert set(table(samples.trends())._repr_mimebundle_()) == {"text/plain"}
    assert repr(sentence(samples.trends())) == sentence(samples.trends()).text


@pytest.mark.parametrize(("verb", "part"), [(table, "balance"), (figure, ""), (sentence, "headline")])
def test_a_question_that_was_refused_says_so_whatever_of_it_is_asked_for(
    verb: Callable[[object, str], Block], part: str
) -> None:
    block = verb(samples.unanswered(), part)
    assert (block.id, block.kind) == ("targeted-unanswered", "sentence")
    assert "could not be answered" in block.text
    assert "Where: Question 'targeted', comparison schools. Found: " in block.text
    assert "What would help: Widen the donor rule on pupils." in block.text
    assert {shown for *_, shown in block.quotes} >= {"3,237", "412", "5"}
