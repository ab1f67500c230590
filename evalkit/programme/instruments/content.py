"""What the forms say, as it stands in ``content.toml``, read into records."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from evalkit.core.shipped import beside_the_code
from evalkit.programme.tables.observations import FEATURES
from evalkit.study.surveys import Survey


@dataclass(frozen=True, slots=True)
class GridArea:
    """One area of the review grid.

    Attributes
    ----------
    area : str
        As the table ``reviews`` calls it.
    asks : str
        What is looked at, as a question.
    levels : tuple of str
        What each level looks like, the weakest first.
    """

    area: str
    asks: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormFeature:
    """One feature of the lesson form.

    Attributes
    ----------
    feature : str
        Name of its column in the table ``observations``.
    label : str
        Heading of that column.
    looks_for : str
        What somebody would see.
    """

    feature: str
    label: str
    looks_for: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One questionnaire.

    Attributes
    ----------
    about : str
        What stands above it, for whoever answers.
    survey : Survey
        As a study file declares it, with a wave before and one after.
    """

    about: str
    survey: Survey


@dataclass(frozen=True, slots=True)
class Instruments:
    """All forms.

    Attributes
    ----------
    grid_title, grid_about : str
        Heading of the review grid, and how it is used.
    grid_levels : tuple of str
        Its levels with their numbers.
    grid : tuple of GridArea
        In the order of the table ``reviews``.
    lesson_title, lesson_about : str
        The same of the lesson form.
    lesson_levels : tuple of str
        Its levels with their numbers.
    features : tuple of FormFeature
        In the order of the table ``observations``.
    questionnaires : tuple of Questionnaire
        For teachers, then for pupils.
    meeting_title, meeting_about : str
        The same of the meeting sheet.
    meeting_rows : int
        Decisions for which it has room.
    """

    grid_title: str
    grid_about: str
    grid_levels: tuple[str, ...]
    grid: tuple[GridArea, ...]
    lesson_title: str
    lesson_about: str
    lesson_levels: tuple[str, ...]
    features: tuple[FormFeature, ...]
    questionnaires: tuple[Questionnaire, ...]
    meeting_title: str
    meeting_about: str
    meeting_rows: int


WAVES = ({"id": "before", "name": "Before"}, {"id": "after", "name": "After"})
CODE, SCHOOL, ROLE = "Your code", "Your school", "What you do in the school"


@cache
def instruments() -> Instruments:
    """Return the forms as they stand in the file of words."""
    held = tomllib.loads(beside_the_code("programme/instruments/content.toml").read_text(encoding="utf-8"))
    review, lesson, meeting = held["review"], held["lesson"], held["meeting"]
    labels = {name: label for name, label, _ in FEATURES}
    return Instruments(
        grid_title=review["title"],
        grid_about=review["about"].strip(),
        grid_levels=tuple(review["levels"]),
        grid=tuple(GridArea(one["area"], one["asks"], tuple(one["levels"])) for one in review["areas"]),
        lesson_title=lesson["title"],
        lesson_about=lesson["about"].strip(),
        lesson_levels=tuple(lesson["levels"]),
        features=tuple(
            FormFeature(one["feature"], labels[one["feature"]], one["looks_for"]) for one in lesson["features"]
        ),
        questionnaires=tuple(_questionnaire(one) for one in held["questionnaires"]),
        meeting_title=meeting["title"],
        meeting_about=meeting["about"].strip(),
        meeting_rows=meeting["rows"],
    )


def _questionnaire(written: dict[str, object]) -> Questionnaire:
    declared = {key: value for key, value in written.items() if key != "about"}
    roles = {"role": ROLE} if declared["who"] == "teachers" else {}
    survey = Survey.model_validate({**declared, **roles, "waves": WAVES, "person": CODE, "school": SCHOOL})
    return Questionnaire(str(written["about"]).strip(), survey)
