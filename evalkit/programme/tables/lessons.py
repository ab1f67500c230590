"""What worked, what to do differently and what continues, each with its evidence."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, code, number, strand, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="lessons",
    title="Lessons",
    row="one lesson",
    place=23,
    key=("lesson",),
    fills=("lessons",),
    named="public",
    columns=(
        words(
            "lesson",
            "Lesson",
            "one sentence, without a result typed by hand",
            "reviews with outsiders made plans that were kept",
            needed=True,
        ),
        among("kind", "Kind", "what kind of lesson", ("worked", "differently", "continues"), needed=True),
        strand(),
        words(
            "evidence",
            "Evidence",
            "the id of a finding, a result such as delivery:reviews, a table such as table:reviews or some of its rows "
            "such as table:meetings kind=governance, or: project's view",
            "delivery:reviews",
            needed=True,
        ),
        number("schools", "Schools", "in how many schools", "12"),
        such_as(
            among(
                "strength",
                "Strength",
                "how strong the evidence is",
                ("one person's view", "several people agree", "recorded as it happened", "compared before and after"),
            ),
            "recorded as it happened",
        ),
        words("says", "Who says so", "the role or group, never a name", "heads of maths"),
        code(
            "point", "Point of the programme", "the id of the published point it takes up, if one", "L9", needed=False
        ),
        such_as(
            among(
                "origin",
                "Whose words",
                "whether the programme published it, or it is drawn from these tables",
                ("programme's own report", "these tables"),
            ),
            "these tables",
        ),
    ),
)
