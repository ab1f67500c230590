"""Questionnaires as the study declares them: waves, items, scales and their directions; nothing is inferred."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from evalkit.study.part import Identifier, Part, Text

AGREEMENT = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")


class SurveyWave(Part):
    """One time at which the questionnaire was answered."""

    id: Identifier
    """By which answers name it."""
    name: Text
    """What the report calls it."""
    when: dt.date | None = None
    """Its first day."""
    invited: Annotated[int, Field(ge=0)] | None = None
    """How many people were asked to answer."""
    file: str = ""
    """The export of the survey tool, in the study folder; left out, answers stand in the programme's own tables."""
    key: str = ""
    """The key or dictionary that the tool gave with the export."""


class SurveyItem(Part):
    """One question of a questionnaire."""

    id: Identifier
    """By which answers name it."""
    asks: Text
    """Its words, as they stand in the export's heading."""
    also: tuple[Text, ...] = ()
    """Other words under which it stands in other waves."""
    kind: Literal["scale", "number", "ticks", "ranking", "text"] = "scale"
    """What an answer is."""
    answers: tuple[Text, ...] = ()
    """Words of the answers, the lowest first; left out, those of the questionnaire. Of ticks, the options."""
    scale: Identifier | None = None
    """The scale it belongs to."""
    reversed: bool = False
    """Whether agreement means less of what the scale measures."""
    reversed_in: tuple[Identifier, ...] = ()
    """Waves in which alone it was turned round."""
    low: float | None = None
    """Least number that can be answered."""
    high: float | None = None
    """Greatest number that can be answered."""


class SurveyScale(Part):
    """Items that measure one thing together."""

    id: Identifier
    """By which items name it."""
    name: Text
    """What the report calls it."""
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    """Which of Guskey's five levels it speaks to."""


class Survey(Part):
    """One questionnaire."""

    id: Identifier
    """By which answers name it."""
    name: Text
    """What the report calls it."""
    who: Literal["teachers", "pupils", "partners"] = "teachers"
    """Who answered."""
    waves: tuple[SurveyWave, ...] = Field(min_length=1)
    """When it was answered, the first first."""
    answers: tuple[Text, ...] = (
        "Strongly disagree",
        "Disagree",
        "Neither agree nor disagree",
        "Agree",
        "Strongly agree",
    )
    """Words of the answers, the lowest first."""
    off_scale: tuple[Text, ...] = ("Don't know", "Not applicable", "Prefer not to say")
    """Answers that stand outside the scale; they are counted and never averaged."""
    scales: tuple[SurveyScale, ...] = ()
    """What it measures."""
    items: tuple[SurveyItem, ...] = Field(min_length=1)
    """Its questions."""
    person: str = ""
    """Heading of the column that holds the person's code; left out, nobody is matched between waves."""
    school: str = ""
    """Heading of the column that holds the school."""
    schools_written: dict[str, str] = Field(default_factory=dict)
    """What people wrote for a school, and its name in the programme's tables."""
    role: str = ""
    """Heading of the column that holds the role."""
    partials: Literal["leave out", "count"] = "leave out"
    """Whether people who left half-way count in the items they answered."""
    twice: Literal["last", "first"] = "last"
    """Which answer counts where somebody answered twice."""
    retrospective: bool = False
    """Whether people judged then and now at one time; the change is then what they report looking back."""
