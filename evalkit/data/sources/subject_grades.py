"""DfE's exam entries and grades by school and subject in the tidy layout: what they say of GCSE maths.

A row is one grade of one subject of one school. A share is of entries, not of pupils, and it is given only where the
grades listed add up to the printed total: a grade that is hidden or left out could be any number. Headings, grades and
the row of the total are those that several public readers of these files name; no file was at hand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np

from evalkit.core.column import Signs
from evalkit.core.errors import DataError
from evalkit.core.quantity import PERCENT, Unit
from evalkit.data.sources.parts.cells import REASON_NUMBER, Numbers, Place, clean_ids, parse_cell
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.fact_tables import UNSEEN
from evalkit.data.sources.parts.file_rows import Gathered, file_read, no_schools
from evalkit.data.sources.parts.source import FileRead, TableSource
from evalkit.data.sources.parts.tidy_facts import NOT_A_SCHOOL
from evalkit.data.sources.parts.tidy_layout import (
    EARLIER,
    LEVEL,
    LEVELS,
    PERIOD,
    SCHOOL_NUMBER,
    VERSION,
    latest_versions,
    plain_word,
    year_of,
)
from evalkit.data.sources.parts.tidy_school_columns import URN
from evalkit.data.text.open_files import OpenFile
from evalkit.study.model import DataFile
from evalkit.tables.flow import Loss

OTHER_SUBJECT = "row of another subject or qualification than GCSE maths"
GRADE_ROW = "row of one grade, taken as columns of its school"
_SUBJECT, _GRADE, _NUMBER, _QUALIFICATION = "subject", "grade", "number_achieving", "qualification_detailed"
_MATHS, _GCSE, _TOTAL = "mathematics", "gcse (9-1) full course", "total exam entries"
_ENTRIES = Unit("entries", 0)
_COUNT = SourceColumn("gcse_maths_entries", "entries for GCSE maths", "number", (), _ENTRIES, 0, 6000)
# The lowest grade that counts, for each share.
_FROM = {"gcse_maths_entries_94": 4, "gcse_maths_entries_95": 5, "gcse_maths_entries_97": 7}
_SHARES = tuple(
    SourceColumn(name, f"entries for GCSE maths with grade {low} or better", "number", (), PERCENT, 0, 100)
    for name, low in _FROM.items()
)


def read(file: OpenFile, entry: DataFile | None) -> FileRead:
    """Return entries for GCSE maths and shares of grades as facts on schools by year."""
    schools, losses = _grades(file)
    if not schools:
        raise DataError([no_schools(file)])
    keys = list(schools)
    rows = np.array([schools[key].first for key in keys], dtype=np.int64)
    urn = clean_ids([number for number, _ in keys], URN, Place(file.file, SCHOOL_NUMBER, rows + file.first))
    if urn.faults:
        raise DataError(urn.faults)
    columns = (_COUNT, *_SHARES)
    figures = {column.name: [schools[key].figure(column.name) for key in keys] for column in columns}
    unsure = sum(one.total is not None and not one.whole for one in schools.values())
    notes = [UNSEEN, "shares are of exam entries, not of pupils"]
    if unsure:
        notes.append(f"{unsure} schools have no shares: their grades do not add up to the printed total")
    gathered = Gathered(
        urn=urn.values.astype(np.int64),
        year=np.array([year for _, year in keys], dtype=np.int64),
        numbers={name: _as_numbers(values) for name, values in figures.items()},
        words={},
        columns=columns,
        file_year=None,
        notes=tuple(notes),
    )
    return replace(file_read(file, entry, gathered, losses, source="subject_grades"), adds_rows=False)


@dataclass
class _Grades:
    """The grades of one school in one year.

    Attributes
    ----------
    first : int
        Its first row.
    total : float or None
        Entries in all, where a row says so.
    hidden : bool
        Whether some number is hidden.
    counts : Counter
        Entries by grade.
    """

    first: int
    total: float | None = None
    hidden: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def whole(self) -> bool:
        """Say whether the grades listed are all there are."""
        return not self.hidden and self.total is not None and sum(self.counts.values()) == self.total > 0

    def figure(self, name: str) -> float | str:
        """Return one figure, or the reason why it is not there."""
        if name == _COUNT.name:
            return "not_published" if self.total is None else self.total
        if not self.whole or self.total is None:
            return "suppressed" if self.hidden else "not_available"
        good = sum(count for grade, count in self.counts.items() if grade.isdigit() and int(grade) >= _FROM[name])
        return 100 * good / self.total


def _grades(file: OpenFile) -> tuple[dict[tuple[str, int], _Grades], list[Loss]]:
    numbers, levels, periods = file.cells(SCHOOL_NUMBER), file.cells(LEVEL), file.cells(PERIOD)
    versions = [cell.casefold() for cell in file.cells(VERSION)] if file.has(VERSION) else [""] * len(numbers)
    latest = latest_versions(periods, versions)
    subjects, grades, counts = file.cells(_SUBJECT), file.cells(_GRADE), file.cells(_NUMBER)
    kinds = file.cells(_QUALIFICATION) if file.has(_QUALIFICATION) else [_GCSE] * len(numbers)
    found: dict[tuple[str, int], _Grades] = {}
    losses: list[Loss] = []
    for at, number in enumerate(numbers):
        year = year_of(periods[at], "")
        urn = int(number) if number.isdigit() else None
        if LEVELS.get(levels[at].casefold()) != "school" or year is None:
            losses.append(Loss(urn, year, NOT_A_SCHOOL))
        elif versions[at] != latest.get(periods[at], versions[at]):
            losses.append(Loss(urn, year, EARLIER))
        elif plain_word(subjects[at]) != _MATHS or plain_word(kinds[at]) != _GCSE:
            losses.append(Loss(urn, year, OTHER_SUBJECT))
        else:
            if (number, year) in found:
                losses.append(Loss(urn, year, GRADE_ROW))
            _add(found.setdefault((number, year), _Grades(at)), plain_word(grades[at]), parse_cell(counts[at]))
    return found, losses


def _add(school: _Grades, grade: str, count: float | str | None) -> None:
    if not isinstance(count, float):
        school.hidden = True
    elif grade == _TOTAL:
        school.total = (school.total or 0) + count
    else:
        school.counts[grade] += int(count)


def _as_numbers(values: list[float | str]) -> Numbers:
    numbers = np.array([value if isinstance(value, float) else np.nan for value in values])
    reasons = np.array([REASON_NUMBER[value] if isinstance(value, str) else 0 for value in values], dtype=np.int8)
    return Numbers(numbers, reasons, [])


SOURCE = TableSource(
    summary="Explore Education Statistics: exam entries and grades in GCSE maths by school, in the tidy layout",
    recognises=Signs(((PERIOD,), (LEVEL,), (SCHOOL_NUMBER,), (_SUBJECT,), (_GRADE,), (_NUMBER,))),
    read=read,
    checked_against=("tests/unit/data/sources/test_tidy_facts.py::test_grades_of_maths_become_shares_of_entries",),
    gives="facts",
    title="tables of exam entries and grades of Explore Education Statistics",
    about="grades in GCSE maths by entry",
    publisher="data catalogue, Key stage 4 performance (Department for Education)",
    columns=(_COUNT, *_SHARES),
)
