"""Which tool a file comes from, by its shape alone, and the file in the one form in which it is handed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from evalkit.core.errors import DataError, Fault
from evalkit.programme.surveys.days import moments
from evalkit.programme.surveys.export import Export, ExportColumn, ExportRow
from evalkit.programme.surveys.opening import ExportPage, OpenedExport
from evalkit.programme.surveys.tools import SURVEY_TOOLS, SurveyTool
from evalkit.programme.surveys.tools.parts.headings import bare, personal_places, stem_and_part, told_apart
from evalkit.programme.surveys.tools.parts.tool import Cells, ExportLayout, TableRows
from evalkit.programme.surveys.wording import folded, folded_question, shown

PLAIN = "a plain table"
# Rows that may stand above the headings of an export that somebody opened and saved.
_ABOVE = 8
_NUMBERED = frozenset(("id", "response id"))
_TOTALS = frozenset(("total", "totals", "grand total", "average", "mean", "sum", "count"))


@dataclass(frozen=True, slots=True)
class _Found:
    """A table of a file, the tool whose shape it has, and where its headings and responses begin."""

    page: ExportPage
    tool: SurveyTool
    start: int
    headings: int


def tool_of(opened: OpenedExport) -> str:
    """Return what the tool is called whose shape a file has; empty where it has none's."""
    found = _recognised(opened)
    return found[0].tool.name if found else ""


def is_key(opened: OpenedExport) -> str:
    """Return what the tool is called whose key a file is; empty where it is none's."""
    return next((tool.name for tool in _tools() if any(tool.is_key(page.rows) for page in opened.pages)), "")


def export_of(opened: OpenedExport, key: OpenedExport | None = None, known: Iterable[str] = ()) -> Export:
    """Return a file of a survey tool in the one form; what is none is refused in words.

    Parameters
    ----------
    opened : OpenedExport
        The file.
    key : OpenedExport or None
        The key or dictionary that the tool gave with it.
    known : iterable of str
        Words of questions that the study declares. A table of no tool's shape is read as a plain one where any of
        them heads a column, and refused where none does.
    """
    if is_key(opened):
        raise DataError([_not_answers(opened)])
    found = _recognised(opened)
    if len(found) > 1:
        raise DataError([_two_sheets(opened, found)])
    if found:
        return _export(opened.file, found[0], _key_rows(found[0].tool, key), opened.notes)
    plain = _plain(opened, frozenset(map(folded_question, known)))
    if plain is None:
        raise DataError([_of_no_tool(opened)])
    return _export(opened.file, plain, (), opened.notes)


def shapes() -> str:
    """Return the tools whose exports are recognised, each with its shape."""
    return "; ".join(f"{tool.name} ({tool.shape})" for tool in _tools())


def _tools() -> tuple[SurveyTool, ...]:
    return tuple(SURVEY_TOOLS.get(name) for name in SURVEY_TOOLS.names())


def _recognised(opened: OpenedExport) -> tuple[_Found, ...]:
    """Return each table that has a tool's shape; titles that somebody wrote above it are passed over."""
    found = []
    for page in opened.pages:
        starts = range(min(_ABOVE, max(len(page.rows) - 1, 0)) + 1)
        fits = (
            _Found(page, tool, start, headings)
            for start in starts
            if start < len(page.rows)
            for tool in _tools()
            if (headings := tool.heading_rows(page.rows[start:]))
        )
        first = next(fits, None)
        found.extend([first] if first else [])
    return tuple(found)


def _plain(opened: OpenedExport, known: frozenset[str]) -> _Found | None:
    """Return the table in which a declared question heads a column."""
    for page in opened.pages:
        for start, row in enumerate(page.rows[: _ABOVE + 1]):
            if known & {name for cell in row for name in (folded_question(cell), folded(cell)) if name}:
                return _Found(page, PLAIN_TABLE, start, 1)
    return None


def _key_rows(tool: SurveyTool, key: OpenedExport | None) -> TableRows:
    if key is None:
        return ()
    rows = next((page.rows for page in key.pages if tool.is_key(page.rows)), None)
    if rows is None:
        raise DataError(
            [
                Fault(
                    key.file,
                    f"no key of {tool.name}",
                    f"the key or dictionary that {tool.name} gives with its export, or none",
                    "name the file that was downloaded with the answers, or leave key out",
                )
            ]
        )
    return rows


def _export(file: str, found: _Found, key: TableRows, notes: tuple[str, ...]) -> Export:
    rows = found.page.rows[found.start :]
    numbers = found.page.numbers[found.start + found.headings :]
    headings, data = rows[: found.headings], rows[found.headings :]
    if not data:
        raise DataError(
            [Fault(file, "headings and no answers", "one row or more of answers", "export it once answers are in")]
        )
    layout = found.tool.layout(headings, data, key)
    _refuse_unheaded(file, found.tool, headings, data, numbers)
    whens, said = _handed_in(layout, data)
    held = [
        (number, cells, when) for number, cells, when in zip(numbers, data, whens, strict=True) if not _is_total(cells)
    ]
    totals = len(data) - len(held)
    damaged = _damaged(layout, data)
    return Export(
        file=file,
        tool=found.tool.name,
        columns=layout.columns,
        technical=layout.technical,
        rows=tuple(
            ExportRow(
                number, _kept(cells, layout), "" if damaged else _response(layout, cells), when, layout.left_out(cells)
            )
            for number, cells, when in held
        ),
        personal=tuple(shown(headings[0][place]) or f"column {place + 1}" for place in layout.personal),
        ticked=layout.ticked,
        not_asked=layout.not_asked,
        marks_finished=layout.marks_finished,
        breaks_off=layout.breaks_off,
        lacks_key=layout.lacks_key,
        notes=tuple(f"{file}: {note}" for note in (*layout.notes, *said, *_said_of(totals), *damaged)) + notes,
    )


def _refuse_unheaded(
    file: str, tool: SurveyTool, headings: TableRows, data: TableRows, numbers: tuple[int, ...]
) -> None:
    """Refuse cells that stand beyond every heading: a comma in an answer without quotation marks shifts them there."""
    width = 1 + max((place for row in headings for place, cell in enumerate(row) if cell.strip()), default=-1)
    beyond = [number for number, cells in zip(numbers, data, strict=True) if any(map(str.strip, cells[width:]))]
    if not beyond:
        return
    listed = ", ".join(map(str, beyond[:5])) + (", ..." if len(beyond) > 5 else "")
    raise DataError(
        [
            Fault(
                file,
                f"{len(beyond)} rows with cells that stand under no heading (rows {listed})",
                f"{width} cells in each row, as {tool.name} writes them",
                "export the answers again, or take out what was written beside them by hand",
            )
        ]
    )


def _handed_in(layout: ExportLayout, data: TableRows) -> tuple[list[dt.datetime | None], tuple[str, ...]]:
    """Return when each response was handed in, by the first column of its kind that says so."""
    whens: list[dt.datetime | None] = [None] * len(data)
    said: list[str] = []
    for place in layout.handed_in:
        found, note = moments([row[place] for row in data], month_first=layout.month_first)
        whens = [when if when is not None else other for when, other in zip(whens, found, strict=True)]
        said.extend([note] if note and note not in said else [])
    return whens, tuple(said)


def _kept(cells: Cells, layout: ExportLayout) -> Cells:
    """Return a row without what names a person, and with what the tool writes for a blank left blank."""
    personal = frozenset(layout.personal)
    return tuple("" if place in personal or cell.strip() in layout.blank else cell for place, cell in enumerate(cells))


def _response(layout: ExportLayout, cells: Cells) -> str:
    return "/".join(cells[place].strip() for place in layout.response)


def _damaged(layout: ExportLayout, data: TableRows) -> tuple[str, ...]:
    """Say where a spreadsheet has turned the numbers of responses into powers of ten."""
    cells = [row[place] for place in layout.response for row in data]
    if any(is_power(cell) for cell in cells):
        return ("IDs damaged by Excel (such as 1.1887E+11); the same response twice cannot be found by its ID",)
    return ()


def is_power(cell: str) -> bool:
    """Say whether a spreadsheet has written a long number as a power of ten."""
    mantissa, mark, power = cell.strip().upper().partition("E+")
    return bool(mark) and power.isdigit() and mantissa.replace(".", "", 1).isdigit()


def _is_total(cells: Cells) -> bool:
    return next((folded(cell).rstrip(":") for cell in cells if cell.strip()), "") in _TOTALS


def _said_of(totals: int) -> tuple[str, ...]:
    return (f"{totals} row{'s' if totals > 1 else ''} of totals left out",) if totals else ()


def _plain_rows(_: TableRows) -> int:
    return 1


def _plain_layout(headings: TableRows, rows: TableRows, _: TableRows) -> ExportLayout:
    personal = personal_places(bare(headings[0]), rows)
    words, twice = told_apart([shown(cell) for cell in headings[0]])
    columns = [ExportColumn(place, word, *stem_and_part(word)) for place, word in enumerate(words) if word]
    numbered = tuple(one.place for one in columns if folded(one.words) in _NUMBERED)
    return ExportLayout(
        columns=tuple(one for one in columns if one.place not in (*personal, *numbered)),
        technical=tuple(one for one in columns if one.place in numbered),
        personal=personal,
        response=numbered[:1],
        notes=tuple(f"duplicate headings: {word!r}; the second is read as '{word} (2)'" for word in twice),
    )


PLAIN_TABLE = SurveyTool(PLAIN, "one row of headings over one row a person", _plain_rows, _plain_layout)


def _not_answers(opened: OpenedExport) -> Fault:
    return Fault(
        opened.file,
        f"the key of an export of {is_key(opened)}, not its answers",
        "the file of answers; the key stands beside it",
        "name the file of answers first and this one second",
    )


def _two_sheets(opened: OpenedExport, found: tuple[_Found, ...]) -> Fault:
    return Fault(
        opened.file,
        f"{len(found)} sheets with answers ({', '.join(one.page.title for one in found)})",
        "one sheet with answers",
        "save each sheet as a file of its own and name the one that belongs to the wave",
    )


def _of_no_tool(opened: OpenedExport) -> Fault:
    return Fault(
        opened.file,
        "a table of none of the survey tools",
        shapes(),
        "export the answers again from the tool; where they stand in a table of your own, declare its headings "
        "under [[surveys]] and it is read as a plain table",
    )
