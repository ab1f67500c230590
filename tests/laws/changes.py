"""Changes to the data of an analysis that a law names: the same for schools by year and for bare tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate
from evalkit.records.units import Units
from evalkit.tables.panel import Panel


@dataclass(frozen=True)
class Rows:
    """What a change may look at, one entry a row: outcome, school, whether treated and in the cohort."""

    outcome: np.ndarray
    school: np.ndarray
    treated: np.ndarray
    cohort: np.ndarray


def rows_of(analysis: Analysis) -> Rows:
    """Return the rows of an analysis in the order in which they lie."""
    data = analysis.data
    if isinstance(data, Panel):
        school = data.frame["unit"].to_numpy()
        cohort = data.frame["year"].to_numpy() == analysis.estimand.cohort
        outcome = data.frame[analysis.estimand.outcome].to_numpy(dtype=float)
        return Rows(outcome, school, np.isin(school, sorted(analysis.treated)), cohort)
    frame, roles = data.frame, data.roles
    return Rows(
        frame[roles.outcome].to_numpy(dtype=float),
        frame[roles.cluster].to_numpy(),
        frame[roles.treated].to_numpy(dtype=bool),
        np.ones(len(frame), dtype=bool),
    )


def with_outcome(analysis: Analysis, outcome: Callable[[Rows], np.ndarray]) -> Analysis:
    """Return the analysis with other outcomes; nothing else differs, and nothing given is changed."""
    name = analysis.estimand.outcome if isinstance(analysis.data, Panel) else analysis.data.roles.outcome
    return with_frame(analysis, lambda frame: frame.assign(**{name: outcome(rows_of(analysis))}))


def with_frame(analysis: Analysis, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Analysis:
    """Return the analysis with another frame under the same roles."""
    return analysis.change(data=replace(analysis.data, frame=change(analysis.data.frame)))


def shuffled(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in another order, numbered anew."""
    return frame.sample(frac=1.0, random_state=8).reset_index(drop=True)


def shift(analysis: Analysis, by: float) -> Analysis:
    """Add a constant to every outcome."""
    return with_outcome(analysis, lambda rows: rows.outcome + by)


def scale(analysis: Analysis, by: float) -> Analysis:
    """Multiply every outcome."""
    return with_outcome(analysis, lambda rows: rows.outcome * by)


def add_effect(analysis: Analysis, by: float) -> Analysis:
    """Add an effect to the treated rows of the cohort."""
    return with_outcome(analysis, lambda rows: rows.outcome + by * (rows.treated & rows.cohort))


def move_school(analysis: Analysis, school: int, by: float) -> Analysis:
    """Add something to one school's outcome in the cohort."""
    return with_outcome(analysis, lambda rows: rows.outcome + by * ((rows.school == school) & rows.cohort))


def rename(analysis: Analysis) -> Analysis:
    """Give every school and area another name, in the same order."""
    data = analysis.data
    if isinstance(data, Units):
        cluster = data.roles.cluster
        return with_frame(analysis, lambda frame: frame.assign(**{cluster: _number(frame[cluster])}))
    named = with_frame(
        analysis,
        lambda frame: frame.assign(
            unit=_number(frame["unit"]),
            urn=_number(frame["urn"]),
            area="n" + frame["area"],
            area_name="New " + frame["area_name"],
        ),
    )
    return named.change(
        treated=frozenset(_number(school) for school in analysis.treated),
        programme=frozenset(_number(school) for school in analysis.programme),
    )


def swap_sides(analysis: Analysis) -> Analysis:
    """Call the treated untreated and the untreated treated; bare tables only."""
    assert isinstance(analysis.data, Units)
    treated = analysis.data.roles.treated
    return with_frame(analysis, lambda frame: frame.assign(**{treated: ~frame[treated]}))


def _number(school):
    return 7 * school + 3


def estimated(point: Estimate, value: float) -> Estimate:
    """Return the point estimate with another value, as if it had been found."""
    return replace(point, estimate=value)
