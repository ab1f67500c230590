"""The whole line, station by station, each computed once and only when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evalkit.core.errors import Fault, ReportError
from evalkit.document.kept_blocks import show, write_block
from evalkit.evaluation.answers import REFUSALS, unanswered
from evalkit.evaluation.inputs import inputs_of
from evalkit.evaluation.memory import Memory, Stations
from evalkit.evaluation.plans import Asked, Plan, question_of
from evalkit.evaluation.station import Result, Station
from evalkit.evaluation.station_keys import Keys
from evalkit.evaluation.stations import STATIONS, rests_of, row_of
from evalkit.records.description import Section
from evalkit.report.block import FRONT_PARTS, LAYERS, Block, Layer
from evalkit.report.story import resolve
from evalkit.study.model import Study
from evalkit.study.story import section

# How the id of a sentence ends that says which tables nobody kept.
NOT_KEPT = "-not-kept"
PART = re.compile(r"[a-z][a-z_]*")


class Evaluation:
    """One study on its straight line: every station of the table is a method of the same name.

    ``evaluation.finding("attainment")`` asks for a station of one question, ``evaluation.panel()`` for one of the
    whole study, ``evaluation.check("attainment", "placebo_years")`` for one part of a station.

    Parameters
    ----------
    plan : Plan
        The study with every method bound.
    memory : Memory or None
        Where stations are recalled from and kept; None remembers nothing.
    page : str
        The page that asks; empty outside pages. On a page, what is refused is shown in words instead of raised.
    out : Path or None
        Folder of the report; None shows blocks without writing them.

    Attributes
    ----------
    stations : Stations
        Each computed or recalled once, and what was asked for.
    """

    if TYPE_CHECKING:
        # The methods are made from the table of stations, below.
        def __getattr__(self, name: str) -> Callable[..., Any]: ...

    def __init__(self, plan: Plan, memory: Memory | None = None, *, page: str = "", out: Path | None = None) -> None:
        self._plan = plan
        self._page = page
        self._out = out
        self._kept: list[tuple[str, str]] = []
        self._resolved: dict[str, Asked] = {}
        kept = memory or Memory(None)
        self.stations = Stations(lambda: Keys(plan, inputs_of(plan.study, kept.folder)), kept)

    @property
    def study(self) -> Study:
        """The study as the project lead wrote it."""
        self.stations.use("study")
        return self._plan.study

    def section(self, title: str) -> Section:
        """Return a section of the study's story with its findings quoted."""
        return Section(title, resolve(section(self.story(), title), self.answers()))

    def keep(self, *blocks: Block, layer: Layer = "annex", part: str = "") -> None:
        """Show blocks that have something to say and, where the report has a folder, write them for it, each once.

        Parameters
        ----------
        *blocks : Block
            Figures, tables and sentences.
        layer : {"front", "report", "annex"}
            Who is to read them: everybody, whoever accepts the report, or whoever audits it.
        part : str
            Part of that layer, such as ``result``; the page's own where it is left out, which the front has none of.
        """
        _refuse_unknown(layer, part)
        if self._out is not None and not self._page:
            raise ReportError.one(
                where="evaluation.keep",
                found="a folder for the report but no page",
                allowed='ek.open_study(study, page="04-effect", out=out)',
                next="name the page when opening the study",
            )
        for block in (one for one in blocks if one.text):
            show(block, words_alone=self._out is not None)
            # A sentence that stands on the page under another name is not said again.
            known = (block.title if block.kind == "sentence" else block.id, block.text)
            if self._out is not None and known not in self._kept:
                self._kept.append(known)
                write_block(self._placed(block, layer, part), self._out / "pages" / self._page, len(self._kept))
        if self._out is not None:
            self.stations.note(self._out / "pages" / self._page)

    def _placed(self, block: Block, layer: Layer, part: str) -> Block:
        """Return a block in its layer; the annex, where all but the leading question fall, is not drawn for phones."""
        others = bool(block.findings) and self._plan.study.leading.id not in block.findings
        # What nobody recorded fills no part: the part's own line says what it would need.
        layer = "annex" if block.id.endswith(NOT_KEPT) else layer
        on_phones = None if layer == "annex" or others else block.on_phones
        return replace(block, layer=layer, part=part, on_phones=on_phones)

    def ask(self, station: str, question: str = "") -> object:
        """Return a station's result; what its method gives to readers, where it shows a part of it.

        Parameters
        ----------
        station : str
            Its name in the table of stations, followed by the part where it has parts: ``check placebo_years``.
        question : str
            Id of a question; empty for what serves all.
        """
        row, part = row_of(station)
        if row is None:
            raise LookupError(station)
        asked = self._asked(row, question, part)
        try:
            return row.shows(self.result(row, asked))
        except REFUSALS as refusal:
            if not self._page or row.of_study:
                raise
            # Tables that cannot be read are no refusal of one question: they are raised here.
            self.panel()
            return row.in_place(unanswered(asked, refusal, row.gives))

    def result(self, row: Station, asked: Asked) -> object:
        """Return what a station makes of a resolved question."""
        name = f"{row.name} {asked.part}" if row.in_parts else row.name
        identifier = "" if row.of_study else asked.question.id
        return self.stations.recall_or_compute(
            name, identifier, lambda: row.make(asked, _Below(self, row, asked)), kept=row.kept
        )

    def below(self, station: str, question: str) -> object:
        """Return a station's whole result to another that rests on it."""
        row, part = row_of(station)
        assert row is not None
        return self.result(row, self._asked(row, question, part))

    def _asked(self, row: Station, question: str, part: str) -> Asked:
        """Return a question resolved, once for all stations; an unknown one is refused with those there are."""
        if row.of_study:
            return Asked(self._plan, part=part)
        if question not in self._resolved:
            self._resolved[question] = Asked(self._plan, question_of(self._plan.study, question))
        return replace(self._resolved[question], part=part)


@dataclass(frozen=True, slots=True)
class _Below:
    """Gives a station the results it rests on; one that its row does not name is refused."""

    evaluation: Evaluation
    row: Station
    asked: Asked

    def __call__(self, name: str, kind: type[Result], question: str = "") -> Result:
        row, _ = row_of(name)
        assert row is not None
        address = (name, "" if row.of_study else question or self.asked.question.id)
        if address not in rests_of(self.row, self.asked):
            message = f"station {self.row.name} does not say that it rests on {name}"
            raise LookupError(message)
        found = self.evaluation.below(*address)
        assert isinstance(found, kind)
        return found


def _refuse_unknown(layer: str, part: str) -> None:
    faults = []
    if layer not in LAYERS:
        faults.append(
            Fault(
                where="evaluation.keep(..., layer=...)",
                found=repr(layer),
                allowed=", ".join(LAYERS),
                next="leave it out for the annex, which holds everything that is kept",
            )
        )
    if layer == "front" and part not in FRONT_PARTS:
        faults.append(
            Fault(
                where='evaluation.keep(..., layer="front", part=...)',
                found=repr(part),
                allowed=", ".join(FRONT_PARTS),
                next="name one of them, or keep it for the report: the rest of the front page is made from the answers",
            )
        )
    elif part and not PART.fullmatch(part):
        faults.append(
            Fault(
                where="evaluation.keep(..., part=...)",
                found=repr(part),
                allowed="lower-case letters and underscores, such as result",
                next="name a part of docs/report.md, or a new one, which then follows the others",
            )
        )
    if faults:
        raise ReportError(faults)


def _method(row: Station) -> Callable[..., object]:
    """Return the method that asks for a station, with the words and the arguments that fit it."""

    def of_study(self: Evaluation) -> object:
        return self.ask(row.name)

    def of_question(self: Evaluation, question: str) -> object:
        return self.ask(row.name, question)

    def of_part(self: Evaluation, question: str, part: str) -> object:
        return self.ask(f"{row.name} {part}", question)

    def part_of_study(self: Evaluation, part: str) -> object:
        return self.ask(f"{row.name} {part}")

    ways: dict[tuple[bool, bool], Callable[..., object]] = {
        (True, False): of_study,
        (True, True): part_of_study,
        (False, False): of_question,
        (False, True): of_part,
    }
    made = ways[row.of_study, row.in_parts]
    made.__name__, made.__qualname__, made.__doc__ = row.name, f"Evaluation.{row.name}", f"Return {row.gives}."
    return made


for _row in STATIONS.values():
    if _row.name not in vars(Evaluation):
        setattr(Evaluation, _row.name, _method(_row))
