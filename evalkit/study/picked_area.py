"""The figure that a whole area was picked on, as study.toml says it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evalkit.study.part import Identifier, Part, Year


class AreaChosenOn(Part):
    """The figure a whole area was picked on; an area's figure is the mean over its schools."""

    variable: Identifier
    """Variable of the panel that was looked at; of schools, their mean is taken."""
    year: Year
    """Exam year of the figure."""
    below: float | None = None
    """Picked when strictly below."""
    lowest: Annotated[int, Field(ge=1)] | None = None
    """Picked as one of the so many lowest."""
    of: Literal["region", "England"] | None = None
    """Of what it was one of the lowest."""
