"""Each course by itself, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.core.years import academic_year
from evalkit.records.delivery.courses import Courses, SubjectReached
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import opened

PARTS = ("courses", "roles", "specialists", "left", "subjects", "teams", "delivered")
COUNT, PEOPLE, SCHOOLS = Unit("count", 0), Unit("people", 0), Unit("schools", 0)
SHARE = Unit("per cent", 0)
CHANGE = Unit("units", 2).difference()
NOT_WRITTEN = "Not recorded"


def courses(result: Courses) -> Block:
    """Sessions, places, who came and who completed, by course."""
    columns = (
        Column("name", "Course"),
        Column("aim", "Kind"),
        Column("planned", "Sessions planned", COUNT),
        Column("held", "Held", COUNT),
        Column("schools", "Schools", SCHOOLS),
        Column("places", "People with a place", PEOPLE),
        Column("came", "Came", PEOPLE),
        Column("completed", "Completed", PEOPLE),
        Column("share", "Completed (%)", SHARE, NOT_APPLICABLE),
    )
    rows = [
        {
            "name": one.name,
            "aim": opened(one.aim),
            "planned": one.planned,
            "held": one.held,
            "schools": one.schools,
            "places": one.places,
            "came": one.came,
            "completed": one.completed,
            "share": 100 * one.completed / one.places if one.places >= FEWEST_PEOPLE else float("nan"),
        }
        for one in result.courses
    ]
    note = (
        f"Completed: at least {100 * result.share:.0f} per cent of the hours of the sessions at which a person had a "
        "place. Where fewer than ten people had one, no share is given."
    )
    rows = rows or [{"name": "none is recorded"}]
    return table_block("courses", "Who came to each course", columns, rows, notes=(note,))


def roles(result: Courses) -> Block:
    """People who came, by role."""
    every = list(dict.fromkeys(role for one in result.courses for role, _ in one.roles))
    columns = (Column("name", "Course"), *(Column(role, opened(role) or NOT_WRITTEN, PEOPLE) for role in every))
    rows = [{"name": one.name, **dict.fromkeys(every, 0), **dict(one.roles)} for one in result.courses]
    rows = rows or [{"name": "none is recorded"}]
    return table_block("courses-by-role", "Who came, by role", columns, rows)


def specialists(result: Courses) -> Block:
    """Lessons by specialists before and after the course for non-specialists."""
    columns = (
        Column("group", "Schools that"),
        Column("schools", "Schools", SCHOOLS),
        Column("before", "Lessons by specialists before (%)", SHARE),
        Column("after", "At the end (%)", SHARE),
        Column("rose", "Rose in", SCHOOLS),
        Column("same", "Same in", SCHOOLS),
        Column("fell", "Fell in", SCHOOLS),
    )
    rows = [{column.key: getattr(one, column.key) for column in columns} for one in result.specialists]
    note = (
        "Mean over schools of the last term before the course began and of the last term recorded. Schools that sent "
        "nobody may differ in much else."
    )
    rows = rows or [{"group": "no course for non-specialists is recorded, or no department"}]
    title = "Maths lessons taught by specialists, before and after the course for non-specialists"
    return table_block("lessons-by-specialists", title, columns, rows, notes=(note,))


def left(result: Courses) -> Block:
    """Teachers of maths who left, by year."""
    columns = (
        Column("year", "School year"),
        Column("group", "Schools that"),
        Column("schools", "Schools", SCHOOLS),
        Column("teachers", "Teachers of maths", PEOPLE),
        Column("left", "Left in the year", PEOPLE),
    )
    rows = [{column.key: getattr(one, column.key) for column in columns} for one in result.left]
    rows = rows or [{"year": "none", "group": "no course for non-specialists is recorded, or no department"}]
    title = "Teachers of maths who left, in schools that sent people to the course for non-specialists and in others"
    return table_block("teachers-who-left", title, columns, rows)


def subjects(result: Courses) -> Block:
    """Other subjects reached, and how the published figure nearest to each changed."""
    columns = (
        Column("subject", "Subject"),
        Column("people", "People who came", PEOPLE),
        Column("figure", "Published figure nearest to it"),
        Column("programme", "Its change in the programme's schools", CHANGE),
        Column("area", "In other schools of the authority", CHANGE),
        Column("country", "In England", CHANGE),
    )
    rows = [_subject(one) for one in result.subjects] or [{"subject": "no course for other subjects is recorded"}]
    spans = {(one.figure.first, one.figure.last) for one in result.subjects if one.figure}
    notes = [
        f"Change from {academic_year(first)} to {academic_year(last)}, each in its own unit, over every school of the "
        "programme, whoever came. It describes and compares nothing fairly, and most figures hold other subjects too."
        for first, last in spans
    ]
    return table_block("subjects-reached", "Other subjects that the course reached", columns, rows, notes=notes)


def _subject(one: SubjectReached) -> dict[str, object]:
    row: dict[str, object] = {"subject": opened(one.subject) or NOT_WRITTEN, "people": one.people}
    if one.figure is None:
        return row
    changes = {side: getattr(one.figure.change, side) for side in ("programme", "area", "country")}
    return {**row, "figure": one.figure.label, **changes}


def teams(result: Courses) -> Block:
    """What is known of teams, one row each."""
    columns = (Column("what", "What"), Column("value", "Count", COUNT))
    found = result.teams
    rows: list[dict[str, object]] = []
    if found is not None:
        rows = [
            {"what": "Times a school was at a team session", "value": found.meetings},
            {"what": "Of these with two or more of its people", "value": found.as_team},
            {"what": "Schools that came", "value": found.schools},
            {"what": "Schools that came as a team each time", "value": found.schools_as_team},
            {"what": "Times somebody came after their school's first session", "value": found.again},
            {"what": "Of these by people who had been at the one before", "value": found.back},
            {"what": "Visits and open doors", "value": found.visits},
            *({"what": f"Lessons seen: {name}", "value": count} for name, count in found.lessons),
        ]
    rows = rows or [{"what": "no team session is recorded"}]
    return table_block("team-work", "Did teams come as teams?", columns, rows)


def delivered(result: Courses) -> Block:
    """Sessions that schools of the programme held themselves."""
    columns = (Column("title", "Held by schools that take part"),)
    titles = result.delivered.titles if result.delivered else ()
    rows = [{"title": title} for title in titles]
    rows = rows or [{"title": "no school that takes part is recorded as a provider"}]
    return table_block("delivered-by-participants", "What participants now deliver", columns, rows)
