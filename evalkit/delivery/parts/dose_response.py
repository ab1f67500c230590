"""Dose beside change over schools, and what decides the dose."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.delivery.parts.doses import TARGETED
from evalkit.numeric.dose_slope import DoseSlope, dose_slope, rank_correlation
from evalkit.records.delivery.more_with_more import DoseLine, DosePoint, SelectionBehindDose


@dataclass(frozen=True, slots=True)
class Responses:
    """What both accounts of dose and change hold.

    Attributes
    ----------
    points : tuple of DosePoint
        Schools that may be shown, by rising dose, then by change: in the order of their names, they would be known.
    hidden, undosed : int
        Schools that may not be shown, and those whose dose is unknown.
    selection : tuple of SelectionBehindDose
        What decides the dose.
    targeted, others : (int, float)
        Schools of either kind, and their median dose.
    line : DoseLine or None
        None below ten schools.
    """

    points: tuple[DosePoint, ...]
    hidden: int
    undosed: int
    selection: tuple[SelectionBehindDose, ...]
    targeted: tuple[int, float]
    others: tuple[int, float]
    line: DoseLine | None


def responses(schools: pd.DataFrame, shown: dict[str, str], traits: dict[str, str]) -> Responses:
    """Return points, line and selection.

    Parameters
    ----------
    schools : DataFrame
        One row per school with a change: ``dose``, ``change``, ``baseline``, ``pupils``, ``role``.
    shown : dict of str to str
        Schools that may be shown.
    traits : dict of str to str
        Columns that were so before the start, with their words.
    """
    known = schools[schools["dose"].notna() & schools["change"].notna()].sort_values(["dose", "change"])
    targeted = known["role"] == TARGETED
    fit = dose_slope(known["dose"].to_numpy(float), known["change"].to_numpy(float))
    return Responses(
        points=tuple(
            DosePoint(
                dose=float(one["dose"]),
                change=float(one["change"]),
                baseline=float(one["baseline"]),
                pupils=float(one["pupils"]),
                targeted=one["role"] == TARGETED,
            )
            for name, one in known.iterrows()
            if name in shown
        ),
        hidden=sum(name not in shown for name in known.index),
        undosed=int(schools["dose"].isna().sum()),
        selection=tuple(_selection(words, known[column], known["dose"]) for column, words in traits.items()),
        targeted=_median(known["dose"][targeted]),
        others=_median(known["dose"][~targeted]),
        line=None if fit is None else _line(fit),
    )


def _line(fit: DoseSlope) -> DoseLine:
    return DoseLine(
        slope=fit.value,
        conf_low=fit.conf_low,
        conf_high=fit.conf_high,
        conf_level=fit.conf_level,
        mean_dose=fit.mean_dose,
        mean_change=fit.mean_change,
        schools=fit.schools,
    )


def _selection(words: str, trait: pd.Series, dose: pd.Series) -> SelectionBehindDose:
    values, doses = trait.to_numpy(np.float64), dose.to_numpy(np.float64)
    found = rank_correlation(doses, values)
    return SelectionBehindDose(
        trait=words,
        correlation=math.nan if found is None else found,
        schools=int((np.isfinite(values) & np.isfinite(doses)).sum()),
    )


def _median(doses: pd.Series) -> tuple[int, float]:
    return len(doses), float(doses.median())
