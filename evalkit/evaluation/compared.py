"""Who is compared in one question: how many of the programme's own schools, and with whom."""

from __future__ import annotations

from collections import Counter

from evalkit.description.comparison_schools import comparison_schools
from evalkit.design.parts.facts import ASKED_ABOUT
from evalkit.evaluation.plans import Asked, analysis_of
from evalkit.evaluation.station import At
from evalkit.evaluation.tables import Tables
from evalkit.records.comparison import Comparison
from evalkit.records.comparison_schools import ComparisonSchools
from evalkit.records.own_schools import OwnStanding


def schools_compared(asked: Asked, at: At) -> ComparisonSchools:
    """Return the comparison schools of a question, from its stations."""
    tables = at("panel", Tables)
    return comparison_schools(analysis_of(asked, tables.panel, tables.areas), at("comparison", Comparison))


def standing_of(comparison: Comparison) -> OwnStanding:
    """Return the programme's side of a comparison's ledger, each school once.

    Parameters
    ----------
    comparison : Comparison
        Its flow lists who was lost on either side; steps of reading count rows of files, not schools of the programme.
    """
    steps = [step for step in comparison.flow.steps if step.group == "programme"]
    lost = Counter(loss.reason for step in steps if step.name != ASKED_ABOUT for loss in step.losses)
    asked = next((step.entered for step in steps if step.name != ASKED_ABOUT), comparison.counts.units_treated)
    kept = {one.unit for one in comparison.unlike if one.handled != "leave_out"}
    compared = comparison.counts.units_treated
    return OwnStanding(
        programme=steps[0].entered if steps else compared,
        asked=asked,
        compared=compared,
        lost=tuple(sorted(lost.items(), key=lambda item: (-item[1], item[0]))),
        unlike=len(kept & {int(unit) for unit in _treated(comparison)}),
        kind=comparison.counts.kind,
    )


def _treated(comparison: Comparison) -> list[int]:
    frame, roles = comparison.frame, comparison.roles
    return list(frame.loc[frame[roles.treated].astype(bool), roles.unit].unique())
