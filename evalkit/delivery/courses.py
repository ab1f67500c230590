"""Each course by itself: who came, who completed it, and what moved beside it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from evalkit.core.years import academic_year
from evalkit.delivery.parts import attended
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.periods import first_of_term
from evalkit.delivery.parts.register import TO_REACH
from evalkit.delivery.parts.subjects import subjects_reached
from evalkit.numeric.meetings import came_back
from evalkit.programme.kept import KeptTables
from evalkit.records.delivery.courses import (
    Course,
    Courses,
    DeliveredByParticipants,
    LeaversOfYear,
    SpecialistLessons,
    TeamWork,
)

TEAM = 2
SENT, OTHERS = "sent people to it", "sent nobody"
SEEN_BY = ("open door", "team visit")


def run(inputs: DeliveryInputs) -> Courses:
    """Return each course of the study with what its tables show."""
    kept, share = inputs.kept, inputs.study.delivery.attended_share
    activities = attended.course_activities(kept)
    rows = attended.places(kept, activities)
    done = [attended.completed(own, share) for _, own in rows.groupby(["strand", "aim"])]
    specialists, left = _departments(kept, rows)
    return Courses(
        courses=tuple(_courses(inputs, activities, rows, share)),
        people=rows["person"].nunique(),
        completed=len({person for one in done for person in one.index[one]}),
        absences=int((~rows["came"]).sum()),
        share=share,
        specialists=specialists,
        left=left,
        subjects=subjects_reached(inputs, rows),
        teams=_teams(kept, rows[rows["aim"] == attended.TEAMS]),
        delivered=_delivered(kept),
        invented=kept.invented("activities", "attendance", "departments", "links", "observations", "providers"),
    )


def _courses(inputs: DeliveryInputs, activities: pd.DataFrame, rows: pd.DataFrame, share: float) -> Iterator[Course]:
    for strand, name in inputs.strands().items():
        aims = activities[activities["strand"] == strand].groupby("aim", sort=False)
        for aim, own in aims:
            called = name if len(aims) == 1 else f"{name} ({aim})"
            yield _course(called, str(aim), own, rows[(rows["strand"] == strand) & (rows["aim"] == aim)], share)


def _course(name: str, aim: str, activities: pd.DataFrame, rows: pd.DataFrame, share: float) -> Course:
    came = rows[rows["came"]]
    roles = came.drop_duplicates("person")["role"].value_counts()
    return Course(
        name=name,
        aim=aim,
        planned=int(activities["planned"].sum()),
        held=int(activities["held"].sum()),
        schools=came["school"].nunique(),
        places=rows["person"].nunique(),
        came=came["person"].nunique(),
        completed=int(attended.completed(rows, share).sum()),
        roles=tuple((str(role), int(count)) for role, count in roles.items()),
    )


def _departments(
    kept: KeptTables, rows: pd.DataFrame
) -> tuple[tuple[SpecialistLessons, ...], tuple[LeaversOfYear, ...]]:
    """Return departments that sent people to a course for non-specialists beside the others."""
    course, departments = rows[(rows["aim"] == attended.CONVERSION) & rows["came"]], kept.rows("departments")
    if course.empty or departments.empty:
        return (), ()
    began = course["date"].min()
    dated = departments.assign(
        begins=[pd.Timestamp(first_of_term(term)) for term in departments["term"]],
        sent=departments["school"].isin(course["school"]),
    ).sort_values("begins")
    groups = [(name, dated[dated["sent"] == sent]) for name, sent in ((SENT, True), (OTHERS, False))]
    specialists = tuple(_specialists(name, own, began) for name, own in groups)
    return specialists, tuple(one for name, own in groups for one in _leavers(name, own))


def _specialists(group: str, departments: pd.DataFrame, began: pd.Timestamp) -> SpecialistLessons:
    """Compare the last figure before the course, or else the first there is, with the last figure of all."""
    known = departments[departments["non_specialist_lessons"].notna()]
    before, after = [], []
    for _, own in known.groupby("school"):
        earlier = own[own["begins"] <= began]
        start = earlier.iloc[-1] if len(earlier) else own.iloc[0]
        if start["begins"] < own.iloc[-1]["begins"]:
            before.append(100 - start["non_specialist_lessons"])
            after.append(100 - own.iloc[-1]["non_specialist_lessons"])
    change = np.subtract(after, before)
    return SpecialistLessons(
        group=group,
        schools=len(before),
        before=float(np.mean(before)) if before else float("nan"),
        after=float(np.mean(after)) if after else float("nan"),
        rose=int((change > 0).sum()),
        same=int((change == 0).sum()),
        fell=int((change < 0).sum()),
    )


def _leavers(group: str, departments: pd.DataFrame) -> list[LeaversOfYear]:
    """Return teachers and leavers by school year: the first headcount of the year, the largest number of leavers."""
    years = departments["begins"].dt.year + (departments["begins"].dt.month >= 9)
    by_school = departments.groupby([years.rename("year"), "school"]).agg(
        teachers=("teachers", "first"), left=("left", "max")
    )
    counted = by_school.dropna().reset_index()
    return [
        LeaversOfYear(academic_year(year), group, len(own), int(own["teachers"].sum()), int(own["left"].sum()))
        for year in sorted(set(counted["year"].astype(int)))
        for own in [counted[counted["year"] == year]]
    ]


def _teams(kept: KeptTables, rows: pd.DataFrame) -> TeamWork | None:
    came = rows[rows["came"]]
    if came.empty:
        return None
    sizes = came.groupby(["school", "activity", "date"])["person"].nunique()
    present = [_present(own) for _, own in came.groupby("school")]
    counts = [came_back(meetings) for meetings in present]
    links, activities, observations = kept.rows("links"), kept.rows("activities"), kept.rows("observations")
    between = int(links["kind"].isin(("visit", "open door")).sum())
    visits = activities.loc[activities["kind"] == "observation visit", "held"].sum()
    seen = observations["observer"].value_counts()
    return TeamWork(
        meetings=len(sizes),
        as_team=int((sizes >= TEAM).sum()),
        schools=came["school"].nunique(),
        schools_as_team=int((sizes.groupby("school").min() >= TEAM).sum()),
        again=sum(again for again, _ in counts),
        back=sum(back for _, back in counts),
        visits=between + int(visits),
        lessons=tuple((name, int(seen[name])) for name in SEEN_BY if name in seen),
    )


def _present(came: pd.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Return who of a school was there, session by session in the order of their days."""
    return pd.crosstab([came["date"], came["activity"]], came["person"]).to_numpy() > 0


def _delivered(kept: KeptTables) -> DeliveredByParticipants | None:
    schools, providers, activities = kept.rows("schools"), kept.rows("providers"), kept.rows("activities")
    own = schools.loc[schools["role"].isin(TO_REACH), "urn"].dropna()
    theirs = providers.loc[providers["urn"].isin(own), "provider"]
    held = activities[activities["provider"].isin(theirs) & (activities["held"] > 0)]
    if held.empty:
        return None
    return DeliveredByParticipants(
        providers=held["provider"].nunique(),
        sessions=int(held["held"].sum()),
        titles=tuple(dict.fromkeys(held["title"])),
    )


ACCOUNT = Account(
    summary="each course by itself: who came, and who completed it",
    called="course attendance",
    run=run,
    needs=("activities", "attendance"),
    uses=("schools", "departments", "links", "observations", "providers"),
    rests_on=("panel",),
    checked_against=("tests/unit/delivery/test_courses.py", "tests/unit/numeric/test_meetings.py"),
)
