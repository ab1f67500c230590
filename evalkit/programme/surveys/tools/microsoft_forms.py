"""Microsoft Forms: the workbook it writes, the live one, and either saved as CSV, whatever the author's language."""

from __future__ import annotations

from evalkit.programme.surveys.days import is_moment
from evalkit.programme.surveys.export import ExportColumn
from evalkit.programme.surveys.tools.parts.headings import bare, is_address, personal_places, told_apart
from evalkit.programme.surveys.tools.parts.tool import ExportLayout, SurveyTool, TableRows
from evalkit.programme.surveys.wording import shown

_BEGUN = "start time"
_OWN = frozenset(
    (
        "id",
        _BEGUN,
        "completion time",
        "language",
        "last modified time",
        "total points",
        "quiz feedback",
        "grade posted time",
    )
)
_OWN_BEGINNINGS = ("points - ", "feedback - ")
# Number of the response, its two times, address and name stand first and in this order in every language.
_LEADING = 5
_ANONYMOUS = 1


def heading_rows(rows: TableRows) -> int:
    """Return 1 where a table begins as Forms lets it begin."""
    headings = bare(rows[0])
    known = _BEGUN in headings or {"id", "email", "name"} <= set(headings[:_LEADING])
    return int(known or _leads(rows))


def layout(headings: TableRows, rows: TableRows, _: TableRows) -> ExportLayout:
    """Return what stands where."""
    names = bare(headings[0])
    translated = _leads((*headings, *rows)) and _BEGUN not in names
    own = {place for place, name in enumerate(names) if name in _OWN or name.startswith(_OWN_BEGINNINGS)}
    personal = set(personal_places(names, rows)) - own
    if translated:
        own |= {0, 1, 2} | {_LEADING for row in rows[:1] if len(row) > _LEADING and _only_moments(rows, _LEADING)}
        personal |= {3, 4}
    words, twice = told_apart([shown(cell) for cell in headings[0]])
    columns = [ExportColumn(place, word) for place, word in enumerate(words) if word]
    times = sorted(own & {place for place, name in enumerate(names) if name in (_BEGUN, "completion time")})
    return ExportLayout(
        columns=tuple(one for one in columns if one.place not in own | personal),
        technical=tuple(one for one in columns if one.place in own),
        personal=tuple(sorted(personal)),
        response=(0,) if names[0] == "id" else (),
        handed_in=(2, 1) if translated else tuple(reversed(times)),
        month_first=True,
        notes=tuple(f"two columns are headed {word!r}" for word in twice),
    )


def _leads(rows: TableRows) -> bool:
    """Say whether the first five columns hold a number, two times, an address and a name, whatever their headings."""
    data = rows[1:]
    if len(rows[0]) <= _LEADING or not data:
        return False
    numbered = all(row[0].strip().isdigit() for row in data)
    timed = all(is_moment(row[1]) and is_moment(row[2]) for row in data)
    others = {row[3].strip() for row in data if row[3].strip() and not is_address(row[3])}
    return numbered and timed and len(others) <= _ANONYMOUS and any(row[3].strip() for row in data)


def _only_moments(rows: TableRows, place: int) -> bool:
    return all(not row[place].strip() or is_moment(row[place]) for row in rows)


TOOL = SurveyTool(
    name="Microsoft Forms",
    shape="the columns ID, Start time, Completion time, Email and Name before the questions",
    heading_rows=heading_rows,
    layout=layout,
)
