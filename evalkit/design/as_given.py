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
    counts = _counts(units)
    return Comparison(
        frame=units.frame,
        roles=units.roles,
        shape="panel" if units.roles.period else "cross_section",
        estimand=analysis.estimand,
        counts=counts,
        balance=None,
        assignment=None,
        flow=units.flow,
        caveats=(*units.caveats, *_on_both_sides(counts)),
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
    roles, frame = units.roles, units.frame
    treated = frame[roles.treated].to_numpy(dtype=bool) if roles.treated else np.zeros(len(frame), dtype=bool)
    cluster = frame[roles.cluster].to_numpy()
    areas = frame[roles.area].to_numpy() if roles.area else np.zeros(len(treated))
    sides = np.unique(cluster[treated]), np.unique(cluster[~treated])
    # Of units by years nobody counted the pupils: a row is a unit in a year.
    pupils = np.zeros(len(frame), dtype=bool) if roles.period else np.ones(len(frame), dtype=bool)
    return Counts(
        units_treated=len(sides[0]),
        units_comparison=len(sides[1]),
        pupils_treated=int((pupils & treated).sum()),
        pupils_comparison=int((pupils & ~treated).sum()),
        areas_treated=len(np.unique(areas[treated])),
        areas_comparison=len(np.unique(areas[~treated])),
        on_both_sides=len(np.intersect1d(*sides)),
        called=units.called,
    )


def _on_both_sides(counts: Counts) -> tuple[str, ...]:
    """Say how many units have treated and untreated rows, if any have."""
    both = counts.on_both_sides
    if not both:
        return ()
    everyone = counts.units_treated + counts.units_comparison - both
    return (f"{both} of the {everyone} {counts.called} have rows on both sides, and are counted on each.",)
