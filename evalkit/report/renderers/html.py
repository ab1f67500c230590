"""The report as one file of HTML: no network, no script, readable on a phone, in print and aloud."""

from __future__ import annotations

import base64
import json
import math
import re
from typing import NoReturn

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evalkit.core.errors import ReportError
from evalkit.core.quantity import MINUS
from evalkit.core.shipped import beside_the_code
from evalkit.report.block import Block
from evalkit.report.document.parts import Document, Figure, Table
from evalkit.report.renderers.parts.renderer import Renderer
from evalkit.report.table_cells import numeric_column
from evalkit.report.theme import theme

REPORT = "report.html"
# A drawing is shown between these sizes, in CSS pixels per point of its own, so that its type can be read.
SMALLEST = 0.95
LARGEST = 1.9
LONG = 24
TEMPLATES = beside_the_code("report/renderers/templates")


def render(document: Document) -> bytes:
    """Return a document as one page of HTML, in UTF-8."""
    _refuse_silent(document)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "kind": lambda part: type(part).__name__.lower(),
        "drawing": _drawing,
        "csv": _csv,
        "data": _data,
        "numeric": numeric_column,
        "target": _target,
        "long": lambda cell: len(cell) > LONG and " " not in cell,
        "theme": theme(),
    }
    page = environment.get_template("report.html.j2").render(document=document)
    return f"{page}\n".encode()


def _refuse_silent(document: Document) -> None:
    """Refuse a figure without alt text and a table without caption: a reader who cannot see would get nothing."""
    for part in document.parts:
        if isinstance(part, Figure) and len(part.block.text.split()) < 5:
            _silent(part.block, "a figure without alt text", "type, what is shown and the main message")
        if isinstance(part, Table) and not part.block.title.strip():
            _silent(part.block, "a table without caption", "a caption in words")


def _silent(block: Block, found: str, allowed: str) -> NoReturn:
    raise ReportError.one(
        where=f"block {block.id}", found=found, allowed=allowed, next="write it in the module of the verb"
    )


def _drawing(block: Block, place: str) -> Markup:
    """Return the drawing with its ids made unique, since several drawings share one page."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{place}-\1"', block.svg)
    svg = re.sub(r'\baria-labelledby="([^" ]+) ([^" ]+)"', rf'aria-labelledby="{place}-\1 {place}-\2"', svg)
    svg = re.sub(r'(?:xlink:)?href="#([^"]+)"', rf'href="#{place}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{place}-\1)", svg)
    # The drawing takes the width of the text; only its proportions are kept.
    opening, rest = svg.split(">", 1)
    opening = re.sub(r'\s(?:width|height|version|style|xmlns|xmlns:xlink)="[^"]*"', "", opening)
    width = float(opening.split('viewBox="', 1)[1].split('"', 1)[0].split()[2])
    opening += f' style="min-width:{round(SMALLEST * width)}px;max-width:{round(LARGEST * width)}px"'
    # Drawn by us; its texts were escaped where they were drawn.
    return Markup(f"{opening}>{rest}")


def _target(table: Table, row: int, column: int) -> str:
    """Return where a cell of a table leads; empty where it leads nowhere."""
    return next((target for line, place, target in table.links if (line, place) == (row, column)), "")


def _csv(block: Block) -> str:
    """Return the block's values as a link that needs no network."""
    text = block.values.to_csv(index=False, float_format="%.12g", lineterminator="\n")
    return "data:text/csv;base64," + base64.b64encode(text.encode("utf-8")).decode("ascii")


def _data(block: Block) -> list[list[str]]:
    """Return the values of a figure as the table behind it."""
    return [[_shown(cell) for cell in row] for row in block.values.itertuples(index=False)]


def _shown(cell: object) -> str:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return "[x]"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        # Added to nought, a nought below nought loses its sign.
        return f"{cell + 0.0:.4g}".replace("-", MINUS)
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)


RENDERER = Renderer(
    summary="one file of HTML that needs no network, readable on a phone, in print and aloud",
    file=REPORT,
    render=render,
    checked_against=("tests/unit/report/renderers/test_html.py::test_nothing_is_fetched_from_anywhere",),
)
