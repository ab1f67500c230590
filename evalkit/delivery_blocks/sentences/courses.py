"""Each course by itself, in sentences."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.core.small_groups import FEWEST_PEOPLE
from evalkit.records.delivery.courses import Course, Courses, SpecialistLessons
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("courses", "each", "conversion", "teams", "delivered")
WHOLE = Unit("per cent", 0)


def courses(result: Courses) -> Block:
    """How many people had a place at a course, and how many completed one."""
    words = Words()
    if not result.people:
        return words.block("courses-answer", "Nobody is recorded with a place at a course.")
    text = (
        f"{words.count('places', result.people, 'person', 'people')} had a place at "
        f"{words.count('courses', len(result.courses), 'course')} of the programme; "
        f"{words.count('completed', result.completed)} of them{_share(words, result.completed, result.people)} came to "
        f"at least {words.percent('attended share', result.share)} of the hours of one."
    )
    if not result.absences:
        text += " Nobody is written down as absent, so sessions that people missed may not be counted."
    return words.block("courses-answer", text)


def each(result: Courses) -> Block:
    """One clause for each course."""
    words = Words()
    clauses = [
        f"{words.repeat('strands', one.name)}: {words.count('came', one.came, 'person', 'people')} from "
        f"{words.count('schools', one.schools, 'school')}, of whom {words.count('completed', one.completed)} completed"
        for one in result.courses
        if one.came
    ]
    return words.block("each-course", f"{'; '.join(clauses)}." if clauses else "Nobody came to a course.")


def conversion(result: Courses) -> Block:
    """How lessons by specialists moved where people were sent to the course for non-specialists, and elsewhere."""
    words = Words()
    known = [one for one in result.specialists if one.schools]
    if not known:
        return words.block(
            "conversion-lessons", "Who taught maths lessons before and after the course is not recorded."
        )
    first = "specialists taught {before} per cent of maths lessons before it and {after} per cent at the end"
    later = "it was {before} per cent before and {after} per cent at the end"
    told = [_moved(words, one, later if place else first) for place, one in enumerate(known)]
    where = "On the course for non-specialists: "
    text = f"{where}{'; '.join(told)}. This alone does not show that the course moved it."
    return words.block("conversion-lessons", text)


def teams(result: Courses) -> Block:
    """Whether teams came as teams."""
    words, found = Words(), result.teams
    if found is None:
        return words.block("teams-came", "No team session is recorded.")
    text = (
        f"Schools came to team sessions {words.count('meetings', found.meetings)} times, "
        f"{words.count('as a team', found.as_team)} of them as a team of two or more"
    )
    if found.again:
        back, again = words.count("came back", found.back), words.count("again", found.again)
        text += (
            f"; {back} of {again} times somebody came after a school's first session, they had been at the one before"
        )
    seen = [f"{words.count(name, count)} from {_why(name)}" for name, count in found.lessons]
    lessons = f" Lessons seen: {listed(seen)}." if seen else ""
    visits = f" Visits and open doors: {words.count('visits', found.visits)}."
    return words.block("teams-came", f"{text}.{visits}{lessons}")


def delivered(result: Courses) -> Block:
    """What schools of the programme now deliver themselves."""
    words, found = Words(), result.delivered
    if found is None:
        return words.block("delivered-by-participants", "No school that takes part is recorded as a provider.")
    text = (
        f"Of the schools that took part, {words.count('providers', found.providers)} delivered "
        f"{words.count('sessions', found.sessions, 'session')} of the programme: "
        f"{words.repeat('titles', listed(found.titles))}."
    )
    return words.block("delivered-by-participants", text)


def completion(course: Course) -> tuple[int, int, int]:
    """Return how many with a place completed the course, came to less, and never came."""
    return course.completed, max(0, course.came - course.completed), course.places - course.came


def _share(words: Words, part: int, whole: int) -> str:
    return f" ({words.percent('share', part / whole)})" if whole >= FEWEST_PEOPLE else ""


def _moved(words: Words, one: SpecialistLessons, said: str) -> str:
    before, after = words.bare("before", one.before, WHOLE), words.bare("after", one.after, WHOLE)
    schools = words.count("schools", one.schools, "school")
    return (
        f"in the {schools} that {one.group}, {said.format(before=before, after=after)} (up in "
        f"{words.count('rose', one.rose)}, down in {words.count('fell', one.fell)})"
    )


def _why(name: str) -> str:
    return "open doors" if name == "open door" else "team visits"
