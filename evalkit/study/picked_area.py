"""The figure that a whole area was picked on, as study.toml says it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from evalkit.study.part import Identifier, Part, Year


def how_many(value: object) -> str:
    """Say which arm of a key is meant that takes one entry or a list of them."""
    return "several" if isinstance(value, list | tuple) else "one"


Years = Annotated[
    Annotated[Year, Tag("one")] | Annotated[tuple[Year, ...], Field(min_length=1), Tag("several")],
    Discriminator(how_many),
]


class AreaChosenOn(Part):
    """The figure a whole area was picked on; an area's figure is the mean over its schools."""

    variable: Identifier
    """Variable of the panel that was looked at; of schools, their mean is taken."""
    year: Years
    """Exam year of the figure; a list where the mean of several years was looked at."""
    below: float | None = None
    """Picked when strictly below."""
    lowest: Annotated[int, Field(ge=1)] | None = None
    """Picked as one of the so many lowest."""
    of: Literal["region", "England"] | None = None
    """Of what it was one of the lowest."""

    def years(self) -> tuple[int, ...]:
        """Return the years whose mean was looked at, in order."""
        return tuple(sorted(self.year)) if isinstance(self.year, tuple) else (self.year,)
