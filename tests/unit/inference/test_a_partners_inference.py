"""A partner's inference in one file: its own words reach the report, and a kind of detail of its own is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from evalkit.core.extensions import Theirs
from evalkit.core.registry import Method, NoOptions
from evalkit.findings.file import findings_text
from evalkit.findings.finding import Finding
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.details import Detail, Named
from evalkit.records.estimate import Estimate, Inference
from evalkit.report.block import Block
from evalkit.report.figures.finding import picture
from evalkit.report.tables.finding import rests_on
from evalkit.report.verbs import figure, sentence, table
from evalkit.report.words import Words
from evalkit.run.jobs.methods import methods
from tests.unit.findings.test_file import FLOW, SOURCE, YEARS, Answered
from tests.unit.report import samples

NAME = "random_signs"


@dataclass(frozen=True, slots=True)
class Signs(Detail):
    """How many draws of signs there were."""

    draws: int

    def named(self) -> Named:
        return (("draws of signs", float(self.draws)),)


def random_signs(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: NoOptions
) -> Inference:
    """Return an interval from signs drawn at random."""
    return replace(
        samples.inference("cluster_robust"),
        name=NAME,
        assumes=METHOD.assumes,
        ignores=METHOD.ignores,
        details=(Signs(999),),
    )


METHOD = Method(
    summary="Signs of the changes drawn at random",
    run=random_signs,
    words="random signs, that is, how the difference came out when every change might have gone the other way",
    assumes="changes are as likely to go one way as the other",
    ignores="whatever moves several schools the same way",
)


@picture.register
def _(shown: Signs, finding: Finding, sure: Inference) -> Block:
    words = Words()
    return words.block(f"{finding.id}-placebo", f"Of {words.count('draws', shown.draws, 'draw')}.", (finding.id,))


@rests_on.register
def _(shown: Signs) -> tuple[tuple[str, float], ...]:
    return (("draws of signs", shown.draws),)


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the inference stand behind an entry point, as a partner's package would put it."""
    monkeypatch.setitem(vars(INFERENCES), "_foreign", {NAME: Theirs(INFERENCES.package, NAME, __name__)})


def found() -> Finding:
    sure = INFERENCES.get(NAME).run(None, None, None, NoOptions())
    assert isinstance(sure, Inference)
    return samples.finding(samples.estimate(0.11, sure, primary=NAME))


def test_the_report_calls_it_by_its_own_words() -> None:
    assert "rests on random signs, that is, how the difference came out" in sentence(found(), "primary").text


def test_the_table_says_what_it_assumes_and_leaves_out() -> None:
    block = table(found(), "inferences")
    assert block.cells[0][-1] == METHOD.ignores
    assert f"Random signs assumes that {METHOD.assumes}." in block.notes


def test_a_kind_of_detail_of_its_own_is_drawn_counted_and_written() -> None:
    assert figure(found(), "placebo").text == "Of 999 draws."
    grounds = table(found(), "grounds").values
    told = dict(zip(grounds["what"], grounds["number"], strict=True))
    assert told["Random signs: draws of signs"] == 999
    assert '"draws of signs": 999.0' in findings_text(SOURCE, [Answered(found(), YEARS, FLOW)])


def test_the_list_of_methods_tells_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    methods()
    said = capsys.readouterr().out
    assert METHOD.words in said
    assert f"assumes: {METHOD.assumes}" in said
    assert f"leaves out: {METHOD.ignores}" in said
