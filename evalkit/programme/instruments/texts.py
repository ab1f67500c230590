"""The forms as texts: plain lines with headings, which any editor and any word processor opens."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable

from evalkit.programme.instruments.content import Instruments, Questionnaire
from evalkit.study.surveys import Survey, SurveyItem

WIDTH = 100
BOX = "[ ]"
LINE = "_" * 30
SURVEYS = "surveys.toml"
HOW = """# Forms of this programme

These forms fill the sheets of programme.xlsx. They are yours to change before the first is used. After that, keep the
words as they are, or what was answered before and after cannot be compared.

- review-grid.md fills the sheet reviews: one row for each area and rater.
- teachers.md and pupils.md fill the sheets survey and pupil_voice, or are typed into a survey tool. The file
  surveys.toml says what the answers mean: put its text at the end of study.toml.
- lesson-form.md fills the sheet observations: one row for each lesson.
- meeting-sheet.md fills the sheet meetings: one row for each decision.
- instruments.xlsx holds the same forms to print.

Schools may be named here. People stand by codes: keep the list of codes outside this folder. The command
evalkit pseudonymise makes one.
"""
OPENING = """# What the two questionnaires of this folder measure. To use them, copy this text to the end of study.toml,
# take out the questionnaire that you do not use, and write in each wave its first day and how many were invited:
#   { id = "before", name = "Before", when = 2018-01-15, invited = 120, file = "export.csv" }
# The file is the export of a survey tool in the study folder; left out, answers stand in programme.xlsx.
"""


def texts(forms: Instruments) -> dict[str, str]:
    """Return the text of each form by the name of its file."""
    return {
        "README.md": HOW,
        "review-grid.md": _grid(forms),
        **{f"{one.survey.id}.md": _questionnaire(one) for one in forms.questionnaires},
        "lesson-form.md": _lesson(forms),
        "meeting-sheet.md": _meeting(forms),
        SURVEYS: f"{OPENING}\n{chr(10).join(_declared(one.survey) for one in forms.questionnaires)}",
    }


def _grid(forms: Instruments) -> str:
    head = _head(
        forms.grid_title, forms.grid_about, ("School", "Date", "Which review", "Judged by", "Code of the rater")
    )
    areas = (
        "\n".join(
            (
                f"## {number}. {one.area[:1].upper()}{one.area[1:]}\n\n{one.asks}\n",
                *(f"{BOX} {level}. {said}\n" for level, said in zip(forms.grid_levels, one.levels, strict=True)),
                f"What we saw: {LINE}\n\nNext step: {LINE}\n",
            )
        )
        for number, one in enumerate(forms.grid, 1)
    )
    return _page(head, areas)


def _questionnaire(one: Questionnaire) -> str:
    survey = one.survey
    fields = (survey.person, survey.school, *([survey.role] if survey.role else []))
    answers = "   ".join(f"{BOX} {answer}" for answer in survey.answers)
    items = (f"{number}. {item.asks}\n\n{answers}\n" for number, item in enumerate(survey.items, 1))
    return _page(_head(survey.name, one.about, fields), items)


def _lesson(forms: Instruments) -> str:
    fields = (
        "School",
        "Term",
        "Year group",
        "Kind of lesson",
        "Why you are there (open door, team visit, review, coach)",
    )
    levels = "   ".join(f"{BOX} {level}" for level in forms.lesson_levels)
    features = (f"{one.label}. {one.looks_for}\n\n{levels}\n" for one in forms.features)
    return _page(_head(forms.lesson_title, forms.lesson_about, fields), features)


def _meeting(forms: Instruments) -> str:
    fields = (
        "Code of the meeting",
        "Whose meeting (governance, provider, heads, governors)",
        "Date",
        "Held (yes, no)",
        "Who reported, by code or role",
        "Decisions of last time that are not carried out",
    )
    decisions = (
        f"## Decision {number}\n\nWhat was decided: {LINE}\n\nBy which day: {LINE}\n\nDone on: {LINE}\n\n"
        f"About which indicator: {LINE}\n"
        for number in range(1, forms.meeting_rows + 1)
    )
    return _page(_head(forms.meeting_title, forms.meeting_about, fields), decisions)


def _head(title: str, about: str, fields: Iterable[str]) -> str:
    blanks = "\n".join(f"{field}: {LINE}\n" for field in fields)
    return f"# {title}\n\n{textwrap.fill(about, WIDTH)}\n\n{blanks}"


def _page(head: str, parts: Iterable[str]) -> str:
    return "\n".join((head, *parts))


def _declared(survey: Survey) -> str:
    """Return a questionnaire as a study file declares it."""
    keys = {"id": survey.id, "name": survey.name, "who": survey.who, "person": survey.person, "school": survey.school}
    keys |= {"role": survey.role} if survey.role else {}
    lines = ["[[surveys]]", *(f"{key} = {_quoted(value)}" for key, value in keys.items())]
    lines.append(f"answers = [{', '.join(map(_quoted, survey.answers))}]")
    waves = (f"    {{ id = {_quoted(one.id)}, name = {_quoted(one.name)} }}," for one in survey.waves)
    scales = (
        f"    {{ id = {_quoted(one.id)}, name = {_quoted(one.name)}{f', level = {one.level}' if one.level else ''} }},"
        for one in survey.scales
    )
    lines += ["waves = [", *waves, "]", "scales = [", *scales, "]", "items = [", *map(_item, survey.items), "]", ""]
    return "\n".join(lines)


def _item(item: SurveyItem) -> str:
    scale = f", scale = {_quoted(item.scale)}" if item.scale else ""
    turned = ", reversed = true" if item.reversed else ""
    return f"    {{ id = {_quoted(item.id)}, asks = {_quoted(item.asks)}{scale}{turned} }},"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
