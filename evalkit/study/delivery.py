"""What the study says of its own tables: where they are, what counted as taking part, and how far schools are named."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from evalkit.study.part import Identifier, Part, Text

Share = Annotated[float, Field(gt=0, le=1)]


class FidelityRule(Part):
    """One rule by which a school's delivery is judged, fixed before results are seen."""

    dimension: Literal["adherence", "exposure", "quality", "responsiveness", "differentiation"]
    """Which side of fidelity it speaks to."""
    indicator: Identifier
    """What is counted; docs/programme-tables.md names the indicators there are."""
    at_least: float
    """From which value on the school keeps the rule."""
    what: Text
    """The rule in words, as the report prints it."""


class Delivery(Part):
    """The programme's own tables."""

    file: str = ""
    """Workbook, or folder of csv files; left out, programme.xlsx, the folder programme/, or csv beside study.toml."""
    awarded: dt.date | None = None
    """The day on which the grant was awarded, from which weeks to the first activity are counted."""
    ratings: tuple[Text, ...] = Field(default=("1", "2", "3", "4"), min_length=2)
    """Levels of the reviews, the weakest first."""
    ratings_written: dict[str, str] = Field(default_factory=dict)
    """What reviewers wrote instead of a level, and the level it means: { "R" = "1" }."""
    attended_share: Share = 0.8
    """Share of the hours offered to them from which a teacher counts as having attended."""
    named: dict[Identifier, Literal["public", "code", "not shown"]] = Field(default_factory=dict)
    """How schools of a table are shown, by its name, where that is not the table's own rule."""
    fidelity: tuple[FidelityRule, ...] = ()
    """Rules of fidelity, fixed before results are seen."""
    pupils_counted: Literal["years_10_and_11", "years_7_to_11"] = "years_10_and_11"
    """Which pupils the cost of a year is shared among."""
    value_of_tenth: Annotated[float, Field(gt=0)] | None = None
    """Pounds that a tenth of a grade is said to be worth for one pupil; left out, no net benefit is worked out."""
    value_source: str = ""
    """Where that value is from, as the report prints it."""
