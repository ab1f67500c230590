"""Several exam years as one outcome: the year of the contrast holds the mean over them.

Done once, before any design, so that every design, estimator and inference sees one outcome after the start.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evalkit.tables.panel import Panel


def averaged_over(panel: Panel, outcome: str, cohort: int, others: tuple[int, ...]) -> Panel:
    """Return the panel in which the outcome of the cohort is the mean of the cohort's and of further years.

    A school without one of the years has no mean, for the reason that the year lacks. Every other year and every
    other variable is as it was.

    Parameters
    ----------
    panel : Panel
        Schools by year with the outcome.
    outcome : str
        Variable averaged.
    cohort : int
        Year whose rows hold the mean.
    others : tuple of int
        Years averaged with it; none leaves the panel as it is.
    """
    if not others:
        return panel
    years = sorted({*others, cohort})
    wide = panel.wide(outcome).reindex(columns=years)
    mean = wide.mean(axis=1, skipna=False)
    frame = panel.frame
    here = frame["year"] == cohort
    values = frame[outcome].where(~here, frame["unit"].map(mean))
    return replace(panel, frame=frame.assign(**{outcome: values}), reasons=_reasons(panel, outcome, cohort, wide))


def _reasons(panel: Panel, outcome: str, cohort: int, wide: pd.DataFrame) -> pd.DataFrame:
    """Return the reasons, those of a year that is lacking standing for the mean too."""
    lacking = wide.index[wide.isna().any(axis=1)]
    own = panel.reasons
    among = own[(own["variable"] == outcome) & own["year"].isin(wide.columns) & own["unit"].isin(lacking)]
    handed = among.sort_values(["unit", "year"]).drop_duplicates("unit").assign(year=cohort)
    kept = own[~((own["variable"] == outcome) & (own["year"] == cohort) & own["unit"].isin(handed["unit"]))]
    return pd.concat([kept, handed], ignore_index=True)
