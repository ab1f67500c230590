"""A study of our own to lock, and plans locked on chosen days."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from evalkit.evaluation.planned.plan_content import DIGEST, content_of
from evalkit.evaluation.plans import Plan
from evalkit.evaluation.study_opening import read_plan
from evalkit.study.locked_plans import PLANS, LockedPlan, write_plan
from tests.conftest import ROOT

NORTH_WEST = ROOT / "studies" / "north-west"
NOON = dt.time(12, tzinfo=dt.UTC)


def study_copy(folder: Path, tables: Path | None = None) -> Path:
    """Return a copy of the shipped study of one question, never locked, on other tables where some are named."""
    copy = folder / "north-west"
    shutil.copytree(NORTH_WEST, copy, ignore=shutil.ignore_patterns(".*", PLANS))
    if tables is not None:
        edit(copy, r'folder = "[^"]*"', f'folder = "{tables.as_posix()}"')
    return copy


def edit(study: Path, pattern: str, by: str) -> Plan:
    """Change the first place of a study file that a pattern fits, and return the plan as it is then."""
    file = study / "study.toml"
    text = file.read_text(encoding="utf-8")
    changed = re.sub(pattern, lambda _: by, text, count=1, flags=re.MULTILINE)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return read_plan(study, None)


def locked_on(
    plan: Plan,
    day: dt.date,
    *,
    read: tuple[str, ...] = (),
    deposit: tuple[str, dt.date] | None = None,
    content: Mapping[str, object] | None = None,
) -> Path:
    """Lock a plan as of noon of a day."""
    held = dict(content or content_of(plan))
    address, deposited = deposit or ("", None)
    at = dt.datetime.combine(day, NOON)
    digest = str(held[DIGEST])
    return write_plan(
        plan.study.folder,
        LockedPlan("north-west", at, digest, held, "evalkit", "no commit", address, deposited, read_before=read),
    )
