"""No number without a source: every number in the report's text is traced to a finding, the record or a block.

Tables and drawings print values of blocks as they are, so only running text is read here. Numbers that
belong to a name, such as Key Stage 4, are no results and are passed over by the small rule `NAMES`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from html.parser import HTMLParser

from evalkit.core.errors import Fault, UntracedError
from evalkit.core.years import academic_year
from evalkit.document.parts import Document, Figure, Table
from evalkit.findings.families import families_of
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.report.block import Block
from evalkit.report.catalogue import SENTENCES
from evalkit.report.digits import numbers_in
from evalkit.report.verbs import sentence
from evalkit.report.words import STORY, Words
from evalkit.study.model import Study
from evalkit.study.typed_numbers import typed_numbers

NAMES = re.compile(
    r"Key Stages? \d(?: and \d)?|[Pp]art \d+|(?:Progress|Attainment) 8|Years? \d{1,2}(?: and \d{1,2})?|SHA-256"
)
# Parts of the record in which any number could be found.
NO_SOURCE = frozenset({"sha256", "digest", "lock", "commit", "code", "timings", "versions", "rests_on", "folder"})
EXAM_YEARS = range(2000, 2101)
# What is no running text and takes most of a page; a table within the data behind a figure goes with it.
PASSED_OVER = re.compile(r"<(svg|style|script|details|table)\b.*?</\1>", re.DOTALL)
SILENT = frozenset({"svg", "style", "script", "head", "details", "table"})
EMPTY = frozenset({"meta", "link", "br", "hr", "img", "input"})
# Tables, and the numbers by which parts, figures and tables are counted.
SILENT_CLASSES = frozenset({"table", "ordinal"})


def unresolved_numbers(html: str, known: Collection[str]) -> list[str]:
    """Return each number in the text that nothing vouches for, with the words around it; empty is good.

    Parameters
    ----------
    html : str
        The rendered report.
    known : collection of str
        Every number that may stand in it, as it may be written.
    """
    reader = TextReader()
    # Drawings and tables are nearly all of a page and no running text: nobody need read them letter by letter.
    reader.feed(PASSED_OVER.sub("", html))
    return [
        f"{number!r} in: {_around(text, number)}"
        for text in reader.texts
        for number in numbers_in(NAMES.sub("", text))
        if number not in known
    ]


def known_numbers(
    study: Study, findings: Sequence[Answer], record: Mapping[str, object], blocks: Iterable[Block]
) -> frozenset[str]:
    """Return every number that may stand in the text, as it may be written.

    Results count in the forms in which sentences show them, never by any other rounding and never from the
    tables behind them: among hundreds of refits some number would always fit.

    Parameters
    ----------
    study : Study
        Its fields may be repeated; numbers typed into its story are listed in the audit.
    findings : sequence of Finding or Unanswered
        Quoted as their sentences show them.
    record : mapping
        The content of record.json; digests are no source of numbers.
    blocks : iterable of Block
        Numbers that kept sentences, titles and alt texts quote.
    """
    known = set(_written(study.model_dump(exclude={"story"}))) | set(_written(_without_digests(record)))
    # What people typed into the story stops nothing: the audit lists it as typed by hand.
    known |= {number for typed in typed_numbers(study.story) for number in numbers_in(typed.number)}
    known |= set(_quoted(sentence(answer) for answer in findings if isinstance(answer, Unanswered)))
    stamps = [answer.stamp for answer in findings if answer.stamp is not None]
    known |= set(_quoted(sentence(stamp, part) for stamp in stamps for part in SENTENCES["PlanStamp"][1]))
    for finding in (answer for answer in findings if isinstance(answer, Finding)):
        known |= set(_written((finding.question, finding.rule_reason, finding.departs, finding.caveats)))
        known |= set(_written(astuple(finding.estimate.counts)))
        known |= set(_quoted(sentence(finding, part) for part in SENTENCES["Finding"][1]))
    families = families_of([answer for answer in findings if isinstance(answer, Finding)])
    known |= set(_quoted(sentence(family, part) for family in families for part in ("counted", "front")))
    return frozenset(known | set(_quoted(blocks)))


def _quoted(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        for name, _, shown in block.quotes:
            if name != STORY:
                yield from numbers_in(shown)


def quoted_in(document: Document) -> list[Block]:
    """Return what the parts of a document quote, those that no page kept among them."""
    words = Words()
    for part in document.parts:
        for _, _, shown in getattr(part, "quotes", ()):
            words.repeat("part", shown)
    return [*(part.block for part in document.parts if isinstance(part, Figure | Table)), words.block("parts", "")]


def refuse_unresolved(numbers: Sequence[str], where: str) -> None:
    """Stop a report that shows a number which nothing vouches for."""
    if numbers:
        raise UntracedError(
            Fault(
                where=where,
                found=number,
                allowed="a number of a finding, the record or a block",
                next="quote the finding by its id in double braces, or write it in words",
            )
            for number in numbers
        )


class TextReader(HTMLParser):
    """Collects running text: not what is drawn, not what stands in a table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether what the element holds is running text."""
        if tag not in EMPTY:
            classes = (dict(attrs).get("class") or "").split()
            self._open.append(tag in SILENT or not SILENT_CLASSES.isdisjoint(classes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over an element without text."""

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        if tag not in EMPTY and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep running text."""
        if data.strip() and not any(self._open):
            self.texts.append(" ".join(data.split()))


def _written(value: object) -> Iterator[str]:
    """Yield the ways in which a value may be written: text as it stands, numbers as they are, years in full."""
    if isinstance(value, str):
        yield from numbers_in(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _written(inner)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield f"{abs(value):g}"
        yield f"{abs(value):,g}"
        if value in EXAM_YEARS:
            yield academic_year(int(value))
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _written(inner)
    else:
        yield from _dated(str(value))


def _dated(text: str) -> Iterator[str]:
    """Yield the numbers of a date also without leading noughts, as prose writes them."""
    for number in numbers_in(text):
        yield number
        yield number.lstrip("0") or "0"


def _without_digests(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _without_digests(inner) for key, inner in value.items() if key not in NO_SOURCE}
    if isinstance(value, list | tuple):
        return [_without_digests(inner) for inner in value]
    return value


def _around(text: str, number: str) -> str:
    place = text.find(number)
    return text[max(0, place - 40) : place + len(number) + 40].strip()


def ways_of_writing(value: object) -> tuple[str, ...]:
    """Return the ways in which one value of a file may be written in a text."""
    return tuple(dict.fromkeys(_written(value)))
