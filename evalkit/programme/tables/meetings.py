"""When those who steered the programme met, what they decided, and whether it was done."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, code, day, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="meetings",
    title="Meetings of governance",
    row="one meeting, or one decision of it",
    place=10,
    key=("meeting", "decision"),
    fills=("done",),
    named="public",
    columns=(
        code("meeting", "Meeting", "a code of your own; the same for each decision of one meeting", "M01"),
        among("kind", "Kind", "whose meeting it was", ("governance", "provider", "heads", "governors"), needed=True),
        day("date", "Date", "the day", "06/10/2017", needed=True),
        among("held", "Held", "whether it was held", ("yes", "no"), needed=True),
        words("reported", "Who reported", "which providers or roles reported, by code or role", "P01"),
        words("decision", "Decision", "one decision, in words", "move two course days to June"),
        day("due", "Due", "the day by which it was to be carried out", "20/10/2017"),
        day("done", "Done", "the day on which it was", "18/10/2017"),
        code("kpi", "KPI", "the indicator that the decision was about, if one", "K1", refers="kpis", needed=False),
    ),
)
