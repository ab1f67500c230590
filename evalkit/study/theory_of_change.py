"""The theory of change beside a study: steps from inputs to pupils, and the indicator that tests each arrow."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import Field

from evalkit.study.part import Identifier, Part

FILE = "theory_of_change.toml"
Level = Literal["inputs", "activities", "outputs", "teachers", "classroom", "pupils"]
LEVELS: tuple[str, ...] = get_args(Level)
ACCOUNT, FINDING, PART = "delivery", "finding", "part"
# An account may be asked for one of its answers: delivery:courses.conversion.
INDICATOR = re.compile(
    rf"(?:{FINDING}:(?P<finding>[a-z][a-z0-9_]*)|{ACCOUNT}:(?P<delivery>[a-z][a-z0-9_]*)(?:\.(?P<part>[a-z_]+))?)"
)
# A box of the picture holds no more.
LONGEST = 64


class TheoryStep(Part):
    """One step: a box of the picture."""

    id: Identifier
    """By which arrows name it."""
    level: Level
    """How far along the way it lies."""
    says: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    """What it is, in a few words."""


class TheoryArrow(Part):
    """One thing that is expected to follow from another."""

    start: Identifier = Field(alias="from")
    """TheoryStep it leaves."""
    end: Identifier = Field(alias="to")
    """TheoryStep it leads to, of a later level."""
    because: str = ""
    """Why it should follow: what is assumed."""
    indicator: str = ""
    """What tests it; left out, nothing does, and the report says so."""
    shows: str = ""
    """What the indicator showed, in the lead's own words beside the account's answer; never a result."""

    def tested_by(self, kind: str) -> str:
        """Return the account, the finding, or the part of the account that tests it; empty where none does."""
        match = INDICATOR.fullmatch(self.indicator)
        return (match.group(kind) or "") if match else ""


class TheoryOfChange(Part):
    """Steps and arrows."""

    steps: tuple[TheoryStep, ...] = Field(min_length=2)
    """From inputs to pupils."""
    arrows: tuple[TheoryArrow, ...] = Field(min_length=1)
    """What should follow from what."""

    def place(self, number: int) -> str:
        """Return where the arrow of this number, counted from 1, stands in the file."""
        arrow = self.arrows[number - 1]
        return f"{FILE}, [[arrows]] {number} ({arrow.start} to {arrow.end})"

    def indicators(self, kind: str) -> tuple[str, ...]:
        """Return the names of the accounts, or ids of the questions, that test an arrow; each once."""
        found = (arrow.tested_by(kind) for arrow in self.arrows)
        return tuple(dict.fromkeys(name for name in found if name))
