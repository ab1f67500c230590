"""Sessions of courses with who had a place and who came."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.register import CANCELLED, attended_mostly, register
from evalkit.programme.kept import KeptTables

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
    """Return the rows of the register that are a place of a person at a session of a course, with the course's aim.

    A place is any row that was not called off: whoever stayed away had one too.
    """
    rows = register(kept)
    return rows[rows["status"] != CANCELLED].merge(courses[["activity", "aim"]], on="activity")


def completed(rows: pd.DataFrame, share: float) -> pd.Series:
    """Return for each person whether the hours spent reach the share of the hours of their places.

    Hours of somebody who came in part, and for how long nobody wrote, do not count.
    """
    return attended_mostly(rows.groupby("person").agg(had=("spent", "sum"), offered=("session", "sum")), share)
