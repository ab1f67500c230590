"""What a rule for comparison schools says of a school: whether its figure lies within the rule."""

from __future__ import annotations

import pandas as pd

from evalkit.records.analysis import Analysis, DonorRule


def rule_column(rule: DonorRule, analysis: Analysis) -> str:
    """Return the column of a rule's figure; a rule without a year is of the latest baseline year."""
    return f"{rule.variable} {rule.year or max(analysis.estimand.baseline)}"


def passes(table: pd.DataFrame, rule: DonorRule, analysis: Analysis) -> pd.Series:
    """Say of each school whether it passes a rule; one without the figure does not."""
    values = table[rule_column(rule, analysis)]
    good = values.notna()
    if rule.among:
        good &= values.isin(rule.among)
    if rule.at_least is not None:
        good &= values >= rule.at_least
    if rule.at_most is not None:
        good &= values <= rule.at_most
    return good


def rules_hold(table: pd.DataFrame, analysis: Analysis) -> pd.Index:
    """Return the schools that pass every rule."""
    good = pd.Series(True, index=table.index)
    for rule in analysis.donors.rules:
        good &= passes(table, rule, analysis)
    return table.index[good]
