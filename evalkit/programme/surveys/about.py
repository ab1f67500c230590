"""What is known of each person who answered: school, role, year group, and whether the codes are codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evalkit.core.errors import Fault
from evalkit.programme.person_names import NoPersons
from evalkit.programme.persons import person_fault, persons_in
from evalkit.programme.surveys.answers import table_of
from evalkit.programme.surveys.export import Export, ExportColumn, ExportRow
from evalkit.programme.surveys.labels import told_labels
from evalkit.programme.surveys.matching import MatchedExport
from evalkit.programme.surveys.people import Respondents
from evalkit.programme.surveys.recognition import is_power
from evalkit.programme.surveys.wording import folded, likely, number_in
from evalkit.programme.tables import programme_tables
from evalkit.study.surveys import Survey

Cells = dict[str, object]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that the study knows.

    Attributes
    ----------
    schools : tuple of str
        Of the table of schools; empty where nobody kept one.
    nobody : NoPersons
        What is nobody's name.
    """

    schools: tuple[str, ...]
    nobody: NoPersons


def about_people(
    matched: MatchedExport, survey: Survey, who: Respondents, names: KnownNames, where: str
) -> tuple[dict[int, Cells], tuple[Fault, ...]]:
    """Return what is known of each person who counts, by the row of the file, and what could not be understood."""
    columns = {column.name: column for column in programme_tables()[table_of(survey)].columns}
    about: dict[int, Cells] = {row.number: {} for _, row in who.rows}
    faults: list[Fault] = []
    if "school" in columns:
        known = _schools_known(matched.named.get("school"), survey, who, names)
        faults += _fill(about, who, matched.named.get("school"), "school", known, where, names)
    if "role" in columns:
        role = columns["role"]
        written = {folded(word): meant for word, meant in role.codes} | {folded(word): word for word in role.among}
        written |= {folded(word): meant for word, meant in survey.roles_written.items()}
        faults += _fill(about, who, matched.named.get("role"), "role", written, where, names)
    if "year_group" in columns and (column := matched.named.get("year_group")) is not None:
        for _, row in who.rows:
            about[row.number]["year_group"] = number_in(_text(column, row).casefold().removeprefix("year").strip())
    return about, tuple(faults)


def _fill(
    about: dict[int, Cells],
    who: Respondents,
    column: ExportColumn | None,
    name: str,
    known: Mapping[str, str],
    where: str,
    names: KnownNames,
) -> list[Fault]:
    """Write a school or a role beside each person; return one fault that lists every label that is none."""
    unknown: Counter[str] = Counter()
    for _, row in who.rows:
        text = _text(column, row)
        about[row.number][name] = known.get(folded(text), "") if text else ""
        unknown[" ".join(text.split())] += bool(text) and folded(text) not in known
    unknown = +unknown
    if not unknown:
        return []
    allowed = sorted(set(known.values()))
    close = [f"{text!r} as {near!r}" for text in unknown if (near := likely(text, allowed))]
    told = told_labels(unknown, allowed, names.nobody)
    return [
        Fault(
            f"{where}, {name}",
            f"a {name} that is not known: {told}",
            ", ".join(allowed) or "a name of the table schools",
            f"write what each means under {name}s_written" + (f" (perhaps {', '.join(close)})" if close else ""),
        )
    ]


def _schools_known(column: ExportColumn | None, survey: Survey, who: Respondents, names: KnownNames) -> dict[str, str]:
    """Return the name of each school by what people wrote; where no table names schools, the first of each spelling."""
    written = {folded(text): name for text, name in survey.schools_written.items()}
    if names.schools:
        return {folded(name): name for name in names.schools} | written
    found: Counter[str] = Counter(" ".join(text.split()) for _, row in who.rows if (text := _text(column, row)))
    alone: dict[str, str] = {}
    for text, _ in sorted(found.items(), key=lambda one: (-one[1], one[0])):
        # A spelling close to a more frequent one is asked for, not taken for another school.
        if folded(text) not in written and (folded(text) in map(folded, alone) or not _misspelt(text, alone)):
            alone.setdefault(folded(text), text)
    return alone | written


def _misspelt(text: str, known: Mapping[str, str]) -> bool:
    """Say whether a name differs from a known one by letters; schools that differ by a letter at the end are two."""
    near = likely(text, known.values())
    return bool(near) and folded(near)[:-1] != folded(text)[:-1]


def _text(column: ExportColumn | None, row: ExportRow) -> str:
    return column.text(row.cells) if column is not None else ""


def code_faults(matched: MatchedExport, who: Respondents, export: Export, where: str) -> tuple[Fault, ...]:
    """Return what is wrong with the codes of persons; none of them is repeated."""
    column = matched.named.get("person")
    if column is None:
        return ()
    codes_of = next(one for one in programme_tables()["survey"].columns if one.kind == "person")
    codes: list[tuple[ExportRow, str]] = [(row, row.cells[column.place]) for _, row in who.rows]
    person = _first(codes, lambda code: bool(persons_in(code, column=codes_of)))
    power = _first(codes, is_power)
    faults = []
    if person is not None:
        row, code = person
        faults.append(person_fault(f"{export.file}, row {row.number}, person", persons_in(code, column=codes_of)))
    if power is not None:
        faults.append(
            Fault(
                f"{export.file}, row {power[0].number}, person",
                "codes that a spreadsheet has turned into powers of ten, so that two people look like one",
                "codes as they were typed",
                f"export the file again and do not open it in a spreadsheet before evalkit has read it ({where})",
            )
        )
    return tuple(faults)


def _first(codes: list[tuple[ExportRow, str]], is_wrong: Callable[[str], bool]) -> tuple[ExportRow, str] | None:
    return next(((row, code) for row, code in codes if is_wrong(code)), None)
