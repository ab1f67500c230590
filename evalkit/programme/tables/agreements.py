"""Who promised what in writing: schools, providers, and profiles of jobs."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, at_any_time, body, code, day, measure, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="agreements",
    title="Agreements",
    row="one term of one agreement",
    place=19,
    key=("agreement", "term"),
    fills=("done",),
    named="code",
    columns=(
        code("agreement", "Agreement", "a code of your own", "SLA1"),
        body(
            "partner",
            "With",
            "the school or provider, by its name or code in the other sheets",
            "Example School",
            needed=True,
        ),
        at_any_time(day("signed", "Signed", "the day on which it was signed; empty if it is not", "29/09/2017")),
        day("starts", "From", "its first day", "01/10/2017", needed=True),
        at_any_time(day("ends", "To", "its last day", "31/07/2019", needed=True)),
        words("term", "Term", "what was promised", "release for course days", needed=True),
        words("measure", "Measure", "what is counted", "teacher days", needed=True),
        measure("required", "Required", "how many were promised", "14", needed=True),
        measure("delivered", "Delivered", "how many were given", "12"),
        day("reviewed", "Reviewed", "when somebody last looked", "02/07/2018"),
        such_as(
            among("outcome", "Outcome", "whether it was kept", ("met", "in part", "not met", "not yet due")), "in part"
        ),
    ),
)
