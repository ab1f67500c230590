"""The data log: every table with its source, vintage, rows, what is missing and its digest; each note once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.data.sources import SOURCES
from evalkit.document.annex import anchors
from evalkit.document.annex.audited_run import AuditedRun, mapping, records, was_read
from evalkit.document.parts import Heading, Paragraph, Part, Table
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import ended, named, opened
from evalkit.tables.missing_reasons import SUPPRESSED

COUNT = Unit("number", 0)
NOT_KNOWN = "The record of this run names no table."
COLUMNS = (
    Column("number", "No."),
    Column("file", "File"),
    Column("source", "Read as"),
    Column("year", "Year"),
    Column("vintage", "Vintage"),
    Column("rows", "Rows (number)", COUNT),
    Column("kept", "Kept (number)", COUNT),
    Column("missing", "Missing (cells)", COUNT),
    Column("hidden", "Hidden (cells)", COUNT),
)
DIGESTS = (
    Column("number", "No."),
    Column("dropped", "Rows left out, by rule"),
    Column("sha256", "Digest (SHA-256)"),
)
MEANING = "Missing: cells without a number, whatever the reason. Hidden: those of them that the publisher hides."


def data_log(held: AuditedRun) -> tuple[Part, ...]:
    """Return the data log: the tables that were read, what must be known of them, and those that were not read."""
    heading = Heading(3, "Data log", anchors.DATA)
    if not held.inputs:
        return (heading, Paragraph(NOT_KNOWN))
    numbered = {str(one.get("file")): number for number, one in enumerate(held.inputs, 1)}
    rows = [_row(number, one) for number, one in enumerate(held.inputs, 1)]
    published = dict.fromkeys(_published(one) for one in held.inputs)
    notes = (MEANING, *_notes(held.inputs, numbered), *(ended(opened(one)) for one in published if one))
    log = table_block(f"{anchors.DATA}-table", "The tables that were read", COLUMNS, rows, notes=notes)
    digests = table_block(f"{anchors.DATA}-digests", "Their digests, and rows left out", DIGESTS, rows)
    blocks = (log, digests, _not_read(held))
    return (heading, *(Table(block, block.id) for block in blocks if block is not None))


def _row(number: int, given: Mapping[str, object]) -> dict[str, object]:
    year, reasons = given.get("year"), _counts(given.get("reasons"))
    rules = _counts(given.get("dropped"))
    return {
        "number": number,
        "file": given.get("file"),
        "source": named(str(given.get("source", ""))),
        "year": academic_year(year) if isinstance(year, int) else "several",
        "vintage": given.get("vintage"),
        "rows": given.get("rows"),
        "kept": given.get("rows_kept"),
        "dropped": "; ".join(f"{count:,} {rule}" for rule, count in rules.items()) or "none",
        "missing": sum(reasons.values()) if "reasons" in given else None,
        "hidden": reasons.get(SUPPRESSED, 0) if "reasons" in given else None,
        "sha256": given.get("sha256"),
    }


def _counts(found: object) -> dict[str, int]:
    return {str(name): count for name, count in mapping(found).items() if isinstance(count, int)}


def _notes(inputs: Iterable[Mapping[str, object]], numbered: Mapping[str, int]) -> list[str]:
    """Return each note once, with the numbers of the tables that it is about."""
    about: dict[str, list[int]] = {}
    for given in inputs:
        for note in _texts(given):
            about.setdefault(note, []).append(numbered[str(given.get("file"))])
    return [f"No. {_listed(numbers)}: {ended(note)}" for note, numbers in about.items()]


def _texts(given: Mapping[str, object]) -> list[str]:
    """Return the notes of one table, without its own name before them."""
    name, notes = str(given.get("file")), given.get("notes", ())
    told = [str(one) for one in notes] if isinstance(notes, list | tuple) else []
    return [note.removeprefix(name).lstrip(": ") for note in dict.fromkeys(told)]


def _listed(numbers: list[int]) -> str:
    """Return numbers as runs: ``1 to 5, 8``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _published(given: Mapping[str, object]) -> str:
    name = str(given.get("source"))
    return SOURCES.get(name).published if name in SOURCES.names() else ""


def _not_read(held: AuditedRun) -> Block | None:
    """Return the files of the folder that no question looks at, by the reason."""
    about: dict[str, list[str]] = {}
    for given in records(held.record.get("inputs")):
        if not was_read(given):
            for note in _texts(given) or ["no reason is recorded"]:
                about.setdefault(note, []).append(str(given.get("file")))
    rows = [{"why": ended(opened(why)), "files": "; ".join(files)} for why, files in about.items()]
    columns = (Column("why", "Why"), Column("files", "Files"))
    title = "Files of the folder that were not read"
    return table_block(f"{anchors.DATA}-not-read", title, columns, rows) if rows else None
