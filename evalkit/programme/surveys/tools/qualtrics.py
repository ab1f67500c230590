"""Qualtrics: three heading rows (names, words, import ids), or two in the legacy layout, as CSV or TSV."""

from __future__ import annotations

import re
from collections import Counter

from evalkit.programme.surveys.export import ExportColumn
from evalkit.programme.surveys.tools.parts.headings import holds_addresses
from evalkit.programme.surveys.tools.parts.tool import (
    PREVIEW,
    SPAM,
    UNFINISHED,
    Cells,
    ExportLayout,
    SurveyTool,
    TableRows,
)
from evalkit.programme.surveys.wording import folded, shown

_IMPORT = '{"importid"'
_PERSONAL = frozenset(
    (
        "ipaddress",
        "recipientlastname",
        "recipientfirstname",
        "recipientemail",
        "externalreference",
        "externaldatareference",
        "locationlatitude",
        "locationlongitude",
        "name",
        "emailaddress",
        "email",
    )
)
_OWN = frozenset(
    (
        "startdate",
        "enddate",
        "status",
        "responsetype",
        "progress",
        "duration",
        "duration (in seconds)",
        "finished",
        "recordeddate",
        "responseid",
        "responseset",
        "distributionchannel",
        "userlanguage",
    )
)
_PREVIEWS = frozenset(("survey preview", "1", "survey test", "2", "preview", "9", "17"))
_SPAM = frozenset(("spam", "8", "possible spam", "9 - spam"))
_UNFINISHED = frozenset(("false", "0"))
_SELECTED = re.compile(r"\s+-\s+Selected Choice\b\s*", re.IGNORECASE)
_OWN_WORDS = re.compile(r"\s+-\s+[^-]*?-?\s*Text$", re.IGNORECASE)
_ORDER = re.compile(r"_DO(?:_|$)")
_MEMBER = re.compile(r"(.+?)_(?:\d+|x\d+)(?:_TEXT)?")


def heading_rows(rows: TableRows) -> int:
    """Return how many rows of names, words and import ids stand above the responses."""
    names = {_tight(cell) for cell in rows[0]}
    if len(rows) > 2 and any(folded(cell).startswith(_IMPORT) for cell in rows[2]):
        return 3
    if rows[0][0].strip() == "V1" and len(rows) > 1 and _tight(rows[1][0]) == "responseid":
        return 2
    if {"responseid", "finished"} <= names:
        return 2 if len(rows) > 1 and "response id" in {folded(cell) for cell in rows[1]} else 1
    return 0


def layout(headings: TableRows, rows: TableRows, _: TableRows) -> ExportLayout:
    """Return what stands where."""
    codes = [cell.strip() for cell in headings[0]]
    words = [shown(cell) for cell in headings[min(1, len(headings) - 1)]]
    legacy = codes[0] == "V1"
    names = [_tight(cell) for cell in (headings[1] if legacy else headings[0])]
    personal = {place for place, name in enumerate(names) if name in _PERSONAL}
    personal |= {place for place in range(len(names)) if holds_addresses([row[place] for row in rows])}
    added = [_is_added(place, headings) for place in range(len(codes))]
    own = {place for place, name in enumerate(names) if name in _OWN or added[place]} - personal
    asked = [place for place in range(len(codes)) if place not in own | personal and words[place]]
    stems = _stems([(codes[place], words[place]) for place in asked])
    where = {name: place for place, name in reversed(list(enumerate(names)))}
    return ExportLayout(
        columns=tuple(_column(place, codes[place], words[place], stems) for place in asked),
        technical=tuple(ExportColumn(place, words[place] or codes[place], code=codes[place]) for place in sorted(own)),
        personal=tuple(sorted(personal)),
        response=tuple(where[name] for name in ("responseid",) if name in where),
        handed_in=tuple(where[name] for name in ("recordeddate", "enddate", "startdate") if name in where),
        marks_finished=True,
        left_out=lambda cells: _left_out(cells, where),
        not_asked=frozenset(),
        blank=frozenset(("-99",)),
        ticked=None,
    )


def _left_out(cells: Cells, where: dict[str, int]) -> str:
    status = folded(cells[where["status"]]) if "status" in where else ""
    if status in _PREVIEWS:
        return PREVIEW
    if status in _SPAM:
        return SPAM
    progress = cells[where["progress"]].strip() if "progress" in where else "100"
    finished = folded(cells[where["finished"]]) if "finished" in where else ""
    return UNFINISHED if finished in _UNFINISHED or progress not in ("100", "") else ""


def _is_added(place: int, headings: TableRows) -> bool:
    """Say whether a column is no question: the order in which choices were shown, or embedded data."""
    code = headings[0][place].strip()
    if _ORDER.search(code):
        return True
    if len(headings) > 2:
        return not re.search(r'"ImportId"\s*:\s*"_?QID', headings[2][place])
    return len(headings) > 1 and folded(code) == folded(headings[1][place])


def _stems(asked: list[tuple[str, str]]) -> dict[str, str]:
    """Return, by the common beginning of their names, the question that the columns of a grid share."""
    groups: dict[str, list[str]] = {}
    for code, words in asked:
        member = _MEMBER.fullmatch(code)
        if member and not code.endswith("_TEXT"):
            groups.setdefault(member[1], []).append(words)
    return {base: stem for base, group in groups.items() if (stem := _shared([one.split(" - ") for one in group]))}


def _shared(cut: list[list[str]]) -> str:
    """Return the pieces with which all begin, leaving each at least one of its own."""
    least = min(len(pieces) for pieces in cut) - 1
    if len(cut) == 1:
        return " - ".join(cut[0][:least])
    same = 0
    while same < least and len(Counter(pieces[same] for pieces in cut)) == 1:
        same += 1
    return " - ".join(cut[0][:same])


def _column(place: int, code: str, words: str, stems: dict[str, str]) -> ExportColumn:
    if code.endswith("_TEXT"):
        stem = _OWN_WORDS.sub("", words)
        return ExportColumn(place, words, stem, "Other", other=True)
    if _SELECTED.search(words):
        stem, part = _SELECTED.split(words, maxsplit=1)
        part = part.lstrip("- ")
        return ExportColumn(place, stem if not part else f"{stem} [{part}]", stem if part else "", part)
    member = _MEMBER.fullmatch(code)
    stem = stems.get(member[1], "") if member else ""
    if not stem:
        return ExportColumn(place, words)
    part = words[len(stem) :].lstrip(" -")
    return ExportColumn(place, f"{stem} [{part}]", stem, part)


def _tight(cell: str) -> str:
    """Return a name without capitals and blanks; the length of the interview keeps its own."""
    name = folded(cell)
    return name if name.startswith("duration") else name.replace(" ", "")


TOOL = SurveyTool(
    name="Qualtrics",
    shape="rows of names, words and import ids above the responses, or V1, V2, ... over ResponseID",
    heading_rows=heading_rows,
    layout=layout,
)
