"""Indicators of fidelity: what a rule of the study file may count in each school.

`INDICATORS` is the list of them, with the words that the manual prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.doses import school_doses, strands_offered
from evalkit.delivery.parts.periods import in_order
from evalkit.delivery.parts.register import register, sessions_held, to_reach
from evalkit.description.exposure import YEAR_10_WEEKS, YEAR_11_WEEKS, weeks_after
from evalkit.programme.tables.observations import FEATURES

# Kinds of activity by which teaching is to change, as opposed to looking at it or talking of it.
COURSES = ("course day", "coaching", "team session", "work group")
CLEARLY = 2
FROM_OUTSIDE = ("external", "joint")


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that is counted in each school.

    Attributes
    ----------
    dimension : str
        The side of fidelity it was made for; a study may put it under another.
    what : str
        What it counts, in words, with its unit.
    count : callable
        ``count(inputs)`` returns a number by school to be reached; NaN where it is not known.
    """

    dimension: str
    what: str
    count: Callable[[DeliveryInputs], pd.Series]


def _sessions_held_share(inputs: DeliveryInputs) -> pd.Series:
    activities = inputs.kept.rows("activities")
    held = activities["activity"].map(sessions_held(inputs.kept))
    offered, shares = strands_offered(inputs), {}
    for school in _schools(inputs):
        strands = offered.loc[school]
        own = activities["strand"].isin(strands.index[strands]) & activities["school"].isin(["", school])
        planned = activities["planned"][own & held.notna()].sum()
        shares[school] = held[own].sum() / planned if planned else float("nan")
    return pd.Series(shares, dtype="float64")


def _review_before_first_course(inputs: DeliveryInputs) -> pd.Series:
    reviews = inputs.kept.rows("reviews")
    return _not_after(reviews.groupby("school")["date"].min(), _first_course(inputs))


def _plan_before_first_course(inputs: DeliveryInputs) -> pd.Series:
    actions = inputs.kept.rows("actions")
    return _not_after(actions.groupby("school")["agreed"].min(), _first_course(inputs))


def _first_course(inputs: DeliveryInputs) -> pd.Series:
    kinds = inputs.kept.rows("activities").set_index("activity")["kind"]
    rows = register(inputs.kept)
    came = rows[rows["came"] & rows["activity"].map(kinds).isin(COURSES)]
    return came.groupby("school")["date"].min().reindex(_schools(inputs))


def _not_after(day: pd.Series, other: pd.Series) -> pd.Series:
    """Return 1 where a day is known and not after the other, 0 where it is later; NaN where either is unknown."""
    own = day.reindex(other.index)
    return (own <= other).astype("float64").where(own.notna() & other.notna())


def _hours_per_teacher(inputs: DeliveryInputs) -> pd.Series:
    return school_doses(inputs)["per_teacher"]


def _department_share(inputs: DeliveryInputs) -> pd.Series:
    doses = school_doses(inputs)
    return (doses["mostly"] / doses["posts"]).clip(upper=1.0)


def _strands_share(inputs: DeliveryInputs) -> pd.Series:
    doses = school_doses(inputs)
    return doses["strands"] / doses["strands_offered"]


def _cohort_exposure(inputs: DeliveryInputs) -> pd.Series:
    cohort, whole = inputs.study.years.cohort, YEAR_10_WEEKS + YEAR_11_WEEKS
    first = school_doses(inputs)["first"]
    shares = {school: weeks_after(_date(day), cohort) / whole for school, day in first.dropna().items()}
    return pd.Series(shares, dtype="float64").reindex(first.index, fill_value=0.0)


def _features_clear(inputs: DeliveryInputs) -> pd.Series:
    seen = inputs.kept.rows("observations")
    names = [name for name, _, _ in FEATURES]
    judged, clear = seen[names].notna().sum(axis=1), (seen[names] == CLEARLY).sum(axis=1)
    by_school = pd.DataFrame({"judged": judged, "clear": clear}).groupby(seen["school"]).sum()
    return (by_school["clear"] / by_school["judged"]).reindex(_schools(inputs))


def _reviews_from_outside(inputs: DeliveryInputs) -> pd.Series:
    reviews = inputs.kept.rows("reviews")
    outside = reviews["judged_by"].isin(FROM_OUTSIDE) | (reviews["moderated"] == "yes")
    return outside.groupby(reviews["school"]).mean().reindex(_schools(inputs))


def _attended_of_offered(inputs: DeliveryInputs) -> pd.Series:
    doses = school_doses(inputs)
    return (doses["had"] / doses["offered"]).where(doses["offered"] > 0)


def _actions_complete(inputs: DeliveryInputs) -> pd.Series:
    actions = inputs.kept.rows("actions")
    return (actions["status"] == "complete").groupby(actions["school"]).mean().reindex(_schools(inputs))


def _timetabled_cpd(inputs: DeliveryInputs) -> pd.Series:
    return _by_term(inputs, "timetabled_cpd").groupby(level="school").last().reindex(_schools(inputs))


def _timetabled_cpd_gain(inputs: DeliveryInputs) -> pd.Series:
    hours = _by_term(inputs, "timetabled_cpd").groupby(level="school")
    return (hours.last() - hours.first()).where(hours.size() > 1).reindex(_schools(inputs))


def _joint_sessions_share(inputs: DeliveryInputs) -> pd.Series:
    rows = inputs.kept.rows("departments")
    both = rows[rows["joint_planned"].notna() & rows["joint_held"].notna()].groupby("school")
    planned, held = both["joint_planned"].sum(), both["joint_held"].sum()
    return (held / planned).where(planned > 0).reindex(_schools(inputs))


def _by_term(inputs: DeliveryInputs, column: str) -> pd.Series:
    """Return a column of the departments by school and term, terms in their order, blanks left out."""
    rows = inputs.kept.rows("departments").dropna(subset=[column])
    order = {term: place for place, term in enumerate(in_order(rows["term"]))}
    sorted_rows = rows.sort_values("term", key=lambda terms: terms.map(order))
    return sorted_rows.set_index("school")[column]


def _schools(inputs: DeliveryInputs) -> pd.Index:
    schools: pd.Index = pd.Index(to_reach(inputs.kept)["school"], name="school")
    return schools


def _date(day: pd.Timestamp) -> dt.date:
    return day.date()


INDICATORS: Mapping[str, Indicator] = {
    "sessions_held": Indicator(
        "adherence", "share of the sessions planned for the school that were held, 0 to 1", _sessions_held_share
    ),
    "review_before_first_course": Indicator(
        "adherence",
        "1 if the first review was not later than the first course or coaching anybody came to, else 0",
        _review_before_first_course,
    ),
    "plan_before_first_course": Indicator(
        "adherence",
        "1 if an action plan was signed not later than the first course or coaching anybody came to, else 0",
        _plan_before_first_course,
    ),
    "hours_per_teacher": Indicator("exposure", "hours per teacher of maths", _hours_per_teacher),
    "share_attending": Indicator(
        "exposure",
        "share of the department, at its largest, who came to at least attended_share of what was offered to them, "
        "0 to 1",
        _department_share,
    ),
    "strands_share": Indicator(
        "exposure", "share of the strands offered to the school to which anybody came, 0 to 1", _strands_share
    ),
    "cohort_exposure": Indicator(
        "exposure",
        "share of Years 10 and 11 of the study's cohort after the first activity anybody came to, 0 to 1",
        _cohort_exposure,
    ),
    "features_clear": Indicator(
        "quality", "share of the features looked for in lessons that were seen clearly, 0 to 1", _features_clear
    ),
    "reviews_from_outside": Indicator(
        "quality", "share of review ratings made or checked by somebody from outside, 0 to 1", _reviews_from_outside
    ),
    "attended_of_offered": Indicator(
        "responsiveness",
        "hours that teachers of maths had, as a share of those offered to them, 0 to 1",
        _attended_of_offered,
    ),
    "actions_complete": Indicator(
        "responsiveness", "share of the school's agreed actions that are complete, 0 to 1", _actions_complete
    ),
    "timetabled_cpd": Indicator(
        "differentiation",
        "hours of timetabled professional development a half term, in the last term known",
        _timetabled_cpd,
    ),
    "timetabled_cpd_gain": Indicator(
        "differentiation", "the same less that of the first term known, in hours", _timetabled_cpd_gain
    ),
    "joint_sessions_share": Indicator(
        "differentiation", "joint sessions with other schools held, as a share of those planned", _joint_sessions_share
    ),
}
