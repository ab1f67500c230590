"""What schools agreed to do after a review, by when, and what became of it."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, called, code, day, school, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeTable
from evalkit.programme.tables.reviews import AREAS, AREAS_WRITTEN

TABLE = ProgrammeTable(
    name="actions",
    title="Actions agreed",
    row="one action of an action plan",
    place=9,
    key=("action",),
    fills=("departments",),
    named="code",
    columns=(
        code("action", "Action", "a code of your own", "AC01"),
        school(),
        called(
            such_as(
                among(
                    "area", "Area", "the area of the review that it answers", AREAS, needed=True, written=AREAS_WRITTEN
                ),
                "curriculum and schemes",
            ),
            "Strand reviewed",
        ),
        words("what", "What", "what was agreed", "one scheme for Years 7 to 9", needed=True),
        words("success", "Success criteria", "how one sees that it is done", "all teachers use it by July"),
        words(
            "responsible", "Responsible (role)", "the role that sees to it, never a name", "head of maths", needed=True
        ),
        day("agreed", "Agreed", "the day on which the plan was signed", "20/10/2017"),
        day("start", "Start", "the day on which it was to begin", "01/11/2017"),
        day("due", "Due", "the day by which it was to be done", "19/07/2018", needed=True),
        called(
            such_as(
                among(
                    "status",
                    "Status",
                    "where it stands",
                    ("not started", "in progress", "complete", "overdue", "stopped"),
                    needed=True,
                    written=(("completed", "complete"), ("done", "complete"), ("ongoing", "in progress")),
                ),
                "in progress",
            ),
            "RAG",
        ),
        called(day("completed", "Completed", "the day on which it was done"), "Completed on"),
        code(
            "support",
            "Support given (activity)",
            "the code of the activity that helped",
            "A01",
            refers="activities",
            needed=False,
        ),
        words("evidence", "Evidence", "what shows it", "scheme seen in 6 of 7 books"),
    ),
)
