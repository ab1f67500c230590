"""What was read."""

from __future__ import annotations

from evalkit.data.panel import Panel
from evalkit.report.block import Block
from evalkit.report.words import Words, stopped


def files(panel: Panel) -> Block:
    """How many files, schools and years were read, and what their notes say."""
    words = Words()
    years = sorted({int(year) for year in panel.frame["year"]})
    rows = sum(item.rows for item in panel.provenance)
    kept = sum(item.rows_kept for item in panel.provenance)
    parts = [
        f"{words.count('files', len(panel.provenance), 'file')} gave {words.count('rows', rows, 'row')}, of which "
        f"{words.count('rows kept', kept)} were kept; they hold "
        f"{words.count('schools', panel.frame['school'].nunique(), 'school')} in {words.years(years)}."
    ]
    notes = dict.fromkeys(note for item in panel.provenance for note in item.notes)
    parts += [stopped(words.repeat("file notes", note)) for note in notes]
    return words.block("files", " ".join(parts))
