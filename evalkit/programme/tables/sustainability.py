"""What was to go on after the funding, who sees to it, who pays, and until when."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, at_any_time, code, day, number, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="sustainability",
    title="What goes on",
    row="one thing that was to stay",
    place=22,
    key=(),
    fills=("lessons",),
    named="public",
    columns=(
        words("what", "What", "what was to stay, in one sentence", "outside reviews of each department", needed=True),
        among("kept", "Kept after funding", "whether it goes on", ("yes", "in part", "no", "not known"), needed=True),
        among(
            "owner",
            "Who sees to it",
            "who sees to it",
            ("school", "trust", "authority", "hub", "university", "nobody"),
            needed=True,
        ),
        words("funder", "Who pays", "who pays for it", "schools, by a yearly fee"),
        at_any_time(day("until", "Until", "until when that is settled", "31/08/2020")),
        at_any_time(day("checked", "Last checked", "when somebody last looked", "15/07/2019", needed=True)),
        words("evidence", "Evidence", "what shows it", "minutes of the heads' meeting"),
        number("count", "How many", "how many there are, such as reviewers in post", "6"),
        code(
            "point", "Point of the programme", "the id of the published point it answers, if one", "L31", needed=False
        ),
    ),
)
