"""Answers of pupils to a questionnaire or after a conference."""

from __future__ import annotations

from evalkit.programme.tables.parts.columns import code, number, person, school, words
from evalkit.programme.tables.parts.table import ProgrammeTable

TABLE = ProgrammeTable(
    name="pupil_voice",
    title="Answers of pupils",
    row="one answer of one pupil to one item",
    place=13,
    key=("survey", "person", "wave", "item"),
    fills=("views",),
    named="code",
    columns=(
        code(
            "survey", "Survey", "the id of the survey in the study file; empty if there is one", "pupils", needed=False
        ),
        person(label="Response code"),
        school(),
        number("year_group", "Year group", "the year group of the pupil, 7 to 13", "9", high=13),
        code("wave", "Wave", "the id of the wave in the study file", "before"),
        code("item", "Item", "the id of the item in the study file", "p1"),
        words("answer", "Answer", "the answer in the words of the scale, or its number", "Agree"),
    ),
)
