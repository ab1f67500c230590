"""What was planned and what was held: reviews, course days, team sessions, coaching, conferences."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, called, code, day, number, school, strand, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeTable

KINDS = (
    "review",
    "course day",
    "team session",
    "coaching",
    "work group",
    "observation visit",
    "conference",
    "launch",
    "governor session",
    "trainee session",
    "pupil intervention",
    "other",
)
FOR_WHOM = (
    "teachers of maths",
    "heads of maths",
    "senior leaders",
    "non-specialists",
    "other subjects",
    "early career",
    "trainees",
    "governors",
    "pupils",
    "mixed",
)

TABLE = ProgrammeTable(
    name="activities",
    title="Activities",
    row="one activity: a course day, a review, a series of sessions",
    place=4,
    key=("activity",),
    fills=("reach",),
    named="public",
    columns=(
        code("activity", "Activity", "a code of your own", "A01"),
        words("title", "Title", "what it was called", "Coaching on schemes of work", needed=True),
        called(
            such_as(
                among(
                    "kind",
                    "Kind",
                    "what it was",
                    KINDS,
                    needed=True,
                    written=(
                        ("course", "course day"),
                        ("workshop", "course day"),
                        ("network meeting", "work group"),
                        ("visit", "observation visit"),
                    ),
                ),
                "coaching",
            ),
            "Type",
        ),
        strand(needed=True),
        code("provider", "Provider", "the code of its provider", "P01", refers="providers", needed=False),
        day("starts", "From", "its first day", "10/10/2017", needed=True),
        day("ends", "To", "its last day; empty if one day", "20/03/2018"),
        number("hours", "Hours a session", "how long one session lasted", "1.5", kind="hours", needed=True),
        number("planned", "Sessions planned", "how many sessions were planned", "8", needed=True, high=1000),
        number("held", "Sessions held", "how many were held", "7", high=1000),
        school(needed=False, explains="the school it was for, if it was for one; empty if it was open to several"),
        among("mode", "Mode", "how it was held", ("in person", "online", "hybrid")),
        such_as(
            among(
                "for_whom",
                "For whom",
                "for whom it was",
                FOR_WHOM,
                written=(
                    ("teachers of mathematics", "teachers of maths"),
                    ("heads of department", "heads of maths"),
                    ("slt", "senior leaders"),
                ),
            ),
            "heads of maths",
        ),
        words(
            "need",
            "Area of need",
            "for bespoke support: the area of the review that it answers",
            "curriculum and schemes",
        ),
    ),
)
