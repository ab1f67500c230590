"""The audit page: what an external evaluator checks first, from the record of the run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evalkit.core.quantity import Unit
from evalkit.report.block import Block
from evalkit.report.document.parts import Heading, Paragraph, Part, Table
from evalkit.report.table_cells import Column, table_block
from evalkit.study.model import Study
from evalkit.study.typed_numbers import typed_numbers

COUNT = Unit("number", 0)
FACTS = {
    "study": "Study",
    "commit": "State of the code",
    "seed": "Seed",
    "started": "Run started",
    "finished": "Run finished",
    "lock": "Digest of the locked packages",
}


def audit(study: Study, record: Mapping[str, object]) -> list[Part]:
    """Return the audit page: run, plan, inputs, versions; every school lost is listed beside the report."""
    blocks = [_run(study, record), _inputs(record), _files(record), _versions(record)]
    tables = [Table(block, f"audit-{place}") for place, block in enumerate(filter(None, blocks), 1)]
    return [
        Heading(2, "Audit: how to check this report", "audit"),
        Paragraph(
            "The same study, tables and versions give the same numbers again. The resolved plan with every default is "
            "in record.json; every school lost on the way is in lost-schools.csv with its number, year and reason, "
            "and every comparison school in comparison-schools.csv; the findings are in findings.json."
        ),
        *tables,
        *_typed(study),
    ]


def _typed(study: Study) -> list[Part]:
    """Numbers of the story that quote no finding: a reader can see which words nothing keeps true."""
    found = typed_numbers(study.story)
    if not study.story.strip():
        return []
    if not found:
        return [Paragraph("No number in the words of story.md was typed by hand.")]
    columns = (Column("section", "Section"), Column("number", "Typed by hand"), Column("words", "In the words"))
    rows = [{"section": one.section, "number": one.number, "words": one.words} for one in found]
    notes = ("These numbers quote no finding: nothing in this report computed them or keeps them true.",)
    title = "Numbers typed by hand in story.md"
    return [Table(table_block("audit-typed", title, columns, rows, notes=notes), "audit-typed")]


def _run(study: Study, record: Mapping[str, object]) -> Block:
    rows = [{"what": label, "is": str(record[key])} for key, label in FACTS.items() if key in record]
    plan = record.get("plan")
    digest = plan.get("digest") if isinstance(plan, Mapping) else record.get("digest")
    if digest:
        rows.append({"what": "Digest of the plan", "is": str(digest)})
    code = record.get("code")
    if isinstance(code, Mapping):
        rows.append({"what": "Digest of the code", "is": str(code.get("digest"))})
    for override in study.years.overrides:
        rows.append({"what": f"Rule set aside: {override.rule}", "is": override.reason})
    rows.append({"what": "Tables", "is": "invented" if study.data.synthetic else "published"})
    if study.data.attribution:
        rows.append({"what": "Attribution", "is": study.data.attribution})
    return table_block("audit-run", "The run and its plan", (Column("what", "What"), Column("is", "Entry")), rows)


def _inputs(record: Mapping[str, object]) -> Block | None:
    inputs = _records(record.get("inputs"))
    if not inputs:
        return None
    rows = [
        {
            "file": item.get("file"),
            "source": str(item.get("source", "")).replace("_", " "),
            "vintage": item.get("vintage"),
            "rows": item.get("rows"),
            "kept": item.get("rows_kept"),
            "sha256": item.get("sha256"),
        }
        for item in inputs
    ]
    columns = (
        Column("file", "File"),
        Column("source", "Read as"),
        Column("vintage", "Vintage"),
        Column("rows", "Rows (number)", COUNT),
        Column("kept", "Kept (number)", COUNT),
        Column("sha256", "Digest (SHA-256)"),
    )
    return table_block("audit-inputs", "The tables that were read", columns, rows)


def _files(record: Mapping[str, object]) -> Block | None:
    files = _records(record.get("study_files"))
    if not files:
        return None
    columns = (Column("file", "File"), Column("sha256", "Digest (SHA-256)"))
    return table_block("audit-files", "The study's own files", columns, files)


def _versions(record: Mapping[str, object]) -> Block | None:
    versions = record.get("versions")
    if not isinstance(versions, Mapping) or not versions:
        return None
    rows = [{"name": str(name), "version": str(version)} for name, version in versions.items()]
    code = record.get("code")
    for added in _records(code.get("extensions")) if isinstance(code, Mapping) else ():
        said = f"{added.get('version')} (code {added.get('digest')})"
        rows.append({"name": f"{added.get('package')}, which adds parts", "version": said})
    columns = (Column("name", "Package"), Column("version", "Version"))
    return table_block("audit-versions", "What did the work", columns, rows)


def _records(found: object) -> list[Mapping[str, object]]:
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, Iterable) else []
