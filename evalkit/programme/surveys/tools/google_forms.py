"""Google Forms: the sheet of its responses saved from Google Sheets, and the file downloaded from the form itself."""

from __future__ import annotations

from evalkit.programme.surveys.export import ExportColumn
from evalkit.programme.surveys.tools.parts.headings import bare, personal_places, stem_and_part, told_apart
from evalkit.programme.surveys.tools.parts.tool import ExportLayout, SurveyTool, TableRows
from evalkit.programme.surveys.wording import shown

# The first heading, in the language of the form's author.
_FIRST = frozenset(("timestamp", "zeitstempel", "horodateur", "marca temporal", "marca de tiempo", "tijdstempel"))
_OWN = frozenset(("score", "punktestand"))


def heading_rows(rows: TableRows) -> int:
    """Return 1 where a table begins with the time of the response."""
    return int(bare(rows[0])[0] in _FIRST and len(rows[0]) > 1)


def layout(headings: TableRows, rows: TableRows, _: TableRows) -> ExportLayout:
    """Return what stands where."""
    names = bare(headings[0])
    personal = tuple(place for place in personal_places(names, rows) if place > 0)
    words, twice = told_apart([shown(cell) for cell in headings[0]])
    columns = [ExportColumn(place, word, *stem_and_part(word)) for place, word in enumerate(words) if word]
    own = {0} | {place for place, name in enumerate(names) if name in _OWN}
    return ExportLayout(
        columns=tuple(one for one in columns if one.place not in own and one.place not in personal),
        technical=tuple(one for one in columns if one.place in own),
        personal=personal,
        handed_in=(0,),
        notes=tuple(
            f"duplicate headings: two columns are headed {word!r}; the second is read as '{word} (2)'" for word in twice
        ),
    )


TOOL = SurveyTool(
    name="Google Forms",
    shape="the column Timestamp before the questions",
    heading_rows=heading_rows,
    layout=layout,
)
