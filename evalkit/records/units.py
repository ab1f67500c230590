"""A bare table of units, for a partner who brings a data frame and no study folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from evalkit.core.errors import DataError, Fault
from evalkit.core.quantity import Unit
from evalkit.numeric.collinear import said_already
from evalkit.records.comparison import Roles
from evalkit.records.given_table import TABLE, named, numbers, plain, twice
from evalkit.records.ids import Ids, ids_of
from evalkit.records.sides import sides_of
from evalkit.records.units_by_years import ContrastYears, unfit, units_by_years, without_every_year, years_of
from evalkit.tables.flow import Flow, Loss, Step

Frame = pd.DataFrame
WEIGHT = "weight (each row once)"
ROW = "row of the table"


@dataclass(frozen=True, slots=True)
class TableNotes:
    """What may be said of a table beside its columns.

    Attributes
    ----------
    unit : Unit
        Unit of the outcome.
    called : str
        What clusters are, in the plural, as a reader calls them.
    arms : (object, object) or None
        Values of the column ``treated``: the arm compared with, and the programme's. None for yes and no.
    period : str or None
        Column of years, where the table has one row for each cluster and year.
    cohort : int or None
        The year in which the programme shows; None for the last.
    baseline : tuple of int
        The years before its start; may be empty where there are two years.
    """

    unit: Unit = field(default=Unit("points", 2))
    called: str = "schools"
    arms: tuple[object, object] | None = None
    period: str | None = None
    cohort: int | None = None
    baseline: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Units:
    """One row per pupil or school, or per school and year, and what its columns are.

    Attributes
    ----------
    frame : DataFrame
        One row per unit; columns named by ``roles``, complete cases only.
    roles : Roles
        Which column plays which part; ``treated`` is empty in a model without a treatment.
    outcome : str
        The outcome in words.
    unit : Unit
        Unit of the outcome.
    flow : Flow
        Rows left out, each under the first column that is missing.
    called : str
        What clusters are, in the plural.
    years : ContrastYears
        The years compared, where units are seen in several.
    caveats : tuple of str
        What was made of the table, as a reader should know it.
    """

    frame: pd.DataFrame
    roles: Roles
    outcome: str
    unit: Unit
    flow: Flow = field(default_factory=Flow)
    called: str = "schools"
    years: ContrastYears = field(default_factory=ContrastYears)
    caveats: tuple[str, ...] = ()

    def __repr__(self) -> str:
        clusters = self.frame[self.roles.cluster].nunique()
        return f"Units({self.outcome}: {len(self.frame)} rows in {clusters} {self.called})"


def units_from_frame(
    frame: Frame,
    *,
    outcome: str,
    treated: str | None,
    cluster: str | None,
    covariates: Sequence[str],
    weight: str | None,
    beside: TableNotes | None = None,
) -> Units:
    """Return a bare table ready for an analysis; every fault of it is raised at once.

    Parameters
    ----------
    frame : DataFrame
        One row per pupil or school. It is not changed.
    outcome : str
        Column of numbers.
    treated : str or None
        Column of yes and no (booleans or 0 and 1), or of arms; None for a model without a treatment.
    cluster : str or None
        Column of the school each row belongs to; None where each row stands for itself.
    covariates : sequence of str
        Numeric columns to adjust for.
    weight : str or None
        Column of weights, none below nought; None counts each row once.
    beside : TableNotes or None
        What else there is to say; None for what holds of most tables.
    """
    told = beside or TableNotes()
    asked = Roles(
        cluster=cluster or "",
        treated=treated or "",
        outcome=outcome,
        weight=weight or "",
        period=told.period,
        covariates=tuple(covariates),
    )
    faults = [*named(frame, _columns(asked)), *twice(_parts(asked))]
    faults += _unfit_columns(frame, asked, told, {fault.where for fault in faults})
    if faults:
        raise DataError(faults)
    return _complete(frame.reset_index(drop=True), asked, told)


def _columns(asked: Roles) -> list[str]:
    every = (asked.outcome, asked.treated, asked.cluster, asked.weight, asked.period or "", *asked.covariates)
    return [name for name in dict.fromkeys(every) if name != ""]


def _parts(asked: Roles) -> list[tuple[str, str]]:
    """Return the parts of columns; a weight may be a covariate too, since it is a number known beforehand."""
    parts = [("the outcome", asked.outcome), ("treated", asked.treated), ("the cluster", asked.cluster)]
    parts += [("the period", asked.period or ""), *(("a covariate", name) for name in asked.covariates)]
    if asked.weight and asked.weight not in asked.covariates:
        parts.append(("the weight", asked.weight))
    return [(part, name) for part, name in parts if name != ""]


def _unfit_columns(frame: Frame, asked: Roles, told: TableNotes, known: set[str]) -> list[Fault]:
    """Return the faults of the values of each column that can be told apart from the others."""
    if TABLE in known and not (isinstance(frame, pd.DataFrame) and frame.columns.nlevels == 1):
        return []
    usable = [name for name in _columns(asked) if frame.columns.tolist().count(name) == 1]
    numeric = [name for name in usable if name in (asked.outcome, asked.weight, asked.period, *asked.covariates)]
    faults = list(numbers(frame, numeric))
    if asked.weight in usable and asked.weight not in {name for name in numeric if _faulty(faults, name)}:
        faults += _weights(frame, asked.weight)
    if asked.treated in usable:
        faults += sides_of(frame[asked.treated], told.arms).faults
    if asked.cluster in usable and ids_of(frame[asked.cluster]).labels.isna().all():
        faults.append(Fault(f"{TABLE}, column {asked.cluster!r}", "no id in any row", "ids", "give each row its id"))
    if asked.period and asked.covariates:
        faults.append(
            Fault(
                "the argument covariates",
                f"{len(asked.covariates)} covariates beside a period",
                "no covariates: a difference in changes takes off whatever stays the same",
                "leave them out, or give changes as the outcome, without a period",
            )
        )
    if asked.period and not (asked.cluster and asked.treated):
        lacking = "cluster" if not asked.cluster else "treated"
        faults.append(
            Fault(
                f"the argument {lacking}",
                "nothing",
                "a column of the frame",
                "name the column, or leave out the period",
            )
        )
    return faults


def _faulty(faults: Sequence[Fault], name: str) -> bool:
    return any(fault.where == f"{TABLE}, column {name!r}" for fault in faults)


def _weights(frame: Frame, weight: str) -> Iterator[Fault]:
    values = frame[weight].dropna().to_numpy(dtype=float)
    negative = int((values < 0).sum())
    if negative or not (values > 0).any():
        found = f"{negative} negative weights" if negative else "no weight above nought"
        yield Fault(f"{TABLE}, column {weight!r}", found, "weights of nought or more", "mend them, or leave them out")


def _complete(frame: Frame, asked: Roles, told: TableNotes) -> Units:
    """Return the complete rows with their roles, or everything that is wrong with them."""
    sides = sides_of(frame[asked.treated], told.arms) if asked.treated else None
    ids = ids_of(frame[asked.cluster]) if asked.cluster else None
    given = plain(
        frame[_columns(asked)], [asked.outcome, *asked.covariates, *filter(None, [asked.weight, asked.period])]
    )
    if ids is not None:
        given = given.assign(**{asked.cluster: ids.labels})
    lacking = given.isna()
    first = lacking[lacking.any(axis=1)].idxmax(axis=1)
    reasons = first.map(lambda name: f"no value in column {name!r}").reindex(given.index).astype(object)
    if sides is not None:
        given = given.assign(**{asked.treated: sides.treated})
        reasons = reasons.mask(reasons.isna() & sides.other, "in another arm")
    if asked.weight:
        reasons = reasons.mask(reasons.isna() & (given[asked.weight] == 0), f"weight 0 in column {asked.weight!r}")
    losses = tuple(Loss(None, None, reason) for reason in reasons.dropna())
    step = Step("complete rows of the table", "all", "rows", len(given), len(given) - len(losses), losses)
    kept = given[reasons.isna()].reset_index(drop=True)
    if asked.cluster and is_numeric_dtype(kept[asked.cluster]):
        kept = kept.assign(**{asked.cluster: kept[asked.cluster].astype(np.int64)})
    return _ready(kept, asked, told, step, _caveats(losses, ids, told))


def _ready(kept: Frame, asked: Roles, told: TableNotes, step: Step, caveats: tuple[str, ...]) -> Units:
    own, once = _free(ROW, kept), _free(WEIGHT, kept)
    roles = Roles(
        unit=own,
        cluster=asked.cluster or own,
        treated=asked.treated,
        outcome=asked.outcome,
        weight=asked.weight or once,
        period=asked.period,
        covariates=asked.covariates,
    )
    if not asked.weight:
        kept = kept.assign(**{once: 1.0})
    years = ContrastYears()
    steps: tuple[Step, ...] = (step,)
    faults = list(_unfit_rows(kept, roles))
    if asked.period and not faults:
        place = {"unit": roles.cluster, "period": asked.period, "treated": roles.treated, "weight": roles.weight}
        years, faults = years_of(kept[asked.period], told.cohort, told.baseline)
        faults = faults or list(unfit(kept, years, **place))
        if not faults:
            rows = units_by_years(kept, years, **place).astype({asked.period: np.int64})
            steps = (step, without_every_year(kept, rows, unit=roles.cluster))
            kept, faults = rows, list(_unfit_rows(rows, roles))
    if faults:
        raise DataError(faults)
    number = np.unique(kept[roles.cluster].to_numpy(), return_inverse=True)[1] if asked.period else np.arange(len(kept))
    kept = kept.assign(**{roles.treated: kept[roles.treated].astype(bool)}) if asked.treated else kept.copy()
    kept.insert(0, own, number)
    called = told.called if asked.cluster else "rows"
    return Units(kept, roles, asked.outcome, told.unit, Flow(steps), called, years, caveats)


def _unfit_rows(kept: Frame, roles: Roles) -> Iterator[Fault]:
    """Yield what is wrong with the complete rows."""
    if len(kept) < 2:
        found = f"{len(kept)} complete row{'s' if len(kept) != 1 else ''}"
        yield Fault(TABLE, found, "at least 2", "give values where they are missing, or leave such a column out")
        return
    if roles.treated and kept[roles.treated].nunique() < 2:
        side = "treated" if kept[roles.treated].iloc[0] else "untreated"
        found = f"only {side} rows among the {len(kept)} complete ones"
        yield Fault(
            f"{TABLE}, column {roles.treated!r}",
            found,
            "complete rows on both sides",
            "give values where they are missing",
        )
        return
    if kept[roles.outcome].nunique() < 2:
        found = "the same value in every row"
        yield Fault(f"{TABLE}, column {roles.outcome!r}", found, "an outcome that varies", "name another outcome")
    names = [*([roles.treated] if roles.treated else []), *roles.covariates]
    if len(kept) <= len(names) + 1:
        found = f"{len(kept)} complete rows for {len(names) + 1} columns, the constant among them"
        yield Fault(TABLE, found, "more rows than columns", "leave covariates out, or give more rows")
    elif roles.period is None:
        yield from _said_already(kept, names)


def _said_already(kept: Frame, names: list[str]) -> Iterator[Fault]:
    for one in said_already(kept[names].to_numpy(dtype=float)):
        name, others = names[one.column], [repr(names[place]) for place in one.by]
        steady = "the same value in every row" if kept[name].nunique() == 1 else "hardly varies beside its size"
        found = f"said already by {' and '.join(others)}" if others else steady
        yield Fault(f"{TABLE}, column {name!r}", found, "a column that says something new", "leave it out")


def _caveats(losses: Sequence[Loss], ids: Ids | None, told: TableNotes) -> tuple[str, ...]:
    said = []
    arms = sum(loss.reason == "in another arm" for loss in losses)
    weightless = sum(loss.reason.startswith("weight 0") for loss in losses)
    if missing := len(losses) - arms - weightless:
        said.append(f"{_rows(missing)} with a missing value {_were(missing)} left out.")
    if arms:
        out = f"{_rows(arms)} of other arms {_were(arms)} left out"
        said.append(f"{out}; comparing several arms asks several questions.")
    if weightless:
        said.append(f"{_rows(weightless)} of weight 0 {_were(weightless)} left out.")
    if ids is not None and ids.joined:
        ways = " and ".join(ids.joined[0])
        said.append(
            f"Ids written in several ways, such as {ways}, count as one: {len(ids.joined)} of the {told.called}."
        )
    return tuple(said)


def _rows(number: int) -> str:
    return f"{number} row{'s' if number != 1 else ''}"


def _were(number: int) -> str:
    return "were" if number != 1 else "was"


def _free(name: str, frame: Frame) -> str:
    """Return a name for a column of our own that no column of the table has."""
    while name in frame.columns:
        name += "'"
    return name
