"""Where each number of a report comes from: its name and value, the block and the cell that hold it, and its place.

A number of running text is one that its sentence quotes. If a kept table or figure of the same finding holds the
value to its last digit, and not by chance, that cell is its source; else the sentence's own block is, or the part of
the study file, of the findings or of the record in which it stands as it is written.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from itertools import chain

from evalkit.core.quantity import twelve_digits
from evalkit.document.annex import anchors
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.moved_blocks import stands_as
from evalkit.document.numbers_check import NO_SOURCE, ways_of_writing
from evalkit.document.parts import Bullets, Part, Quotes, prose
from evalkit.document.placed_blocks import PlacedBlock, placed
from evalkit.findings.families import families_of
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.report.block import Block
from evalkit.report.catalogue import SENTENCES
from evalkit.report.digits import as_value, numbers_in
from evalkit.report.sentences.finding import quoted
from evalkit.report.verbs import sentence
from evalkit.report.words import STORY
from evalkit.study.model import Study
from evalkit.study.typed_numbers import typed_numbers

FINDINGS, RECORD, STUDY, TYPED = "findings.json", "record.json", "study.toml", "story.md"


@dataclass(frozen=True, slots=True)
class NumberSource:
    """Where one number comes from.

    Attributes
    ----------
    name : str
        What it is, such as ``interval low``.
    value : float
        Not rounded.
    findings : tuple of str
        Ids of the findings it rests on.
    block : str
        Id of the kept block that holds it; empty where none does.
    rows : str
        The file beside the report that holds it, and where in it; empty for what the text's own block counts.
    place : str
        Id in the document that shows it; empty where the document does not.
    """

    name: str
    value: float
    findings: tuple[str, ...]
    block: str
    rows: str
    place: str


# A number without more decimals may stand in some cell by chance.
SHORT = 3
# What a text means by 0 or 1 where it quotes neither: a mark of its scale.
MARKS = {
    "0": NumberSource("the mark of no difference", 0.0, (), "", "by definition", ""),
    "1": NumberSource("one unit of the scale", 1.0, (), "", "by definition", ""),
}


@dataclass(frozen=True, slots=True)
class SaidText:
    """One text that the report may print, with what it quotes.

    Attributes
    ----------
    quotes : tuple of (str, float, str)
        Its numbers.
    findings : tuple of str
        Ids of the findings it rests on.
    kept : PlacedBlock or None
        The kept block that says it.
    """

    quotes: Quotes
    findings: tuple[str, ...]
    kept: PlacedBlock | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a kept table or figure."""

    kept: PlacedBlock
    row: int
    column: str

    def vouches(self, name: str, value: float, said: SaidText) -> bool:
        """Say whether a number that a text quotes can be this one; a short one must be called so, and near by."""
        own, kept = set(said.findings), said.kept
        if own and not own & set(self.kept.block.findings):
            return False
        if value != round(value, SHORT):
            return True
        return (bool(own) or (kept is not None and kept.page == self.kept.page)) and self.column in name.split()

    def source(self, name: str, value: float, findings: tuple[str, ...]) -> NumberSource:
        """Return the cell as the source of a number."""
        rows = f"{self.kept.csv}, row {self.row}, {self.column}"
        return NumberSource(name, value, findings, self.kept.block.id, rows, leads_to(self.kept))


@dataclass(frozen=True, slots=True)
class NumberPlaces:
    """The sources of all numbers of one report.

    Attributes
    ----------
    said : mapping of str to SaidText
        Every text that a block or a finding says, as it is printed.
    cells : mapping of float to tuple of Cell
        Kept tables and figures by the numbers they hold; whole numbers, which many hold by chance, are left out.
    shown : mapping of str to str
        For each finding, the place of the first kept table that rests on it alone.
    written : mapping of str to NumberSource
        Numbers as they stand in the study file, the findings, the record and the story.
    """

    said: Mapping[str, SaidText]
    cells: Mapping[float, tuple[Cell, ...]]
    shown: Mapping[str, str]
    written: Mapping[str, NumberSource] = field(default_factory=dict)

    def place_of(self, number: str, part: Part) -> str:
        """Return the id that a number of running text leads to; empty where nothing shows it.

        Parameters
        ----------
        number : str
            As it is written, without its sign: ``0.11``.
        part : Part
            A paragraph, a callout, a strong answer, a note, a heading or a list of points.
        """
        texts = part.items if isinstance(part, Bullets) else (getattr(part, "text", ""),)
        quotes, findings = getattr(part, "quotes", ()), getattr(part, "findings", ())
        found = (self.source_of(number, text, SaidText(quotes, findings)) for text in texts if number in text)
        return next((one.place for one in found if one is not None), "")

    def source_of(self, number: str, text: str, carried: SaidText | None = None) -> NumberSource | None:
        """Return where a number of a text comes from; None where nothing vouches for it.

        Parameters
        ----------
        number : str
            As it is written.
        text : str
            The whole text in which it stands.
        carried : SaidText or None
            What the part of the document remembers of the text.
        """
        for said in chain((self.said.get(text), carried), self._like(text)):
            quoted = _quoted(number, said)
            if said is not None and quoted is not None:
                return self._of_quote(*quoted, said)
        return MARKS.get(number) or self.written.get(number)

    def _like(self, text: str) -> Iterable[SaidText]:
        """Yield what is known of texts that hold this one, or that it holds."""
        return (said for known, said in self.said.items() if known in text or text in known)

    def _of_quote(self, name: str, value: float, said: SaidText) -> NumberSource:
        held = [cell for cell in self.cells.get(_key(value), ()) if cell.vouches(name, value, said)]
        if held:
            return held[0].source(name, value, said.findings)
        finding, kept = said.findings[0] if said.findings else "", said.kept
        if kept is not None:
            own = leads_to(kept)
            place = self.shown.get(finding, own) if kept.block.kind == "sentence" else own
            return NumberSource(name, value, said.findings, kept.block.id, kept.csv, place)
        rows = f"{FINDINGS}, {finding}" if finding else ""
        return NumberSource(name, value, said.findings, "", rows, self.shown.get(finding, ""))


def number_places(
    study: Study, answers: Sequence[Answer], record: Mapping[str, object], pages: Sequence[KeptPage]
) -> NumberPlaces:
    """Return the sources of all numbers that the report of a study may show."""
    blocks = placed(pages)
    shown: dict[str, str] = {}
    for one in blocks:
        if one.block.kind == "table" and len(one.block.findings) == 1:
            shown.setdefault(one.block.findings[0], leads_to(one))
    return NumberPlaces(_said(answers, blocks), _cells(blocks), shown, _written(study, answers, record, shown))


def leads_to(one: PlacedBlock) -> str:
    """Return the id in the document that shows a kept block, or what holds it now."""
    return stands_as(one.block) or one.place


def _quoted(number: str, said: SaidText | None) -> tuple[str, float] | None:
    quotes = said.quotes if said is not None else ()
    return next(((name, value) for name, value, shown in quotes if number in numbers_in(shown) and name != STORY), None)


def _said(answers: Sequence[Answer], blocks: Iterable[PlacedBlock]) -> dict[str, SaidText]:
    said: dict[str, SaidText] = {}
    for one in blocks:
        block = one.block
        known = SaidText(block.quotes, block.findings, one)
        running = block.text if block.kind == "sentence" else ""
        for text in (*texts_of(prose(running)), block.title, block.subtitle, block.text):
            if text:
                said.setdefault(text, known)
    for block in _unkept(answers):
        for text in texts_of(prose(block.text)):
            said.setdefault(text, SaidText(block.quotes, block.findings))
    return said


def _unkept(answers: Sequence[Answer]) -> Iterable[Block]:
    """Yield every sentence that a front, a report or the story may print of an answer without a page that kept it."""
    findings = [one for one in answers if isinstance(one, Finding)]
    yield from (sentence(one) for one in answers if isinstance(one, Unanswered))
    yield from (sentence(one, part) for one in findings for part in SENTENCES["Finding"][1])
    yield from (quoted(one) for one in findings)
    yield from (sentence(one.stamp, part) for one in answers if one.stamp for part in SENTENCES["PlanStamp"][1])
    yield from (sentence(family, part) for family in families_of(findings) for part in ("counted", "front"))


def texts_of(parts: Iterable[Part]) -> Iterable[str]:
    """Yield the texts of parts, each point of a list by itself."""
    for part in parts:
        yield from part.items if isinstance(part, Bullets) else (getattr(part, "text", ""),)


def _cells(blocks: Iterable[PlacedBlock]) -> dict[float, tuple[Cell, ...]]:
    """Return kept numbers that are not whole, tables before figures."""
    found: dict[float, list[Cell]] = {}
    for one in sorted(blocks, key=lambda one: ("table", "figure", "sentence").index(one.block.kind)):
        if one.block.kind == "sentence":
            continue
        for column in one.block.values.columns:
            for row, value in enumerate(one.block.values[column], 1):
                if isinstance(value, float) and math.isfinite(value) and value != round(value):
                    found.setdefault(_key(value), []).append(Cell(one, row, str(column)))
    return {value: tuple(cells) for value, cells in found.items()}


def _key(value: float) -> float:
    """Return a number as two writings of it share it: without sign, to the digits that files hold."""
    digits = twelve_digits(abs(value))
    return math.nan if digits is None else digits


def _written(
    study: Study, answers: Sequence[Answer], record: Mapping[str, object], shown: Mapping[str, str]
) -> dict[str, NumberSource]:
    """Return numbers that stand as they are written in a file, the study's own words first."""
    found: dict[str, NumberSource] = {}
    for typed in typed_numbers(study.story):
        for number in numbers_in(typed.number):
            rows = f"{TYPED}, ## {typed.section}"
            found.setdefault(number, NumberSource("typed by hand", as_value(number), (), "", rows, anchors.TYPED))
    _leaves(found, study.model_dump(exclude={"story"}), STUDY, "", anchors.PLAN)
    for one in answers:
        if isinstance(one, Finding):
            told = {"question": one.question, "rule_reason": one.rule_reason, "departs": one.departs}
            told |= {"caveats": list(one.caveats), "counts": list(astuple(one.estimate.counts))}  # type: ignore[dict-item]
            _leaves(found, told, FINDINGS, one.id, shown.get(one.id, ""))
    _leaves(found, record, RECORD, "", anchors.RERUN)
    return found


def _leaves(found: dict[str, NumberSource], value: object, file: str, path: str, place: str) -> None:
    """Note every number below a value, with the field it stands in."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in NO_SOURCE:
                _leaves(found, inner, file, f"{path}.{key}".lstrip("."), place)
    elif isinstance(value, list | tuple):
        for inner in value:
            _leaves(found, inner, file, path, place)
    else:
        for number in ways_of_writing(value):
            name = path.rpartition(".")[2].replace("_", " ")
            found.setdefault(number, NumberSource(name, as_value(number), (), "", f"{file}, {path}", place))
