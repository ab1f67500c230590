"""One row per school with everything a design needs, and the ledger of who could not be used.

Losses are decided in a fixed order and each school is listed once, under the first reason that holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.core.errors import DataError, Fault
from evalkit.core.recent import Recent
from evalkit.core.years import academic_year
from evalkit.design.parts import kinds
from evalkit.design.parts.donor_rules import passes, rule_column, rules_hold
from evalkit.design.parts.funnel import RULE, refuse_nobody
from evalkit.design.parts.options import VariableYear
from evalkit.design.parts.own_schools import own_schools
from evalkit.design.parts.selection import chosen
from evalkit.records.analysis import Analysis
from evalkit.records.own_schools import Unlike
from evalkit.tables.flow import Loss, Step
from evalkit.tables.panel import Panel

# What every comparison counts or keeps apart by, whatever is matched on.
OF_EVERY_SCHOOL = ("area", "area_name", "pupils")
# The step that lists those of the programme whom a question does not ask about.
ASKED_ABOUT = "is one of the schools asked about"
_TABLES: Recent[pd.DataFrame] = Recent(4)


@dataclass(frozen=True, slots=True)
class Facts:
    """Schools that a design may use.

    Attributes
    ----------
    frame : DataFrame
        Indexed by school in ascending order: ``area``, ``area_name``, ``pupils``, ``change``, ``treated``,
        ``eligible``, ``home``, ``counts`` (may be compared, or would count in an area elsewhere), one column per exact
        category, one per variable and year.
    programme, comparison : tuple of Step
        The ledger of both sides.
    notes : tuple of str
        What the mirrored selection rule did, and what the rules say of the programme's own schools.
    area_sizes : Series
        Schools by area that pass the donor rules, before any selection rule.
    unlike : tuple of Unlike
        Schools of the programme that do not pass a rule for comparison schools.
    apart : tuple of str
        Columns that must agree besides the design's categories: rules that the programme's schools are matched on.
    """

    frame: pd.DataFrame
    programme: tuple[Step, ...]
    comparison: tuple[Step, ...]
    notes: tuple[str, ...]
    area_sizes: pd.Series
    unlike: tuple[Unlike, ...] = ()
    apart: tuple[str, ...] = ()


def gather(
    analysis: Analysis, exact: tuple[str, ...], numbers: tuple[VariableYear, ...], shown: tuple[VariableYear, ...] = ()
) -> Facts:
    """Collect one row per school and say who cannot be used and why.

    Parameters
    ----------
    analysis : Analysis
        Who was treated, the estimand, the donor and selection rules.
    exact : tuple of str
        Categories that must agree exactly, taken at the latest baseline year.
    numbers : tuple of VariableYear
        Variables every school must have.
    shown : tuple of VariableYear
        Variables to show besides; a school may lack them.
    """
    _refuse_unknown(analysis, exact, (*numbers, *shown))
    table = _table(analysis, exact, (*numbers, *shown))
    rows = analysis.panel().frame
    home_areas = set(rows.loc[rows["unit"].isin(analysis.programme), "area"].dropna())
    table["home"] = table["area"].isin(home_areas)
    needs = _needs(analysis, exact, numbers)
    own, lacking = _treated_reasons(table, analysis, needs)
    held = own_schools(table, analysis, own.difference(lacking.index), _counted(table, analysis, needs))
    analysis = held.analysis
    treated, programme = _keep(table, analysis, (own, pd.concat([lacking, held.lost])), "programme")
    judged = _donor_reasons(table, analysis, needs)
    others, pool_step = _keep(table, analysis, judged, "comparison")
    home = _counted(table, analysis, needs)
    allowed, notes = chosen(analysis, table, others, home)
    refuse_nobody(analysis, *judged, None if analysis.selection is None else len(allowed))
    eligible, selection_step = _mirror(table, others, allowed, analysis)
    frame = table.loc[sorted({*treated, *eligible, *home.difference(own)})].copy()
    frame["treated"] = frame.index.isin(treated)
    frame["eligible"] = frame.index.isin(eligible)
    frame["counts"] = frame.index.isin(home) | frame["eligible"]
    sizes = table.loc[others].groupby("area").size()
    steps = ((*_asked(table, analysis), programme), (pool_step, *selection_step))
    return Facts(frame, *steps, (*notes, *held.notes), sizes, held.unlike, held.apart)


def column(item: VariableYear) -> str:
    """Return the name of a variable's column in `Facts.frame`."""
    return f"{item.variable} {item.year}"


def _table(analysis: Analysis, exact: tuple[str, ...], numbers: tuple[VariableYear, ...]) -> pd.DataFrame:
    """Return one row per school; refits that leave schools or areas out ask for the very same table."""
    own = analysis.treated | analysis.programme
    told = (exact, numbers, analysis.estimand, analysis.donors.rules, analysis.selection, own)
    return _TABLES.once(analysis.panel(), told, lambda: _collected(analysis, exact, numbers)).copy()


def _collected(analysis: Analysis, exact: tuple[str, ...], numbers: tuple[VariableYear, ...]) -> pd.DataFrame:
    panel, contrast = analysis.panel(), analysis.estimand.contrast()
    base = max(analysis.estimand.baseline)
    own = np.array(sorted(analysis.treated | analysis.programme), dtype=np.int64)
    schools = pd.Index(np.union1d(panel.frame["unit"].to_numpy(), own), name="unit")
    facts = ["unit", "urn", *dict.fromkeys((*OF_EVERY_SCHOOL, *exact))]
    table = panel.frame.loc[panel.frame["year"] == base, facts].set_index("unit").reindex(schools)
    table["urn"] = table["urn"].fillna(_last_number(panel.frame, table.index[table["urn"].isna()]))
    outcome = {year: panel.of_year(analysis.estimand.outcome, year, schools) for year in sorted(contrast)}
    table["change"] = sum(contrast[year] * values for year, values in outcome.items())
    for year, values in outcome.items():
        table[f"outcome {year}"] = values
    extra = tuple(VariableYear(rule.variable, rule.year or base) for rule in analysis.donors.rules)
    for item in (*numbers, *extra, *_selection(analysis)):
        table[column(item)] = panel.of_year(item.variable, item.year, schools)
    return table


def _last_number(rows: pd.DataFrame, schools: pd.Index) -> pd.Series:
    """Return the latest number of schools that have no row in the baseline year."""
    own = rows.loc[rows["unit"].isin(schools), ["unit", "year", "urn"]]
    return own.sort_values("year").groupby("unit")["urn"].last()


def _refuse_unknown(analysis: Analysis, exact: tuple[str, ...], numbers: tuple[VariableYear, ...]) -> None:
    panel, base = analysis.panel(), max(analysis.estimand.baseline)
    rules = tuple(VariableYear(rule.variable, rule.year or base) for rule in analysis.donors.rules)
    own = tuple(VariableYear(name, base) for name in (*OF_EVERY_SCHOOL, *exact))
    asked = dict.fromkeys((*own, *numbers, *rules, *_selection(analysis)))
    years = sorted(int(year) for year in panel.frame["year"].unique())
    faults = [
        Fault(
            where=f"question {analysis.question!r}, {item.variable} {item.year}",
            found=f"no variable {item.variable!r} in the tables read"
            if not panel.has(item.variable)
            else f"no tables of {item.year}",
            allowed=", ".join(sorted(variable.name for variable in panel.variables))
            if not panel.has(item.variable)
            else ", ".join(map(str, years)),
            next="name a variable and a year that the tables hold, or add the tables to the data folder",
        )
        for item in asked
        if not panel.has(item.variable) or item.year not in years
    ]
    faults = faults or [*kinds.of_figures(analysis, numbers), *kinds.of_rules(analysis)]
    if faults:
        raise DataError(faults)


def _selection(analysis: Analysis) -> tuple[VariableYear, ...]:
    rule = analysis.selection
    return () if rule is None else (VariableYear(rule.variable, rule.year),)


def _needs(
    analysis: Analysis, exact: tuple[str, ...], numbers: tuple[VariableYear, ...]
) -> tuple[tuple[str, str, int], ...]:
    """Return (column, variable, year) of everything a school must have, in the order it is looked for."""
    base = max(analysis.estimand.baseline)
    years = tuple((f"outcome {year}", analysis.estimand.outcome, year) for year in analysis.estimand.years())
    facts = tuple((name, name, base) for name in ("area", "pupils", *exact))
    return (*years, *facts, *((column(item), item.variable, item.year) for item in numbers))


def _complete(table: pd.DataFrame, needs: tuple[tuple[str, str, int], ...]) -> pd.Series:
    return table[[name for name, _, _ in needs]].notna().all(axis=1)


def _missing_reasons(table: pd.DataFrame, panel: Panel, needs: tuple[tuple[str, str, int], ...]) -> pd.Series:
    """Return, for each incomplete school, the first thing it lacks and why, in words."""
    said, complete = np.full(len(table), "", dtype=object), np.ones(len(table), dtype=bool)
    for name, variable, year in needs:
        label = panel.variable(variable).label if panel.has(variable) else variable
        lacking = complete & table[name].isna().to_numpy()
        if not lacking.any():
            continue
        why = panel.why(variable, year, table.index[lacking])
        said[lacking] = (f"no {label} in {academic_year(year)}: " + why).to_numpy()
        complete &= ~lacking
    return pd.Series(said, index=table.index, dtype=object)[~complete]


def _treated_reasons(
    table: pd.DataFrame, analysis: Analysis, needs: tuple[tuple[str, str, int], ...]
) -> tuple[pd.Index, pd.Series]:
    own = table.loc[table.index.isin(analysis.treated)]
    return own.index, _missing_reasons(own, analysis.panel(), needs)


def _donor_reasons(
    table: pd.DataFrame, analysis: Analysis, needs: tuple[tuple[str, str, int], ...]
) -> tuple[pd.Index, pd.Series]:
    others = table.loc[~table.index.isin(analysis.programme)]
    said, free = np.full(len(others), "", dtype=object), np.ones(len(others), dtype=bool)
    for fails, reason in _rules_of_the_study(others, analysis):
        said[free & fails] = reason
        free &= ~fails
    rule_needs = tuple(
        (rule_column(rule, analysis), rule.variable, rule.year or max(analysis.estimand.baseline))
        for rule in analysis.donors.rules
    )
    lacking = _missing_reasons(others[free], analysis.panel(), (*needs, *rule_needs))
    reasons = pd.Series(said, index=others.index, dtype=object)
    reasons[lacking.index] = lacking
    return others.index, reasons[~free | others.index.isin(lacking.index)]


def _rules_of_the_study(others: pd.DataFrame, analysis: Analysis) -> Iterator[tuple[np.ndarray, str]]:
    """Give, in the order in which they are looked at, who fails each rule and what is said of them."""
    yield others["home"].to_numpy(), "in an area of the programme"
    yield others["area"].isin(analysis.donors.exclude_areas).to_numpy(), "area left out by the study"
    yield others.index.isin(analysis.donors.exclude_schools), "school left out by the study"
    for rule in analysis.donors.rules:
        fails = others[rule_column(rule, analysis)].notna() & ~passes(others, rule, analysis)
        yield fails.to_numpy(), f"{RULE}{rule.reason}"


def _counted(table: pd.DataFrame, analysis: Analysis, needs: tuple[tuple[str, str, int], ...]) -> pd.Index:
    """Return the schools of the programme's areas that would count in an area elsewhere, the programme's among them."""
    good = table["home"] & table.index.isin(rules_hold(table, analysis)) & _complete(table, needs)
    return table.index[good & ~table.index.isin(analysis.donors.exclude_schools)]


def _asked(table: pd.DataFrame, analysis: Analysis) -> tuple[Step, ...]:
    """Return the step that lists the programme's schools whom the question does not ask about, if any."""
    apart = sorted(analysis.programme - analysis.treated)
    if not apart:
        return ()
    urns = table["urn"].reindex(apart).fillna(pd.Series(apart, index=apart)).astype(int)
    losses = tuple(Loss(int(urn), None, "not among the schools this question is about") for urn in urns)
    everyone = len(analysis.programme | analysis.treated)
    return (Step(ASKED_ABOUT, "programme", "schools", everyone, len(analysis.treated), losses),)


def _keep(
    table: pd.DataFrame, analysis: Analysis, judged: tuple[pd.Index, pd.Series], group: str
) -> tuple[pd.Index, Step]:
    schools, reasons = judged
    kept = schools[~schools.isin(reasons.index)]
    urns = table["urn"].fillna(table.index.to_series()).astype(int)[reasons.index].tolist()
    losses = tuple(Loss(urn, None, str(reason)) for urn, reason in zip(urns, reasons.tolist(), strict=True))
    name = "has every year and fact needed" if group == "programme" else "may serve as a comparison"
    return kept, Step(name, group, "schools", len(schools), len(kept), losses)


def _mirror(
    table: pd.DataFrame, others: pd.Index, allowed: pd.Index, analysis: Analysis
) -> tuple[pd.Index, tuple[Step, ...]]:
    if analysis.selection is None:
        return others, ()
    lost = table.loc[others[~others.isin(allowed)], "urn"]
    losses = tuple(Loss(int(u), analysis.selection.year, "would not have been chosen by the same rule") for u in lost)
    return allowed, (
        Step("chosen by the programme's own rule", "comparison", "schools", len(others), len(allowed), losses),
    )
