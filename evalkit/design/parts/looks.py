"""What comparing looks at: every variable, with its year, that a design and its rules take from the panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from evalkit.core.estimand import AREA, Estimand
from evalkit.core.looks import Look
from evalkit.design import DESIGNS
from evalkit.design.parts.options import AT_BASELINE, WHY, Several, VariableYear
from evalkit.records.analysis import Analysis, AreaRule, DonorRule, SelectionRule

OUTCOME, RULE, SELECTION = "outcome", "donor rule", "rule by which schools were chosen"
AREA_PICKED = "rule by which the area was picked"
PUPILS, COUNTED, WEIGHED = "pupils", "counts of pupils", "weights by pupils"


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
    every = (*looks, *looks_of_area_rule(analysis.area_rule))
    return frozenset(look.year for look in every if look.year is not None)


def looks_of_area_rule(rule: AreaRule | None) -> tuple[Look, ...]:
    """Return the figure by whose mean over its schools the programme's area was picked."""
    return () if rule is None else tuple(Look(rule.variable, year, AREA_PICKED) for year in rule.years)


def looks_of_options(options: object, baseline: int) -> tuple[Look, ...]:
    """Return every figure that bound options name, found by type.

    Parameters
    ----------
    options : object
        Bound options of a method.
    baseline : int
        The latest baseline year, at which categories are taken.
    """
    if not is_dataclass(options) or isinstance(options, type):
        return ()
    found: list[Look] = []
    for one in fields(options):
        value, why = getattr(options, one.name), str(one.metadata.get(WHY, f"option {one.name}"))
        if one.metadata.get(AT_BASELINE):
            found.extend(Look(name, baseline, why) for name in value)
        found.extend(Look(item.variable, item.year, why) for item in _figures_in(value))
    return tuple(found)


def figures_of_options(options: object) -> tuple[VariableYear, ...]:
    """Return every figure with its year that bound options name as a number."""
    if not is_dataclass(options) or isinstance(options, type):
        return ()
    return tuple(dict.fromkeys(_figures_in(options)))


def _figures_in(value: object) -> Iterator[VariableYear]:
    if isinstance(value, VariableYear):
        yield value
    elif isinstance(value, Several):
        yield from value.members()
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _figures_in(getattr(value, one.name))
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _figures_in(one)
