"""Designs one line away from the real ones."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from evalkit.design import DESIGNS
from evalkit.design.parts.options import VariableYear
from evalkit.numeric import entropy_balancing
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison

REAL = DESIGNS.get("matched").run
GIVEN = DESIGNS.get("as_given").run
WEIGHTED = DESIGNS.get("weighted").run


def peeks_at_the_outcome(analysis: Analysis, options: object) -> Comparison:
    """Match on the outcome of the cohort."""
    seen = VariableYear(analysis.estimand.outcome, analysis.estimand.cohort)
    return REAL(analysis, replace(options, nearest=(*options.nearest, seen)))


def forgets_a_school(analysis: Analysis, options: object) -> Comparison:
    """Leave the first school of the programme out from the start, and say nothing."""
    left = analysis.treated - {min(analysis.treated)}
    return REAL(analysis.change(treated=left, programme=left), options)


def drops_a_donor(analysis: Analysis, options: object) -> Comparison:
    """Drop the last comparison school after the counting."""
    made = REAL(analysis, options)
    last = made.frame.loc[~made.frame["treated"], "unit"].max()
    return replace(made, frame=made.frame[made.frame["unit"] != last])


def drops_a_row(analysis: Analysis, options: object) -> Comparison:
    """Drop the first row of a table as given."""
    made = GIVEN(analysis, options)
    return replace(made, frame=made.frame.iloc[1:])


def weighs_like_the_donors(analysis: Analysis, options: object) -> Comparison:
    """Forget to make the weights of the comparison schools sum to one."""
    made = REAL(analysis, options)
    weight = made.frame["weight"].where(made.frame["treated"], 1.0)
    return replace(made, frame=made.frame.assign(weight=weight))


def writes_on_the_panel(analysis: Analysis, options: object) -> Comparison:
    """Round the pupils of the panel it was given."""
    analysis.panel().frame["pupils"] = analysis.panel().frame["pupils"].round(-1)
    return REAL(analysis, options)


def shuffles_weights(analysis: Analysis, options: object) -> Comparison:
    """Take the first row of the panel for the heaviest school."""
    made = REAL(analysis, options)
    first = made.frame["unit"] == analysis.panel().frame["unit"].iloc[0]
    return replace(made, frame=made.frame.assign(weight=made.frame["weight"].where(~first, 0.5)))


def opens_an_area_of_the_programme(analysis: Analysis, options: object) -> Comparison:
    """Forget one school when asking which areas are the programme's."""
    return REAL(analysis.change(programme=analysis.programme - {max(analysis.programme)}), options)


def stops_short_of_balance(analysis: Analysis, options: object) -> Comparison:
    """Take means a twentieth of a standard deviation apart for the same."""
    with patch.object(entropy_balancing, "BALANCED", 0.05):
        return WEIGHTED(analysis, options)


def shows_the_balance_it_wished_for(analysis: Analysis, options: object) -> Comparison:
    """Print the programme's means on both sides."""
    made = REAL(analysis, options)
    rows = tuple(replace(row, after=row.treated, smd_after=0.0) for row in made.balance.rows)
    return replace(made, balance=replace(made.balance, rows=rows))
