"""SurveyMonkey: two heading rows, the question over the first of its columns and the options in the second."""

from __future__ import annotations

import re

from evalkit.programme.surveys.export import ExportColumn
from evalkit.programme.surveys.ticks import is_other
from evalkit.programme.surveys.tools.parts.headings import bare, personal_places, told_apart
from evalkit.programme.surveys.tools.parts.tool import ExportLayout, SurveyTool, TableRows
from evalkit.programme.surveys.wording import folded, shown

_FIRST = frozenset(("respondent id", "respondentid", "respondent_id"))
_OWN = frozenset(
    (*_FIRST, "collector id", "collectorid", "collector", "start date", "end date", "startdate", "enddate", "language")
)
_CUSTOM = re.compile(r"custom data \d+")
_NO_PART = frozenset(("response", "open-ended response", ""))


def heading_rows(rows: TableRows) -> int:
    """Return 2 where a row of options stands below the number of the respondent, 1 where there is none."""
    if bare(rows[0])[0] not in _FIRST:
        return 0
    options = len(rows) > 1 and not rows[1][0].strip() and any(cell.strip() for cell in rows[1])
    return 2 if options else 1


def layout(headings: TableRows, rows: TableRows, _: TableRows) -> ExportLayout:
    """Return what stands where."""
    asked = [shown(cell) for cell in headings[0]]
    options = [shown(cell) for cell in headings[1]] if len(headings) > 1 else [""] * len(asked)
    for place in range(1, len(asked)):
        # A question stands over the first of its columns alone.
        asked[place] = asked[place] or (asked[place - 1] if options[place] else "")
    names = tuple(folded(words) for words in asked)
    own = {place for place, name in enumerate(names) if name in _OWN or _CUSTOM.fullmatch(name)}
    personal = tuple(place for place in personal_places(names, rows) if place not in own)
    columns = [_column(n, words, options[n], asked.count(words)) for n, words in enumerate(asked)]
    twice = told_apart([one.words for one in columns])[1]
    dates = [place for name in ("end date", "enddate", "start date", "startdate") for place in _where(names, name)]
    return ExportLayout(
        columns=tuple(one for one in columns if one.words and one.place not in own and one.place not in personal),
        technical=tuple(one for one in columns if one.place in own),
        personal=personal,
        response=(0,),
        handed_in=tuple(dates),
        month_first=True,
        breaks_off=True,
        notes=tuple(f"two columns are headed {words!r}" for words in twice),
    )


def _column(place: int, asked: str, option: str, columns: int) -> ExportColumn:
    if folded(option) in _NO_PART:
        return ExportColumn(place, asked)
    other = is_other(option) and columns > 1
    return ExportColumn(place, f"{asked} [{option}]", asked, option, other=other)


def _where(names: tuple[str, ...], name: str) -> list[int]:
    return [place for place, other in enumerate(names) if other == name]


TOOL = SurveyTool(
    name="SurveyMonkey",
    shape="the column Respondent ID, and a second row of headings with the options",
    heading_rows=heading_rows,
    layout=layout,
)
