"""What was read, and what is missing in it."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.core.years import academic_year
from evalkit.data.folder.releases import releases as later_releases
from evalkit.data.lineage.traceability import traced
from evalkit.measures import MEASURES
from evalkit.report.block import Block
from evalkit.report.table_cells import Column, table_block
from evalkit.report.words import ended, listed, opened
from evalkit.tables.missing_reasons import IN_WORDS
from evalkit.tables.panel import Panel

COUNT = Unit("number", 0)


def files(panel: Panel) -> Block:
    """One row for each file: where from, how many rows, how many kept and why the others not."""
    rows = [
        {
            "file": item.file,
            "year": academic_year(item.year) if item.year else "several",
            "vintage": item.vintage,
            "rows": item.rows,
            "kept": item.rows_kept,
            "dropped": "; ".join(f"{count:,} {rule}" for rule, count in item.dropped) or "none",
            "sha256": item.sha256[:12],
        }
        for item in panel.provenance
    ]
    columns = (
        Column("file", "File"),
        Column("year", "Year"),
        Column("vintage", "Vintage"),
        Column("rows", "Rows (number)", COUNT),
        Column("kept", "Kept (number)", COUNT),
        Column("dropped", "Dropped (number and rule)"),
        Column("sha256", "Digest, first 12 places"),
    )
    notes = tuple(
        dict.fromkeys(
            ended(note if note.startswith(item.file) else f"{item.file}: {note}")
            for item in panel.provenance
            for note in item.notes
        )
    )
    return table_block("files", "The files read", columns, rows, notes=notes)


def missing(panel: Panel) -> Block:
    """Cells without a number, by year and reason, over every numeric column read; each cell once."""
    # An outcome repeats what is missing in the columns it is worked out from.
    read = panel.reasons[~panel.reasons["variable"].isin(MEASURES.names())]
    cells = read.drop_duplicates(["unit", "year", "variable"])
    counts = cells.groupby(["year", "reason"], observed=True).size().reset_index(name="cells")
    rows = [
        {"year": academic_year(int(year)), "reason": IN_WORDS.get(str(reason), str(reason)), "cells": int(count)}
        for year, reason, count in counts.itertuples(index=False)
    ]
    columns = (
        Column("year", "Year"),
        Column("reason", "Why there is no number"),
        Column("cells", "Cells (number)", COUNT),
    )
    note = (
        "A number that is not published is unknown; it is never counted as 0. Counted are cells of the files read; a "
        "column that no file of a year holds has no cells."
    )
    return table_block("missing", "What is missing, and why", columns, rows, notes=(note,))


def releases(panel: Panel) -> Block:
    """Which later release could change the answer, and which could not."""
    rows = [
        {
            "what": opened(release.what),
            "years": listed(academic_year(year) for year in release.years) or "any",
            "could": release.could_change,
            "why": release.why,
        }
        for release in later_releases(panel)
    ]
    columns = (
        Column("what", "Release"),
        Column("years", "School years"),
        Column("could", "Could change"),
        Column("why", "Why"),
    )
    note = "What is published is known to this version of evalkit up to 2025/26; later releases are not foreseen here."
    return table_block("releases", "Which release could change the answer", columns, rows, notes=(note,))


def lineages(panel: Panel) -> Block:
    """How many schools of the latest year are found in each year before it, and what became of their numbers."""
    found = traced(panel)
    latest = academic_year(found.latest)
    rows = [
        {"year": academic_year(one.year), "same": one.own_number, "other": one.other_number, "absent": one.absent}
        for one in found.years
    ]
    columns = (
        Column("year", "Year"),
        Column("same", "Found under the same number (schools)", COUNT),
        Column("other", "Found under another number (schools)", COUNT),
        Column("absent", "No row (schools)", COUNT),
    )
    kinds = "; ".join(f"{kind} ({count:,})" for kind, count in found.kinds)
    shown = "; ".join(f"{name} ({count:,})" for name, count in found.evidence)
    notes = (
        f"Counted are the {found.schools:,} schools with a row in {latest}. All schools by what became of their "
        f"number: {kinds}. {found.left:,} schools of an earlier year have no row in {latest}.",
        f"What shows that two numbers are one school, with how many changes of number rest on it: {shown}."
        if shown
        else "No table read tells of a changed number; each school is known by its own.",
        "Schools that merged or split count as one school, their figures weighted by pupils; unless the study says "
        "otherwise they serve as no comparison.",
    )
    return table_block("lineages", "Schools through changes of number", columns, rows, notes=notes)
