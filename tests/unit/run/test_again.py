"""A run that is asked to begin again forgets what is remembered beside its study; any other keeps it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalkit.core.errors import PageError
from evalkit.evaluation.key import Key
from evalkit.evaluation.memory import Memory, memory_folder
from evalkit.run.jobs import run as job
from evalkit.run.places import STUDIES
from evalkit.run.work.run_order import Order
from evalkit.run.work.schedule import Progress

KEY = Key("estimate", "attainment", (("code", "a"),))


def stopped(orders: tuple[Order, ...], *_: object) -> tuple[Progress, ...]:
    """Stand in for the work itself, which ends before it has begun."""
    error = PageError.one(where="page 00", found="nothing", allowed="a page", next="run it")
    return tuple(Progress(order, (), set(), errors=[error]) for order in orders)


@pytest.mark.parametrize("again", [True, False])
def test_a_run_forgets_only_when_asked_to_begin_again(
    again: bool, tmp_path: Path, synthetic_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = tmp_path / "north-west"
    shutil.copytree(STUDIES / "north-west", study, ignore=shutil.ignore_patterns(".evalkit"))
    memory = Memory(memory_folder(study))
    memory.keep(KEY, "remembered")
    monkeypatch.setattr(job, "_warm", stopped)
    assert (
        job.run((str(study),), data=synthetic_folder, out=tmp_path / "reports", workers=1, again=again)
        == PageError.exit_code
    )
    assert (memory.recall(KEY)[0] is None) == again
