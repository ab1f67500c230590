"""What schools do together so that pupils move up well from one key stage to the next."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, at_any_time, day, number, school, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeTable

PHASES = ("KS1", "KS2", "KS3", "KS4", "KS5")

TABLE = ProgrammeTable(
    name="transition",
    title="Moving up between key stages",
    row="one piece of work of one school",
    place=20,
    key=(),
    fills=("departments",),
    named="code",
    columns=(
        school(),
        such_as(among("from_phase", "From phase", "the key stage left", PHASES, needed=True), "KS2"),
        such_as(among("to_phase", "To phase", "the key stage entered", PHASES, needed=True), "KS3"),
        words("what", "What", "what was done", "a unit taught in Years 6 and 7", needed=True),
        number("partners", "Partner schools", "how many schools took part", "4"),
        among("in_place", "In place", "whether it is done", ("yes", "in part", "planned", "no"), needed=True),
        at_any_time(day("since", "Since", "since when", "04/09/2017")),
        number("pupils", "Pupils reached", "pupils of the year group whom it reached", "180"),
    ),
)
