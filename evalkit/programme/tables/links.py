"""Which schools worked together, in which way, in which term."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, called, day, number, school, such_as, term
from evalkit.programme.tables.parts.table import ProgrammeTable

# Those that go from one school to another; the others are shared alike.
DIRECTED = ("open door", "visit", "coaching", "outreach special-mainstream")
LINK_KINDS = (*DIRECTED, "joint planning", "shared scheme", "moderation")

TABLE = ProgrammeTable(
    name="links",
    title="Work between schools",
    row="one kind of joint work of two schools in one term",
    place=11,
    key=("from_school", "to_school", "kind", "term"),
    fills=("reach",),
    named="code",
    columns=(
        school("from_school", "From", explains="the school that gave or invited"),
        such_as(school("to_school", "To", explains="the school that received or visited"), "Other School"),
        called(
            among(
                "kind",
                "Kind",
                "what they did",
                LINK_KINDS,
                needed=True,
                written=(
                    ("visits", "visit"),
                    ("open doors", "open door"),
                    ("shared schemes", "shared scheme"),
                    ("outreach", "outreach special-mainstream"),
                ),
            ),
            "Type",
        ),
        called(term(), "Round"),
        day("date", "Date", "the day, if it was one", "15/11/2017"),
        number("strength", "Strength", "1 once, 2 termly, 3 half-termly, 4 weekly", "2", high=4),
    ),
)
