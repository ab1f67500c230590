"""The schools behind a headline: one row for each school and year that the estimate rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from evalkit.description.comparison_schools import letters, stands_beside, who_they_are
from evalkit.findings.r_export.columns import ColumnForR, Row, TableForR, occurring
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison

FILE = "schools.csv"
PROGRAMME, OTHERS = "programme", "comparison"
GROUPS = ((PROGRAMME, "took part in the programme"), (OTHERS, "a comparison school"))
NAMED = (
    "A letter for a school (or authority) of the programme, the same as in the report; for any other its published "
    "number in the latest year before the start"
)
STANDS_FOR = "Letters of the programme's schools that it stands beside, with blanks between"


@dataclass(frozen=True, slots=True)
class ComparedForR:
    """The leading question's comparison, and how its schools are called.

    Attributes
    ----------
    analysis : Analysis
        The question, written down.
    comparison : Comparison
        Whom the estimate rests on.
    named : mapping of int to str
        For each unit a letter, for schools of the programme, or else its published number.
    """

    analysis: Analysis
    comparison: Comparison
    named: Mapping[int, str]

    @property
    def unit(self) -> str:
        """Unit of the outcome, in words."""
        return self.analysis.estimand.unit.name


def schools_table(compared: ComparedForR | None) -> TableForR:
    """Return the rows of the comparison, the programme's schools under letters; no row without a comparison."""
    rows = () if compared is None else tuple(_rows(compared))
    return TableForR(FILE, _columns(compared, rows), rows)


def named_for_r(analysis: Analysis, comparison: Comparison) -> ComparedForR:
    """Return a comparison with how each of its schools, and of its pool, is called in every file."""
    pool = comparison.pool
    units = set(comparison.frame[comparison.roles.unit].tolist()) | set(() if pool is None else pool.unit.tolist())
    return ComparedForR(analysis, comparison, _names(analysis, sorted(units)))


def _names(analysis: Analysis, units: Iterable[int]) -> dict[int, str]:
    """Return a letter for each school of the programme, and the published number of any other."""
    own = letters(analysis.programme | analysis.treated)
    others = [unit for unit in units if unit not in own]
    numbers = who_they_are(analysis, pd.Index(others))["urn"].tolist()
    return {**own, **{unit: str(int(urn)) for unit, urn in zip(others, numbers, strict=True)}}


def _columns(compared: ComparedForR | None, rows: tuple[Row, ...]) -> tuple[ColumnForR, ...]:
    estimand = None if compared is None else compared.analysis.estimand
    outcome = f"{estimand.label or estimand.outcome}, {estimand.population}" if estimand else "The outcome"
    unit = estimand.unit.name if estimand else ""
    return (
        ColumnForR("school", "text", NAMED),
        ColumnForR("group", "code", "On which side of the comparison it stands", codes=occurring(GROUPS, rows, 1)),
        ColumnForR("area", "text", "Code of its local authority", missing="the comparison knows no areas"),
        ColumnForR(
            "year", "integer", "Year in which the academic year ends: 2019 is 2018/19", missing="it has no years"
        ),
        ColumnForR(
            "year_weight", "decimal", "Its part in the school's change: 1 after the start, less than 0 before it"
        ),
        ColumnForR("outcome", "decimal", outcome, unit=unit),
        ColumnForR("weight", "decimal", "Weight of the school in its group; those of a group sum to 1 in each year"),
        ColumnForR(
            "stands_for",
            "text",
            STANDS_FOR,
            missing="a school of the programme, or it stands beside all of them together",
        ),
    )


def _rows(compared: ComparedForR) -> Iterator[Row]:
    """Return the programme's schools first, by letter, then the others by number; each school year by year."""
    analysis, comparison, named = compared.analysis, compared.comparison, compared.named
    frame, roles = comparison.frame, comparison.roles
    own = letters(analysis.programme | analysis.treated)
    beside = stands_beside(comparison, own)
    contrast: Mapping[int, float] = comparison.estimand.contrast() if roles.period else {}
    parts = (roles.unit, roles.treated, roles.area, roles.period, roles.outcome, roles.weight)
    columns = [[None] * len(frame) if part is None else frame[part].tolist() for part in parts]
    found: list[Row] = []
    for unit, treated, area, year, outcome, weight in zip(*columns, strict=True):
        part = contrast.get(year, 0.0) if roles.period else 1.0
        group = PROGRAMME if treated else OTHERS
        stands_for = None if treated else " ".join(beside.get(unit, ())) or None
        where = None if area is None else str(area)
        found.append((named[unit], group, where, year, part, float(outcome), float(weight), stands_for))
    yield from sorted(found, key=lambda row: (row[1] != PROGRAMME, len(str(row[0])), str(row[0]), row[3] or 0))
