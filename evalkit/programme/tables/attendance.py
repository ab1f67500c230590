"""Who came to which session, by pseudonym, school and role."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, called, code, day, number, person, role, school, such_as
from evalkit.programme.tables.parts.table import ProgrammeTable

SUBJECTS = (
    "science",
    "computing",
    "geography",
    "design and technology",
    "business or economics",
    "psychology or sociology",
    "physical education",
    "food or art",
    "other",
)

TABLE = ProgrammeTable(
    name="attendance",
    title="Attendance",
    row="one person at one session",
    place=5,
    key=("activity", "date", "school", "person"),
    fills=("reach",),
    named="code",
    columns=(
        code("activity", "Activity", "the code of the activity", "A01", refers="activities"),
        day("date", "Date", "the day of the session", "10/10/2017", needed=True),
        school(),
        person(),
        role(),
        such_as(
            among(
                "subject",
                "Subject",
                "of a teacher of another subject: which one",
                SUBJECTS,
                written=(("dt", "design and technology"), ("pe", "physical education"), ("ict", "computing")),
            ),
            "",
        ),
        called(
            among(
                "status",
                "Status",
                "whether the person came",
                ("attended", "in part", "absent", "cancelled", "booked"),
                needed=True,
                written=(
                    ("attended in part", "in part"),
                    ("yes", "attended"),
                    ("y", "attended"),
                    ("present", "attended"),
                    ("no", "absent"),
                    ("n", "absent"),
                ),
            ),
            "Attended",
        ),
        number(
            "hours", "Hours", "hours the person was there; empty for the whole session", "1.5", kind="hours", high=24
        ),
        number("cover", "Cover paid", "pounds paid for cover that day", "45", kind="money"),
    ),
)
