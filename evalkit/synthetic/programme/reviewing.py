"""Two reviews of each department, by three kinds of rater, and the actions that follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from evalkit.programme.tables.reviews import AREAS
from evalkit.synthetic.programme.cast import Cast, Row
from evalkit.synthetic.programme.terms import school_day

REVIEWED = AREAS[:10]
NEED = 2
LEVELS = np.arange(1, 5)
FIRST_TARGETED, FIRST_OTHERS = (0.27, 0.44, 0.24, 0.05), (0.08, 0.38, 0.43, 0.11)
# How far movement of a school as a whole may lie from what its hours say, and how far hours may move it.
SCHOOL_SPREAD, FURTHEST = 0.10, 0.25
ACTIONS = {
    "leadership and planning": ("minutes of a meeting of the department each fortnight", "minutes of ten meetings"),
    "curriculum and schemes": ("one scheme of work for Years 7 to 9", "all teachers use it by July"),
    "teaching": ("planning in pairs, once a fortnight", "each teacher has planned with two colleagues"),
    "assessment": ("common tests each half term, marked together", "two tests moderated"),
    "use of KS2 data": ("a sheet for each class with results from primary school", "seen in every class folder"),
    "interventions": ("extra help reviewed each half term", "a list with entry and exit scores"),
    "staffing and specialists": ("Year 11 is taught by specialists", "timetable of September"),
    "pupil voice and books": ("books looked at together each half term", "notes of four looks"),
    "numeracy across the curriculum": ("one way to draw graphs in all subjects", "seen in three subjects"),
    "transition": ("a unit that begins in Year 6 and ends in Year 7", "taught with two primary schools"),
}


@dataclass(frozen=True, slots=True)
class TwinRatings:
    """Ratings by reviewers from outside.

    Attributes
    ----------
    first, last : array of int, shape (schools, areas)
        Levels at both reviews.
    expected : array of float, shape (schools,)
        Mean over areas of the movement that was to be expected, before what is peculiar to the school.
    """

    first: np.ndarray
    last: np.ndarray
    expected: np.ndarray

    def slope(self, hours: np.ndarray, seen: np.ndarray) -> float:
        """Return the slope of the expected movement on hours over the schools that were seen twice."""
        return float(np.polyfit(hours[seen], self.expected[seen], 1)[0])


def first_ratings(cast: Cast) -> np.ndarray:
    """Return what the first reviews found: lower where schools were targeted."""
    draws = cast.draws("first ratings")
    chances = [FIRST_TARGETED if school.role == "targeted" else FIRST_OTHERS for school in cast.schools]
    return np.array([draws.choice(LEVELS, len(REVIEWED), p=chance) for chance in chances])


def last_ratings(cast: Cast, first: np.ndarray, hours: dict[str, float]) -> TwinRatings:
    """Return what the last reviews found: an area rises, stays or falls by one level, more often up with more hours."""
    truth, draws = cast.truth, cast.draws("last ratings")
    spent = np.array([hours[school.name] for school in cast.schools])
    moved = np.clip(truth.rating_slope * (spent - spent.mean()), -FURTHEST, FURTHEST)[:, None]
    poor = np.array([area == truth.poor_area for area in REVIEWED])
    up = np.where(poor, 0.25, truth.rises) + np.where(poor, 0.0, moved)
    down = np.broadcast_to(np.where(poor, 0.30, truth.falls), up.shape)
    expected = np.where(first < LEVELS[-1], up, 0) - np.where(first > LEVELS[0], down, 0)
    up = up + draws.uniform(-SCHOOL_SPREAD, SCHOOL_SPREAD, (len(spent), 1))
    chance = draws.random(first.shape)
    step = np.where(chance < up, 1, np.where(chance > 1 - down, -1, 0))
    return TwinRatings(first, np.clip(first + step, LEVELS[0], LEVELS[-1]), expected.mean(axis=1))


def review_rows(cast: Cast, found: TwinRatings, days: dict[str, tuple[dt.date, dt.date | None]]) -> list[Row]:
    """Return every rating: the department's own, its peers' and that of reviewers from outside."""
    draws = cast.draws("raters")
    rows: list[Row] = []
    for place, school in enumerate(cast.schools):
        for name, levels, day in zip(("first", "last"), (found.first, found.last), days[school.name], strict=True):
            raters = (
                ("self", f"R{60 + place}"),
                ("peer", f"R{20 + (place * 3 + 1) % 17}"),
                ("external", f"R{1 + place % 7:02d}"),
            )
            peers_came = draws.random() > 0.1
            for area, level in zip(REVIEWED, levels[place], strict=True):
                seen = _seen(cast, int(level), draws)
                rows += [
                    _rating(school.name, day, name, area, judged_by, rater, seen[judged_by])
                    for judged_by, rater in raters
                    if day is not None and (judged_by != "peer" or peers_came)
                ]
    return rows


def _seen(cast: Cast, level: int, draws: np.random.Generator) -> dict[str, int]:
    truth, own, peer, side = cast.truth, draws.random(), draws.random(), draws.random()
    lenient = 1 if own < truth.self_above else -1 if own > 1 - truth.self_below else 0
    other = 0 if peer < truth.peer_agrees else 1 if side < 0.6 else -1
    return {
        judged_by: int(np.clip(level + step, LEVELS[0], LEVELS[-1]))
        for judged_by, step in (("self", lenient), ("peer", other), ("external", 0))
    }


def _rating(school: str, day: dt.date | None, round_: str, area: str, judged_by: str, rater: str, level: int) -> Row:
    return {
        "school": school,
        "date": day,
        "round": round_,
        "area": area,
        "rating": str(level),
        "judged_by": judged_by,
        "rater": rater,
        "moderated": "yes" if judged_by == "external" else "no",
    }


def action_rows(
    cast: Cast, first: np.ndarray, days: dict[str, tuple[dt.date, dt.date | None]], support: dict[tuple[str, str], str]
) -> list[Row]:
    """Return the action plan of each school: up to five areas in which need was found."""
    draws = cast.draws("actions")
    rows: list[Row] = []
    for place, school in enumerate(cast.schools):
        weak = [area for area, level in zip(REVIEWED, first[place], strict=True) if level <= NEED]
        for area in weak[:5] or [REVIEWED[2]]:
            agreed = school_day(days[school.name][0] + dt.timedelta(days=int(draws.integers(7, 24))))
            what, success = ACTIONS[area]
            rows.append(
                {
                    "action": f"AC{len(rows) + 1:03d}",
                    "school": school.name,
                    "area": area,
                    "what": what,
                    "success": success,
                    "responsible": "head of maths" if draws.random() < 0.75 else "senior leader",
                    "agreed": agreed,
                    "start": school_day(agreed + dt.timedelta(days=14)),
                    "support": support.get((school.name, area), ""),
                    **_ending(school.keen, agreed, draws),
                }
            )
    return rows


def _ending(keen: float, agreed: dt.date, draws: np.random.Generator) -> Row:
    due = school_day(agreed + dt.timedelta(weeks=int(draws.integers(20, 46))))
    late = int(draws.normal(0.5, 4) * 7)
    done = school_day(due + dt.timedelta(days=late))
    chance = draws.random()
    if chance < keen * 0.85 and done < dt.date(2019, 7, 1):
        return {"due": due, "status": "complete", "completed": done, "evidence": "seen at a visit"}
    if chance > 0.94:
        return {"due": due, "status": "stopped", "evidence": "head of maths left"}
    return {"due": due, "status": "overdue" if due < dt.date(2019, 5, 1) else "in progress"}
