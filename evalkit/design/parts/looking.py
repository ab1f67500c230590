"""What comparing looks at: every variable, with its year, that a design and its rules take from the panel."""

from __future__ import annotations

from evalkit.core.estimand import Estimand
from evalkit.core.looking import Look
from evalkit.design import DESIGNS
from evalkit.design.parts.options import looks_of_options
from evalkit.records.analysis import Analysis, DonorRule, SelectionRule

OUTCOME, RULE, SELECTION = "outcome", "donor rule", "rule by which schools were chosen"
PUPILS, COUNTED, WEIGHED = "pupils", "counts of pupils", "weights by pupils"
AREA = "area"


def looks_of(
    asked: Estimand,
    rules: tuple[DonorRule, ...],
    selection: SelectionRule | None,
    design: str,
    options: object,
) -> tuple[Look, ...]:
    """Return what the comparison of one question looks at, the outcome first.

    Parameters
    ----------
    asked : Estimand
        What is estimated.
    rules : tuple of DonorRule
        What a comparison school must pass.
    selection : SelectionRule or None
        How schools were chosen.
    design : str
        Registered name.
    options : object
        The design's bound options.
    """
    base = max(asked.baseline, default=asked.cohort)
    own = DESIGNS.get(design).looks_at
    chosen = () if selection is None else (Look(selection.variable, selection.year, SELECTION),)
    why = WEIGHED if asked.weighting == "pupils" else COUNTED
    return (
        *(Look(asked.outcome, year, OUTCOME) for year in asked.years()),
        *looks_of_options(options, base),
        *(own(asked, asked.years(), options) if own else ()),
        *(Look(rule.variable, rule.year or base, RULE) for rule in rules),
        *chosen,
        Look(PUPILS, base, why, needed=asked.level != AREA),
    )


def years_of(analysis: Analysis) -> frozenset[int]:
    """Return every year in which the comparison of an analysis looks at anything."""
    looks = looks_of(
        analysis.estimand, analysis.donors.rules, analysis.selection, analysis.design, analysis.design_options
    )
    return frozenset(look.year for look in looks if look.year is not None)
