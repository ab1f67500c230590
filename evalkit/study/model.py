"""The study as the project lead wrote it: every field of study.toml, its type and its meaning.

What each key means stands below it, and in docs/study-file.md, which is made from here. Unknown keys are refused and
nothing is converted. What fields must fulfil together is said in `evalkit.study.rules`. Method options stay raw here;
`evalkit.evaluation` binds them to the registered methods, and their faults join the same list.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from evalkit.study.authorship import Authorship
from evalkit.study.component import Component
from evalkit.study.delivery import Delivery
from evalkit.study.part import AreaCode, Identifier, Part, Text, Urn, Year
from evalkit.study.picked_area import AreaChosenOn, how_many
from evalkit.study.story import section
from evalkit.study.surveys import Survey
from evalkit.study.theory_of_change import TheoryOfChange


class Programme(Part):
    """What was done, where and when."""

    name: Text
    """What the report calls the programme."""
    place: Text
    """Where it worked, in words."""
    fund: Text
    """Who paid for it."""
    starts: dt.date
    """The first day on which anything happened in a school."""
    ends: dt.date
    """The last day of the programme."""
    aims: tuple[Text, ...] = Field(min_length=1)
    """What it was to change, one aim to each text."""
    summary: Text
    """Two or three sentences that a parent would understand."""


class SchoolRule(Part):
    """Treated schools by rule: every mainstream state school of the areas."""

    areas: tuple[AreaCode, ...] = Field(min_length=1)
    """Codes of local authorities; every mainstream state-funded school of theirs is in."""


class School(Part):
    """One school of the programme."""

    urn: Urn
    """Its number in any of the years read."""
    role: Literal["targeted", "participant"] = "participant"
    """Whether the programme sought it out."""
    wave: str = "all"
    """Id of the wave in which it started."""
    starts: dt.date | None = None
    """Its own first day, where that is not its wave's."""
    note: str = ""
    """Words for yourself; they are not printed."""


class Wave(Part):
    """Schools that started together."""

    id: Identifier
    """By which schools name it."""
    name: Text
    """What the report calls it."""
    starts: dt.date
    """Its first day."""


class Schools(Part):
    """Who was treated: exactly one of ``list``, ``file`` and ``rule``."""

    list: tuple[School, ...] = ()
    """The schools one by one."""
    file: str | None = None
    """A table beside study.toml with a school in each row."""
    rule: SchoolRule | None = None
    """Whole local authorities."""
    waves: tuple[Wave, ...] = ()
    """Schools that started on different days, by wave."""


class ChosenOn(Part):
    """The figure schools were chosen on, as a rule that can be mirrored on donors."""

    variable: Identifier
    """Variable of the panel that was looked at."""
    year: Year
    """Exam year of the figure."""
    below: float | None = None
    """Chosen when strictly below."""
    above: float | None = None
    """Chosen when at or above."""
    lowest: Annotated[int, Field(ge=1)] | None = None
    """Chosen as the so many lowest of their authority."""
    unmet: Literal["refuse", "leave_out"] = "refuse"
    """Whether a school of the programme that does not meet the rule stops the questions, or is counted and left out."""


class Selection(Part):
    """Who chose the schools, when, on which figure, and who declined."""

    by: Text
    """Who chose the schools."""
    when: Text
    """When."""
    how: Text
    """How."""
    figure: Text
    """On which figure, or that none was looked at."""
    chosen_on: ChosenOn | None = None
    """The same as a rule, put to comparison schools too."""
    declined: Text
    """Who was asked and declined, or that this was not recorded."""
    chose: Literal["area", "schools", "volunteers", "unknown"] = "unknown"
    """What was picked; for an area without a rule that is declared, and for unknown, the report shows two answers."""
    area_chosen_on: AreaChosenOn | None = None
    """The rule a whole area was picked by; what such areas rise anyway is then taken off its estimates."""
    unobserved_need: str = ""
    """A need on which schools were chosen and which no table shows; questions it touches are exploratory."""
    need_schools: Literal["all", "targeted"] | None = None
    """Whose need it was; left out, that of the targeted schools where a question is about them, else of all."""
    need_questions: tuple[Identifier, ...] = ()
    """Ids of the questions it touches, where that is not told by whose it was."""


class MappedColumn(Part):
    """Where one variable stands in a mapped table."""

    column: Text
    """Heading in the file."""
    year: Year | None = None
    """Exam year of its values; left out, a number is of the file's one year, and a word of every year."""
    unit: str = ""
    """What its numbers count, or ``category`` for words; may be left out for variables that evalkit knows."""
    fraction: bool = False
    """Whether a share is written as 0 to 1."""
    codes: dict[str, str] = Field(default_factory=dict)
    """The file's words and ours for them."""


MappedColumns = Annotated[
    Annotated[MappedColumn, Tag("one")] | Annotated[tuple[MappedColumn, ...], Tag("several")],
    Discriminator(how_many),
]


class DataFile(Part):
    """One file of the data folder that needs more than its name to be read."""

    file: Text
    """Name in the data folder, with its folders where needed."""
    source: Identifier | None = None
    """Registered reader, where the file is not recognised by itself."""
    year: Year | None = None
    """Exam year of the file, where neither folder nor name says it."""
    vintage: Literal["provisional", "revised", "final", "not stated"] | None = None
    """Which release it is, where the name does not say."""
    key: Text = "URN"
    """Heading of the school's number in a mapped table."""
    variables: tuple[Identifier, ...] = ()
    """What is taken from a file of DfE's own layout, where another gives the rest; left out, everything."""
    columns: dict[str, MappedColumns] = Field(default_factory=dict)
    """A map of columns: our name of each variable and where it stands."""
    only_compared: bool = False
    """Use its figures only to see which numbers are one school, by the same figures in a table of that year."""


class Data(Part):
    """Where the tables are."""

    folder: Text
    """Folder of the tables, as seen from the study folder."""
    files: tuple[DataFile, ...] = ()
    """Single files and what must be said of them; then only those are read, else every file that is recognised."""
    register_file: str | None = None
    """The register of schools to use, where several are there."""
    codes: dict[str, str] = Field(default_factory=dict)
    """Codes in the tables that evalkit does not know, each with why a number is missing or with the type of school."""
    attribution: str = ""
    """Who must be named as the owner of the tables."""
    synthetic: bool = False
    """Whether the tables are invented; the report says so."""


class Override(Part):
    """A rule of the years that this study sets aside, with the reason the report prints."""

    rule: str
    """The rule set aside."""
    reason: Annotated[str, Field(min_length=20)]
    """Why, as the report prints it."""


class Years(Part):
    """Which exam cohorts count."""

    cohort: Year
    """Exam year in which the programme should show."""
    baseline: tuple[Year, ...] = Field(min_length=1)
    """Exam years before it that it is compared with."""
    others: tuple[Year, ...] = ()
    """Exam years shown beside them, never averaged in."""
    overrides: tuple[Override, ...] = ()
    """Rules of the years set aside."""


class WrittenDonorRule(Part):
    """One rule a comparison school must pass."""

    variable: Identifier
    """Variable of the panel."""
    year: Year | None = None
    """Exam year of its value; the latest baseline where it is left out."""
    among: tuple[str, ...] = ()
    """Words allowed."""
    at_least: float | None = None
    """Smallest number allowed."""
    at_most: float | None = None
    """Largest number allowed."""
    reason: Text
    """Why, as the report prints it."""


class Overlap(Part):
    """One school's part in another programme."""

    urn: Urn
    """Number of the school."""
    programme: Text
    """Name of the other programme, as the report prints it."""
    starts: dt.date
    """Its first day there."""
    ends: dt.date
    """Its last day there."""


class Donors(Part):
    """Who may serve as a comparison."""

    rules: tuple[WrittenDonorRule, ...] = ()
    """Rules that every comparison school must pass."""
    own: Literal["keep", "leave_out", "match"] = "keep"
    """Whether schools of the programme that fail them stay with a caveat, go, or meet schools that fail alike."""
    exclude_areas: tuple[AreaCode, ...] = ()
    """Local authorities that give no comparison, besides the programme's own."""
    exclude_schools: tuple[Urn, ...] = ()
    """Numbers of schools that give no comparison."""
    exclude_file: str | None = None
    """A table of such schools, with the columns urn and reason."""
    overlap_file: str | None = None
    """A table of schools in other programmes, with the columns urn, programme, starts and ends."""
    overlap: Literal["exclude", "count"] = "exclude"
    """Whether schools whose dates there overlap the programme's are left out, or only counted."""
    joined: Literal["exclude", "keep"] = "exclude"
    """Whether schools that merged or split in the years of the tables are left out, or give a comparison."""
    reason: str = ""
    """Why schools are excluded, as the report prints it."""


class Question(Part):
    """One question, with what is estimated and how; design and estimator left out are the registries' defaults."""

    id: Identifier
    """By which the story and other tables quote its finding."""
    asks: Text
    """The question in words."""
    status: Literal["planned", "exploratory"]
    """Whether it was fixed before anybody had seen results; questions of one status are judged together."""
    outcome: Identifier
    """Registered outcome."""
    population: Text = "all pupils"
    """Whose results they are, in words."""
    weighting: Literal["schools", "pupils"] = "schools"
    """Whether the programme's schools count the same, or by their pupils."""
    schools: Literal["all", "targeted"] = "all"
    """Whether it is about all schools of the programme or the targeted ones."""
    cohort: Year | None = None
    """Exam year of this question, where it is not the study's."""
    baseline: tuple[Year, ...] | None = None
    """Baseline of this question, where it is not the study's."""
    averaged: tuple[Year, ...] = ()
    """Exam years averaged with the cohort."""
    design: Identifier = ""
    """Registered design: what makes the comparison fair; left out, the one that fits schools by year."""
    estimator: Identifier = ""
    """Registered estimator; left out, the one that fits schools by year."""
    inference: tuple[Identifier, ...] = ()
    """Registered inferences; the report quotes the first. Left out, the design's own rule chooses before any result."""
    departs: str = ""
    """Why it departs from what was planned, as the report prints it."""
    checks: tuple[Identifier, ...] = ()
    """Registered checks."""
    smallest_of_interest: Annotated[float, Field(gt=0)] | None = None
    """The smallest difference that would matter, in the outcome's unit; only it can be said to be ruled out."""
    options: dict[Identifier, dict[str, Any]] = Field(default_factory=dict)
    """Options of each method named above, by its name."""


class StudyFile(Part):
    """Everything study.toml may hold."""

    title: Text
    """What the report is called."""
    seed: Annotated[int, Field(ge=0)] = 0
    """Fixes every random draw, so that a second run gives the same report."""
    programme: Programme
    """What was done."""
    components: tuple[Component, ...] = ()
    """Its strands."""
    schools: Schools
    """Who was in."""
    selection: Selection
    """Who chose them, and on which figure."""
    data: Data
    """Where the tables are."""
    years: Years
    """Which exam years count."""
    donors: Donors = Donors()
    """Who may serve as a comparison."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """What is asked, the first first."""
    report: Authorship = Authorship()
    """Who wrote the report."""
    delivery: Delivery = Delivery()
    """The programme's own tables."""
    surveys: tuple[Survey, ...] = ()
    """Its questionnaires."""


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
    theory : TheoryOfChange or None
        What theory_of_change.toml holds; no number rests on it, so it is no part of a plan.
    schools : Schools
        With ``list`` filled from ``file`` where the study names one.
    """

    folder: Path = Field(exclude=True)
    name: str
    story: str = ""
    excluded: tuple[int, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    theory: TheoryOfChange | None = Field(default=None, exclude=True)

    def question(self, identifier: str) -> Question:
        """Return the question called ``identifier``."""
        return next(question for question in self.questions if question.id == identifier)

    @property
    def leading(self) -> Question:
        """The question that the report leads with: the first planned one, or the first where none was planned."""
        return next((question for question in self.questions if question.status == "planned"), self.questions[0])

    def section(self, title: str) -> str:
        """Return the text of one section of story.md, its quotations not yet filled in."""
        return section(self.story, title)

    def data_folder(self) -> Path:
        """Return the folder of the tables, looked for from the study folder."""
        return (self.folder / self.data.folder).resolve()

    def overrides(self) -> dict[str, str]:
        """Return each rule of the years set aside, with its reason."""
        return {override.rule: override.reason for override in self.years.overrides}

    def targeted(self) -> frozenset[int]:
        """Return the numbers of the targeted schools."""
        return frozenset(school.urn for school in self.schools.list if school.role == "targeted")
