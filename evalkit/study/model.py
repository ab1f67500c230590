"""The study as the project lead wrote it: every field of study.toml, its type and its meaning.

Unknown keys are refused. Method options stay raw tables here; they are bound to the options of the
registered methods by `evalkit.evaluation`, and their faults join the same list.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
AreaCode = Annotated[str, Field(pattern=r"^[A-Z]?[0-9]{3,9}$")]
Year = Annotated[int, Field(ge=2000, le=2100)]


class Part(BaseModel):
    """Base of every table in study.toml: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Programme(Part):
    """What was done, where and when."""

    name: str
    place: str
    fund: str
    starts: dt.date
    ends: dt.date
    aims: tuple[str, ...] = Field(min_length=1)
    summary: str


class Component(Part):
    """One strand of the programme."""

    id: Identifier
    name: str
    what: str
    for_whom: str
    offered_to: Literal["all", "targeted", "volunteers"] = "all"


class SchoolRule(Part):
    """Treated schools by rule: every mainstream state school of the areas."""

    areas: tuple[AreaCode, ...] = Field(min_length=1)


class School(Part):
    """One school of the programme."""

    urn: Annotated[int, Field(ge=100000, le=999999)]
    role: Literal["targeted", "participant"] = "participant"
    wave: str = "all"
    starts: dt.date | None = None
    note: str = ""


class Wave(Part):
    """Schools that started together."""

    id: Identifier
    name: str
    starts: dt.date


class Schools(Part):
    """Who was treated: exactly one of ``list``, ``file`` and ``rule``."""

    list: tuple[School, ...] = ()
    file: str | None = None
    rule: SchoolRule | None = None
    waves: tuple[Wave, ...] = ()


class ChosenOn(Part):
    """The figure schools were chosen on, as a rule that can be mirrored on donors."""

    variable: Identifier
    year: Year
    below: float | None = None
    above: float | None = None
    lowest: Annotated[int, Field(ge=1)] | None = None


class Selection(Part):
    """Who chose the schools, when, on which figure, and who declined."""

    by: str
    when: str
    how: str
    figure: str
    chosen_on: ChosenOn | None = None
    declined: str
    unobserved_need: str = ""


class MappedColumn(Part):
    """Where one variable stands in a mapped table."""

    column: str
    year: Year | None = None
    unit: str = ""
    fraction: bool = False
    codes: dict[str, str] = Field(default_factory=dict)


class DataFile(Part):
    """One file of the data folder that needs more than its name to be read."""

    file: str
    source: Identifier | None = None
    year: Year | None = None
    vintage: Literal["provisional", "revised", "final", "not stated"] | None = None
    key: str = "URN"
    columns: dict[str, MappedColumn | tuple[MappedColumn, ...]] = Field(default_factory=dict)


class Data(Part):
    """Where the tables are. With ``files`` only those are read, else every file that is recognised."""

    folder: str
    files: tuple[DataFile, ...] = ()
    register_file: str | None = None
    attribution: str = ""
    synthetic: bool = False


class Override(Part):
    """A rule of the years that this study sets aside, with the reason the report prints."""

    rule: str
    reason: Annotated[str, Field(min_length=20)]


class Years(Part):
    """Which exam cohorts count."""

    cohort: Year
    baseline: tuple[Year, ...] = Field(min_length=1)
    others: tuple[Year, ...] = ()
    overrides: tuple[Override, ...] = ()


class DonorRule(Part):
    """One rule a comparison school must pass."""

    variable: Identifier
    year: Year | None = None
    among: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    reason: str


class Donors(Part):
    """Who may serve as a comparison."""

    rules: tuple[DonorRule, ...] = ()
    exclude_areas: tuple[AreaCode, ...] = ()
    exclude_schools: tuple[int, ...] = ()
    exclude_file: str | None = None
    reason: str = ""


class Question(Part):
    """One question, with what is estimated and how."""

    id: Identifier
    asks: str
    status: Literal["planned", "exploratory"]
    outcome: Identifier
    population: str = "all pupils"
    weighting: Literal["schools", "pupils"] = "schools"
    schools: Literal["all", "targeted"] = "all"
    cohort: Year | None = None
    baseline: tuple[Year, ...] | None = None
    design: Identifier = "matched"
    estimator: Identifier = "difference_in_differences"
    inference: tuple[Identifier, ...] = Field(min_length=1)
    departs: str = ""
    checks: tuple[Identifier, ...] = ()
    options: dict[Identifier, dict[str, Any]] = Field(default_factory=dict)


class Study(Part):
    """A whole study folder, read."""

    title: str
    seed: int = 0
    programme: Programme
    components: tuple[Component, ...] = ()
    schools: Schools
    selection: Selection
    data: Data
    years: Years
    donors: Donors = Donors()
    questions: tuple[Question, ...] = Field(min_length=1)
    folder: Path = Field(exclude=True)
    name: str
    story: str = ""
    excluded: tuple[int, ...] = ()

    def question(self, identifier: str) -> Question:
        """Return the question called ``identifier``."""
        return next(question for question in self.questions if question.id == identifier)
