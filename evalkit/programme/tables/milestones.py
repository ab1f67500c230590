"""What was to be reached by when, and when it was."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, code, day, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="milestones",
    title="Milestones",
    row="one milestone",
    place=17,
    key=("milestone",),
    fills=("done",),
    named="public",
    columns=(
        code("milestone", "Milestone", "a code of your own", "MS1"),
        words("what", "What", "what was to be reached", "all departments reviewed", needed=True),
        code(
            "provider",
            "Provider",
            "the code of the provider who was to reach it",
            "P01",
            refers="providers",
            needed=False,
        ),
        day("planned", "Planned", "the day by which it was planned", "20/12/2017", needed=True),
        day("forecast", "Forecast", "the day now expected", "31/01/2018"),
        day("actual", "Actual", "the day on which it was reached", "26/01/2018"),
        such_as(
            among(
                "status",
                "Status",
                "where it stands",
                ("not started", "on track", "delayed", "complete", "cancelled"),
                needed=True,
            ),
            "complete",
        ),
        among(
            "reason",
            "Reason for delay",
            "why it is late",
            ("staffing", "cost", "partner", "procurement", "school capacity", "other"),
        ),
    ),
)
