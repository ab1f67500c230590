"""Invented reviews, support and lessons of any number of schools, the same for the same seed."""

from __future__ import annotations

import datetime as dt

import numpy as np

from evalkit.programme.kept import KeptTables
from evalkit.programme.tables.observations import FEATURES
from evalkit.programme.tables.reviews import AREAS
from tests.support.programme import Row, kept_tables, schools

TERMS = ("Autumn 2017", "Spring 2018", "Summer 2018", "Spring 2019")
FIRST_VISIT, WEEK = dt.date(2017, 10, 2), dt.timedelta(days=7)


def reviewed_schools(count: int, seed: int = 3, *, areas: int = 10, **columns: object) -> KeptTables:
    """Return tables of so many schools, each reviewed twice in so many areas; ``columns`` are of the table schools."""
    rng = np.random.default_rng(seed)
    names = [f"Department {chr(65 + place // 26)}{chr(65 + place % 26)}" for place in range(count)]
    tables: dict[str, list[Row]] = {
        name: [] for name in ("reviews", "activities", "actions", "observations", "departments")
    }
    tables["activities"].append(_activity("L", "launch", "2017-09-20", "", "P1"))
    for place, name in enumerate(names):
        visit = FIRST_VISIT + place % 20 * WEEK
        for area in AREAS[:areas]:
            found = int(rng.integers(1, 5))
            tables["reviews"] += _ratings(rng, name, area, visit, found)
            if found <= 2:
                tables["actions"].append(_action(rng, len(tables["actions"]), name, area, visit))
            if rng.random() < (0.6 if found <= 2 else 0.1):
                code, begins = f"B{len(tables['activities'])}", visit + int(rng.integers(-2, 20)) * WEEK
                own = _activity(code, "coaching", begins.isoformat(), name, f"P{rng.integers(1, 4)}")
                tables["activities"].append({**own, "need": area, "strand": "bespoke"})
        for step, term in enumerate(TERMS):
            tables["observations"] += [_lesson(rng, name, term, year, 0.2 + 0.1 * step) for year in (7, 9)]
            tables["departments"].append(_department(rng, name, term))
    return kept_tables(schools=schools(*names, **columns), **tables)


def _ratings(rng: np.random.Generator, school: str, area: str, visit: dt.date, found: int) -> list[Row]:
    last = int(np.clip(found + rng.choice([-1, 0, 1], p=[0.1, 0.5, 0.4]), 1, 4))
    judged = (
        ("self", "first", visit, found + int(rng.choice([-1, 0, 0, 1]))),
        ("peer", "first", visit, found + int(rng.choice([-1, 0, 0, 0]))),
        ("external", "first", visit, found),
        ("external", "last", dt.date(2019, 5, 10), last),
    )
    return [
        {
            "school": school,
            "date": day.isoformat(),
            "round": when,
            "area": area,
            "rating": str(int(np.clip(level, 1, 4))),
            "judged_by": judge,
            "rater": f"R-{judge}",
        }
        for judge, when, day, level in judged
    ]


def _action(rng: np.random.Generator, number: int, school: str, area: str, visit: dt.date) -> Row:
    status = str(rng.choice(["complete", "complete", "in progress", "overdue", "stopped"]))
    done = str(rng.choice(["2018-07-01", "2018-09-10", ""])) if status == "complete" else ""
    return {
        "action": f"AC{number}",
        "school": school,
        "area": area,
        "agreed": (visit + 2 * WEEK).isoformat(),
        "due": "2018-07-19",
        "status": status,
        "completed": done,
    }


def _activity(code: str, kind: str, starts: str, school: str, provider: str) -> Row:
    return {"activity": code, "kind": kind, "starts": starts, "school": school, "provider": provider, "held": 1}


def _lesson(rng: np.random.Generator, school: str, term: str, year: int, chance: float) -> Row:
    seen = {name: int(rng.binomial(2, chance)) for name, *_ in FEATURES}
    return {"school": school, "term": term, "year_group": year, "observer": "review", **seen}


def _department(rng: np.random.Generator, school: str, term: str) -> Row:
    return {
        "school": school,
        "term": term,
        "timetabled_cpd": float(rng.choice([0, 2, 6])),
        "joint_planned": 2,
        "joint_held": int(rng.integers(0, 3)),
        "follows_ks2": str(rng.choice(["no", "some years", "all years"])),
        "scheme": str(rng.choice(["none", "in place", "revised", "shared"])),
        "head_on_leadership": str(rng.choice(["yes", "no", ""])),
    }
