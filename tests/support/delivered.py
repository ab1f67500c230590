"""A small programme as it was delivered: twelve schools, three strands, registers and headcounts."""

from __future__ import annotations

from tests.support.programme import Row, schools

NAMES = tuple(f"Invented {letter}" for letter in "ABCDEFGHIJKL")
POSTS = 8
TERMS = ("Autumn 2017", "Spring 2018", "Summer 2018", "Autumn 2018", "Spring 2019", "Summer 2019")


def delivered() -> dict[str, list[Row]]:
    """Return the tables of a programme in which each school had an hour more per teacher than the one before it.

    Person 1 to 4 of each school teach maths, person 5 another subject. The last school sends nobody.
    """
    rows: list[dict[str, object]] = schools(*NAMES)
    for place in (1, 4, 7):
        rows[place]["role"] = "targeted"
    activities: list[dict[str, object]] = [
        {"activity": "L", "title": "Leading", "kind": "course day", "strand": "leadership", "starts": "2017-10-10"}
        | {"ends": "2018-06-12", "hours": 2.0, "planned": 14, "held": 12},
        {"activity": "N", "title": "Number", "kind": "course day", "strand": "numeracy", "starts": "2018-01-17"}
        | {"ends": "2018-01-17", "hours": 5.0, "planned": 1, "held": 1},
        {"activity": "B", "title": "Coaching", "kind": "coaching", "strand": "bespoke", "starts": "2018-02-01"}
        | {"ends": "2018-03-01", "hours": 1.0, "planned": 4, "held": 3},
    ]
    return {
        "schools": rows,
        "activities": activities,
        "attendance": [*_course(), *_other_strands()],
        "departments": [{"school": name, "term": term, "teachers": POSTS} for name in NAMES for term in TERMS],
        "reviews": _reviews(),
    }


def _course() -> list[Row]:
    days = [f"2017-{month}-{day}" for month in (10, 11) for day in ("10", "17", "24")]
    days += [f"2018-{month:02d}-{day}" for month in (1, 2) for day in ("09", "16", "23")]
    return [
        {"activity": "L", "date": day, "school": name, "person": f"{name[-1]}{person}", "role": _role(person)}
        | {"status": "attended" if number <= place else "absent"}
        for place, name in enumerate(NAMES[:-1])
        for number, day in enumerate(days)
        for person in range(1, 5)
    ]


def _other_strands() -> list[Row]:
    numeracy: list[Row] = [
        {"activity": "N", "date": "2018-01-17", "school": name, "person": f"{name[-1]}5", "role": "other subject"}
        | {"status": "attended"}
        for name in NAMES[:6]
    ]
    coaching: list[Row] = [
        {"activity": "B", "date": "2018-02-01", "school": NAMES[1], "person": "B1", "role": "head of maths"}
        | {"status": "in part", "hours": 0.5}
    ]
    return [*numeracy, *coaching]


def _role(person: int) -> str:
    return "head of maths" if person == 1 else "teacher of maths"


def _reviews() -> list[Row]:
    areas = ("teaching", "assessment", "interventions", "transition")
    return [
        {"school": name, "date": day, "round": word, "area": area, "rating": rating, "judged_by": judge}
        for place, name in enumerate(NAMES)
        for number, area in enumerate(areas)
        for word, day, rating, judge in (
            ("first", "2017-10-02", "1" if number <= place % 3 else "2", "external"),
            ("last", "2019-05-02", "3" if number < place / 3 else "2", "external"),
            ("first", "2017-10-02", "4", "self"),
            ("last", "2019-05-02", "1", "self"),
        )
    ]
