"""Which mechanisms of effective professional development each strand held."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, number, strand, such_as, words
from evalkit.programme.tables.parts.table import ProgrammeTable

# By group, as the Education Endowment Foundation's guidance report on effective professional development (2021) names
# them.
GROUPS_OF_MECHANISMS = (
    ("build knowledge", ("managing cognitive load", "revisiting prior learning")),
    (
        "motivate staff",
        (
            "setting and agreeing on goals",
            "presenting information from a credible source",
            "providing affirmation and reinforcement after progress",
        ),
    ),
    (
        "develop teaching techniques",
        (
            "instructing teachers on how to perform a technique",
            "arranging practical social support",
            "modelling the technique",
            "monitoring and providing feedback",
            "rehearsing the technique",
        ),
    ),
    (
        "embed practice",
        (
            "providing prompts and cues",
            "prompting action planning",
            "encouraging monitoring",
            "prompting context-specific repetition",
        ),
    ),
)
MECHANISMS = tuple(name for _, names in GROUPS_OF_MECHANISMS for name in names)

TABLE = ProgrammeTable(
    name="mechanisms",
    title="Mechanisms of professional development",
    row="one mechanism in one strand",
    place=21,
    key=("strand", "mechanism"),
    fills=("reach",),
    named="public",
    columns=(
        strand(needed=True),
        such_as(
            among("mechanism", "Mechanism", "one of the fourteen", MECHANISMS, needed=True), "modelling the technique"
        ),
        number("clear", "How clear", "0 absent, 1 partly there, 2 clearly there", "2", needed=True, high=2),
        words("evidence", "Evidence", "what shows it", "session plan of day 2"),
    ),
)
