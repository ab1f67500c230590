"""Write protocol and analysis plan of a study as a page, before any outcome is looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from evalkit import __version__
from evalkit.core.shipped import CLONE
from evalkit.document.plan.plan_document import plan_document
from evalkit.document.renderers.html import render
from evalkit.evaluation.planned.facts import facts_of
from evalkit.evaluation.study_opening import read_plan
from evalkit.run.output_folder import refuse_unwritable
from evalkit.run.places import shown
from evalkit.run.plans.earlier_reads import earlier_reads
from evalkit.run.plans.version_control import version_control
from evalkit.run.reports.record import commit

PAGE = "plan.html"


def plan(study: str, *, data: Path | None, out: Path) -> int:
    """Write ``plan.html`` into a folder of its own beside the reports, where no run of the study takes it away.

    Parameters
    ----------
    study : str
        Name or path of the study.
    data : Path or None
        Folder of the tables in place of the study's own.
    out : Path
        Folder of the reports.
    """
    resolved = read_plan(study, data)
    folder = resolved.study.folder
    page = out / f"{resolved.study.name}-plan" / PAGE
    refuse_unwritable(page.parent)
    told = facts_of(
        resolved,
        written=datetime.now(UTC).date(),
        code=f"evalkit {__version__}, {commit(CLONE)}",
        version_control=version_control(folder),
    )
    reads = earlier_reads(folder, out)
    facts = replace(told, files=tuple(replace(one, read=reads.of(one.sha256)) for one in told.files))
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(render(plan_document(facts)))
    print(f"{shown(page)}\nDigest of the plan: {facts.digest}")
    return 0


JOB = plan
