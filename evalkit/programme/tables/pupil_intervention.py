"""Which pupils had extra help, how much of it, and how it faded."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, code, measure, number, school, term, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="pupil_intervention",
    title="Extra help for pupils",
    row="one group of pupils in one term",
    place=14,
    key=("school", "group", "term"),
    fills=("views",),
    named="code",
    columns=(
        school(),
        code("group", "Group", "a code of your own", "G01"),
        term(),
        number("year_group", "Year group", "the year group, 7 to 13", "11", high=13),
        number("pupils", "Pupils", "how many pupils", "8", needed=True),
        number("sessions", "Sessions", "how many sessions", "10", needed=True),
        number("minutes", "Minutes", "minutes of one session", "40", needed=True),
        number("planned_sessions", "Sessions planned", "how many were planned for the term, to see the fading", "12"),
        words("chosen_on", "Chosen on", "what pupils were chosen on", "mock examination"),
        measure("entry", "Entry score", "their mean score at the start", "31"),
        measure("exit", "Exit score", "their mean score at the end", "42"),
        among(
            "stage",
            "Embedding stage",
            "how far the new teaching had come in the school",
            ("beginning", "developing", "embedded"),
        ),
    ),
)
