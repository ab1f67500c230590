"""Which schools were looked at or asked, on which figure, and what they answered."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, measure, school, words, yes_no
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="selection",
    title="Which schools were chosen, and on what",
    row="one school that was looked at or asked",
    place=1,
    key=("school", "figure"),
    fills=("compared",),
    named="code",
    columns=(
        school("school", "School", explains="the school that was looked at; it need not have taken part"),
        words(
            "figure",
            "Figure looked at",
            "the figure, with its year, such as Progress 8 maths 2017",
            "Progress 8 maths 2017",
            needed=True,
        ),
        measure("value", "Value", "what the figure was", "-0.31"),
        words("source", "Source", "where the figure was published", "performance tables"),
        words("local_knowledge", "Local knowledge used", "what else was known and used, in words", "new head of maths"),
        yes_no("invited", "Invited", "whether the school was asked to take part"),
        among("answer", "Answer", "what the school said", ("accepted", "declined", "not asked"), needed=True),
        words("why", "Why", "why it was chosen, or why it declined", "results below the country three years running"),
    ),
)
