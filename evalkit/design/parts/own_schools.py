"""The programme's own schools held against the rules of the plan: how they were chosen, and who may be compared.

A rule that the plan declares and its own schools do not follow is mirrored on schools elsewhere for nothing, and a
school that no comparison school may resemble has no comparison. Both are counted, and named where schools may be named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evalkit.core.errors import DesignError, Fault
from evalkit.core.years import academic_year
from evalkit.design.parts.donor_rules import passes, rule_column
from evalkit.design.parts.funnel import RULE
from evalkit.records.analysis import Analysis, DonorRule, SelectionRule
from evalkit.records.own_schools import Unlike

NOT_CHOSEN = "does not meet the rule by which the programme's schools were chosen"
UNKNOWN = "a figure is missing, so it cannot be told whether it passes a rule for comparison schools: "


@dataclass(frozen=True, slots=True)
class OwnSchools:
    """What the rules say of the programme's own schools.

    Attributes
    ----------
    analysis : Analysis
        With its donor rules widened where the plan matches on them.
    apart : tuple of str
        Columns of the table that must agree besides the design's categories.
    unlike : tuple of Unlike
        Schools that do not pass a rule for comparison schools, each once for each rule.
    lost : Series
        Why schools of the programme are left out, by school.
    notes : tuple of str
        What the report must say.
    """

    analysis: Analysis
    apart: tuple[str, ...]
    unlike: tuple[Unlike, ...]
    lost: pd.Series
    notes: tuple[str, ...]


def own_schools(table: pd.DataFrame, analysis: Analysis, complete: pd.Index, counted: pd.Index) -> OwnSchools:
    """Hold the programme's schools against the rules; the table gains a column for each rule that is matched on.

    Parameters
    ----------
    table : DataFrame
        Indexed by school, with every rule's column.
    analysis : Analysis
        Its rules, and what is done with schools that do not pass them.
    complete : Index
        Schools of the programme with every year and fact needed.
    counted : Index
        Schools of the programme's areas that would count elsewhere: those that pass every donor rule.
    """
    unmet = _unmet(table, analysis, complete, counted)
    own = complete.difference(unmet)
    unlike = tuple(one for rule in analysis.donors.rules for one in _unlike(table.loc[own], rule, analysis))
    lost = pd.Series(NOT_CHOSEN, index=unmet, dtype=object)
    apart: tuple[str, ...] = ()
    if analysis.donors.own == "leave_out":
        first = {one.unit: f"{RULE if one.known else UNKNOWN}{one.rule}" for one in reversed(unlike)}
        lost = pd.concat([lost, pd.Series(list(first.values()), index=list(first), dtype=object)]).sort_index()
    elif analysis.donors.own == "match":
        analysis, apart = _widened(table, analysis, own)
    notes = (*_chosen_notes(table, analysis, complete, unmet), *_unlike_notes(unlike, analysis))
    return OwnSchools(analysis, apart, unlike, lost, notes)


def meets(values: pd.Series, rule: SelectionRule) -> pd.Series:
    """Say of each figure whether a rule by threshold would have chosen its school; an unknown one is not chosen."""
    good = values.notna()
    if rule.below is not None:
        good &= values < rule.below
    if rule.above is not None:
        good &= values >= rule.above
    return good


def _unmet(table: pd.DataFrame, analysis: Analysis, own: pd.Index, counted: pd.Index) -> pd.Index:
    """Return the programme's schools that the declared rule would not have chosen; refuse them unless counted out."""
    rule = analysis.selection
    if rule is None:
        return own[:0]
    name = f"{rule.variable} {rule.year}"
    values = table.loc[own, name]
    known = values.notna()
    if rule.lowest is None:
        fails = known & ~meets(values, rule)
    else:
        fails = known & (_lower_in_their_area(table, name, own, counted) >= rule.lowest)
    unmet = own.intersection(fails.index[fails])
    if len(unmet) and rule.unmet == "refuse":
        raise DesignError([_not_chosen(rule, len(unmet), len(own))])
    return unmet


def _lower_in_their_area(table: pd.DataFrame, name: str, own: pd.Index, counted: pd.Index) -> pd.Series:
    """Return how many schools that count stand below each school in its own area; equals do not."""
    areas = {area: np.sort(rows[name].to_numpy()) for area, rows in table.loc[counted].groupby("area")}
    placed = zip(table.loc[own, "area"], table.loc[own, name], strict=True)
    lower = [int(np.searchsorted(areas.get(area, np.empty(0)), value)) for area, value in placed]
    return pd.Series(lower, index=own, dtype=int)


def _not_chosen(rule: SelectionRule, unmet: int, number: int) -> Fault:
    """Return the fault; it goes into the report, so it counts schools and leaves their names to the command."""
    return Fault(
        where="study.toml, [selection], chosen_on",
        found=f"{unmet} of {number} schools of the programme {_do(unmet)} not meet it; evalkit check names them",
        allowed=f"{_in_words(rule)} in each of the programme's schools",
        next='correct the rule or the list of schools; or write unmet = "leave_out" in chosen_on, and such schools are '
        "counted out",
    )


def _in_words(rule: SelectionRule) -> str:
    what = f"{rule.variable} of {academic_year(rule.year)}"
    if rule.lowest is not None:
        return f"{what} among the {rule.lowest} lowest of its authority"
    return f"{what} below {rule.below:g}" if rule.below is not None else f"{what} of {rule.above:g} or more"


def _unlike(own: pd.DataFrame, rule: DonorRule, analysis: Analysis) -> list[Unlike]:
    failing = own[~passes(own, rule, analysis)]
    known = failing[rule_column(rule, analysis)].notna()
    return [
        Unlike(int(str(school)), int(urn), rule.reason or rule.variable, bool(there), analysis.donors.own)
        for school, urn, there in zip(failing.index, failing["urn"], known, strict=True)
    ]


def _widened(table: pd.DataFrame, analysis: Analysis, own: pd.Index) -> tuple[Analysis, tuple[str, ...]]:
    """Return the analysis with room for donors that fail a rule as the programme's schools do, and what keeps apart."""
    rules, apart = [], []
    for number, rule in enumerate(analysis.donors.rules, 1):
        column = rule_column(rule, analysis)
        failing = table.loc[own, column][~passes(table.loc[own], rule, analysis)].dropna()
        if failing.empty:
            rules.append(rule)
            continue
        name = f"apart {number} {column}"
        if rule.among:
            table[name] = table[column].astype(str)
            rules.append(replace(rule, among=tuple(dict.fromkeys((*rule.among, *sorted(failing.astype(str)))))))
        else:
            table[name] = np.where(passes(table, rule, analysis), "inside", "outside")
            rules.append(replace(rule, at_least=None, at_most=None))
        apart.append(name)
    return analysis.change(donors=replace(analysis.donors, rules=tuple(rules))), tuple(apart)


def _chosen_notes(table: pd.DataFrame, analysis: Analysis, own: pd.Index, unmet: pd.Index) -> tuple[str, ...]:
    rule = analysis.selection
    if rule is None:
        return ()
    said = []
    unknown = int(table.loc[own, f"{rule.variable} {rule.year}"].isna().sum())
    if len(unmet):
        said.append(
            f"{len(unmet)} of {len(own)} schools of the programme {_do(len(unmet))} not meet the rule by which its "
            f"schools were chosen, and {_are(len(unmet))} left out, which changes whom the estimate is about"
        )
    if unknown:
        said.append(
            f"For {unknown} of {len(own)} schools of the programme the figure on which schools were chosen is not in "
            "the tables, so whether they meet that rule cannot be told"
        )
    return tuple(said)


def _unlike_notes(unlike: tuple[Unlike, ...], analysis: Analysis) -> tuple[str, ...]:
    if not unlike:
        return ()
    number = len({one.unit for one in unlike})
    one_alone = "authority" if analysis.estimand.level == "area" else "school"
    several = "authorities" if analysis.estimand.level == "area" else "schools"
    what = one_alone if number == 1 else several
    reasons = dict.fromkeys(one.rule for one in unlike)
    why = "; ".join(f"“{reason}”: {sum(one.rule == reason for one in unlike)}" for reason in reasons)
    first = f"{number} {what} of the programme {_do(number)} not pass a rule that every comparison {one_alone} passes"
    then = {
        "keep": f"{'It stays' if number == 1 else 'They stay'} in the estimate, though no comparison {one_alone} is "
        f"like {'it' if number == 1 else 'them'} in that, and nobody who is put in the programme's place holds such "
        f"{several}",
        "leave_out": f"{'It is' if number == 1 else 'They are'} left out, which changes whom the estimate is about",
        "match": f"{'It is' if number == 1 else 'They are'} compared only with {several} that fail the rule in the "
        "same way, and so is everybody who is put in the programme's place",
    }
    unknown = len({one.unit for one in unlike if not one.known})
    lacking = f" ({unknown} of them because the figure is not in the tables)" if unknown else ""
    return (f"{first}{lacking} ({why}). {then[analysis.donors.own]}",)


def _do(number: int) -> str:
    return "does" if number == 1 else "do"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
