"""A document as plain data for the template of Typst: every text a string, so that nothing typed can become code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evalkit.document.parts import (
    Bullets,
    Callout,
    Contents,
    Document,
    DocumentLayer,
    Figure,
    Heading,
    Note,
    Paragraph,
    Part,
    PartAnswers,
    PlaceLinks,
    SideBySide,
    Strong,
    Table,
)
from evalkit.document.renderers.parts.column_widths import ONE_SHEET, columns_fitted, row_lines
from evalkit.document.renderers.parts.drawing_sizes import known_size
from evalkit.document.renderers.parts.letters import seen, width
from evalkit.document.renderers.parts.named_cells import headers, rows
from evalkit.report.table_cells import numeric_column
from evalkit.report.theme import theme

SPACE = re.compile(r"\s+")
# Rows of a table, and lines in all of them, from which on it may go on over a sheet.
LENGTHY, MANY_LINES = 10, 23
# Figures higher than half a sheet, in points, of which so many may stand at the head of the next one: where they end up
# is found in rounds of typesetting, of which there are five.
HALF_SHEET, MOST_MOVED = 365.0, 2
# Width of the text on a sheet of A4 between its margins, in points; front pages have narrower margins.
ROOM, FRONT_ROOM = 493.2, 510.2
# The widest and the highest that a drawing is printed behind the front page, in points.
DRAWING_WIDTH, DRAWING_HEIGHT = ROOM, 640.0
FRONT = "front"
# A space at which no line ends.
WHOLE = "\N{NO-BREAK SPACE}"
# Parts of a page's width that the columns of a report's contents take.
ANSWERS = (0.66, 0.17, 0.17)
# Of an answer that stays on one sheet of the contents, in sizes of its type.
LONGEST_ANSWER = 900.0
# The lowest height of a drawing, that of a line above and below it, and what a sheet has for all of it, in points.
LOWEST, LINE, FREE = 200.0, 15.0, 700.0

Data = dict[str, object]


def as_data(document: Document) -> Data:
    """Return a document as the template reads it: strings, numbers, lists and mappings alone.

    Parameters
    ----------
    document : Document
        Any, of one layer or of several.
    """
    links = _Links(_places(document), _lifted(document))
    return {
        "title": _even(document.title),
        "name": _even(document.name),
        "running": _even(" – ".join(filter(None, (document.name, document.mark)))),
        "standfirst": _even(document.standfirst),
        "colour": theme().colour,
        "layers": [_layer(layer, links) for layer in document.layers],
    }


@dataclass(frozen=True, slots=True)
class _Links:
    """What of a document its parts must know: where a link may lead, and which headings of level 3 are set as of 2."""

    known: frozenset[str]
    lifted: frozenset[str]

    def to(self, target: str) -> str:
        """Return where a link leads, empty where that is in no part of the document: then its words stand alone."""
        return target if target in self.known else ""


def _places(document: Document) -> frozenset[str]:
    """Return what a link inside the document may lead to; what stands in other editions is none of it."""
    ids = (getattr(part, "place", "") or getattr(part, "id", "") for part in document.parts)
    return frozenset(filter(None, ids))


def _lifted(document: Document) -> frozenset[str]:
    """Return the headings of level 3 before any of level 2: below the title a level would be left out."""
    found: list[str] = []
    for part in document.parts:
        if isinstance(part, PartAnswers) or (isinstance(part, Heading) and part.level == 2):
            break
        found += [part.id] if isinstance(part, Heading) else []
    return frozenset(found)


def _layer(layer: DocumentLayer, links: _Links) -> Data:
    front = layer.id == FRONT
    # A layer that the theme does not name is set as the report is.
    size = float(theme().print.get(layer.id, theme().print["report"]).removesuffix("pt"))
    return {
        "id": layer.id,
        "front": front,
        "size": size,
        "parts": _with_tall(_parts(layer.parts, links, FRONT_ROOM if front else ROOM, size if front else 0.0)),
        "drawing": DRAWING_WIDTH,
    }


def _with_tall(parts: list[Data]) -> list[Data]:
    """Mark the first figures of a layer that take more than half a sheet."""
    figures = [part for part in parts if part["is"] == "figure"]
    tall = [part for part in figures if _printed_height(part) > HALF_SHEET]
    for part in tall[:MOST_MOVED]:
        part["tall"] = True
    return parts


def _printed_height(figure: Data) -> float:
    ratio, tallest = figure["ratio"], figure["tallest"]
    assert isinstance(ratio, float) and isinstance(tallest, float)
    return min(DRAWING_WIDTH * ratio, tallest)


def _parts(parts: Iterable[Part], links: _Links, room: float, least: float) -> list[Data]:
    return [_part(part, links, room, least) for part in parts]


def _part(part: Part, links: _Links, room: float, least: float) -> Data:
    """Return one part; no type in it is smaller than ``least``, in points."""
    place = getattr(part, "place", "")
    if isinstance(part, Heading):
        level = 2 if part.id in links.lifted else part.level
        return {"is": "heading", "level": level, "place": part.id, "text": _heading(part)}
    if isinstance(part, Paragraph | Strong | Note):
        return {"is": type(part).__name__.lower(), "text": _even(part.text), "place": place}
    if isinstance(part, Bullets):
        return {"is": "bullets", "items": _all_even(part.items), "place": place}
    if isinstance(part, Callout):
        first, _, rest = part.text.partition("\n")
        lead, text = (_even(first), _even(rest)) if rest.strip() else ("", _even(first))
        return {"is": "callout", "kind": part.kind, "lead": lead, "text": text, "place": place}
    if isinstance(part, PlaceLinks):
        items = [{"text": _even(link.text), "to": links.to(link.target)} for link in part.items]
        return {"is": "placelinks", "items": items}
    if isinstance(part, SideBySide):
        inner = room / len(part.columns) - 10
        return {"is": "sidebyside", "columns": [_parts(column, links, inner, least) for column in part.columns]}
    if isinstance(part, Contents):
        return {"is": "contents"}
    if isinstance(part, PartAnswers):
        return _answers(part, links, room)
    return _figure(part) if isinstance(part, Figure) else _table(part, links, room, least)


def _figure(part: Figure) -> Data:
    block = part.block
    wide, high = known_size(block.svg)
    said = f"{_caption(part)} {_even(block.subtitle)} {_source(part)}"
    return {
        "is": "figure",
        "place": part.place,
        "caption": _caption(part),
        "subtitle": _even(block.subtitle),
        "alt": _even(block.text),
        "svg": seen(block.svg),
        "ratio": high / wide,
        "tall": False,
        "tallest": min(DRAWING_HEIGHT, max(LOWEST, FREE - LINE * (3 + LINE * width(said, 1) / ROOM))),
        "source": _source(part),
    }


def _table(part: Table, links: _Links, room: float, least: float) -> Data:
    named, cells = _all_even(headers(part.block)), [_all_even(row) for row in rows(part.block)]
    numbers = [numeric_column(part.block, place) for place in range(len(named))]
    fitted = columns_fitted(named, cells, numbers, room, least)
    lines = row_lines(fitted)
    targets = {(row, column): links.to(target) for row, column, target in part.links}
    return {
        "is": "table",
        "place": part.place,
        "caption": _caption(part),
        "headers": list(fitted.headers),
        "rows": [
            [{"text": cell, "to": targets.get((line, place), "")} for place, cell in enumerate(row)]
            for line, row in enumerate(fitted.cells)
        ],
        "numbers": numbers,
        "widths": list(fitted.widths),
        "size": fitted.size,
        "gap": fitted.gap,
        "lengthy": len(cells) > LENGTHY or sum(lines) > MANY_LINES,
        "whole": [one <= ONE_SHEET for one in lines],
        "notes": _all_even(part.block.notes),
        "source": _source(part),
    }


def _answers(part: PartAnswers, links: _Links, room: float) -> Data:
    most = max((line.sides for line in part.lines), default=1.0)
    return {
        "is": "partanswers",
        "title": _even(part.title),
        "lead": _even(part.lead),
        "caption": _even(part.caption),
        "headers": _all_even(part.columns),
        "widths": [share * room for share in ANSWERS],
        "whole": [width(line.answer, 0) < LONGEST_ANSWER for line in part.lines],
        "lines": [
            {
                "heading": _heading(line.heading),
                "to": links.to(line.heading.id),
                "answer": _even(line.answer),
                "carried": ", ".join(one.replace(" ", WHOLE) for one in line.carried_by) or "–",
                "sides": f"{line.sides:g}",
                "bar": line.sides / most if most else 0.0,
            }
            for line in part.lines
        ],
    }


def _heading(heading: Heading) -> str:
    return _even(f"{heading.number} {heading.text}")


def _caption(part: Figure | Table) -> str:
    return _even(f"{part.label}: {part.block.title}" if part.label else part.block.title)


def _source(part: Figure | Table) -> str:
    return _even(f"Source: {part.block.source}") if part.block.source else ""


def _even(text: str) -> str:
    return SPACE.sub(" ", seen(text)).strip()


def _all_even(texts: Sequence[str]) -> list[str]:
    return [_even(text) for text in texts]
