"""Who stood in the programme's place: untreated areas, or sets of schools inside them, to read an interval from."""

from __future__ import annotations

from collections.abc import Iterator

from evalkit.findings.r_export.columns import ColumnForR, Row, TableForR
from evalkit.findings.r_export.schools import ComparedForR
from evalkit.records.details import PlaceboAreas, PlaceboSets
from evalkit.records.estimate import Inference

FILE = "placebos.csv"
OF_A_SET = "a set of schools, whose numbers headline.R computes"
SHOWN_BEFORE = "a set whose every school stands in a set above it; headline.R computes it"


def placebos_table(compared: ComparedForR | None, inference: Inference | None) -> TableForR:
    """Return one row for each that stood in the programme's place; none where the interval is not read from such.

    Parameters
    ----------
    compared : ComparedForR or None
        Whose pool the sets are drawn from.
    inference : Inference or None
        By which the headline is judged; None without a headline.
    """
    if compared is None or inference is None:
        return TableForR(FILE, _columns(""), ())
    areas, sets = inference.detail(PlaceboAreas), inference.detail(PlaceboSets)
    rows = (*(_areas(areas) if areas else ()), *(_sets(compared, sets) if sets else ()))
    return TableForR(FILE, _columns(compared.unit), rows)


def _columns(unit: str) -> tuple[ColumnForR, ...]:
    return (
        ColumnForR("area", "text", "Code of the untreated local authority"),
        ColumnForR("set", "integer", "Number of the set of schools inside its area; 1 where it is the whole area"),
        ColumnForR(
            "schools",
            "text",
            "Published numbers of the schools of the set, with blanks between",
            missing="a whole area",
        ),
        ColumnForR(
            "estimate", "decimal", "The same estimate with it in the programme's place", unit=unit, missing=OF_A_SET
        ),
        ColumnForR("predicted_sd", "decimal", "Predicted SD of that estimate", unit=unit, missing=OF_A_SET),
        ColumnForR("standardised", "decimal", "Estimate divided by its predicted SD", missing=SHOWN_BEFORE),
    )


def _areas(found: PlaceboAreas) -> Iterator[Row]:
    names = ("area", "estimate", "predicted_sd", "standardised")
    for area, estimate, sd, standardised in zip(*(found.table[name].tolist() for name in names), strict=True):
        yield (str(area), 1, None, float(estimate), float(sd), float(standardised))


def _sets(compared: ComparedForR, found: PlaceboSets) -> Iterator[Row]:
    """Yield every set; one that brings in a school shows its estimate, so that each school's donors can be checked."""
    pool = compared.comparison.pool
    assert pool is not None, "sets are drawn from a pool"
    called = [compared.named[unit] for unit in pool.unit.tolist()]
    for area, members, each in zip(found.table["area"].tolist(), found.members, found.each, strict=True):
        above: set[str] = set()
        for number, (rows, standardised) in enumerate(zip(members.tolist(), each.tolist(), strict=True), 1):
            schools = [called[row] for row in rows]
            shown = None if above.issuperset(schools) else float(standardised)
            above.update(schools)
            yield (str(area), number, " ".join(schools), None, None, shown)
