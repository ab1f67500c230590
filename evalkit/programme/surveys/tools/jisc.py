"""Jisc Online Surveys: codes with a key that gives them words, or words after the number of each question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from evalkit.programme.surveys.export import ExportColumn
from evalkit.programme.surveys.ticks import is_other
from evalkit.programme.surveys.tools.parts.headings import bare, personal_places, stem_and_part
from evalkit.programme.surveys.tools.parts.tool import Cells, ExportLayout, SurveyTool, TableRows
from evalkit.programme.surveys.wording import shown

# In these exports URN is the Unique Response Number, never the number of a school.
_RESPONSE = frozenset(("urn", "unique response number"))
_OWN = _RESPONSE | {
    "startdate",
    "start date",
    "completiondate",
    "completion date",
    "submission date",
    "submitted date",
    "respondenttype",
    "respondent type",
}
_HANDED_IN = ("completiondate", "completion date", "submission date", "submitted date")
_CODE = re.compile(r"Q\d+(?:_\d+)*(?:_[a-z]+)?(?:_other)?", re.IGNORECASE)
_NUMBERED = re.compile(r"Q?\d+(?:\.\d+)*\.?(?:[a-z]\.)?\s+\S.*", re.IGNORECASE | re.DOTALL)
_OPTION = re.compile(r"(Q\d+(?:_\d+)*)_(\d+)", re.IGNORECASE)
_OWN_WORDS = re.compile(r"(Q\d+(?:_\d+)*)_[a-z]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Question:
    """One question of the key: its words, and those of its codes."""

    words: str
    labels: dict[str, str] = field(default_factory=dict)


def heading_rows(rows: TableRows) -> int:
    """Return 1 where a number of the response stands before numbered questions and nothing else."""
    headings = bare(rows[0])
    asked = [cell for cell, name in zip(rows[0], headings, strict=True) if name and name not in _OWN]
    fits = all(_CODE.fullmatch(cell.strip()) or _NUMBERED.fullmatch(cell.strip()) for cell in asked)
    return int(headings[0] in _RESPONSE and bool(asked) and fits)


def layout(headings: TableRows, rows: TableRows, key: TableRows) -> ExportLayout:
    """Return what stands where."""
    names = bare(headings[0])
    own = {place for place, name in enumerate(names) if name in _OWN}
    personal = tuple(place for place in personal_places(names, rows) if place not in own)
    questions = _questions(key)
    coded = any(_CODE.fullmatch(cell.strip()) for cell in headings[0])
    made = (
        _column(place, cell.strip(), questions, headings[0]) if coded else _worded(place, cell)
        for place, cell in enumerate(headings[0])
        if cell.strip() and place not in own and place not in personal and not _is_stem(place, headings[0], rows)
    )
    return ExportLayout(
        columns=tuple(made),
        technical=tuple(ExportColumn(place, shown(headings[0][place])) for place in sorted(own)),
        personal=personal,
        response=(0,),
        handed_in=tuple(place for place, name in enumerate(names) if name in _HANDED_IN),
        ticked=frozenset(("1",)) if coded else None,
        lacks_key=coded and not questions,
    )


def is_key(rows: TableRows) -> bool:
    """Say whether two columns hold questions by their code, each with the words of its codes below."""
    if len(rows[0]) != 2:
        return False
    codes = [row[0].strip() for row in rows]
    return any(map(_CODE.fullmatch, codes)) and all(
        _CODE.fullmatch(code) or code.isdigit() or code.casefold() in _OWN for code in codes
    )


def _questions(key: TableRows) -> dict[str, _Question]:
    """Return the questions of a key by their code; each line of digits belongs to the question above it."""
    found: dict[str, _Question] = {}
    last: _Question | None = None
    for code, words, *_ in key:
        if code.strip().isdigit():
            if last is not None:
                last.labels[code.strip()] = shown(words)
        else:
            last = found[code.strip()] = _Question(shown(words))
    return found


def _column(place: int, code: str, questions: Mapping[str, _Question], headings: Cells) -> ExportColumn:
    option, own_words = _OPTION.fullmatch(code), _OWN_WORDS.fullmatch(code)
    if code in questions and not (own_words and _has_other(questions.get(own_words[1]))):
        question = questions[code]
        above = re.sub(r"(?:_\d+)?_[a-z]+$", "", code)
        stem = questions[above].words if above != code and above in questions else ""
        return ExportColumn(
            place,
            f"{stem} [{question.words}]" if stem else question.words,
            stem,
            question.words if stem else "",
            labels=question.labels,
        )
    if option and option[1] in questions:
        asked = questions[option[1]]
        part = asked.labels.get(option[2], option[2])
        return ExportColumn(place, f"{asked.words} [{part}]", asked.words, part)
    if own_words and own_words[1] in questions:
        stem = questions[own_words[1]].words
        return ExportColumn(place, f"{stem} [Other]", stem, "Other", other=True)
    return ExportColumn(place, code)


def _has_other(question: _Question | None) -> bool:
    return question is not None and any(is_other(label) for label in question.labels.values())


def _worded(place: int, cell: str) -> ExportColumn:
    words = shown(cell)
    return ExportColumn(place, words, *stem_and_part(words))


def _is_stem(place: int, headings: Cells, rows: TableRows) -> bool:
    """Say whether a column is the empty one that a grid has besides those of its rows."""
    code = headings[place].strip()
    has_rows = any(other.strip().startswith(f"{code}_") for other in headings)
    return has_rows and not any(row[place].strip() for row in rows)


TOOL = SurveyTool(
    name="Jisc Online Surveys",
    shape="the column URN (Unique Response Number) before numbered questions",
    heading_rows=heading_rows,
    layout=layout,
    is_key=is_key,
)
