"""Answers that were typed into the programme's own tables, held against what the study declares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from evalkit.core.errors import Fault
from evalkit.programme.kept import KeptTables
from evalkit.programme.person_names import NoPersons
from evalkit.programme.surveys.answers import table_of
from evalkit.programme.surveys.labels import told_labels
from evalkit.programme.surveys.matching import SEVERAL
from evalkit.programme.surveys.wording import folded, likely, number_in
from evalkit.study.surveys import Survey, SurveyItem

TABLES = ("survey", "pupil_voice")


def typed_faults(kept: KeptTables, surveys: Sequence[Survey], nobody: NoPersons) -> tuple[Fault, ...]:
    """Return what is typed and not declared: ids of surveys, waves and items, and every label with its count.

    Parameters
    ----------
    kept : KeptTables
        The programme's tables as they were typed, without what exports add.
    surveys : sequence of Survey
        As declared.
    nobody : NoPersons
        What is nobody's name in the study.
    """
    return tuple(fault for table in TABLES for fault in _of_table(kept, table, surveys, nobody))


def undeclared_note(kept: KeptTables, surveys: Sequence[Survey]) -> tuple[str, ...]:
    """Return what must be said of answers of which no survey is declared: nothing is made of them."""
    declared = {table_of(survey) for survey in surveys}
    held = [table for table in TABLES if kept.has(table) and table not in declared]
    return tuple(
        f"{table}: no [[surveys]] in study.toml declares these answers; nothing is made of them" for table in held
    )


def _of_table(kept: KeptTables, table: str, surveys: Sequence[Survey], nobody: NoPersons) -> Iterator[Fault]:
    ours = [survey for survey in surveys if table_of(survey) == table]
    if not ours or not kept.has(table):
        return
    rows = kept.rows(table)
    ids = [survey.id for survey in ours]
    yield from _ids(rows["survey"], [*ids, *([""] if len(ids) == 1 else [])], table, "survey")
    for survey in ours:
        of_survey = rows[rows["survey"].isin((survey.id, "") if len(ids) == 1 else (survey.id,))]
        yield from _ids(of_survey["wave"], [wave.id for wave in survey.waves], table, "wave")
        yield from _ids(of_survey["item"], [item.id for item in survey.items], table, "item")
        for item in survey.items:
            given = of_survey.loc[of_survey["item"] == item.id, "answer"]
            yield from _labels(survey, item, [str(text) for text in given if str(text).strip()], nobody, table)


def _ids(found: pd.Series, known: Sequence[str], table: str, what: str) -> Iterator[Fault]:
    """Yield one fault for every id of a kind that nobody declared, each with its count."""
    unknown: Counter[str] = Counter(str(text) for text in found if text not in known)
    if unknown:
        close = [f"{text!r} as {near!r}" for text in unknown if (near := likely(text, known))]
        yield Fault(
            f"{table}, {what}",
            f"no {what} of the study file: {told_labels(unknown, known, NoPersons())}",
            ", ".join(one for one in known if one),
            f"correct the table, or declare it under [[surveys]]{f' (perhaps {close[0]})' if close else ''}",
        )


def _labels(survey: Survey, item: SurveyItem, given: Sequence[str], nobody: NoPersons, table: str) -> Iterator[Fault]:
    unknown = Counter(" ".join(text.split()) for text in given if not _is_declared(survey, item, text))
    if unknown:
        words = (*survey.scale_of(item), *survey.off_scale)
        yield Fault(
            f"{table}, item {item.id} of {survey.id}",
            f"answers that are not declared: {told_labels(unknown, words, nobody)}",
            _allowed(survey, item),
            "correct the table, or declare the answer under answers or off_scale",
        )


def _is_declared(survey: Survey, item: SurveyItem, text: str) -> bool:
    off = folded(text) in map(folded, survey.off_scale)
    number = number_in(text)
    # What is none of the options of ticks are own words, which count as Other.
    if item.kind in ("text", *SEVERAL) or off:
        return True
    if item.kind == "number":
        low, high = item.low, item.high
        return number is not None and (low is None or number >= low) and (high is None or number <= high)
    words = survey.scale_of(item)
    if folded(text) in map(folded, words):
        return True
    return item.kind == "scale" and number is not None and number in range(1, len(words) + 1)


def _allowed(survey: Survey, item: SurveyItem) -> str:
    if item.kind == "number":
        return "a number" if item.low is None or item.high is None else f"a number from {item.low:g} to {item.high:g}"
    words = survey.scale_of(item)
    places = f", or 1 to {len(words)}" if item.kind == "scale" else ""
    return ", ".join((*words, *survey.off_scale)) + places
