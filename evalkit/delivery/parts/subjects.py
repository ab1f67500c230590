"""Other subjects that a course reached, and the published figure that comes nearest to the results of each."""

from __future__ import annotations

import re

import pandas as pd

from evalkit.delivery.parts import attended
from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.figures_beside import figure_beside, holds
from evalkit.records.delivery.courses import SubjectReached

# Published by school for science alone; elements of Progress 8 stand in for the others. The last takes every subject.
NEAREST: tuple[tuple[str, str], ...] = (
    (r"comput|geogra|histor|french|german|spanish|languages?\b|humanit", "progress8_ebacc"),
    (r"scien|biolog|chemis|physic(?!al)", "science_94"),
    (r"", "progress8_open"),
)
NO_SCIENCE = r"social scien|political scien|food scien|sports? scien"


def subjects_reached(inputs: DeliveryInputs, rows: pd.DataFrame) -> tuple[SubjectReached, ...]:
    """Return people by other subject at courses for other subjects, the most common first, each with its figure.

    Parameters
    ----------
    inputs : DeliveryInputs
        Whose panel, where there is one, holds the figures.
    rows : DataFrame
        Places at courses, as `attended.places` gives them.
    """
    came = rows[(rows["aim"] == attended.NUMERACY) & rows["came"]].drop_duplicates("person")
    return tuple(_reached(inputs, str(name), int(count)) for name, count in came["subject"].value_counts().items())


def nearest(subject: str) -> str:
    """Return the variable that comes nearest to results in a subject."""
    plain = re.sub(NO_SCIENCE, "", subject.casefold())
    return next(name for words, name in NEAREST if re.search(words, plain))


def _reached(inputs: DeliveryInputs, subject: str, people: int) -> SubjectReached:
    panel, years = inputs.panel, inputs.study.years
    name = nearest(subject)
    if not subject or panel is None or not holds(panel, name):
        return SubjectReached(subject, people, None)
    span = (max(years.baseline), years.cohort)
    return SubjectReached(subject, people, figure_beside(panel, inputs.programme, name, (subject, ""), span))
