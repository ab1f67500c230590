"""The whole line, station by station, each computed once and only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from evalkit.analysis.compare import compare
from evalkit.core.errors import ReportError, StudyFileError
from evalkit.data.flow import Flow
from evalkit.data.panel import Panel
from evalkit.data.reading import read_panel
from evalkit.design.parts.exposure import exposure
from evalkit.design.parts.trends import trends
from evalkit.evaluation.events import event_study
from evalkit.evaluation.judging import finding_of, run_checks, sure_estimate
from evalkit.evaluation.planning import Plain, Plan, analysis_of, as_plain, years_needed
from evalkit.evaluation.waves import cohorts, waves
from evalkit.findings.finding import Finding
from evalkit.measures.parts.adding import add_measure
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.description import EventStudy, Exposure, Section, Trends
from evalkit.records.estimate import Estimate
from evalkit.report.block import Block
from evalkit.report.keeping import show, write_block
from evalkit.report.story import resolve
from evalkit.study.model import Question, Study
from evalkit.study.story import section

Station = TypeVar("Station")


class Evaluation:
    """One study on its straight line.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    page : str
        The page that asks; empty outside pages.
    out : Path or None
        Folder of the report; None shows blocks without writing them.

    Attributes
    ----------
    memory : dict
        Stations computed so far, by (station, question).
    """

    def __init__(self, plan: Plan, *, page: str = "", out: Path | None = None) -> None:
        self._plan = plan
        self._page = page
        self._out = out
        self._kept = 0
        self.memory: dict[tuple[str, str], object] = {("plan", ""): str(as_plain(plan)["digest"])}

    @property
    def study(self) -> Study:
        """The study as the project lead wrote it."""
        return self._plan.study

    def plan(self) -> Plain:
        """Return the resolved plan with all defaults and its digest."""
        return as_plain(self._plan)

    def panel(self) -> Panel:
        """Return schools by year with the outcome of every question."""
        return self._once("panel", "", self._read)

    def exposure(self) -> Exposure:
        """Return how much of Key Stage 4 each exam cohort had after the start."""
        return self._once("exposure", "", lambda: exposure(waves(self.study, self._programme()), cohorts(self.study)))

    def analysis(self, question: str) -> Analysis:
        """Return the analysis of one question, written down."""
        return analysis_of(self._plan, self._question(question), self.panel())

    def comparison(self, question: str) -> Comparison:
        """Return the comparison schools of one question and how fair they are."""
        return self._once("comparison", question, lambda: compare(self.analysis(question)))

    def flow(self, question: str) -> Flow:
        """Return who was lost on the way to one question's comparison, where and why."""
        return self.comparison(question).flow

    def trends(self, question: str) -> Trends:
        """Return what happened to the question's outcome on both sides."""
        years = years_needed(self.study, self._question(question))
        return self._once(
            "trends", question, lambda: trends(self.panel(), self.comparison(question), years, self.notes())
        )

    def estimate(self, question: str) -> Estimate:
        """Return the estimate of one question with every inference declared."""
        bound = self._plan.methods(question)
        return self._once("estimate", question, lambda: sure_estimate(self.analysis(question), bound))

    def event_study(self, question: str) -> EventStudy:
        """Return the same estimate year by year."""
        years = years_needed(self.study, self._question(question))
        bound = self._plan.methods(question)
        return self._once("event_study", question, lambda: event_study(self.analysis(question), bound, years))

    def checks(self, question: str) -> tuple[CheckResult, ...]:
        """Return what every check of one question found, in the order of the plan."""
        names, bound = self._question(question).checks, self._plan.methods(question)
        return self._once(
            "checks", question, lambda: run_checks(self.analysis(question), self.estimate(question), names, bound)
        )

    def check(self, question: str, name: str) -> CheckResult:
        """Return what one check found."""
        for result in self.checks(question):
            if result.check == name:
                return result
        raise StudyFileError.one(
            where=f"study {self.study.name}, question {question}, check {name}",
            found="not among the question's checks",
            allowed=", ".join(self._question(question).checks) or "the question declares none",
            next="add it to the question's checks in study.toml",
        )

    def finding(self, question: str) -> Finding:
        """Return the question answered, with everything that belongs beside the number."""
        parts = (self._plan.methods(question), self._question(question))
        return self._once(
            "finding",
            question,
            lambda: finding_of(self.estimate(question), self.comparison(question), self.checks(question), *parts),
        )

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of all questions, in the order of the study."""
        return tuple(self.finding(question.id) for question in self.study.questions)

    def section(self, title: str) -> Section:
        """Return a section of the study's story with its findings quoted."""
        return Section(title, resolve(section(self.study.story, title), self.findings()))

    def keep(self, *blocks: Block) -> None:
        """Show blocks and, where the report has a folder, write them for it."""
        if self._out is not None and not self._page:
            raise ReportError.one(
                where="evaluation.keep",
                found="a folder for the report but no page",
                allowed='ek.open_study(study, page="04-effect", out=out)',
                next="name the page when opening the study",
            )
        for block in blocks:
            self._kept += 1
            show(block)
            if self._out is not None:
                write_block(block, self._out / "pages" / self._page, self._kept)

    def _read(self) -> Panel:
        data = self.study.data
        panel = read_panel(self.study.folder / data.folder, data.files, data.register_file)
        overrides = {override.rule: override.reason for override in self.study.years.overrides}
        wanted: dict[str, set[int]] = {}
        for question in self.study.questions:
            wanted.setdefault(question.outcome, set()).update(years_needed(self.study, question))
        chosen = self.study.selection.chosen_on
        if chosen is not None and chosen.variable in wanted:
            wanted[chosen.variable].add(chosen.year)
        notes: list[str] = []
        for name, years in sorted(wanted.items()):
            panel, said = add_measure(panel, name, years=sorted(years), overrides=overrides)
            notes.extend(note for note in said if note not in notes)
        self.memory["notes", ""] = tuple(notes)
        return panel

    def notes(self) -> tuple[str, ...]:
        """Return what the rules of the years make the report print."""
        self.panel()
        return tuple(str(note) for note in self._once("notes", "", tuple[str, ...]))

    def _programme(self) -> frozenset[int]:
        return self.analysis(self.study.questions[0].id).programme

    def _question(self, identifier: str) -> Question:
        known = [question.id for question in self.study.questions]
        if identifier not in known:
            raise StudyFileError.one(
                where=f"study {self.study.name}, question",
                found=identifier,
                allowed=", ".join(known),
                next="ask one of the study's questions, or add it to study.toml",
            )
        return self.study.question(identifier)

    def _once(self, station: str, question: str, make: Callable[[], Station]) -> Station:
        key = (station, question)
        if key not in self.memory:
            self.memory[key] = make()
        value: Station = self.memory[key]  # type: ignore[assignment]
        return value
