"""What was seen in lessons: features of mastery, reasoning and problem solving. Never a teacher."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, number, school, term, words
from evalkit.programme.tables.parts.table import ProgrammeTable

# The five ideas of teaching for mastery as the National Centre for Excellence in the Teaching of Mathematics names
# them, then what the North West programme aimed at besides.
FEATURES = (
    ("coherence", "Coherence", "small connected steps"),
    ("representation", "Representation and structure", "pictures or objects that show the structure"),
    ("variation", "Variation", "questions that vary one thing at a time"),
    ("fluency", "Fluency", "facts and methods recalled at need"),
    ("thinking", "Mathematical thinking", "pupils look for patterns and relations"),
    ("reasoning", "Reasoning", "pupils explain and justify in words"),
    ("problem_solving", "Problem solving", "problems that are new to pupils"),
)

TABLE = ProgrammeTable(
    name="observations",
    title="Lessons seen",
    row="one lesson that somebody saw",
    place=8,
    key=(),
    fills=("departments",),
    named="code",
    columns=(
        school(),
        term(),
        number("year_group", "Year group", "the year group of the class, 7 to 13", "8", high=13),
        words("lesson", "Kind of lesson", "what kind of lesson it was", "introducing a new idea"),
        among(
            "observer",
            "Observer's role",
            "why somebody was there",
            ("open door", "team visit", "review", "coach"),
            needed=True,
        ),
        *(
            number(
                name, label, f"{what}: 0 not seen, 1 partly, 2 clearly; empty if it could not be judged", "1", high=2
            )
            for name, label, what in FEATURES
        ),
    ),
)
