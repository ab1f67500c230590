"""How to run a study again: the state of everything that did the work, and the commands in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evalkit.document.annex import anchors
from evalkit.document.annex.audited_run import AuditedRun, mapping, records
from evalkit.document.parts import Heading, Paragraph, Part, Table
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block

FACTS = {
    "study": "Study",
    "commit": "State of the code",
    "seed": "Seed",
    "lock": "Digest of the locked packages",
}
INTRODUCTION = (
    "The same study, tables and versions give the same numbers again. Beside this report lie findings.json, every "
    "number that words may quote; record.json, the plan and all that went in; numbers.csv, where each number of this "
    "report comes from; lost-schools.csv, every school lost on the way with its number, year and reason; and "
    "comparison-schools.csv, every comparison school with its weight. The folder r holds the rows behind the leading "
    "question, what each column is, and headline.R, which computes the headline again in R without any package."
)
# Letters of a moment that are its day.
DAY = 10
HASH = re.compile(r"[0-9a-f]{40}")


def rerun(held: AuditedRun) -> tuple[Part, ...]:
    """Return how to run the study again, and what did the work."""
    blocks = (_commands(held), _run(held), _files(held), _versions(held))
    tables = [Table(block, block.id) for block in blocks if block is not None]
    return (Heading(2, "How to run it again", anchors.RERUN), Paragraph(INTRODUCTION), *tables)


def _commands(held: AuditedRun) -> Block:
    rows = [{"why": why, "command": command} for why, command in _steps(held)]
    columns = (Column("why", "Step"), Column("command", "Command"))
    return table_block(f"{anchors.RERUN}-commands", "The commands, in order", columns, rows)


def _steps(held: AuditedRun) -> Iterator[tuple[str, str]]:
    name, commit = str(held.record.get("study", held.study.name)), str(held.record.get("commit", ""))
    version = str(mapping(held.record.get("versions")).get("evalkit", ""))
    if HASH.fullmatch(commit):
        yield "Take the code of this run", f"git checkout {commit}"
    elif version:
        state = "files differed from it" if HASH.match(commit) else "no state of a clone is known"
        yield f"Take the code of this run ({state}: compare the digest of the code)", f"evalkit {version}"
    yield "Make the environment from the locked packages", "make ready"
    yield "See that the tables are those of the data log", f"evalkit data {name}"
    yield "Run the study", f"evalkit run {name}"
    yield "Compute everything anew, and say which finding moved", f"evalkit compare {name}"


def _run(held: AuditedRun) -> Block:
    study, record = held.study, held.record
    rows = [{"what": label, "is": str(record[key])} for key, label in FACTS.items() if key in record]
    if day := str(record.get("finished", ""))[:DAY]:
        # To the day: the report of a study that is run twice on one day is the same file; record.json has the times.
        rows.append({"what": "Day of the run", "is": day})
    digest = held.plan.get("digest") or record.get("digest")
    rows += [{"what": "Digest of the plan", "is": str(digest)}] if digest else []
    if (code := mapping(record.get("code"))).get("digest"):
        rows.append({"what": "Digest of the code", "is": str(code["digest"])})
    rows.append({"what": "Tables", "is": "invented" if study.data.synthetic else "published"})
    rows += [{"what": "Attribution", "is": study.data.attribution}] if study.data.attribution else []
    columns = (Column("what", "What"), Column("is", "Entry"))
    return table_block(f"{anchors.RERUN}-run", "The run and its digests", columns, rows)


def _files(held: AuditedRun) -> Block | None:
    files = records(held.record.get("study_files"))
    columns = (Column("file", "File"), Column("sha256", "Digest (SHA-256)"))
    title = "The study's own files"
    return table_block(f"{anchors.RERUN}-files", title, columns, files) if files else None


def _versions(held: AuditedRun) -> Block | None:
    versions = mapping(held.record.get("versions"))
    rows = [{"name": str(name), "version": str(version)} for name, version in versions.items()]
    for added in records(mapping(held.record.get("code")).get("extensions")):
        said = f"{added.get('version')} (code {added.get('digest')})"
        rows.append({"name": f"{added.get('package')}, which adds parts", "version": said})
    columns = (Column("name", "Package"), Column("version", "Version"))
    title = "What did the work"
    return table_block(f"{anchors.RERUN}-versions", title, columns, rows) if rows else None
