"""The study as the project lead wrote it: every field of study.toml, its type and its meaning.

Unknown keys are refused and nothing is converted: a year in quotes is a fault. What fields must fulfil
together is said in `evalkit.study.rules`. Method options stay raw tables here; they are bound to the
options of the registered methods by `evalkit.evaluation`, and their faults join the same list.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from evalkit.study.story import section

Text = Annotated[str, Field(min_length=1)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
# A local authority by its code or its name; `evalkit.evaluation` puts the code in the place of the name.
AreaCode = Annotated[str, Field(pattern=r"^([A-Z]?[0-9]{3,9}|[^0-9]{3,})$")]
Year = Annotated[int, Field(ge=2000, le=2100)]
Urn = Annotated[int, Field(ge=100000, le=999999)]


class Part(BaseModel):
    """Base of every table in study.toml: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class Programme(Part):
    """What was done, where and when."""

    name: Text
    place: Text
    fund: Text
    starts: dt.date
    ends: dt.date
    aims: tuple[Text, ...] = Field(min_length=1)
    summary: Text


class Component(Part):
    """One strand of the programme."""

    id: Identifier
    name: Text
    what: Text
    for_whom: Text
    offered_to: Literal["all", "targeted", "volunteers"] = "all"


class SchoolRule(Part):
    """Treated schools by rule: every mainstream state school of the areas."""

    areas: tuple[AreaCode, ...] = Field(min_length=1)


class School(Part):
    """One school of the programme."""

    urn: Urn
    role: Literal["targeted", "participant"] = "participant"
    wave: str = "all"
    starts: dt.date | None = None
    note: str = ""


class Wave(Part):
    """Schools that started together."""

    id: Identifier
    name: Text
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

    by: Text
    when: Text
    how: Text
    figure: Text
    chosen_on: ChosenOn | None = None
    declined: Text
    unobserved_need: str = ""


class MappedColumn(Part):
    """Where one variable stands in a mapped table.

    ``unit`` is ``category`` for words; it may be left out for variables that evalkit knows. A number
    without a ``year`` belongs to the file's one year; a category without a year belongs to every year.
    ``fraction`` says that a share is written as 0 to 1.
    """

    column: Text
    year: Year | None = None
    unit: str = ""
    fraction: bool = False
    codes: dict[str, str] = Field(default_factory=dict)


def _how_many(value: object) -> str:
    return "several" if isinstance(value, list | tuple) else "one"


MappedColumns = Annotated[
    Annotated[MappedColumn, Tag("one")] | Annotated[tuple[MappedColumn, ...], Tag("several")],
    Discriminator(_how_many),
]


class DataFile(Part):
    """One file of the data folder that needs more than its name to be read.

    ``variables`` names what is taken from a file of DfE's own layout when not all of it is wanted, for
    instance because another file gives the rest; empty takes all. With ``only_compared`` none of its
    figures is used: they only show which school numbers are one school, where a table of the same year
    gives the same figures under another number.
    """

    file: Text
    source: Identifier | None = None
    year: Year | None = None
    vintage: Literal["provisional", "revised", "final", "not stated"] | None = None
    key: Text = "URN"
    variables: tuple[Identifier, ...] = ()
    columns: dict[str, MappedColumns] = Field(default_factory=dict)
    only_compared: bool = False


class Data(Part):
    """Where the tables are. With ``files`` only those are read, else every file that is recognised."""

    folder: Text
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
    reason: Text


class Overlap(Part):
    """One school's part in another programme."""

    urn: Urn
    programme: Text
    starts: dt.date
    ends: dt.date


class Donors(Part):
    """Who may serve as a comparison.

    ``overlap_file`` is a table of schools in other programmes, with the columns urn, programme, starts and
    ends. A school whose dates overlap the exposure gives no donors, or is only counted with
    ``overlap = "count"``. Schools that merged or split in the years of the tables give none either, unless
    ``joined = "keep"``.
    """

    rules: tuple[DonorRule, ...] = ()
    exclude_areas: tuple[AreaCode, ...] = ()
    exclude_schools: tuple[Urn, ...] = ()
    exclude_file: str | None = None
    overlap_file: str | None = None
    overlap: Literal["exclude", "count"] = "exclude"
    joined: Literal["exclude", "keep"] = "exclude"
    reason: str = ""


class Question(Part):
    """One question, with what is estimated and how; design and estimator left out are the registries' defaults."""

    id: Identifier
    asks: Text
    status: Literal["planned", "exploratory"]
    outcome: Identifier
    population: Text = "all pupils"
    weighting: Literal["schools", "pupils"] = "schools"
    schools: Literal["all", "targeted"] = "all"
    cohort: Year | None = None
    baseline: tuple[Year, ...] | None = None
    averaged: tuple[Year, ...] = ()
    design: Identifier = ""
    estimator: Identifier = ""
    inference: tuple[Identifier, ...] = Field(min_length=1)
    departs: str = ""
    checks: tuple[Identifier, ...] = ()
    options: dict[Identifier, dict[str, Any]] = Field(default_factory=dict)


class StudyFile(Part):
    """Everything study.toml may hold."""

    title: Text
    seed: Annotated[int, Field(ge=0)] = 0
    programme: Programme
    components: tuple[Component, ...] = ()
    schools: Schools
    selection: Selection
    data: Data
    years: Years
    donors: Donors = Donors()
    questions: tuple[Question, ...] = Field(min_length=1)


class Study(StudyFile):
    """A whole study folder, read.

    Attributes
    ----------
    folder : Path
        The study folder.
    name : str
        Its name.
    story : str
        What story.md holds.
    excluded : tuple of int
        Every school that gives no donors: those listed in study.toml and in the file it names.
    overlaps : tuple of Overlap
        Schools in other programmes, with their dates.
    schools : Schools
        With ``list`` filled from ``file`` where the study names one.
    """

    folder: Path = Field(exclude=True)
    name: str
    story: str = ""
    excluded: tuple[int, ...] = ()
    overlaps: tuple[Overlap, ...] = ()

    def question(self, identifier: str) -> Question:
        """Return the question called ``identifier``."""
        return next(question for question in self.questions if question.id == identifier)

    def section(self, title: str) -> str:
        """Return the text of one section of story.md, its quotations not yet filled in."""
        return section(self.story, title)

    def data_folder(self) -> Path:
        """Return the folder of the tables; one named in study.toml is looked for from the study folder."""
        return (self.folder / self.data.folder).resolve()

    def overrides(self) -> dict[str, str]:
        """Return each rule of the years set aside, with its reason."""
        return {override.rule: override.reason for override in self.years.overrides}

    def targeted(self) -> frozenset[int]:
        """Return the numbers of the targeted schools."""
        return frozenset(school.urn for school in self.schools.list if school.role == "targeted")
