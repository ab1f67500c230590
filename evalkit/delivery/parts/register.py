"""Who came to what and for how long: the table of attendance beside the activities it names."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from evalkit.programme.kept import KeptTables

CAME = ("attended", "in part")
# Somebody who was expected: the register says so although they did not come, or does not say yet whether they did.
EXPECTED = ("absent", "booked")
CANCELLED = "cancelled"
# Who teaches maths.
MATHS_ROLES = ("head of maths", "teacher of maths", "non-specialist")
# Schools that the programme was there to reach.
TO_REACH = ("participant", "targeted")
ROUNDING = 1e-9


@lru_cache(maxsize=2)
def register(kept: KeptTables) -> pd.DataFrame:
    """Return the rows of attendance, each with what its activity says; rows after a school left are not in it.

    Returns
    -------
    DataFrame
        Columns of attendance, and ``strand``, ``session`` (hours of one session), ``came`` (bool), ``maths`` (bool:
        the person teaches maths, by the role on the row or on the person's other rows) and ``spent`` (hours there, NaN
        where somebody came in part and nobody wrote for how long).
    """
    activities = kept.rows("activities")[["activity", "strand", "hours"]].rename(columns={"hours": "session"})
    rows = kept.rows("attendance").merge(activities, on="activity")
    left = kept.rows("schools").set_index("school")["left"]
    rows = rows[~(rows["date"] > rows["school"].map(left))].reset_index(drop=True)
    came = rows["status"].isin(CAME)
    whole = rows["session"].where(rows["status"] == CAME[0])
    return rows.assign(
        role=_roles(rows),
        came=came,
        spent=rows["hours"].fillna(whole).where(came, 0.0),
    ).assign(maths=lambda held: held["role"].isin(MATHS_ROLES))


def sessions_held(kept: KeptTables) -> pd.Series:
    """Return sessions held by activity: as written, else the days on which anybody came; NaN where neither is known."""
    activities = kept.rows("activities").set_index("activity")
    rows = kept.rows("attendance")
    days = rows[rows["status"].isin(CAME)].groupby("activity")["date"].nunique()
    return activities["held"].fillna(days.reindex(activities.index).astype("float64"))


def persons(rows: pd.DataFrame, held: pd.Series) -> pd.DataFrame:
    """Return one row per school and person: hours had, and hours offered.

    What was offered to somebody is what the registers expected them at: every session for which they stand in one,
    cancelled ones left out. A register in which nobody is absent or booked lists only those who came; then every
    session held of that activity counts as offered to each person in it.

    Parameters
    ----------
    rows : DataFrame
        From `register`.
    held : Series
        From `sessions_held`.
    """
    takes_absence = rows["status"].isin(EXPECTED).groupby(rows["activity"]).any()
    listed = rows.assign(listed=rows["session"].where(rows["status"] != CANCELLED, 0.0))
    grouped = listed.groupby(["school", "person", "activity"], as_index=False).agg(
        had=("spent", "sum"),
        listed=("listed", "sum"),
        session=("session", "first"),
        came=("came", "any"),
        maths=("maths", "any"),
    )
    whole = grouped["activity"].map(held).fillna(0.0) * grouped["session"]
    offered = grouped["listed"].where(grouped["activity"].map(takes_absence).astype(bool), whole)
    grouped = grouped.assign(offered=offered.clip(lower=grouped["had"]))
    return grouped.groupby(["school", "person"], as_index=False).agg(
        had=("had", "sum"), offered=("offered", "sum"), came=("came", "any"), maths=("maths", "any")
    )


def attended_mostly(people: pd.DataFrame, share: float) -> pd.Series:
    """Say of each person whether they came to at least this share of the hours offered to them."""
    return (people["offered"] > 0) & (people["had"] >= share * people["offered"] - ROUNDING)


def to_reach(kept: KeptTables) -> pd.DataFrame:
    """Return the schools that the programme was there to reach."""
    schools = kept.rows("schools")
    return schools[schools["role"].isin(TO_REACH)]


def _roles(rows: pd.DataFrame) -> pd.Series:
    known = rows[rows["role"] != ""].sort_values("date", kind="stable")
    usual = known.groupby(["school", "person"])["role"].first()
    own = pd.Series(list(zip(rows["school"], rows["person"], strict=True)), index=rows.index).map(usual)
    return rows["role"].where(rows["role"] != "", own.astype("object").fillna(""))
