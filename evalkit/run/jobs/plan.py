"""Write protocol and analysis plan of a study, for the screen, for print and for Word, before any outcome is seen."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from evalkit import __version__
from evalkit.core.errors import ExtensionError
from evalkit.core.shipped import CLONE
from evalkit.document.parts import Document
from evalkit.document.plan.plan_document import plan_document
from evalkit.document.plan.plan_facts import PlanFacts
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.evaluation.planned.facts import facts_of
from evalkit.evaluation.plans import Plan
from evalkit.evaluation.study_opening import read_plan
from evalkit.run.output_folder import refuse_unwritable
from evalkit.run.places import shown
from evalkit.run.plans.earlier_reads import earlier_reads
from evalkit.run.plans.version_control import version_control
from evalkit.run.reports.record import commit
from evalkit.run.work.formats import place_each, refuse_unknown, tell_unwritten

PLAN = "plan"


def plan(study: str, *, data: Path | None, out: Path, formats: tuple[str, ...] | None = None) -> int:
    """Write the plan into a folder of its own beside the reports, where no run of the study takes it away.

    Parameters
    ----------
    study : str
        Name or path of the study.
    data : Path or None
        Folder of the tables in place of the study's own.
    out : Path
        Folder of the reports.
    formats : tuple of str or None
        Formats that print any document; None for all of them.
    """
    printing = {name: one for name, one in RENDERERS.loaded().items() if one.any_document}
    refuse_unknown(formats, tuple(printing), (study,))
    resolved = read_plan(study, data)
    folder = out / f"{resolved.study.name}-plan"
    refuse_unwritable(folder)
    facts = _facts(resolved, out)
    document = plan_document(facts)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = formats or tuple(printing)
    made = place_each(folder, {name: partial(_one_file, printing[name], document) for name in wanted}, PLAN)
    for name in wanted:
        if name not in made.unwritten:
            print(shown(folder / f"{PLAN}{printing[name].ending}"))
    print(f"Digest of the plan: {facts.digest}")
    for note in made.told:
        print(f"\n{note}", file=sys.stderr)
    return tell_unwritten(f"the plan of {resolved.study.name}", made.unwritten)


def _facts(resolved: Plan, out: Path) -> PlanFacts:
    """Return what the plan prints, and when each of its tables was read before."""
    folder = resolved.study.folder
    told = facts_of(
        resolved,
        written=datetime.now(UTC).date(),
        code=f"evalkit {__version__}, {commit(CLONE)}",
        version_control=version_control(folder),
    )
    reads = earlier_reads(folder, out)
    return replace(told, files=tuple(replace(one, read=reads.of(one.sha256)) for one in told.files))


def _one_file(renderer: Renderer, document: Document) -> dict[str, bytes]:
    made = renderer.render(document)
    if not isinstance(made, bytes):
        raise ExtensionError.one(
            where=f"the format whose file is {renderer.file}",
            found="several files, or none",
            allowed="one file, as any_document says of it",
            next="leave any_document out in its RENDERER; docs/extend.md says what it means",
        )
    return {f"{PLAN}{renderer.ending}": made}


JOB = plan
