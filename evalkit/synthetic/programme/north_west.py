"""The tables of the invented North West programme."""

from __future__ import annotations

import datetime as dt

from evalkit.study.model import Study
from evalkit.synthetic.programme.answers import Respondent, answer_rows
from evalkit.synthetic.programme.cast import MATHS_ROLES, Cast, Row, cast_of
from evalkit.synthetic.programme.counted import codes_of, held_on, reaching, visits
from evalkit.synthetic.programme.extra_help import extra_help_rows
from evalkit.synthetic.programme.joint_work import link_rows, pairs_made
from evalkit.synthetic.programme.north_west_sessions import north_west_activities
from evalkit.synthetic.programme.sessions import TwinActivity, attendance, hours_per_teacher
from evalkit.synthetic.programme.staffing import department_rows, observation_rows
from evalkit.synthetic.programme.steering import TwinIndicator, kpi_rows, meeting_rows
from evalkit.synthetic.programme.truth import PlantedInDraw, ProgrammeTruth
from evalkit.synthetic.programme.words import written_tables

# Other schools of the authority with which practice was shared.
PARTNERS = ("School F", "School G", "School H", "School I")
LAST = dt.date(2019, 7, 1)
MISSED = {"2018-03": "called off", "2018-08": "none", "2019-04": "none"}


def north_west(study: Study, seed: int, truth: ProgrammeTruth) -> tuple[dict[str, list[Row]], PlantedInDraw]:
    """Return every table, and the truth behind them."""
    cast = cast_of(study, seed, truth)
    activities = tuple(north_west_activities(cast, PARTNERS))
    came = attendance(cast, activities)
    helped, fading = extra_help_rows(cast, cast.schools)
    pairs = pairs_made(cast, 5)
    written = written_tables(study.name)
    schools = [
        {"urn": school.urn, "school": school.name, "role": school.role, "joined": school.joined}
        for school in cast.schools
    ]
    drawn = {
        "schools": [*schools, *written.pop("schools")],
        "activities": [one.row for one in activities],
        "attendance": came,
        "departments": department_rows(cast, {}),
        "observations": observation_rows(cast, ("open door", "team visit"), 0.2),
        "links": [
            *link_rows(cast, pairs, ("open door", "visit", "joint planning"), (0.0, 0.05, 0.25, 0.5, 0.6, 0.7)),
            *written.pop("links"),
        ],
        "meetings": _meetings(written.pop("decisions")),
        "kpis": _indicators(activities, came),
        "survey": _survey(cast, study),
        "pupil_voice": _pupil_voice(cast, study),
        "pupil_intervention": helped,
    }
    planted = PlantedInDraw(
        hours=hours_per_teacher(cast, activities, came),
        rating_slope=float("nan"),
        support_difference=float("nan"),
        survey_change=truth.survey_change,
        pupil_change=truth.pupil_change,
        fading=fading,
        together=pairs,
        trained={},
    )
    return {**drawn, **written}, planted


def _indicators(activities: tuple[TwinActivity, ...], came: list[Row]) -> list[Row]:
    """Return three indicators; open doors are hardly used until each school hosts one in turn."""
    doors, hours = (
        codes_of(activities, "observation visit"),
        {one.row["activity"]: one.row["hours"] for one in activities},
    )
    spring, register = dt.date(2018, 2, 1), "register of attendance"
    lengths = {code: float(str(length)) for code, length in hours.items()}
    return kpi_rows(
        (
            (
                TwinIndicator("K1", "team sessions held", "number", register, 10, spring),
                held_on(activities, "team session"),
            ),
            (TwinIndicator("K2", "visits to open doors", "number", register, 150, spring), visits(came, doors)),
            (
                TwinIndicator("K3", "teachers of maths with 15 hours or more", "number", register, 24, spring),
                reaching(came, lengths, 15.0),
            ),
        ),
        LAST,
    )


def _survey(cast: Cast, study: Study) -> list[Row]:
    """Return answers of teachers of maths, and of two people of each school about working together."""
    known = {survey.id: survey for survey in study.surveys}
    day = dt.date(2018, 1, 15)
    teachers = [person for school in cast.schools for person in cast.of(school.name, MATHS_ROLES, day)]
    partners = [
        person for school in cast.schools for person in cast.of(school.name, ("head of maths", "senior leader"), day)
    ]
    asked = {
        name: tuple(Respondent(one.code, one.school, {"role": one.role}, one.last) for one in people)
        for name, people in (("teachers", teachers), ("partners", partners))
    }
    return [
        *answer_rows(cast, known["teachers"], asked["teachers"], cast.truth.survey_change, (0.85, 0.72)),
        *answer_rows(cast, known["partners"], asked["partners"], 0.6, (0.95, 0.95)),
    ]


def _pupil_voice(cast: Cast, study: Study) -> list[Row]:
    """Return answers of pupils of Year 9, who are in Year 10 at the second wave, and after both conferences."""
    known, draws = {survey.id: survey for survey in study.surveys}, cast.draws("pupils who answer")
    pupils = tuple(
        Respondent(f"U{school.name[-1]}{number:02d}", school.name, {"year_group": 9})
        for school in cast.schools
        for number in range(1, int(draws.integers(34, 58)))
    )
    rows = answer_rows(cast, known["pupils"], pupils, cast.truth.pupil_change, (0.9, 0.75))
    second = known["pupils"].waves[1].id
    rows = [{**row, "year_group": 10} if row["wave"] == second else row for row in rows]
    for number, wave in enumerate(known["conference"].waves):
        went = tuple(
            Respondent(f"C{number + 1}{school.name[-1]}{place:02d}", school.name, {"year_group": 10})
            for school in cast.schools
            for place in range(1, int(draws.integers(8, 17)))
        )
        one = known["conference"].model_copy(update={"waves": (wave,), "id": "conference"})
        rows += answer_rows(cast, one, went, 0.0, (0.92,))
    return rows


def _meetings(decisions: list[Row]) -> list[Row]:
    by_month: dict[str, list[Row]] = {}
    for decision in decisions:
        month = str(decision.pop("month"))
        by_month.setdefault(month, []).append(decision)
    return meeting_rows(dt.date(2018, 1, 1), LAST, by_month, MISSED)
