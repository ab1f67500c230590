"""The tables of the invented Leicester programme."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np

from evalkit.study.model import Study
from evalkit.synthetic.programme.answers import Respondent, answer_rows
from evalkit.synthetic.programme.cast import MATHS_ROLES, Cast, Row, cast_of
from evalkit.synthetic.programme.counted import codes_of, completed, first_came, held_on
from evalkit.synthetic.programme.extra_help import extra_help_rows
from evalkit.synthetic.programme.joint_work import link_rows, outreach_rows, pairs_made
from evalkit.synthetic.programme.leicester_sessions import leicester_activities, review_days, support_given
from evalkit.synthetic.programme.reviewing import NEED, action_rows, first_ratings, last_ratings, review_rows
from evalkit.synthetic.programme.sessions import TwinActivity, attendance, hours_per_teacher
from evalkit.synthetic.programme.staffing import department_rows, observation_rows
from evalkit.synthetic.programme.steering import TwinIndicator, kpi_rows, meeting_rows
from evalkit.synthetic.programme.truth import PlantedInDraw, ProgrammeTruth
from evalkit.synthetic.programme.words import written_tables

SPECIAL = ("School T", "School U")
# Days of the conversion course from which a teacher counts as trained.
TRAINED = 5
REGISTER = "register of attendance"
LAST = dt.date(2019, 7, 1)
MISSED = {"2018-02": "called off", "2018-12": "none"}


def leicester(study: Study, seed: int, truth: ProgrammeTruth) -> tuple[dict[str, list[Row]], PlantedInDraw]:
    """Return every table, and the truth behind them."""
    cast = cast_of(study, seed, truth)
    days, first = review_days(cast), first_ratings(cast)
    support = support_given(cast, first)
    activities = leicester_activities(cast, days, support)
    came = attendance(cast, tuple(activities))
    hours = hours_per_teacher(cast, tuple(activities), came)
    trained = _trained(came)
    ratings = last_ratings(cast, first, hours)
    codes = _codes(activities)
    helped, fading = extra_help_rows(cast, tuple(s for s in cast.schools if (s.name, "interventions") in codes))
    pairs, actions = pairs_made(cast, 14), action_rows(cast, first, days, codes)
    written = written_tables(study.name)
    written["selection"] = _chosen(cast, first, written["selection"])
    drawn = {
        "schools": [*school_rows(cast), *written.pop("schools")],
        "activities": [one.row for one in activities],
        "attendance": came,
        "departments": department_rows(cast, trained),
        "reviews": review_rows(cast, ratings, days),
        "actions": actions,
        "observations": observation_rows(cast, ("review", "coach"), 0.1),
        "links": [
            *link_rows(
                cast,
                pairs,
                ("visit", "joint planning", "shared scheme", "moderation"),
                (0.05, 0.1, 0.15, 0.25, 0.3, 0.35),
            ),
            *outreach_rows(cast, SPECIAL, ("Summer 2018", "Autumn 2018", "Spring 2019", "Summer 2019")),
        ],
        "meetings": _meetings(written.pop("decisions")),
        "kpis": _indicators(activities, came, actions),
        "survey": _survey(cast, study, came),
        "pupil_intervention": helped,
    }
    planted = PlantedInDraw(
        hours=hours,
        rating_slope=ratings.slope(
            np.array(list(hours.values())), np.array([last is not None for _, last in days.values()])
        ),
        support_difference=truth.support_with_need - truth.support_without_need,
        survey_change=truth.survey_change,
        pupil_change=float("nan"),
        fading=fading,
        together=pairs,
        trained={school: len(people) for school, people in sorted(trained.items())},
    )
    return {**drawn, **written}, planted


def _chosen(cast: Cast, first: np.ndarray, rows: list[Row]) -> list[Row]:
    """Return which schools were looked at for support, with the areas in need that their first review found."""
    needs = dict(zip((school.name for school in cast.schools), (first <= NEED).sum(axis=1).tolist(), strict=True))
    return [{**row, "value": needs[str(row["school"])]} for row in rows]


def _codes(activities: list[TwinActivity]) -> dict[tuple[str, str], str]:
    """Return the code of the support that a school had in an area."""
    supporting = [one.row for one in activities if "need" in one.row]
    return {(str(row["school"]), str(row["need"])): str(row["activity"]) for row in supporting}


def school_rows(cast: Cast) -> list[Row]:
    """Return the schools that took part as the table of schools holds them."""
    return [
        {"urn": school.urn, "school": school.name, "role": school.role, "joined": school.joined}
        for school in cast.schools
    ]


def _indicators(activities: list[TwinActivity], came: list[Row], actions: list[Row]) -> list[Row]:
    """Return five indicators; the numeracy programme begins late and turns after a decision."""
    courses = codes_of(activities, "course day")
    first = [one for one in activities if str(one.row["activity"]).startswith("RF")]
    reviewed = [(one.days[0], 1.0) for one in first]
    autumn, spring = dt.date(2017, 9, 1), dt.date(2018, 2, 1)
    maths, others = "teachers of maths who came to a course day", "teachers of other subjects who came to a course day"
    return kpi_rows(
        (
            (TwinIndicator("K1", "departments reviewed", "number", "reviews", 19, autumn), reviewed),
            (TwinIndicator("K2", maths, "number", REGISTER, 60, spring), first_came(came, courses, maths=True)),
            (TwinIndicator("K3", others, "number", REGISTER, 40, spring), first_came(came, courses, maths=False)),
            (TwinIndicator("K4", "actions that are done", "per cent", "action plans", 80, spring), completed(actions)),
            (
                TwinIndicator("K5", "hours of coaching", "hours", REGISTER, 200, dt.date(2017, 11, 1)),
                held_on(activities, "coaching", hours=True),
            ),
        ),
        LAST,
    )


def _trained(came: list[Row]) -> dict[str, set[str]]:
    """Return who came to most days of the conversion course, by school."""
    days = Counter(
        (str(row["school"]), str(row["person"]))
        for row in came
        if str(row["activity"]).startswith("C") and row["status"] != "absent"
    )
    made: dict[str, set[str]] = {}
    for (school, person), count in days.items():
        if count >= TRAINED:
            made.setdefault(school, set()).add(person)
    return made


def _survey(cast: Cast, study: Study, came: list[Row]) -> list[Row]:
    """Return answers of teachers of maths who were in the school when the first questionnaire went out."""
    day = dt.date(2018, 1, 15)
    people = tuple(
        Respondent(person.code, person.school, {"role": person.role}, person.last)
        for school in cast.schools
        for person in cast.of(school.name, MATHS_ROLES, day)
    )
    return answer_rows(cast, study.surveys[0], people, cast.truth.survey_change, (0.78, 0.66))


def _meetings(decisions: list[Row]) -> list[Row]:
    by_month: dict[str, list[Row]] = {}
    for decision in decisions:
        month = str(decision.pop("month"))
        by_month.setdefault(month, []).append(decision)
    return meeting_rows(dt.date(2017, 9, 1), LAST, by_month, MISSED)
