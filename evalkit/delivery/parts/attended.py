"""Sessions of courses with who had a place and who came."""

from __future__ import annotations

import pandas as pd

from evalkit.programme.kept import KeptTables

CAME = ("attended", "in part")
# Called off for everybody: nobody's place.
CALLED_OFF = "cancelled"
OTHER = "other"
TEAMS, CONVERSION, NUMERACY, LEADERSHIP, TRAINEES = (
    "team development",
    "conversion",
    "numeracy in other subjects",
    "leadership",
    "trainees",
)
BY_KIND = {"team session": TEAMS, "trainee session": TRAINEES, "work group": "work group"}
BY_AUDIENCE = {
    "non-specialists": CONVERSION,
    "other subjects": NUMERACY,
    "heads of maths": LEADERSHIP,
    "senior leaders": LEADERSHIP,
    "trainees": TRAINEES,
}
COURSE = "course day"


def course_activities(kept: KeptTables) -> pd.DataFrame:
    """Return the activities that are courses, each with its aim: what kind it was, and for whom."""
    activities = kept.rows("activities")
    courses = activities[activities["kind"].isin((COURSE, *BY_KIND))]
    aims = [
        BY_KIND.get(kind, BY_AUDIENCE.get(for_whom, "course"))
        for kind, for_whom in zip(courses["kind"], courses["for_whom"], strict=True)
    ]
    return courses.assign(aim=pd.Series(aims, index=courses.index, dtype="object"))


def places(kept: KeptTables, courses: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each place of a person at a session of a course: hours it offered, hours spent, who came.

    A place is any row of the table that was not called off: whoever stayed away had one too.
    """
    attendance = kept.rows("attendance")
    held = attendance[attendance["status"] != CALLED_OFF]
    told = courses[["activity", "strand", "aim", "hours"]]
    rows = held.merge(told, on="activity", suffixes=("", "_offered"))
    came = rows["status"].isin(CAME)
    spent = rows["hours"].fillna(rows["hours_offered"]).where(came, 0.0)
    return rows.assign(came=came, spent=spent)


def completed(rows: pd.DataFrame, share: float) -> pd.Series:
    """Return for each person whether the hours spent reach the share of the hours of their places."""
    by_person = rows.groupby("person")[["spent", "hours_offered"]].sum()
    # A billionth below, so that 8 hours of 10 are 80 per cent however they are added.
    return by_person["spent"] >= share * by_person["hours_offered"] - 1e-9
