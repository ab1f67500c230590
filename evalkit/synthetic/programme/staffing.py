"""Departments term by term, and lessons that were seen in them."""

from __future__ import annotations

import numpy as np

from evalkit.programme.tables.observations import FEATURES
from evalkit.synthetic.programme.cast import MATHS_ROLES, Cast, Row, TwinSchool
from evalkit.synthetic.programme.terms import DAY, TERMS, TwinTerm, terms_from

FOLLOWS, SCHEME = ("no", "some years", "all years"), ("none", "in place", "revised", "shared")
GROUPING = ("sets from Year 7", "sets from Year 8", "mixed to Year 8, then sets", "mixed in all years")
LESSONS = ("introducing a new idea", "practice", "problem solving", "revision")
# Share of a timetable of maths that a non-specialist holds, beside a specialist's; those trained count as
# specialists bit by bit as the conversion course goes on.
NON_SPECIALIST_LOAD, TRAINED_PER_TERM = 0.8, 0.10


def department_rows(cast: Cast, trained: dict[str, set[str]]) -> list[Row]:
    """Return each department in each term.

    Parameters
    ----------
    cast : Cast
        Schools and people.
    trained : dict of str to set of str
        Codes of those who came to most days of the conversion course, by school.
    """
    draws, rows = cast.draws("departments"), []
    for school in cast.schools:
        start = draws.integers(0, 2, 2)
        hours, grouping = float(draws.choice([0, 1, 1.5, 2])), str(draws.choice(GROUPING))
        leads = draws.random() < 0.35
        gains = draws.random(3) < 0.3 + 0.5 * school.keen
        for number, term in enumerate(terms_from(school.joined)):
            half = number >= 2
            joint = int(draws.integers(1, 3))
            rows.append(
                {
                    "school": school.name,
                    "term": term.name,
                    **_staff(cast, school, term, number, len(trained.get(school.name, set()))),
                    "head_on_leadership": "yes" if leads or (number >= 3 and gains[0]) else "no",
                    "timetabled_cpd": hours + (1 if half and gains[1] else 0),
                    "joint_planned": joint,
                    "joint_held": int(draws.binomial(joint, min(0.95, school.keen))),
                    "follows_ks2": FOLLOWS[min(2, int(start[0]) + (1 if half and gains[2] else 0))],
                    "scheme": SCHEME[min(3, int(start[1]) + (number // 2 if gains[1] else 0))],
                    "grouping": grouping,
                }
            )
    return rows


def _staff(cast: Cast, school: TwinSchool, term: TwinTerm, number: int, trained: int) -> Row:
    there = cast.of(school.name, MATHS_ROLES, term.last)
    posts = len(cast.of(school.name, MATHS_ROLES, TERMS[0].last))
    specialists = sum(person.role != "non-specialist" for person in there)
    others = len(there) - specialists
    taught = max(0.0, others - trained * min(1.0, TRAINED_PER_TERM * 2 * number)) * NON_SPECIALIST_LOAD
    left = [one for one in cast.people if one.school == school.name and one.role in MATHS_ROLES]
    year_ends = term.name.startswith("Summer")
    gone = [one for one in left if one.last == term.last and one.last < TERMS[-1].last]
    heads = [one for one in left if one.role == "head of maths"]
    return {
        "teachers": len(there),
        "fte": round(specialists * 0.95 + others * 0.85, 1),
        "specialists": specialists,
        "early_career": sum(one.early_career for one in there),
        "vacancies": max(0, posts - len(there)),
        # Who leaves after the last term is known only once the tables have ended.
        "left": len(gone) if year_ends and term.last < TERMS[-1].last else None,
        "head_all_year": "no" if len(heads) > 1 and term.first > heads[0].last + DAY else "yes",
        "non_specialist_lessons": round(100 * taught / (specialists + taught)),
    }


def observation_rows(cast: Cast, observers: tuple[str, ...], rise: float) -> list[Row]:
    """Return lessons that were seen: how clearly each feature, more from term to term."""
    draws = cast.draws("observations")
    rows: list[Row] = []
    for school in cast.schools:
        level = draws.normal(0.7, 0.18, len(FEATURES))
        for number, term in enumerate(terms_from(school.joined)):
            for _ in range(int(draws.integers(2, 13) * school.keen)):
                seen = np.clip(np.round(level + rise * number + draws.normal(0, 0.55, len(FEATURES))), 0, 2)
                blank = draws.random(len(FEATURES)) < 0.05
                rows.append(
                    {
                        "school": school.name,
                        "term": term.name,
                        "year_group": int(draws.integers(7, 12)),
                        "lesson": str(draws.choice(LESSONS)),
                        "observer": str(draws.choice(observers)),
                        **{
                            name: None if empty else int(value)
                            for (name, _, _), value, empty in zip(FEATURES, seen, blank, strict=True)
                        },
                    }
                )
    return rows
