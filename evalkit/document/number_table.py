"""numbers.csv: a row for each number that a report shows, with where it comes from."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evalkit.core.csv_cells import csv_row, csv_text
from evalkit.core.quantity import MINUS, twelve_digits
from evalkit.document.editions import CLOSING
from evalkit.document.kept_blocks import KeptPage
from evalkit.document.number_files import EVERY, QuestionFiles, files_by_question
from evalkit.document.number_places import NumberPlaces, NumberSource, SaidText, texts_of
from evalkit.document.numbers_check import NAMES, refuse_unresolved
from evalkit.document.parts import Document, Figure, Heading, Part, PlaceLinks, Quotes, Table
from evalkit.document.placed_blocks import PlacedBlock, placed
from evalkit.report.block import Block
from evalkit.report.digits import NUMBER, as_value, numbers_in

NUMBERS = "numbers.csv"
COLUMNS = ("place", "text", "number", "value", "name", "finding", "block", "rows", "files")
# What a check shows: in the id of its block, and in the name of a number that its answer quotes.
CHECK, ANSWER_OF = "check", "answer of "
# A digest and the state of a clone hold digits, and no number.
DIGEST = re.compile(r"\b[0-9a-f]{12,}\b")
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“])")


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number as the report shows it.

    Attributes
    ----------
    place : str
        Id in the document, of the text itself or of the heading above it.
    text : str
        The sentence, title or cell in which it stands.
    number : str
        As it is written, without its sign.
    source : NumberSource
        Where it comes from.
    files : tuple of str
        The input tables it rests on.
    """

    place: str
    text: str
    number: str
    source: NumberSource
    files: tuple[str, ...]

    def cells(self) -> tuple[object, ...]:
        """Return the row as the file holds it."""
        source = self.source
        told = (source.name, " ".join(source.findings), source.block, source.rows, "; ".join(self.files))
        return (self.place, self.text, self.number, twelve_digits(source.value), *told)


@dataclass(frozen=True, slots=True)
class CellQuotes:
    """What the cells of a table quote, each number once, in reading order: two of them may be written alike.

    Attributes
    ----------
    left : list of (str, float, str)
        Quotations that no cell has taken yet.
    taken : dict of str to (str, float)
        Name and value that each number as it is written stood for last.
    """

    left: list[tuple[str, float, str]]
    taken: dict[str, tuple[str, float]]

    def next(self, number: str) -> tuple[str, float] | None:
        """Return name and value of the next quotation that is written so; None where no cell quotes it."""
        for place, (name, value, shown) in enumerate(self.left):
            if number in numbers_in(shown):
                del self.left[place]
                self.taken[number] = (name, value)
                break
        return self.taken.get(number)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a number is traced by.

    Attributes
    ----------
    places : NumberPlaces
        The sources of numbers in texts.
    blocks : mapping of str to PlacedBlock
        Kept blocks by their place.
    files : mapping of str to QuestionFiles
        The input tables of each question.
    asked : mapping of str to str
        The question that the block of a file beside the report is about; empty where it serves all.
    """

    places: NumberPlaces
    blocks: Mapping[str, PlacedBlock]
    files: Mapping[str, QuestionFiles]
    asked: Mapping[str, str]

    def rows(self, document: Document) -> Iterator[NumberRow]:
        """Yield a row for each number of a document, in reading order; one without a source is an error."""
        lost: list[str] = []
        heading = document.layers[0].id
        for part in document.parts:
            heading = part.id if isinstance(part, Heading) else heading
            own = getattr(part, "place", "") or heading
            # The closing document has no anchor of a block: a row is found below its heading.
            place = heading if document.layers[0].id == CLOSING else own
            for text, said in _texts(part):
                for sentence, number in _numbers(text):
                    source = self._source(number, text, replace(said, quotes=_as_in(sentence, said.quotes)), part, own)
                    if source is None:
                        lost.append(f"{number!r} in: {sentence}")
                    else:
                        files = self._behind(source.findings, source)
                        yield NumberRow(place, sentence, number, _signed(source, number, sentence), files)
            if isinstance(part, Table):
                yield from self._cells(part)
        refuse_unresolved(lost, f"the report {document.title!r}")

    def _source(self, number: str, text: str, said: SaidText, part: Part, place: str) -> NumberSource | None:
        """Return where a number of a part comes from: a quotation, or the block that was made with the text."""
        if isinstance(part, Figure | Table):
            beside = (f"beside the {part.block.kind}", as_value(number), number)
            carried = SaidText((*said.quotes, beside), said.findings, self.blocks.get(part.place))
            return self._own(self.places.source_of(number, "", carried), part, place)
        carried = replace(said, kept=self.blocks.get(place))
        return self._own(self.places.source_of(number, text, carried), part, place)

    def _own(self, source: NumberSource | None, part: Part, place: str) -> NumberSource | None:
        """Return a source that no kept block holds as the figure, the table or the text of the report itself."""
        if source is None or source.rows:
            return source
        if not isinstance(part, Figure | Table):
            return replace(source, rows="counted for this text", place=place)
        kept = self.blocks.get(part.place)
        rows = kept.csv if kept else own_csv(part.block)
        return replace(source, block=part.block.id, rows=rows, place=part.place)

    def _behind(self, questions: Iterable[str], source: NumberSource) -> tuple[str, ...]:
        """Return the tables behind a number: those of the answer, and of its checks where a check gave it."""
        of_check = CHECK in source.block or source.name.startswith(ANSWER_OF)
        known = [
            self.files[one]
            for one in (*questions, self.asked.get(source.rows.partition(",")[0], ""))
            if one in self.files
        ]
        files = dict.fromkeys(file for one in known for file in (one.every if of_check else one.answer))
        return tuple(files) or (EVERY,)

    def _cells(self, part: Table) -> Iterator[NumberRow]:
        block, kept = part.block, self.blocks.get(part.place)
        rows = kept.csv if kept else own_csv(block)
        question = kept.question(self.files) if kept else ""
        questions = block.findings or ((question,) if question else ())
        quoted = CellQuotes(list(block.quotes), {})
        for line, row in enumerate(block.cells):
            for column, cell in enumerate(row):
                for number in numbers_in(DIGEST.sub("", cell)):
                    where = f"{rows}, row {line + 1}, {_key(block, column)}"
                    held = _held(block, line, column)
                    of_column = (block.columns[column], as_value(number) if held is None else held)
                    name, value = (quoted.next(number) if held is None else None) or of_column
                    source = NumberSource(name, value, block.findings, block.id, where, part.place)
                    source = source if held is not None else _signed(source, number, cell)
                    yield NumberRow(part.place, cell, number, source, self._behind(questions, source))


def trace_of(places: NumberPlaces, pages: Iterable[KeptPage], record: Mapping[str, object]) -> Trace:
    """Return what the numbers of a report are traced by, from what pages kept and what the record holds."""
    blocks, files = placed(pages), files_by_question(record)
    asked = {one.csv: one.question(files) for one in blocks}
    return Trace(places, {one.place: one for one in blocks}, files, asked)


def write_own_values(document: Document, trace: Trace, folder: Path) -> None:
    """Write the values of figures and tables that no page kept beside those that pages did."""
    for part in document.parts:
        if isinstance(part, Figure | Table) and part.place not in trace.blocks:
            path = folder / own_csv(part.block)
            path.parent.mkdir(exist_ok=True)
            path.write_text(csv_text(part.block.values), encoding="utf-8", newline="\n")


def own_csv(block: Block) -> str:
    """Return the file of a figure or a table that no page kept, such as one of the annex."""
    return f"{block.kind}s/{block.id}.csv"


def write_numbers(rows: Iterable[NumberRow], path: Path) -> None:
    """Write one line for each number of a report."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(csv_row(row.cells()) for row in rows)


def _texts(part: Part) -> Iterator[tuple[str, SaidText]]:
    """Yield the texts of a part outside cells and drawings, each with what it quotes."""
    if isinstance(part, Figure | Table):
        block = part.block
        said = SaidText(block.quotes, block.findings)
        beside = block.notes if isinstance(part, Table) else (block.subtitle, block.text)
        yield from ((text, said) for text in (block.title, *beside, block.source) if text)
    elif isinstance(part, PlaceLinks):
        return
    else:
        said = SaidText(getattr(part, "quotes", ()), getattr(part, "findings", ()))
        yield from ((text, said) for text in texts_of((part,)) if text)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number of a text once in each of its sentences."""
    for sentence in SENTENCE.split(text):
        for number in dict.fromkeys(numbers_in(NAMES.sub("", sentence))):
            yield sentence, number


def _as_in(sentence: str, quotes: Quotes) -> Quotes:
    """Return quotations with those first that a sentence writes with just this sign: 0.28 is not −0.28."""
    written = {found[0] for found in re.finditer(rf"[+{MINUS}]?(?:{NUMBER.pattern})", sentence)}
    return tuple(sorted(quotes, key=lambda quote: quote[2] not in written))


def _signed(source: NumberSource, number: str, text: str) -> NumberSource:
    """Return a source whose value was read from a text with the sign that the text writes before it."""
    if not source.value or source.value != as_value(number):
        return source
    before = {text[found.start() - 1 : found.start()] for found in NUMBER.finditer(text) if found[0] == number}
    return replace(source, value=-source.value) if before == {MINUS} else source


def _key(block: Block, column: int) -> str:
    names = list(block.values.columns)
    return str(names[column]) if column < len(names) else block.columns[column]


def _held(block: Block, line: int, column: int) -> float | None:
    """Return the unrounded value of a cell that holds a number; None where it holds words."""
    held = block.values.iat[line, column] if column < len(block.values.columns) else None
    plain = isinstance(held, int | float) and not isinstance(held, bool)
    return float(held) if plain else None  # type: ignore[arg-type]
