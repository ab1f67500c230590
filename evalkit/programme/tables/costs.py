"""What was spent, on what, by whom, in money and in days of staff."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, called, code, number, school, strand, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeColumn, ProgrammeTable

COST_CATEGORIES = (
    "provider fees",
    "supply cover",
    "teacher time",
    "travel",
    "resources",
    "venue",
    "management",
    "evaluation",
    "refund",
    "other",
)
PAYERS = ("grant", "schools", "trust", "authority", "match public", "match private")

TABLE = ProgrammeTable(
    name="costs",
    title="Costs",
    row="one cost",
    place=15,
    key=(),
    fills=("cost",),
    named="public",
    columns=(
        called(
            ProgrammeColumn(
                name="year",
                label="Year",
                kind="year",
                needed=True,
                example="2017/18",
                explains="the year, such as 2017/18",
            ),
            "Financial year",
            "Academic year",
        ),
        among(
            "year_kind",
            "Kind of year",
            "financial (April to March) or academic (September to August)",
            ("academic", "financial"),
        ),
        among("quarter", "Quarter", "the quarter of the year", ("Q1", "Q2", "Q3", "Q4")),
        among("category", "Category", "what was paid for", COST_CATEGORIES, needed=True),
        strand(),
        code("provider", "Provider", "the code of the provider who was paid", "P01", refers="providers", needed=False),
        such_as(school(needed=False, explains="the school, if it was one"), ""),
        among("in_kind", "Cash or in kind", "money, or time and rooms given free", ("cash", "in kind"), needed=True),
        among(
            "paid_by", "Paid by", "who paid", PAYERS, needed=True, written=(("school", "schools"), ("la", "authority"))
        ),
        such_as(
            among(
                "once",
                "Once or recurring",
                "whether it must be paid again to go on",
                ("once", "recurring"),
                written=(("start-up", "once"), ("one-off", "once")),
            ),
            "recurring",
        ),
        number("budget", "Budget", "pounds planned", "4000", kind="money"),
        number("forecast", "Forecast", "pounds expected by the end", "4100", kind="money"),
        number("actual", "Actual", "pounds spent", "3900", kind="money"),
        number("days", "Days", "days of staff time, which are not turned into money", "", kind="number"),
        words("notes", "Notes", "words for yourself"),
    ),
)
