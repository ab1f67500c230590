"""The report as one file of HTML: no network, readable on a phone, in print and aloud, with and without scripts."""

from __future__ import annotations

import base64
import json
import math

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evalkit.core.csv_cells import csv_text
from evalkit.core.quantity import MINUS
from evalkit.core.shipped import beside_the_code
from evalkit.document.parts import BESIDE, Document, Part, Table
from evalkit.document.renderers.parts.brief_names import with_brief_names
from evalkit.document.renderers.parts.drawings import drawings
from evalkit.document.renderers.parts.named_cells import headers, rows
from evalkit.document.renderers.parts.number_links import linked
from evalkit.document.renderers.parts.page_faces import CALLED, face_rules
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.document.renderers.parts.shared_styles import with_shared_styles
from evalkit.document.renderers.parts.unprintable_parts import refuse_unprintable
from evalkit.report.block import Block
from evalkit.report.table_cells import numeric_column
from evalkit.report.theme import theme

REPORT = "report.html"
# Letters of a word that may be broken, and of a cell that needs room; rows of a table that may go on over a sheet;
# columns that are set smaller on it.
LONG = 24
WORDY = 40
LENGTHY = 10
MANY = 6
TEMPLATES = beside_the_code("document/renderers/templates")
# From here on a number behind a figure is shown whole.
LARGE = 1000


def render(document: Document) -> bytes:
    """Return a document as one page of HTML, in UTF-8."""
    refuse_unprintable(document)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "kind": lambda part: type(part).__name__.lower(),
        "drawings": drawings,
        "headers": headers,
        "rows": rows,
        "targets": _targets,
        "csv": _csv,
        "data": _data,
        "numeric": _numeric,
        "long": lambda cell: any(len(word) > LONG for word in cell.split()),
        "wordy": lambda cell: len(cell) > WORDY,
        "lengthy": LENGTHY,
        "many": MANY,
        "beside": BESIDE,
        "theme": theme(),
        "faces": face_rules(),
        "family": f"'{CALLED}', {theme().type['written']}",
    }
    environment.filters["css_string"] = _css_string
    environment.globals["said"] = lambda text, part: _said(text, part, document)
    page = environment.get_template("report.html.j2").render(document=document)
    return f"{with_brief_names(with_shared_styles(page))}\n".encode()


def _said(text: str, part: Part, document: Document) -> Markup:
    """Return the words of a part, its numbers as links to where they come from, unless that is the part itself."""
    own = getattr(part, "place", "")
    return linked(text, lambda number: "" if (place := document.place_of(number, part)) == own else place)


def _numeric(block: Block) -> list[bool]:
    """Return which columns hold numbers alone."""
    return [numeric_column(block, place) for place in range(len(block.columns))]


def _targets(table: Table) -> dict[tuple[int, int], str]:
    """Return where cells of a table lead, by row and column."""
    return {(row, column): target for row, column, target in table.links}


def _css_string(text: str) -> Markup:
    """Return text as a style sheet may hold it between quotes, whatever its letters are."""
    told = "".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text)
    return Markup('"' + told + '"')


def _csv(block: Block) -> str:
    """Return the block's values as a link that needs no network."""
    return "data:text/csv;base64," + base64.b64encode(csv_text(block.values).encode("utf-8")).decode("ascii")


def _data(block: Block) -> list[list[str]]:
    """Return the values of a figure as the table behind it."""
    return [[_shown(cell) for cell in row] for row in block.values.itertuples(index=False)]


def _shown(cell: object) -> str:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return "[x]"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        # Added to nought, a nought below nought loses its sign; of a large sum, four digits would be another sum.
        return f"{cell + 0.0:{',.0f' if LARGE <= abs(cell) < math.inf else '.4g'}}".replace("-", MINUS)
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)


RENDERER = Renderer(
    summary="one file of HTML that needs no network, readable on a phone, in print and aloud",
    file=REPORT,
    render=render,
    checked_against=("tests/unit/document/renderers/test_html.py::test_nothing_is_fetched_from_anywhere",),
    any_document=True,
)
