"""How much each school had: people, hours per teacher of maths, strands taken up, and when it began."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.headcounts import Headcounts, headcounts
from evalkit.delivery.parts.register import attended_mostly, persons, register, sessions_held, to_reach

DAYS_OF_WEEK = 7
TARGETED = "targeted"


def school_doses(inputs: DeliveryInputs) -> pd.DataFrame:
    """Return one row per school that the programme was there to reach, by its name.

    Returns
    -------
    DataFrame
        ``role``; ``posts`` (largest number of teachers of maths in any term, NaN where nobody counted); ``people`` (of
        those who teach maths, who came at least once); ``mostly`` (who came to at least the declared share of what was
        offered to them); ``had`` and ``offered`` (their hours); ``per_teacher`` (hours over the teachers of maths of
        that term, NaN where hours were had in a term whose headcount nobody kept); ``others`` (people of other roles
        who came); ``strands`` taken up and ``strands_offered``, of those of which a register was kept; ``first`` (day
        of the first activity, NaT where nobody came); ``weeks`` from the school's start to it and ``from_award``.
    """
    schools, rows = to_reach(inputs.kept).set_index("school"), register(inputs.kept)
    rows = rows[rows["school"].isin(schools.index)]
    counts = headcounts(inputs.kept.rows("departments"), inputs.kept.rows("schools"))
    people, came = persons(rows, sessions_held(inputs.kept)), rows[rows["came"]]
    maths = people[people["maths"] & people["came"]]
    mostly = maths[attended_mostly(maths, inputs.study.delivery.attended_share)]
    starts = {name: pd.Timestamp(day) for name, day in inputs.starts().items()}
    first = came.groupby("school")["date"].min().reindex(schools.index)
    awarded = inputs.study.delivery.awarded
    return pd.DataFrame(
        {
            "role": schools["role"],
            "posts": [counts.largest(school) for school in schools.index],
            "people": _counted(maths, schools.index),
            "mostly": _counted(mostly, schools.index),
            "had": _summed(maths, "had", schools.index),
            "offered": _summed(people[people["maths"]], "offered", schools.index),
            "per_teacher": hours_per_teacher(rows, counts, schools.index),
            "others": _counted(people[~people["maths"] & people["came"]], schools.index),
            "strands": came.groupby("school")["strand"].nunique().reindex(schools.index, fill_value=0),
            "strands_offered": _strands_known(inputs).groupby(level="school").sum().reindex(schools.index),
            "first": first,
            "weeks": [_weeks(starts[str(name)], day) for name, day in first.items()],
            "from_award": [_weeks(pd.Timestamp(awarded) if awarded else None, day) for day in first],
        },
        index=schools.index,
    )


def strands_offered(inputs: DeliveryInputs) -> pd.Series:
    """Return whether each strand was offered to each school, by (school, strand).

    Support for targeted schools was offered to these, to schools that an activity of it names, and to others whose
    people stand in a register of it. A strand in whose registers only other schools stand was for those others.
    """
    schools = to_reach(inputs.kept)
    strands = [(one.id, one.offered_to) for one in inputs.study.components]
    index = pd.MultiIndex.from_product([schools["school"], [name for name, _ in strands]], names=["school", "strand"])
    roles = dict(zip(schools["school"], schools["role"], strict=True))
    only = {name for name, to in strands if to == TARGETED}
    rows = register(inputs.kept)
    activities = inputs.kept.rows("activities")
    listed = set(zip(rows["school"], rows["strand"], strict=True))
    others = {one for _, one in listed} - {one for school, one in listed if school in roles}
    listed |= set(zip(activities["school"], activities["strand"], strict=True))
    offered = [
        (school, one) in listed or (one not in others and (one not in only or roles[school] == TARGETED))
        for school, one in index
    ]
    return pd.Series(offered, index=index, dtype="bool")


def _strands_known(inputs: DeliveryInputs) -> pd.Series:
    """Return whether each strand was offered to each school and a register of it kept: else nobody knows who came."""
    offered = strands_offered(inputs)
    return offered & offered.index.get_level_values("strand").isin(register(inputs.kept)["strand"].unique())


def strand_doses(inputs: DeliveryInputs) -> pd.DataFrame:
    """Return one row per (school, strand).

    Returns
    -------
    DataFrame
        ``offered`` (bool); ``registered`` (bool: whether anybody kept a register of the strand); ``people`` of any role
        who came; ``per_teacher`` hours of those who teach maths.
    """
    offered = strands_offered(inputs)
    rows = register(inputs.kept)
    registered = offered.index.get_level_values("strand").isin(rows["strand"].unique())
    rows = rows[rows["school"].isin(offered.index.unique("school"))]
    counts = headcounts(inputs.kept.rows("departments"), inputs.kept.rows("schools"))
    schools = pd.Index(offered.index.unique("school"), name="school")
    people = rows[rows["came"]].groupby(["school", "strand"])["person"].nunique()
    per_teacher = {
        (school, strand): hours
        for strand in offered.index.unique("strand")
        for school, hours in hours_per_teacher(rows[rows["strand"] == strand], counts, schools).items()
    }
    return pd.DataFrame(
        {
            "offered": offered,
            "registered": registered,
            "people": people.reindex(offered.index, fill_value=0),
            "per_teacher": pd.Series(per_teacher, dtype="float64").reindex(offered.index),
        }
    )


def hours_per_teacher(rows: pd.DataFrame, counts: Headcounts, schools: pd.Index) -> pd.Series:
    """Return hours of those who teach maths over the teachers of maths of the term, summed over terms, by school.

    Estimates
        What a post in the department had, on average, whoever held it.
    Assumes
        Registers name everybody who came, with their hours; headcounts are those of the term, or of the nearest term
        of the same school year.
    When it misleads
        Where somebody came in part and nobody wrote for how long: such hours are left out.
    Reference
        Durlak and DuPre (2008), dosage as one side of fidelity.
    Checked against
        ``tests/unit/delivery/parts/test_doses.py`` (a case by hand, and a loop over people and terms).

    Parameters
    ----------
    rows : DataFrame
        From `register`.
    counts : Headcounts
        Of the departments.
    schools : Index
        Names of schools; those of whom nobody came had none, whatever their headcount.
    """
    came = rows[rows["came"] & rows["maths"]]
    known = counts.each(came["school"], came["date"].dt.date) if len(came) else np.array([])
    shares = pd.Series(came["spent"].fillna(0.0).to_numpy() / known, index=came["school"].to_numpy(), dtype="float64")
    # A term whose headcount is unknown makes the whole sum unknown.
    return shares.groupby(level=0).agg(lambda part: part.sum(skipna=False)).reindex(schools, fill_value=0.0)


def _weeks(since: pd.Timestamp | None, day: pd.Timestamp) -> float:
    return float("nan") if since is None or pd.isna(day) else (day - since).days / DAYS_OF_WEEK


def _counted(people: pd.DataFrame, schools: pd.Index) -> pd.Series:
    return people.groupby("school")["person"].nunique().reindex(schools, fill_value=0)


def _summed(people: pd.DataFrame, column: str, schools: pd.Index) -> pd.Series:
    return people.groupby("school")[column].sum().reindex(schools, fill_value=0.0)
