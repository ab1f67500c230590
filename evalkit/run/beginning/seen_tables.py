"""What the tables of a folder hold for a study that is being begun: its schools, and the years with results."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.core.errors import EvalkitError, Fault
from evalkit.data.folder.inventory import READABLE
from evalkit.data.folder.thinned_copy import only, thin
from evalkit.data.folder.whereabouts import Whereabouts, whereabouts
from evalkit.data.school_panel import read_panel
from evalkit.data.text.table_paths import tables_in
from evalkit.evaluation.foresight.listed import near
from evalkit.measures import MEASURES
from evalkit.measures.parts.added_measure import add_measure, common_faults
from evalkit.measures.parts.measure import Request
from evalkit.run.beginning.answers import Unfit
from evalkit.study.model import Data
from evalkit.tables.panel import Panel

PLAIN = Data(folder=".")
LEFT_OUT = "correct the number, or leave the school out"


def count_tables(folder: Path) -> int:
    """Return how many tables a folder holds."""
    return len(tables_in(folder, READABLE)) if folder.is_dir() else 0


def look(folder: Path, keep: Collection[int] = ()) -> Panel:
    """Return schools by year from a thinner copy of the tables, in a second or two.

    Parameters
    ----------
    folder : Path
        Of the tables.
    keep : collection of int
        Numbers of schools that stay in.
    """
    with TemporaryDirectory(prefix="evalkit-") as copy:
        thin(folder, Path(copy), (), keep)
        return read_panel(Path(copy))


def looked_up(folder: Path, schools: Collection[int]) -> dict[int, Whereabouts]:
    """Return who schools are; refuse those that are nowhere, have no results at 16, or are no mainstream schools.

    Parameters
    ----------
    folder : Path
        Of the tables.
    schools : collection of int
        Their numbers.
    """
    with TemporaryDirectory(prefix="evalkit-") as copy:
        numbers = frozenset[int]().union(*only(folder, Path(copy), (), schools).values())
    known = whereabouts(folder, PLAIN, schools)
    lost = {urn: _near(folder, urn, numbers, known.values()) for urn in schools if urn not in known}
    faults = [fault for urn in schools for fault in _faults(urn, known.get(urn), lost.get(urn, ""))]
    if faults:
        wrong = {fault.where for fault in faults}
        raise Unfit(tuple(faults), ", ".join(str(urn) for urn in schools if _place(urn) not in wrong))
    return {urn: known[urn] for urn in schools}


def years_with(panel: Panel, outcome: str) -> tuple[int, ...]:
    """Return the exam years for which the tables hold an outcome."""
    years = sorted({int(year) for year in panel.frame["year"].unique()})
    return tuple(year for year in years if not refusal(panel, outcome, (year,), {}))


def refusal(panel: Panel, outcome: str, years: Iterable[int], overrides: dict[str, str]) -> tuple[Fault, ...]:
    """Return why an outcome cannot be had for some years together; nothing where it can."""
    try:
        add_measure(panel, outcome, years=years, overrides=overrides)
    except EvalkitError as error:
        return error.faults
    return ()


def may_be_published(outcome: str, year: int) -> bool:
    """Say whether results of a year can be had anywhere, whatever the tables hold."""
    return not common_faults(MEASURES.get(outcome), Request(outcome, (year,), {}))


def figures(panel: Panel, outcome: str, year: int, schools: Collection[int]) -> dict[int, float]:
    """Return the outcome of schools in one year, in its unit; those without a figure are left out."""
    panel, _ = add_measure(panel, outcome, years=(year,))
    rows = panel.frame[(panel.frame["year"] == year) & panel.frame["urn"].isin(list(schools))]
    known = rows[rows[outcome].notna()]
    return {int(urn): float(figure) for urn, figure in zip(known["urn"], known[outcome], strict=True)}


def _near(folder: Path, urn: int, numbers: Collection[int], others: Iterable[Whereabouts]) -> str:
    """Return the schools whose number is near one that nobody has, those in the areas of the others first."""
    homes = {one.area for one in others}
    close = whereabouts(folder, PLAIN, near(urn, numbers)) if numbers else {}
    return "; ".join(one.in_words() for one in sorted(close.values(), key=lambda one: one.area not in homes))


def _faults(urn: int, known: Whereabouts | None, close: str) -> list[Fault]:
    if known is None:
        allowed = f"a number of the tables; near it are {close}" if close else "a number of the tables"
        return [Fault(_place(urn), "in no table and in no register of the folder", allowed, LEFT_OUT)]
    if not known.mainstream:
        return [Fault(_place(urn), known.in_words(), "a mainstream school paid for by the state", LEFT_OUT)]
    if not known.years:
        found = f"{known.in_words()}: no results at 16 in any table"
        return [Fault(_place(urn), found, "a secondary school with results; primary schools have none", LEFT_OUT)]
    return []


def _place(urn: int) -> str:
    return f"school {urn}"
