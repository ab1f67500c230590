"""Which columns of an export hold which items: by the words of the questions, never by their number or place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evalkit.core.errors import Fault
from evalkit.programme.surveys.export import Export, ExportColumn
from evalkit.programme.surveys.ticks import is_other
from evalkit.programme.surveys.wording import folded, folded_question, likely
from evalkit.study.surveys import Survey, SurveyItem, SurveyWave

SEVERAL = ("ticks", "ranking")
# A heading of several words with a digit behind it, or any with a number in brackets.
_COPY = re.compile(r"(.*\S)\s?\(\d+\)|(.*\s.*\S)[2-9]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """Where the answers to one item stand.

    Attributes
    ----------
    columns : tuple of ExportColumn
        One; several where the question stood on several branches, each person on one of them, or where each option
        of ticks has its own.
    other : ExportColumn or None
        Where people's own words for the option Other stand.
    """

    columns: tuple[ExportColumn, ...]
    other: ExportColumn | None = None


@dataclass(frozen=True, slots=True)
class MatchedExport:
    """What stands where in an export, in the study's own terms.

    Attributes
    ----------
    items : mapping of str to ItemColumns
        By the id of the item.
    named : mapping of str to ExportColumn
        Columns that the study names: ``person``, ``school``, ``role``, ``year_group``.
    conditions : tuple of (ExportColumn, str)
        What must stand in a column for a row to belong to the wave.
    consent : tuple of (ExportColumn, str)
        What must stand in a column for a person to have agreed.
    faults : tuple of Fault
        What could not be matched.
    notes : tuple of str
        What was joined.
    """

    items: dict[str, ItemColumns]
    named: dict[str, ExportColumn]
    conditions: tuple[tuple[ExportColumn, str], ...]
    consent: tuple[tuple[ExportColumn, str], ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Search:
    """One search through an export: what it has found, and what it has to say."""

    export: Export
    where: str
    declared: frozenset[str]
    used: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def match(export: Export, survey: Survey, wave: SurveyWave, where: str) -> MatchedExport:
    """Return which columns hold what the study declares; every question on either side without the other is a fault.

    Parameters
    ----------
    export : Export
        The file.
    survey : Survey
        As declared.
    wave : SurveyWave
        The wave that the file, or some of its rows, belongs to.
    where : str
        How faults call the place of the declaration.
    """
    declared = {folded_question(words) for item in survey.items for words in item.words(wave.id)}
    search = _Search(export, where, frozenset(declared))
    named = {
        what: column
        for what, heading in (
            ("person", survey.person),
            ("school", survey.school),
            ("role", survey.role),
            ("year_group", survey.year_group),
        )
        if heading and (column := _named(search, what, heading)) is not None
    }
    conditions = [
        (column, text) for heading, text in wave.rows.items() if (column := _named(search, "rows", heading)) is not None
    ]
    consent = [
        (column, text) for heading, text in survey.consent.items() if (column := _called(search, heading)) is not None
    ]
    search.used |= {column.place for column, _ in consent}
    items = {item.id: found for item in survey.items if (found := _item(search, item, wave)) is not None}
    _unmatched(search, survey, wave)
    asked = sum(item.is_asked(wave.id) for item in survey.items)
    faults = [_keyless(search)] if export.lacks_key and len(items) < asked else search.faults
    return MatchedExport(items, named, tuple(conditions), tuple(consent), tuple(faults), tuple(search.notes))


def _named(search: _Search, what: str, heading: str) -> ExportColumn | None:
    column = _called(search, heading)
    if column is not None:
        search.used.add(column.place)
        return column
    known = [one.words for one in (*search.export.columns, *search.export.technical)]
    close = likely(heading, known)
    search.faults.append(
        Fault(
            f"{search.where}, {what}",
            f"no column headed {heading!r} in {search.export.file}",
            "a heading as it stands in the export; columns that name persons are dropped and cannot be named here",
            f"did you mean {close!r}?" if close else "copy the heading from the export, or leave the key out",
        )
    )
    return None


def _called(search: _Search, heading: str) -> ExportColumn | None:
    """Return the first column of that heading, a question before what the tool adds."""
    export = search.export
    wanted = folded_question(heading)
    everything = (*export.columns, *export.technical)
    return next((one for one in everything if wanted in _names(one) or folded(heading) == folded(one.code)), None)


def _names(column: ExportColumn) -> tuple[str, ...]:
    """Return the words by which a column may be called, those of its own first."""
    own = (column.part, column.words) if column.part and not column.other else (column.words,)
    return tuple(folded_question(one) for one in own)


def _item(search: _Search, item: SurveyItem, wave: SurveyWave) -> ItemColumns | None:
    """Return the columns of an item; None where it was not asked or stands nowhere, which is then a fault."""
    if not item.is_asked(wave.id):
        return None
    words = item.words(wave.id)
    wanted = frozenset(map(folded_question, words))
    found = _of_several(search, item, words, wanted) if item.kind in SEVERAL else _of_one(search, words, wanted)
    if found is None:
        search.faults.append(_missing(search, item, words))
        return None
    search.used |= {one.place for one in found.columns} | ({found.other.place} if found.other else set())
    return found


def _of_one(search: _Search, words: Iterable[str], wanted: frozenset[str]) -> ItemColumns | None:
    """Return the column of an item with one answer, and those of its other branches."""
    columns = [one for one in search.export.columns if not one.other]
    fits = [one for one in columns if wanted & set(_names(one)) or _by_code(one, words)]
    if not fits:
        # A grid of one row, or a question with one box: its words alone are enough.
        fits = [one for one in columns if folded_question(one.stem) in wanted and _is_alone(one, columns)]
    if not fits:
        return None
    apart = [one for one in columns if one not in fits and not search.declared & set(_names(one))]
    copies = [one for one in apart if _is_copy(one, fits)]
    branches = [one for one in copies if _never_both(search.export, (*fits, one))]
    if branches:
        search.notes.append(
            f"{search.export.file}: {fits[0].words!r} and {branches[0].words!r} are never both answered: one question"
        )
    if len(fits) > 1 and not _never_both(search.export, fits):
        search.faults.append(_twice(search, fits))
        fits = fits[:1]
    stem = folded_question(fits[0].words)
    other = (
        one
        for one in search.export.columns
        if (one.other and folded_question(one.stem) == stem) or _is_its_other(one, fits[0])
    )
    return ItemColumns((*fits, *branches), next(other, None))


def _of_several(search: _Search, item: SurveyItem, words: Iterable[str], wanted: frozenset[str]) -> ItemColumns | None:
    """Return the columns of an item with several answers: one a choice, or one for all."""
    columns = search.export.columns
    whole = [
        one for one in columns if not one.other and not one.part and (wanted & set(_names(one)) or _by_code(one, words))
    ]
    each = [
        one
        for one in columns
        if one.part and not one.other and (folded_question(one.stem) in wanted or _by_code(one, words))
    ]
    fits = whole[:1] or each
    if not fits:
        return None
    stem = folded_question(fits[0].stem or fits[0].words)
    other = next((one for one in columns if one.other and folded_question(one.stem) == stem), None)
    return ItemColumns(tuple(fits), other)


def _by_code(column: ExportColumn, words: Iterable[str]) -> bool:
    return bool(column.code) and folded(column.code) in {folded(word) for word in words}


def _is_alone(column: ExportColumn, columns: Sequence[ExportColumn]) -> bool:
    return sum(one.stem == column.stem for one in columns) == 1


def _is_its_other(column: ExportColumn, question: ExportColumn) -> bool:
    """Say whether a column is the question's own words, then ``Other``."""
    words, own = folded(column.words), folded(question.words)
    return words.startswith(f"{own} - ") and is_other(column.words[len(question.words) :].lstrip(" -"))


def _is_copy(column: ExportColumn, fits: Sequence[ExportColumn]) -> bool:
    """Say whether a heading is another's with a number behind it, as Forms writes a question that stands twice."""
    found = _COPY.fullmatch(column.words)
    base = (found[1] or found[2] or "") if found else ""
    return bool(base) and folded_question(base) in {folded_question(one.words) for one in fits}


def second_grids(export: Export) -> tuple[str, ...]:
    """Return headings that are another's with a number behind it where people answered both: rows of two grids."""
    columns = [one for one in export.columns if not one.other]
    pairs = ((one, other) for one in columns for other in columns if one is not other and _is_copy(other, (one,)))
    return tuple(other.words for one, other in pairs if not _never_both(export, (one, other)))


def is_branch(export: Export, column: ExportColumn) -> bool:
    """Say whether a column is another's question on another branch: its heading with a number, never both answered."""
    others = (one for one in export.columns if one is not column and not one.other)
    return any(_is_copy(column, (one,)) and _never_both(export, (one, column)) for one in others)


def _never_both(export: Export, columns: Iterable[ExportColumn]) -> bool:
    places = [one.place for one in columns]
    return all(sum(bool(row.cells[place].strip()) for place in places) <= 1 for row in export.rows)


def _missing(search: _Search, item: SurveyItem, words: Sequence[str]) -> Fault:
    known = [name for one in search.export.columns for name in (one.words, one.part, one.stem) if name]
    close = next((found for word in words if (found := likely(word, known))), "")
    hint = (
        f"; if {close!r} asks the same, write it under also, and if it asks the opposite, name its wave in reversed_in"
    )
    return Fault(
        f"{search.where}, item {item.id}",
        f"no question {words[0]!r} in {search.export.file}",
        "the words of the question as they stand in the export; questions are never joined by number or place",
        f"correct asks, or name the waves in which it was asked{hint if close else ''}",
    )


def _keyless(search: _Search) -> Fault:
    return Fault(
        f"{search.where}, key",
        f"{search.export.file} is an export of {search.export.tool} with codes alone",
        "the key that the tool gives with it: codes follow the order in which answers were shown and mean nothing else",
        "download the key (Jisc) or the data dictionary (REDCap) and name it as key of the wave",
    )


def _twice(search: _Search, fits: Sequence[ExportColumn]) -> Fault:
    return Fault(
        search.where,
        f"{len(fits)} columns of {search.export.file} are called {fits[0].part or fits[0].words!r}, "
        "and people answered more than one of them",
        "one column for an item, or several of which each person answered one",
        f"write the whole heading: {', '.join(repr(one.words) for one in fits)}",
    )


def _unmatched(search: _Search, survey: Survey, wave: SurveyWave) -> None:
    """Add the fault that lists every question of the export that nothing in the declaration reads."""
    other_waves = {
        folded_question(words) for item in survey.items for other in survey.waves for words in item.words(other.id)
    }
    conditions = {folded_question(one) for other in survey.waves for one in other.rows}
    left = {folded_question(one) for one in survey.not_read} | conditions
    left |= other_waves if _shares_file(survey, wave) else set()
    open_columns = [
        one
        for one in search.export.columns
        if one.place not in search.used
        and not left & {*_names(one), folded_question(one.stem), folded_question(one.code)}
    ]
    if not open_columns:
        return
    words = list(dict.fromkeys(one.stem if one.other and one.stem else one.words for one in open_columns))
    search.faults.append(
        Fault(
            search.where,
            f"{len(words)} question{'s' if len(words) > 1 else ''} of {search.export.file} that no item declares: "
            + ", ".join(map(repr, words)),
            "every question is an item, or stands under not_read",
            "declare each as an item, add its words to an item under also, or write it under not_read",
        )
    )


def _shares_file(survey: Survey, wave: SurveyWave) -> bool:
    return any(other.file == wave.file and other.id != wave.id for other in survey.waves)
