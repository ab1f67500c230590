"""Columns that stand in several of the programme's tables, and short ways to write the others."""

from __future__ import annotations

from dataclasses import replace

from evalkit.core.column import ColumnKind, SourceHeading
from evalkit.core.quantity import POUNDS, Unit
from evalkit.programme.tables.parts.table import ProgrammeColumn

HOURS = Unit("hours", 1)
COUNT = Unit("count", 0)
SHARE = Unit("per cent", 0)
YES, NO, NOT_KNOWN = "yes", "no", "not known"
YES_NO = (YES, NO, NOT_KNOWN)
ROLES = ("head of maths", "teacher of maths", "non-specialist", "other subject", "senior leader", "trainee", "governor")


def words(name: str, label: str, explains: str, example: str = "", *, needed: bool = False) -> ProgrammeColumn:
    """Return a column of people's own words."""
    return ProgrammeColumn(
        name=name, label=label, kind="text", explains=explains, example=example, needed=needed, free=True
    )


def body(name: str, label: str, explains: str, example: str, *, needed: bool = False) -> ProgrammeColumn:
    """Return a column of names of schools and other bodies."""
    return replace(words(name, label, explains, example, needed=needed), organisations=True)


def code(
    name: str, label: str, explains: str, example: str, *, refers: str = "", needed: bool = True
) -> ProgrammeColumn:
    """Return a column of codes, of the table itself or of the one it refers to."""
    return ProgrammeColumn(
        name=name, label=label, kind="id", explains=explains, example=example, needed=needed, refers=refers
    )


def among(
    name: str,
    label: str,
    explains: str,
    choices: tuple[str, ...],
    *,
    needed: bool = False,
    written: tuple[tuple[str, str], ...] = (),
) -> ProgrammeColumn:
    """Return a column of closed choices; ``written`` maps what people write instead to the choice they mean."""
    return ProgrammeColumn(
        name=name,
        label=label,
        kind="choice",
        explains=explains,
        example=choices[0],
        needed=needed,
        among=choices,
        codes=written,
    )


def yes_no(name: str, label: str, explains: str) -> ProgrammeColumn:
    """Return a column of yes, no or not known."""
    return ProgrammeColumn(name=name, label=label, kind="yes_no", explains=explains, example=YES, among=YES_NO)


def day(name: str, label: str, explains: str, example: str = "", *, needed: bool = False) -> ProgrammeColumn:
    """Return a column of days."""
    return ProgrammeColumn(name=name, label=label, kind="date", explains=explains, example=example, needed=needed)


def at_any_time(column: ProgrammeColumn) -> ProgrammeColumn:
    """Return a column of days that may lie before the programme or long after it."""
    return replace(column, anytime=True)


def number(
    name: str,
    label: str,
    explains: str,
    example: str = "",
    *,
    kind: ColumnKind = "whole",
    needed: bool = False,
    high: float | None = None,
) -> ProgrammeColumn:
    """Return a column of numbers that cannot be below nought, but money, which may be given back."""
    units = {"money": POUNDS, "hours": HOURS, "percent": SHARE}
    return ProgrammeColumn(
        name=name,
        label=label,
        kind=kind,
        unit=units.get(kind, COUNT),
        low=None if kind == "money" else 0,
        high=100 if kind == "percent" else high,
        explains=explains,
        example=example,
        needed=needed,
    )


def measure(name: str, label: str, explains: str, example: str = "", *, needed: bool = False) -> ProgrammeColumn:
    """Return a column of numbers of any sign, whose unit another column names."""
    return ProgrammeColumn(
        name=name,
        label=label,
        kind="number",
        unit=Unit("units", 2),
        explains=explains,
        example=example,
        needed=needed,
    )


def school(name: str = "school", label: str = "School", *, needed: bool = True, explains: str = "") -> ProgrammeColumn:
    """Return a column of schools, each by its name in the sheet schools or by its number."""
    return ProgrammeColumn(
        name=name,
        label=label,
        kind="school",
        explains=explains or "the school, by its name in the sheet schools or by its number (URN)",
        example="Example School",
        needed=needed,
        refers="schools",
    )


def person(label: str = "Person code", *, needed: bool = True) -> ProgrammeColumn:
    """Return the column of pseudonyms of persons."""
    return ProgrammeColumn(
        name="person",
        label=label,
        kind="person",
        explains="a code for the person, the same in every table; never a name. evalkit pseudonymise makes codes",
        example="T01",
        needed=needed,
    )


def role(*, needed: bool = False, label: str = "Role") -> ProgrammeColumn:
    """Return the column of the role of a person."""
    return among(
        "role",
        label,
        "what the person does in the school",
        ROLES,
        needed=needed,
        written=(
            ("head of department", "head of maths"),
            ("hod", "head of maths"),
            ("hod maths", "head of maths"),
            ("head of mathematics", "head of maths"),
            ("teacher", "teacher of maths"),
            ("specialist", "teacher of maths"),
            ("maths teacher", "teacher of maths"),
            ("slt", "senior leader"),
            ("headteacher", "senior leader"),
        ),
    )


def term(*, name: str = "term", label: str = "Term") -> ProgrammeColumn:
    """Return the column of a term with its year."""
    return ProgrammeColumn(
        name=name,
        label=label,
        kind="term",
        explains="the term and its calendar year, such as Autumn 2017, Spring 2018, Summer 2018",
        example="Autumn 2017",
        needed=True,
    )


def strand(*, needed: bool = False) -> ProgrammeColumn:
    """Return the column that names a strand of the study file."""
    return ProgrammeColumn(
        name="strand",
        label="Strand",
        kind="category",
        explains="the strand of the programme, by its id or its name in the study file",
        example="leadership",
        needed=needed,
        refers="components",
    )


def such_as(column: ProgrammeColumn, example: str) -> ProgrammeColumn:
    """Return a column with an example of its own; empty leaves its cell of the example row blank."""
    return replace(column, example=example)


def called(column: ProgrammeColumn, *names: str) -> ProgrammeColumn:
    """Return a column with other headings that people write above it."""
    return replace(column, headings=(*column.headings, *(SourceHeading(name) for name in names)))
