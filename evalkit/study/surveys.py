"""Questionnaires as the study declares them: waves, items, scales and their directions; nothing is inferred."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from evalkit.study.part import Identifier, Part, Text


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
    rows: dict[Text, Text] = Field(default_factory=dict)
    """Which rows of the file belong to it, where others stand there too: a heading, and what stands under it."""
    invented: bool = False
    """Whether the answers are made up, to show how it is done."""


class SurveyItem(Part):
    """One question of a questionnaire."""

    id: Identifier
    """By which answers name it."""
    asks: Text
    """Its words, as they stand in the export's heading."""
    also: tuple[Text, ...] = ()
    """Other words under which it stands in other waves."""
    asked: dict[Identifier, Text] = Field(default_factory=dict)
    """Its words in a wave, by the id of the wave, where only these are meant."""
    waves: tuple[Identifier, ...] = ()
    """The waves in which it was asked; left out, in all of them."""
    kind: Literal["scale", "number", "choice", "ticks", "ranking", "text"] = "scale"
    """What an answer is: one of ordered words, a number, one of several words without an order, or free text."""
    answers: tuple[Text, ...] = ()
    """Words of the answers, the lowest first; left out, those of the questionnaire. Of choices and ticks, every one."""
    codes: dict[Text, Text] = Field(default_factory=dict)
    """What a code or other words in the export mean, as one of the answers: { "11" = "Strongly disagree" }."""
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

    def words(self, wave: str) -> tuple[str, ...]:
        """Return the words under which the item stands in a wave."""
        return (self.asked[wave],) if wave in self.asked else (self.asks, *self.also)

    def is_asked(self, wave: str) -> bool:
        """Say whether it was asked in a wave."""
        return not self.waves or wave in self.waves

    def turned(self, wave: str) -> bool:
        """Say whether agreement means less in a wave of what the scale measures."""
        return wave in self.reversed_in if self.reversed_in else self.reversed


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
    roles_written: dict[str, str] = Field(default_factory=dict)
    """What people wrote for their role, and the role of the programme's tables that it means."""
    year_group: str = ""
    """Heading of the column that holds a pupil's year group."""
    consent: dict[Text, Text] = Field(default_factory=dict)
    """A heading, and the answer under it that means agreement to take part; who gave another is left out."""
    tests: tuple[Text, ...] = ("test", "testing", "tester", "preview")
    """What the project typed as code or school when it tried the questionnaire; these rows are left out."""
    not_read: tuple[Text, ...] = ()
    """Questions of the export that are not read."""
    partials: Literal["leave out", "count"] = "leave out"
    """Whether people who left half-way count in the items they answered."""
    twice: Literal["last", "first"] = "last"
    """Which answer counts where somebody answered twice."""
    retrospective: bool = False
    """Whether people judged then and now at one time; the change is then what they report looking back."""
    occasions: bool = False
    """Whether each wave is an occasion of its own, such as a conference, after which people are not asked again."""

    def change_called(self) -> str:
        """Return what a difference between waves is called."""
        return "change people reported looking back" if self.retrospective else "change"

    def scale_of(self, item: SurveyItem) -> tuple[str, ...]:
        """Return the words of an item's answers, the lowest first."""
        return item.answers or (self.answers if item.kind == "scale" else ())
