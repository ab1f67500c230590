"""A bare table of units by years: which years are compared, and one row for each unit and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.errors import Fault
from evalkit.records.given_table import TABLE
from evalkit.tables.flow import Loss, Step


@dataclass(frozen=True, slots=True)
class ContrastYears:
    """The years of a contrast.

    Attributes
    ----------
    cohort : int
        The year in which the programme shows; 0 where units carry no year.
    baseline : tuple of int
        The years before it started; empty where units carry no year.
    """

    cohort: int = 0
    baseline: tuple[int, ...] = ()

    def all(self) -> tuple[int, ...]:
        """Return every year of the contrast, in order."""
        return tuple(sorted({self.cohort, *self.baseline}))


def years_of(column: pd.Series, cohort: int | None, baseline: Sequence[int]) -> tuple[ContrastYears, list[Fault]]:
    """Return the years to compare, and what is wrong with them.

    Parameters
    ----------
    column : Series of numbers
        The year of each row, without missing values.
    cohort : int or None
        The year in which the programme shows; None for the last there is.
    baseline : sequence of int
        The years before it started; may be left out where there are two years in all.
    """
    there = sorted({float(year) for year in column})
    odd = [year for year in there if not year.is_integer()]
    if odd or len(there) < 2:
        found = f"the year {odd[0]:g}" if odd else f"{len(there)} year{'s' if len(there) != 1 else ''}"
        return ContrastYears(), [
            Fault(
                f"{TABLE}, column {column.name!r}",
                found,
                "two or more years, such as 2017 and 2019",
                "give whole years",
            )
        ]
    known = [int(year) for year in there]
    last = known[-1] if cohort is None else cohort
    before = tuple(sorted(set(baseline))) or (tuple(known[:1]) if len(known) == 2 else ())
    listed = ", ".join(map(str, known))
    faults = []
    if last not in known:
        faults.append(Fault("the argument cohort", repr(last), f"a year of the table: {listed}", "name one of them"))
    if not before or set(before) - set(known) or max(before) >= last:
        found = ", ".join(map(repr, before)) or "none named"
        allowed = f"years of the table before the cohort {last}: {listed}"
        faults.append(Fault("the argument baseline", found, allowed, "name the last year before the start"))
    return ContrastYears(last, before), faults


def units_by_years(
    kept: pd.DataFrame, years: ContrastYears, *, unit: str, period: str, treated: str, weight: str
) -> pd.DataFrame:
    """Return the table with one side for each unit, and only units that have every year of the contrast.

    Parameters
    ----------
    kept : DataFrame
        Complete rows.
    years : ContrastYears
        The years of the contrast.
    unit, period, treated, weight : str
        Its columns.
    """
    in_contrast = kept[kept[period].isin(years.all())]
    whole = in_contrast.groupby(unit)[period].nunique() == len(years.all())
    rows = kept[kept[unit].isin(whole.index[whole])]
    side = rows.loc[rows[period] == years.cohort].set_index(unit)[treated]
    return rows.assign(**{treated: rows[unit].map(side).to_numpy()}).reset_index(drop=True)


def unfit(
    kept: pd.DataFrame, years: ContrastYears, *, unit: str, period: str, treated: str, weight: str
) -> Iterator[Fault]:
    """Yield what keeps complete rows from being units by years.

    Parameters
    ----------
    kept : DataFrame
        Complete rows.
    years : ContrastYears
        The years of the contrast.
    unit, period, treated, weight : str
        Its columns.
    """
    several = kept.groupby([unit, period]).size()
    several = several[several > 1]
    if len(several):
        name, year = several.index[0]
        yield Fault(
            f"{TABLE}, columns {unit!r} and {period!r}",
            f"{several.iloc[0]} rows for {name} in {year:g}, and {len(several) - 1} more such cases",
            "one row for each unit and year",
            "give the mean of each unit and year, or leave out the period and compare one year",
        )
        return
    rows = kept[kept[period].isin(years.all())]
    wide = rows.pivot(index=unit, columns=period, values=treated).dropna()
    after, before = wide[years.cohort].astype(bool), wide[list(years.baseline)].astype(bool)
    starts = after & ~before.all(axis=1)
    early = (before.any(axis=1) & ~after) | (starts & before.any(axis=1))
    early |= bool(starts.any()) & before.any(axis=1)
    if early.any():
        yield Fault(
            f"{TABLE}, column {treated!r}",
            f"{int(early.sum())} units treated in a year before the start, such as {early.index[early.to_numpy()][0]}",
            "the same side in every year of the contrast, or untreated in every baseline year",
            "name baseline years before the start, or mark each unit by its side in the cohort",
        )
    uneven = rows.groupby(unit)[weight].agg(np.ptp) > 0
    if uneven.any():
        yield Fault(
            f"{TABLE}, column {weight!r}",
            f"weights that change from year to year in {int(uneven.sum())} units",
            "one weight for each unit",
            "give each unit its weight of the baseline year in every year",
        )


def without_every_year(kept: pd.DataFrame, rows: pd.DataFrame, *, unit: str) -> Step:
    """Return the step of the ledger in which units without every year of the contrast are left out."""
    left, entered = rows[unit].nunique(), kept[unit].nunique()
    reason = "not in the table, or not complete, in every year of the contrast"
    return Step(
        "every year of the contrast", "all", "units", entered, left, (Loss(None, None, reason),) * (entered - left)
    )
