"""What was read."""

from __future__ import annotations

from evalkit.data.lineage.traceability import traced
from evalkit.data.sources import SOURCES
from evalkit.report.block import Block
from evalkit.report.words import Words, listed, opened
from evalkit.tables.lineages import JOINED
from evalkit.tables.panel import Panel

# So many years in a row are told by the first and the last.
MANY = 4


def files(panel: Panel) -> Block:
    """How many files, rows, schools and years were read."""
    words = Words()
    years = sorted({int(year) for year in panel.frame["year"]})
    rows = sum(item.rows for item in panel.provenance)
    kept = sum(item.rows_kept for item in panel.provenance)
    read = sum(item.rows > 0 for item in panel.provenance)
    unread = len(panel.provenance) - read
    parts = [
        f"{words.count('files read', read, 'file')} gave {words.count('rows', rows, 'row')}, of which "
        f"{words.count('rows kept', kept)} were kept; they hold "
        f"{words.count('schools', panel.frame['unit'].nunique(), 'school')} in {_when(words, years)}."
    ]
    if unread:
        parts.append(f"{opened(words.count('files that gave nothing', unread, 'further file'))} gave no row.")
    if any(item.notes for item in panel.provenance):
        parts.append("What a reader must know of each file is noted below the table of files.")
    return words.block("files", " ".join(parts))


def sources(panel: Panel) -> Block:
    """Which kinds of tables were read, of which years, and where they are published."""
    words = Words()
    known = SOURCES.parts()
    places: dict[str, list[str]] = {}
    for one in dict.fromkeys(item.source for item in panel.provenance if item.source in known and item.rows):
        kind, _, place = known[one].published.partition(": ")
        places.setdefault(place.split(", or ", 1)[0], []).append(kind)
    years = sorted({int(year) for year in panel.frame["year"]})
    read = "; ".join(
        words.repeat("source", f"{listed(kinds)} from {place}") for place, kinds in places.items() if place
    )
    return words.block("sources", f"The results are of {_when(words, years)}. Read were: {read}.")


def answer(panel: Panel) -> Block:
    """From how many files all results come, in one line."""
    words = Words()
    read = sum(item.rows > 0 for item in panel.provenance)
    return words.block(
        "panel-answer", f"All results come from {words.count('files read', read, 'file')}, each listed in the annex."
    )


def _when(words: Words, years: list[int]) -> str:
    """Return the years, as a span where none between is missing."""
    if len(years) < MANY or years[-1] - years[0] != len(years) - 1:
        return words.years(years)
    return f"each year from {words.year(years[0])} to {words.year(years[-1])}"


def lineages(panel: Panel) -> Block:
    """How many schools would be lost if a new number made a new school."""
    words = Words()
    found = traced(panel)
    if panel.lineages is None or not found.years:
        return words.block(
            "lineages", "No table read tells of changed school numbers; each school is known by its own."
        )
    first = found.years[0]
    began = (
        f"Of {words.count('schools', found.schools, 'school')} with a row in {words.year(found.latest)}, "
        f"{words.count('same number', first.own_number)} stand under the same number in {words.year(first.year)}"
    )
    more = (
        f" and {words.count('other number', first.other_number)} more under the number they had before a change"
        if first.other_number
        else ""
    )
    kinds = dict(found.kinds)
    joined = sum(count for kind, count in kinds.items() if kind in JOINED)
    parts = [f"{began}{more}; {words.count('absent', first.absent)} have no row there."]
    if joined:
        parts.append(
            f"{opened(words.count('joined', joined, 'school'))} merged or split in these years: each is followed as "
            "one, with the figures of its parts weighted by their pupils."
        )
    return words.block("lineages", " ".join(parts))
