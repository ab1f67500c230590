"""The whole line, station by station, each computed once and only when asked for."""

from __future__ import annotations

from pathlib import Path

from evalkit.analysis.compare import compare
from evalkit.core.errors import ReportError
from evalkit.description.composition import composition
from evalkit.description.exposure import exposure
from evalkit.diagnosis.detectable import detectable
from evalkit.evaluation.describing import context_of, trends_of
from evalkit.evaluation.events import event_study
from evalkit.evaluation.groups import groups_of
from evalkit.evaluation.inputs import ground_of
from evalkit.evaluation.judging import finding_of, refuse_undeclared, run_checks, sure_estimate
from evalkit.evaluation.memory import Memory, Stations
from evalkit.evaluation.planning import Plain, Plan, analysis_of, as_plain, programme_of, question_of
from evalkit.evaluation.station_keys import CHECK, Keys
from evalkit.evaluation.tables import Tables, read_tables
from evalkit.evaluation.variables import outcome_years
from evalkit.evaluation.waves import cohorts, waves
from evalkit.findings.finding import Finding
from evalkit.findings.groups import Groups
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.context import Composition, Context
from evalkit.records.description import EventStudy, Exposure, Section, Trends
from evalkit.records.detectable import Detectable
from evalkit.records.estimate import Estimate
from evalkit.report.block import Block
from evalkit.report.document.keeping import show, write_block
from evalkit.report.story import resolve
from evalkit.study.model import Study
from evalkit.study.story import section
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel


class Evaluation:
    """One study on its straight line.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    memory : Memory or None
        Where stations are recalled from and kept; None remembers nothing.
    page : str
        The page that asks; empty outside pages.
    out : Path or None
        Folder of the report; None shows blocks without writing them.

    Attributes
    ----------
    stations : Stations
        Each computed or recalled once, and what was asked for.
    """

    def __init__(self, plan: Plan, memory: Memory | None = None, *, page: str = "", out: Path | None = None) -> None:
        self._plan = plan
        self._page = page
        self._out = out
        self._kept = 0
        kept = memory or Memory(None)
        self.stations = Stations(lambda: Keys(plan, ground_of(plan.study, kept.folder)), kept)

    @property
    def study(self) -> Study:
        """The study as the project lead wrote it."""
        self.stations.use("study")
        return self._plan.study

    def plan(self) -> Plain:
        """Return the resolved plan with all defaults and its digest."""
        self.stations.use("plan")
        return as_plain(self._plan)

    def panel(self) -> Panel:
        """Return schools by year with the outcome of every question."""
        return self._tables().panel

    def exposure(self) -> Exposure:
        """Return how much of Key Stage 4 each exam cohort had after the start."""
        study = self._plan.study
        return self.stations.once(
            "exposure", "", lambda: exposure(waves(study, programme_of(study, self.panel())), cohorts(study))
        )

    def analysis(self, question: str) -> Analysis:
        """Return the analysis of one question, written down."""
        self.stations.use("analysis", question)
        return analysis_of(self._plan, question_of(self._plan.study, question), self.panel(), self._tables().areas)

    def comparison(self, question: str) -> Comparison:
        """Return the comparison schools of one question and how fair they are."""
        return self.stations.once("comparison", question, lambda: compare(self.analysis(question)))

    def detectable(self, question: str) -> Detectable:
        """Return the smallest difference one question could notice, before any result."""
        return self.stations.once(
            "detectable",
            question,
            lambda: detectable(self.analysis(question), lambda: self.estimate(question).inference().df),
        )

    def flow(self, question: str) -> Flow:
        """Return who was lost on the way to one question's comparison, where and why."""
        return self.comparison(question).flow

    def trends(self, question: str) -> Trends:
        """Return what happened to the question's outcome on both sides."""
        return self.stations.once(
            "trends",
            question,
            lambda: trends_of(self._plan, self._tables(), self.analysis(question), self.comparison(question)),
        )

    def context(self, question: str) -> Context:
        """Return the programme's area, its region and England by the question's outcome."""
        return self.stations.once("context", question, lambda: context_of(self._plan, self._tables(), question))

    def composition(self, question: str) -> Composition:
        """Return whether the pupils of both sides changed alike."""
        return self.stations.once("composition", question, lambda: composition(self.panel(), self.comparison(question)))

    def estimate(self, question: str) -> Estimate:
        """Return the estimate of one question with every inference declared."""
        bound = self._plan.methods(question)
        return self.stations.once("estimate", question, lambda: sure_estimate(self.analysis(question), bound))

    def event_study(self, question: str) -> EventStudy:
        """Return the same estimate year by year."""
        years = outcome_years(self._plan, question_of(self._plan.study, question))
        bound = self._plan.methods(question)
        return self.stations.once("event_study", question, lambda: event_study(self.analysis(question), bound, years))

    def checks(self, question: str) -> tuple[CheckResult, ...]:
        """Return what every check of one question found, in the order of the plan."""
        return tuple(self.check(question, name) for name in question_of(self._plan.study, question).checks)

    def check(self, question: str, name: str) -> CheckResult:
        """Return what one check found."""
        bound = self._plan.methods(question)
        refuse_undeclared(self._plan.study, question, name)
        return self.stations.once(
            f"{CHECK}{name}",
            question,
            lambda: run_checks(self.analysis(question), self.estimate(question), (name,), bound)[0],
        )

    def finding(self, question: str) -> Finding:
        """Return the question answered, with everything that belongs beside the number."""
        parts = (self._plan.methods(question), question_of(self._plan.study, question))
        return self.stations.once(
            "finding",
            question,
            lambda: finding_of(self.estimate(question), self.comparison(question), self.checks(question), *parts),
        )

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of all questions, in the order of the study."""
        return tuple(self.finding(question.id) for question in self._plan.study.questions)

    def groups(self) -> Groups:
        """Return what can be said of groups of pupils, and what would be needed where nothing can."""
        return self.stations.once(
            "groups", "", lambda: groups_of(self._plan, self._tables(), self.finding, self.trends)
        )

    def section(self, title: str) -> Section:
        """Return a section of the study's story with its findings quoted."""
        self.stations.use("story")
        return Section(title, resolve(section(self._plan.study.story, title), self.findings()))

    def keep(self, *blocks: Block) -> None:
        """Show blocks that have something to say and, where the report has a folder, write them for it."""
        if self._out is not None and not self._page:
            raise ReportError.one(
                where="evaluation.keep",
                found="a folder for the report but no page",
                allowed='ek.open_study(study, page="04-effect", out=out)',
                next="name the page when opening the study",
            )
        for block in (one for one in blocks if one.text):
            self._kept += 1
            show(block)
            if self._out is not None:
                write_block(block, self._out / "pages" / self._page, self._kept)
        if self._out is not None:
            self.stations.note(self._out / "pages" / self._page)

    def notes(self) -> tuple[str, ...]:
        """Return what the rules of the years make the report print."""
        return self._tables().notes

    def _tables(self) -> Tables:
        return self.stations.once("panel", "", lambda: read_tables(self._plan))
