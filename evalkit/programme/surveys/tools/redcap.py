"""REDCap: raw codes with the data dictionary that gives them words, one row a record and event."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evalkit.programme.surveys.export import ExportColumn
from evalkit.programme.surveys.ticks import is_other
from evalkit.programme.surveys.tools.parts.headings import bare, personal_places
from evalkit.programme.surveys.tools.parts.tool import UNFINISHED, Cells, ExportLayout, SurveyTool, TableRows
from evalkit.programme.surveys.wording import folded, shown

# Columns of a dictionary by the beginning of their headings, as downloaded and as the programming interface has them.
_DICTIONARY: dict[str, tuple[str, ...]] = {
    "variable": ("variable / field name", "field_name"),
    "kind": ("field type", "field_type"),
    "words": ("field label", "field_label"),
    "choices": ("choices", "select_choices"),
    "checks": ("text validation type", "text_validation_type"),
    "identifies": ("identifier",),
}
_STANDS = re.compile(r"\w+_complete|complete\?(?: \(\d+\))?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OWN = re.compile(
    r"redcap_\w+|\w+_timestamp|event name|repeat instrument|repeat instance|data access group|survey timestamp"
)
_PERSONAL = frozenset(("redcap_survey_identifier", "survey identifier"))
_TICK = re.compile(r"(\w+?)___(\w+)")
_TICK_WORDS = re.compile(r"(.*\S)\s*\(choice=(.+)\)", re.DOTALL)
_COMPLETE = frozenset(("2", "complete"))
_YES_NO = {"yesno": "1, Yes | 0, No", "truefalse": "1, True | 0, False"}


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of the dictionary."""

    words: str
    labels: dict[str, str]
    personal: bool


def heading_rows(rows: TableRows) -> int:
    """Return 1 where a column says of each record whether its form is complete."""
    names = bare(rows[0])
    stands = [place for place, name in enumerate(names) if _STANDS.fullmatch(name)]
    states = {"0", "1", "2", "", "incomplete", "unverified", "complete"}
    told = all(folded(row[place]) in states for row in rows[1:] for place in stands)
    named = all(_NAME.fullmatch(name) for name in names if name) or "complete?" in names
    return int(bool(stands) and told and named)


def layout(headings: TableRows, rows: TableRows, key: TableRows) -> ExportLayout:
    """Return what stands where."""
    names = bare(headings[0])
    fields = _fields(key)
    stands = [place for place, name in enumerate(names) if _STANDS.fullmatch(name)]
    own = {0, *stands} | {place for place, name in enumerate(names) if _OWN.fullmatch(name)}
    personal = {place for place, name in enumerate(names) if name in _PERSONAL}
    personal |= {place for place, name in enumerate(names) if name in fields and fields[name].personal}
    personal |= set(personal_places(names, rows)) - {0}
    raw = "complete?" not in names
    columns = [_column(place, shown(cell), fields) for place, cell in enumerate(headings[0]) if cell.strip()]
    numbered = [0, *(place for place, name in enumerate(names) if name.startswith(("redcap_event", "redcap_repeat")))]
    return ExportLayout(
        columns=tuple(one for one in columns if one.place not in own | personal),
        technical=tuple(
            ExportColumn(place, shown(headings[0][place]), code=names[place]) for place in sorted(own - personal)
        ),
        personal=tuple(sorted(personal)),
        response=tuple(numbered),
        handed_in=tuple(place for place, name in enumerate(names) if name.endswith("_timestamp")),
        marks_finished=True,
        left_out=lambda cells: _left_out(cells, stands),
        ticked=frozenset(("1", "checked")),
        lacks_key=raw and not fields,
    )


def is_key(rows: TableRows) -> bool:
    """Say whether a table is a data dictionary."""
    return _where(bare(rows[0])) is not None


def _left_out(cells: Cells, stands: list[int]) -> str:
    told = {folded(cells[place]) for place in stands} - {""}
    return "" if told and told <= _COMPLETE else UNFINISHED


def _fields(key: TableRows) -> dict[str, _Field]:
    """Return the fields of a dictionary by name; REDCap writes its headings in a fixed order."""
    if not key:
        return {}
    where = _where(bare(key[0]))
    assert where is not None
    variable, kind, words, choices = (where[name] for name in ("variable", "kind", "words", "choices"))
    checks, identifies = where.get("checks"), where.get("identifies")
    return {
        row[variable].strip(): _Field(
            shown(row[words]),
            _labels(_YES_NO.get(folded(row[kind]), row[choices])) if folded(row[kind]) != "calc" else {},
            (identifies is not None and folded(row[identifies]) == "y")
            or (checks is not None and folded(row[checks]) in ("email", "phone")),
        )
        for row in key[1:]
    }


def _where(names: tuple[str, ...]) -> dict[str, int] | None:
    """Return the columns of a dictionary by what they hold; None where one that must be there is not."""
    found = {
        what: place
        for what, beginnings in _DICTIONARY.items()
        if (place := next((n for n, name in enumerate(names) if name.startswith(beginnings)), None)) is not None
    }
    return found if {"variable", "kind", "words", "choices"} <= set(found) else None


def _labels(choices: str) -> dict[str, str]:
    """Return the words of codes written as ``1, Yes | 0, No``; an option may hold a comma of its own."""
    pairs = (choice.partition(",") for choice in choices.split("|"))
    return {code.strip(): shown(words) for code, comma, words in pairs if comma}


def _column(place: int, heading: str, fields: dict[str, _Field]) -> ExportColumn:
    if (tick := _TICK.fullmatch(heading)) is not None:
        field = fields.get(tick[1])
        stem = field.words if field else tick[1]
        part = field.labels.get(tick[2], tick[2]) if field else tick[2]
        return ExportColumn(place, f"{stem} [{part}]", stem, part, code=tick[1])
    if (tick := _TICK_WORDS.fullmatch(heading)) is not None:
        return ExportColumn(place, f"{tick[1]} [{tick[2]}]", tick[1], tick[2])
    asked = fields.get(heading.removesuffix("_other"))
    if heading.endswith("_other") and asked and any(is_other(label) for label in asked.labels.values()):
        return ExportColumn(place, f"{asked.words} [Other]", asked.words, "Other", other=True)
    field = fields.get(heading)
    return (
        ExportColumn(place, field.words or heading, code=heading, labels=field.labels)
        if field
        else _bare(place, heading)
    )


def _bare(place: int, heading: str) -> ExportColumn:
    return ExportColumn(place, heading, code=heading)


TOOL = SurveyTool(
    name="REDCap",
    shape="a column that ends in _complete, or is headed Complete?, for each form",
    heading_rows=heading_rows,
    layout=layout,
    is_key=is_key,
)
