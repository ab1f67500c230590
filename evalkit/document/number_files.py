"""Which input tables a question rests on: those that hold a variable at which its plan looks, in a year it looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evalkit.data.sources import SOURCES
from evalkit.document.annex.audited_run import mapping, records, was_read
from evalkit.measures import MEASURES

EVERY = "every table read"
REGISTER = "register"
# How the record begins the part of a plan that looks at a variable, where that part is a check.
OF_A_CHECK = "check "


@dataclass(frozen=True, slots=True)
class QuestionFiles:
    """The input tables of one question.

    Attributes
    ----------
    answer : tuple of str
        Behind its answer, in the order in which they were read.
    every : tuple of str
        Behind its checks too.
    """

    answer: tuple[str, ...]
    every: tuple[str, ...]


def files_by_question(record: Mapping[str, object]) -> dict[str, QuestionFiles]:
    """Return the files behind each question.

    Parameters
    ----------
    record : mapping
        The content of record.json: what each question looks at, and the tables read.
    """
    looks = mapping(mapping(record.get("plan")).get("looks_at"))
    inputs = [one for one in records(record.get("inputs")) if was_read(one)]
    found = {}
    for question, looked in looks.items():
        every = [tuple(one) for one in looked] if isinstance(looked, list | tuple) else []
        answer = [one for one in every if not str(one[2]).startswith(OF_A_CHECK)]
        found[str(question)] = QuestionFiles(_behind(answer, inputs), _behind(every, inputs))
    return found


def _behind(looked: Sequence[Sequence[object]], inputs: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    wanted: dict[object, set[str]] = {}
    for variable, year, *_ in looked:
        name = str(variable)
        needed = MEASURES.get(name).needs if name in MEASURES.names() else ()
        wanted.setdefault(year, set()).update((name, *needed))
    return tuple(str(one.get("file")) for one in inputs if _fits(one, wanted))


def _fits(given: Mapping[str, object], wanted: Mapping[object, set[str]]) -> bool:
    """Say whether a table can hold one of the variables wanted of its year; who schools are, a register says."""
    year, name = given.get("year"), str(given.get("source"))
    of_year = [variables for of, variables in wanted.items() if year is None or of is None or of == year]
    variables = set().union(*of_year)
    if name not in SOURCES.names():
        return bool(variables)
    source = SOURCES.get(name)
    columns = {column.name for column in source.columns}
    return bool(variables) and (not columns or source.gives == REGISTER or bool(columns & variables))
