"""What might go wrong, what was done about it, and where it stands."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, code, day, number, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="risks",
    title="Risks",
    row="one risk at one time",
    place=18,
    key=("risk", "date"),
    fills=("done",),
    named="public",
    columns=(
        code("risk", "Risk", "a code of your own", "R1"),
        day("date", "Date", "the day of this assessment", "06/10/2017"),
        words("category", "Category", "what kind of risk", "staffing", needed=True),
        words("what", "What might happen", "in one sentence", "heads of maths leave", needed=True),
        number(
            "likelihood_before",
            "Likelihood before",
            "1 (least) to 5, before anything was done",
            "4",
            needed=True,
            high=5,
        ),
        number("impact_before", "Impact before", "1 (least) to 5, before anything was done", "4", needed=True, high=5),
        words("mitigation", "Mitigation", "what was done about it", "two leads in each school", needed=True),
        number("likelihood_now", "Likelihood now", "1 (least) to 5, today", "3", needed=True, high=5),
        number("impact_now", "Impact now", "1 (least) to 5, today", "4", needed=True, high=5),
        words("proximity", "Proximity", "how soon it might happen", "within six months"),
        words("owner", "Owner (role)", "the role that watches it, never a name", "project manager", needed=True),
        among("status", "Status", "where it stands", ("open", "closed", "became an issue"), needed=True),
    ),
)
