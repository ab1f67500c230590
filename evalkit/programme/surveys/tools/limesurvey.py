"""LimeSurvey: headings with codes and words, with words alone or with codes alone."""

from __future__ import annotations

import re

from evalkit.programme.surveys.export import ExportColumn
from evalkit.programme.surveys.tools.parts.headings import bare, holds_addresses, stem_and_part
from evalkit.programme.surveys.tools.parts.tool import UNFINISHED, Cells, ExportLayout, SurveyTool, TableRows
from evalkit.programme.surveys.wording import folded, shown

# Each by its code and by its words.
_HANDED_IN = ("submitdate", "date submitted")
_FIRST = ("id", "response id")
_LAST_PAGE = ("lastpage", "last page")
_OWN = frozenset(
    (
        *_FIRST,
        *_HANDED_IN,
        *_LAST_PAGE,
        "startlanguage",
        "start language",
        "seed",
        "startdate",
        "date started",
        "datestamp",
        "date last action",
        "refurl",
        "referrer url",
        "interviewtime",
        "total time",
        "quota_exit",
    )
)
_PERSONAL = frozenset(
    (
        "ipaddr",
        "ip address",
        "token",
        "access code",
        "firstname",
        "first name",
        "lastname",
        "last name",
        "email",
        "email address",
        "participant id",
    )
)
_TIMINGS = re.compile(r"group ?time\b.*|group ?time\d+.*|question ?time\b.*|question ?time\d+.*", re.DOTALL)
_CODED = re.compile(r"([A-Za-z]\w*)((?:\[[^\]]*\])*)\.\s+(.*)", re.DOTALL)
_CODE_ALONE = re.compile(r"([A-Za-z]\w*?)(?:\[([^\]]+)\]|_(SQ\d+|other))?")


def heading_rows(rows: TableRows) -> int:
    """Return 1 where a response's number, the day it was handed in and the last page stand first."""
    names = [_names(cell) for cell in rows[0][:3]]
    wanted = (_FIRST, _HANDED_IN, _LAST_PAGE)
    fits = len(names) == len(wanted) and bool(names[0] & set(_FIRST))
    return int(fits and any(name & {*_HANDED_IN, *_LAST_PAGE} for name in names[1:]))


def layout(headings: TableRows, rows: TableRows, _: TableRows) -> ExportLayout:
    """Return what stands where."""
    names = [_names(cell) for cell in headings[0]]
    own = {place for place, name in enumerate(names) if name & _OWN or any(map(_TIMINGS.fullmatch, name))}
    personal = {place for place, name in enumerate(names) if name & _PERSONAL}
    personal |= {place for place in range(len(names)) if holds_addresses([row[place] for row in rows])} - own
    handed_in = [place for place, name in enumerate(names) if name & set(_HANDED_IN)]
    columns = [_column(place, cell) for place, cell in enumerate(headings[0]) if cell.strip()]
    finished = handed_in[:1] or [place for place, name in enumerate(names) if name & set(_LAST_PAGE)][:1]
    undated = bool(handed_in) and any(row[handed_in[0]].startswith("1980-01-01") for row in rows)
    return ExportLayout(
        columns=tuple(one for one in columns if one.place not in own | personal),
        technical=tuple(one for one in columns if one.place in own),
        personal=tuple(sorted(personal)),
        response=(0,),
        handed_in=tuple(handed_in),
        marks_finished=True,
        left_out=lambda cells: _left_out(cells, finished),
        ticked=frozenset(("yes", "y")),
        not_asked=frozenset(("n/a",)),
        notes=("handed in on days that the survey does not record",) if undated else (),
    )


def _left_out(cells: Cells, finished: list[int]) -> str:
    return UNFINISHED if finished and not cells[finished[0]].strip() else ""


def _names(cell: str) -> set[str]:
    """Return the code and the words of a heading, whichever of them it holds."""
    found = _CODED.fullmatch(shown(cell))
    return {folded(found[1]), folded(found[3])} if found else set(bare((cell,)))


def _column(place: int, cell: str) -> ExportColumn:
    heading = shown(cell)
    found = _CODED.fullmatch(heading)
    words = found[3] if found else heading
    inside = found[2].strip("[]") if found else ""
    stem, part = stem_and_part(words)
    code = found[1] if found else ""
    if not found and (alone := _CODE_ALONE.fullmatch(heading)):
        inside = alone[2] or alone[3] or ""
        stem, part, code = (alone[1], inside, heading) if inside else ("", "", heading)
    other = bool(part) and (inside == "other" or folded(part) == "other")
    return ExportColumn(place, words, stem, part, code=code if not part else f"{code}[{inside}]", other=other)


TOOL = SurveyTool(
    name="LimeSurvey",
    shape="the columns id (Response ID), submitdate (Date submitted) and lastpage (Last page) before the questions",
    heading_rows=heading_rows,
    layout=layout,
)
