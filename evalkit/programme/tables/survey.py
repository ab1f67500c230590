"""Answers of teachers and leaders to a questionnaire, wave by wave."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import code, person, role, school, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="survey",
    title="Answers of teachers",
    row="one answer of one person to one item",
    place=12,
    key=("survey", "person", "wave", "item"),
    fills=("reach", "views"),
    named="code",
    columns=(
        code(
            "survey",
            "Survey",
            "the id of the survey in the study file; empty if there is one",
            "teachers",
            needed=False,
        ),
        person(label="Person or response code"),
        school(needed=False),
        role(),
        code("wave", "Wave", "the id of the wave in the study file", "before"),
        code("item", "Item", "the id of the item in the study file", "q1"),
        words("answer", "Answer", "the answer in the words of the scale, or its number", "Agree"),
    ),
)
