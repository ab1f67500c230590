"""As given: the comparison is the one in the table, for instance because a trial assigned it.

Estimates
    Nothing by itself; it passes every unit on with the roles the caller gave.
Assumes
    That the caller has reason to compare these units: random assignment, or adjustment in the estimator.
When it misleads
    Whenever units chose their side and the columns given do not say why.
Reference
    Rubin (2008), Annals of Applied Statistics 2, on design before outcome.
Checked against
    ``tests/unit/design/test_as_given.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalkit.core.errors import DesignError
from evalkit.core.registry import Method
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison, Counts
from evalkit.records.units import Units


@dataclass(frozen=True, slots=True)
class Options:
    """The comparison as given has no options."""


def as_given(analysis: Analysis, options: Options) -> Comparison:
    """Return every unit of a bare table with its roles."""
    units = analysis.data
    if not isinstance(units, Units):
        raise DesignError.one(
            where=f"question {analysis.question!r}, design as_given",
            found="schools by year from a study's tables",
            allowed="a bare table given to ek.Analysis.from_frame",
            next="choose the design matched for a study of schools by year",
        )
    dropped = sum(len(step.losses) for step in units.flow.steps)
    caveats = (f"{dropped} rows with a missing value were left out.",) if dropped else ()
    return Comparison(
        frame=units.frame,
        roles=units.roles,
        shape="cross_section",
        estimand=analysis.estimand,
        counts=_counts(units),
        balance=None,
        assignment=None,
        flow=units.flow,
        caveats=caveats,
    )


METHOD = Method(
    summary="The comparison in the table, as its owner gives it",
    run=as_given,
    options=Options,
    shapes=("cross_section",),
    checked_against=("tests/unit/design/test_as_given.py::test_frame_and_roles_pass_through",),
    words="the comparison as its owner gives it",
    default=True,
)


def _counts(units: Units) -> Counts:
    treated = units.frame[units.roles.treated].to_numpy(dtype=bool)
    cluster = units.frame[units.roles.cluster].to_numpy()
    areas = units.frame[units.roles.area].to_numpy() if units.roles.area else np.zeros(len(treated))
    return Counts(
        units_treated=len(np.unique(cluster[treated])),
        units_comparison=len(np.unique(cluster[~treated])),
        pupils_treated=int(treated.sum()),
        pupils_comparison=int((~treated).sum()),
        areas_treated=len(np.unique(areas[treated])),
        areas_comparison=len(np.unique(areas[~treated])),
    )
