"""What data are held, on which legal basis and how long; and who has an interest to declare."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import among, at_any_time, body, day, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="data_rights",
    title="Data and rights",
    row="one kind of data, or one interest that must be declared",
    place=24,
    key=("what",),
    fills=("words",),
    named="public",
    columns=(
        words(
            "what",
            "What",
            "the data, or the person's role whose interest is declared",
            "answers of teachers",
            needed=True,
        ),
        among("kind", "Kind", "data, or an interest", ("data", "interest"), needed=True),
        words("legal_basis", "Legal basis", "why it may be held", "public task"),
        among(
            "consent",
            "Consent",
            "whether consent was asked",
            ("asked and given", "not needed", "not asked"),
        ),
        body("holder", "Who holds it", "the organisation", "the evaluator"),
        at_any_time(day("kept_until", "Kept until", "the day on which it is destroyed", "31/07/2021")),
        words(
            "interest",
            "Interest declared",
            "what somebody gains or has done before",
        ),
    ),
)
