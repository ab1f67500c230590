"""What was read."""

from __future__ import annotations

from evalkit.data.panel import Panel
from evalkit.report.block import Block
from evalkit.report.words import Words


def files(panel: Panel) -> Block:
    """How many files, rows, schools and years were read."""
    words = Words()
    years = sorted({int(year) for year in panel.frame["year"]})
    rows = sum(item.rows for item in panel.provenance)
    kept = sum(item.rows_kept for item in panel.provenance)
    parts = [
        f"{words.count('files', len(panel.provenance), 'file')} gave {words.count('rows', rows, 'row')}, of which "
        f"{words.count('rows kept', kept)} were kept; they hold "
        f"{words.count('schools', panel.frame['school'].nunique(), 'school')} in {words.years(years)}."
    ]
    if any(item.notes for item in panel.provenance):
        parts.append("What a reader must know of each file is noted below the table of files.")
    return words.block("files", " ".join(parts))
