"""What the funder and the programme agreed to count, month by month."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, called, code, measure, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeTable

STATUS = ("red", "amber/red", "amber", "amber/green", "green")
STATUS_WRITTEN = (
    ("r", "red"),
    ("a", "amber"),
    ("g", "green"),
    ("amber-green", "amber/green"),
    ("amber-red", "amber/red"),
)

TABLE = ProgrammeTable(
    name="kpis",
    title="Indicators agreed with the funder",
    row="one indicator in one period",
    place=16,
    key=("kpi", "period"),
    fills=("done",),
    named="public",
    columns=(
        code("kpi", "KPI", "a code of your own", "K1"),
        words("measure", "Measure", "what is counted", "teachers with 15 hours or more", needed=True),
        among(
            "unit",
            "Unit",
            "what the numbers are",
            ("number", "per cent", "points", "pounds", "hours"),
            needed=True,
            written=(("%", "per cent"), ("percent", "per cent")),
        ),
        among("direction", "Direction", "which way is better", ("up", "down", "stay within"), needed=True),
        measure("baseline", "Baseline", "where it stood before", "0"),
        measure("target", "Target", "where it was to stand", "60", needed=True),
        measure("actual", "Actual", "where it stands", "45"),
        words("period", "Period", "the month or term, such as July 2018", "July 2018", needed=True),
        among("forecast", "Actual or forecast", "whether the figure is known or expected", ("actual", "forecast")),
        called(
            such_as(
                among("status", "Status", "red, amber or green as reported", STATUS, written=STATUS_WRITTEN), "amber"
            ),
            "RAG",
        ),
        words("source", "Source", "where the figure comes from", "attendance register"),
    ),
)
