"""What a run refuses is refused by check, in words; what a run accepts, check accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import EvalkitError
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.foresight.foresight import refuse_at_once
from evalkit.evaluation.study_opening import read_plan
from evalkit.run.jobs.check import check
from tests.hostile.foreseen import VARIANTS, write_study
from tests.hostile.own_rules import OWN_RULES
from tests.hostile.unfitting import UNFITTING

STUDIES = {**VARIANTS, **UNFITTING, **OWN_RULES}


def refused_by_run(folder: Path) -> str:
    """Return the words with which the line up to the estimate refuses a study; empty where it does not."""
    try:
        plan = read_plan(folder, None)
        evaluation = Evaluation(plan)
        refuse_at_once(plan, evaluation.panel())
        for question in plan.study.questions:
            evaluation.estimate(question.id)
    except EvalkitError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", STUDIES)
def test_check_refuses_what_a_run_refuses_and_nothing_else(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    variant = STUDIES[name]
    folder = write_study(tmp_path / "study", variant)
    code = check(str(folder), data=None)
    said = capsys.readouterr()
    refused = refused_by_run(folder)
    assert bool(code) == bool(refused) == bool(variant.words), f"check: {said.err}\nrun: {refused}"
    for word in variant.words:
        assert word in said.err


def test_there_are_at_least_forty_reasons_known_beforehand() -> None:
    assert sum(bool(variant.words) for variant in STUDIES.values()) >= 40
