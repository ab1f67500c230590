"""The schools of the programme: who took part, who was targeted, who helped."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, body, called, day, words
from evalkit.programme.tables.parts.table import ProgrammeColumn, ProgrammeTable

ROLES_OF_SCHOOLS = ("participant", "targeted", "provider", "partner", "special school partner", "waiting list")

TABLE = ProgrammeTable(
    name="schools",
    title="Schools of the programme",
    row="one school",
    place=2,
    key=("school",),
    fills=("done",),
    named="public",
    columns=(
        ProgrammeColumn(
            name="urn",
            label="URN",
            kind="number",
            low=100000,
            high=999999,
            needed=True,
            example="990001",
            explains="its number of six digits in Get Information About Schools",
        ),
        ProgrammeColumn(
            name="school",
            label="School",
            kind="text",
            needed=True,
            example="Example School",
            explains="the name by which the other sheets call it",
            organisations=True,
        ),
        body("trust", "Trust", "the trust it belongs to, if any", "Example Trust"),
        called(
            among(
                "role",
                "Role",
                "what it was in the programme",
                ROLES_OF_SCHOOLS,
                needed=True,
                written=(("treated", "participant"), ("lead", "provider"), ("special", "special school partner")),
            ),
            "Role in programme",
        ),
        day("joined", "Joined", "the day it joined", "01/09/2017", needed=True),
        day("left", "Left", "the day it left, if it did"),
        words("reason_left", "Reason left", "why it left"),
        among(
            "shown_as",
            "Shown as",
            "how the report may show it: by name, by a code, or not at all; empty for what the study says",
            ("public", "code", "not shown"),
        ),
        words("notes", "Notes", "words for yourself; they are not printed"),
    ),
)
