"""Words and numbers kept apart: what is matched on, and every bound of a rule, must be of the kind that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evalkit.core.errors import Fault
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import Analysis
from evalkit.tables.panel import Panel

NUMBERS = "a variable of numbers"


def of_figures(analysis: Analysis, items: Iterable[VariableYear]) -> Iterator[Fault]:
    """Yield a fault for each variable that a design takes as a number and that holds words.

    Parameters
    ----------
    analysis : Analysis
        Names the question and holds the panel.
    items : iterable of VariableYear
        What is matched on or shown in a balance; the panel has them all.
    """
    for name in dict.fromkeys(item.variable for item in items):
        if _words(analysis.panel(), name):
            yield Fault(
                where=f"question {analysis.question!r}, matched on or shown: {name}",
                found=f"{name}, which holds words",
                allowed=NUMBERS,
                next="name it among the categories that must agree exactly, or take it out",
            )


def of_rules(analysis: Analysis) -> Iterator[Fault]:
    """Yield a fault for each rule that bounds words, or lists words for numbers.

    Parameters
    ----------
    analysis : Analysis
        Holds the panel, the donor rules and the rule by which schools were chosen; the panel has all their variables.
    """
    panel = analysis.panel()
    for rule in analysis.donors.rules:
        bounded = rule.at_least is not None or rule.at_most is not None
        if _words(panel, rule.variable) and bounded:
            yield _of_rule(analysis, rule.variable, "at_least or at_most on words", "among = [words]")
        elif rule.among and not _words(panel, rule.variable):
            yield _of_rule(analysis, rule.variable, "among on numbers", "at_least or at_most")
    for who, chosen in (("schools were chosen", analysis.selection), ("the area was picked", analysis.area_rule)):
        if chosen is not None and panel.has(chosen.variable) and _words(panel, chosen.variable):
            yield Fault(
                where=f"question {analysis.question!r}, rule by which {who}: {chosen.variable}",
                found=f"{chosen.variable}, which holds words",
                allowed=NUMBERS,
                next="name the figure that was looked at, or take the rule out and say in words how it was done",
            )


def _of_rule(analysis: Analysis, variable: str, found: str, allowed: str) -> Fault:
    return Fault(
        where=f"question {analysis.question!r}, donor rule: {variable}",
        found=found,
        allowed=f"{allowed} for {variable}",
        next="write the rule as allowed, or name another variable",
    )


def _words(panel: Panel, name: str) -> bool:
    return panel.variable(name).unit is None
